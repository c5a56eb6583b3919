//! Settings of the company; below them its locations, tokens of the API and the audit.

mod audit;
mod locations;
mod tokens;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use tierwise_app::service::{AppError, CompanySettings, OwnCompany};
use tierwise_core::access::Action;
use tierwise_core::{Day, ProgrammeId};
use tierwise_i18n::Language;

use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Errors, Frame, render};
use crate::pages::{bad_day, go, pairs, refusal};
use crate::site::{Asker, Site};

pub(crate) use audit::audit;
pub(crate) use locations::{add_location, end_location, locations};
pub(crate) use tokens::{end_token, make_token, tokens};

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    name: String,
    mpn_id: String,
    time_zone: String,
    moved: String,
    programmes: Vec<ProgrammeChoice>,
    markets: Vec<Choice>,
    tracks: Vec<Choice>,
}

/// A programme of the installation, with its place among those that are followed.
struct ProgrammeChoice {
    choice: Choice,
    place: String,
}

pub(crate) async fn page(State(site): State<Site>, asker: Asker) -> Result<Html<String>, Failure> {
    asker.caller.see(Action::ChangeSettings)?;
    let OwnCompany { partner, .. } = site.app.own_company(&asker.caller).await?;
    let form = SettingsForm {
        name: partner.name,
        mpn_id: partner.mpn_id,
        time_zone: partner.time_zone,
        moved: partner.moved_from_pmc_on.map(|day| day.to_string()).unwrap_or_default(),
        programmes: partner.programmes.iter().map(|id| id.as_str().to_owned()).collect(),
        market: partner.market,
        track: partner.track.unwrap_or_default(),
    };
    Ok(Html(settings(&site, &asker, form, Errors::default()).await?))
}

async fn settings(site: &Site, asker: &Asker, form: SettingsForm, errors: Errors) -> Result<String, Failure> {
    let l = asker.language;
    let mut all: Vec<_> = site.app.programmes().iter().collect();
    // What is followed comes first, in its order.
    all.sort_by_key(|programme| form.programmes.iter().position(|id| id == programme.id.as_str()).unwrap_or(usize::MAX));
    let programmes = all.into_iter().map(|programme| {
        let place = form.programmes.iter().position(|id| id == programme.id.as_str());
        let (value, label) = (programme.id.to_string(), tierwise_app::in_language(&programme.name, l).to_owned());
        let place_text = place.map(|place| (place + 1).to_string()).unwrap_or_default();
        ProgrammeChoice { choice: Choice { value, label, chosen: place.is_some() }, place: place_text }
    });
    let choice = |value: &str, key: &'static str, chosen: &str| Choice {
        value: value.to_owned(),
        label: l.text(key),
        chosen: value == chosen,
    };
    let markets = [("developed", "web-market-developed"), ("developing", "web-market-developing")];
    let tracks = [("", "web-track-none"), ("enterprise", "web-track-enterprise"), ("smb", "web-track-smb")];
    Ok(render(&SettingsPage {
        l,
        frame: frame(site, asker, "web-nav-settings").await?,
        errors,
        programmes: programmes.collect(),
        markets: markets.map(|(value, key)| choice(value, key, &form.market)).into(),
        tracks: tracks.map(|(value, key)| choice(value, key, &form.track)).into(),
        name: form.name,
        mpn_id: form.mpn_id,
        time_zone: form.time_zone,
        moved: form.moved,
    }))
}

#[derive(Debug, Default)]
struct SettingsForm {
    name: String,
    mpn_id: String,
    time_zone: String,
    moved: String,
    programmes: Vec<String>,
    market: String,
    track: String,
}

impl SettingsForm {
    /// A form in which `programmes` may stand several times, each with a `place-ID`.
    fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (name, value) in pairs(body) {
            match name.as_str() {
                "company" => form.name = value,
                "mpn_id" => form.mpn_id = value,
                "time_zone" => form.time_zone = value,
                "moved" => form.moved = value,
                "programmes" => form.programmes.push(value),
                "market" => form.market = value,
                "track" => form.track = value,
                name => {
                    if let (Some(id), Ok(place)) = (name.strip_prefix("place-"), value.trim().parse()) {
                        places.insert(id.to_owned(), place);
                    }
                }
            }
        }
        form.programmes = placed(form.programmes, &places);
        form
    }
}

/// The programmes by the places that were asked for. What somebody moved to a place that is taken comes before what stands
/// there if it moved up, and behind it if it moved down.
fn placed(programmes: Vec<String>, places: &BTreeMap<String, usize>) -> Vec<String> {
    let mut placed: Vec<(usize, Ordering, String)> = Vec::new();
    for (before, id) in (1..).zip(programmes) {
        let place = places.get(&id).copied().unwrap_or(usize::MAX);
        placed.push((place, place.cmp(&before), id));
    }
    placed.sort_by_key(|(place, moved, _)| (*place, *moved));
    placed.into_iter().map(|(.., id)| id).collect()
}

impl SettingsForm {
    /// Blank where the company never moved.
    fn moved_on(&self) -> Result<Option<Day>, AppError> {
        match self.moved.trim() {
            "" => Ok(None),
            day => day.parse().map(Some).map_err(|_| bad_day("moved")),
        }
    }

    fn wanted(&self) -> Result<CompanySettings, AppError> {
        Ok(CompanySettings {
            name: self.name.clone(),
            mpn_id: self.mpn_id.clone(),
            time_zone: self.time_zone.clone(),
            programmes: self.programmes.iter().map(|id| ProgrammeId::new(id.as_str())).collect(),
            market: self.market.clone(),
            track: (!self.track.is_empty()).then(|| self.track.clone()),
            moved_from_pmc_on: self.moved_on()?,
        })
    }
}

pub(crate) async fn change(State(site): State<Site>, asker: Asker, body: Bytes) -> Result<Response, Failure> {
    asker.caller.see(Action::ChangeSettings)?;
    let form = SettingsForm::read(&body);
    let changed = match form.wanted() {
        Ok(wanted) => site.app.change_settings(&asker.caller, wanted).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(go("/settings?done=settings")),
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            Ok((status, Html(settings(&site, &asker, form, errors).await?)).into_response())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programmes_stand_where_somebody_puts_them() {
        let order = |places: &str| {
            let ids = ["a", "b", "c"].map(|id| format!("programmes={id}")).join("&");
            SettingsForm::read(format!("{ids}&{places}").as_bytes()).programmes.concat()
        };
        assert_eq!(order("place-a=1&place-b=2&place-c=3"), "abc");
        assert_eq!(order("place-a=1&place-b=2&place-c=1"), "cab", "moved up before what stands there");
        assert_eq!(order("place-a=2&place-b=2&place-c=3"), "bac", "moved down behind it");
        assert_eq!(order("place-a=3&place-b=2&place-c=3"), "bca");
        assert_eq!(order("place-b=1"), "bac", "the others keep their order");
        assert_eq!(order("place-c=0&place-d=1&place-a=x"), "cab", "what is not followed has no place");
    }

    #[test]
    fn a_form_keeps_the_order_of_programmes_and_a_wrong_day() {
        let form = SettingsForm::read(b"company=Fjordline&programmes=b&programmes=a&moved=2026-13-01");
        assert_eq!(form.programmes, ["b", "a"]);
        assert!(form.wanted().is_err());
        let form = SettingsForm { moved: " ".to_owned(), ..form };
        assert_eq!(form.wanted().unwrap().moved_from_pmc_on, None);
    }
}

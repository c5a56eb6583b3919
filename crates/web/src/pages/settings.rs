//! Settings of the company; below them tokens of the API and the audit.

mod audit;
mod tokens;

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
    programmes: Vec<Choice>,
    markets: Vec<Choice>,
    tracks: Vec<Choice>,
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
    let programmes = all.into_iter().map(|programme| Choice {
        value: programme.id.to_string(),
        label: tierwise_app::in_language(&programme.name, l).to_owned(),
        chosen: form.programmes.iter().any(|id| id == programme.id.as_str()),
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
    /// A form in which `programmes` may stand several times.
    fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs(body) {
            match name.as_str() {
                "company" => form.name = value,
                "mpn_id" => form.mpn_id = value,
                "time_zone" => form.time_zone = value,
                "moved" => form.moved = value,
                "programmes" => form.programmes.push(value),
                "market" => form.market = value,
                "track" => form.track = value,
                _ => {}
            }
        }
        form
    }
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
    fn a_form_keeps_the_order_of_programmes_and_a_wrong_day() {
        let form = SettingsForm::read(b"company=Fjordline&programmes=b&programmes=a&moved=2026-13-01");
        assert_eq!(form.programmes, ["b", "a"]);
        assert!(form.wanted().is_err());
        let form = SettingsForm { moved: " ".to_owned(), ..form };
        assert_eq!(form.wanted().unwrap().moved_from_pmc_on, None);
    }
}

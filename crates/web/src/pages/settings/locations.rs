//! Locations of the company, each with an MPN ID of its own.

use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::service::{AppError, Location, NewLocation};
use tierwise_core::LocationId;
use tierwise_core::access::Action;
use tierwise_i18n::Language;
use uuid::Uuid;

use crate::api::At;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Errors, Frame, Pager, Sorting, cut, render};
use crate::pages::sure::{self, Question, SureForm, is_sure};
use crate::pages::{asked, fields, go, refusal};
use crate::site::{Asker, Site};

const LOCATIONS: &str = "/locations";
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "locations.html")]
struct LocationsPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    locations: Vec<LocationView>,
    heads: Vec<Sorting>,
    pager: Pager,
    asked: LocationQuery,
    form: LocationForm,
}

struct LocationView {
    id: String,
    name: String,
    mpn_id: String,
    since: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LocationQuery {
    search: String,
    sort: String,
    order: String,
    page: usize,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LocationForm {
    name: String,
    mpn_id: String,
}

pub(crate) async fn locations(
    State(site): State<Site>,
    asker: Asker,
    query: Result<Query<LocationQuery>, QueryRejection>,
) -> Result<Html<String>, Failure> {
    Ok(Html(list(&site, &asker, asked(query), LocationForm::default(), Errors::default()).await?))
}

async fn list(site: &Site, asker: &Asker, asked: LocationQuery, form: LocationForm, errors: Errors) -> Result<String, Failure> {
    let l = asker.language;
    let found = chosen(site.app.locations(&asker.caller).await?, &asked);
    let clock = site.clock(asker).await?;
    let values = [("search", asked.search.as_str()), ("sort", &asked.sort), ("order", &asked.order)];
    let sort = if asked.sort.is_empty() { "name" } else { &asked.sort };
    let descending = asked.order == "descending";
    let head = |key: &str, label: &'static str| Sorting::new(l.text(label), key, LOCATIONS, &values, sort, descending);
    let view = |location: Location| LocationView {
        id: location.id.to_string(),
        name: location.name,
        mpn_id: location.mpn_id,
        since: clock.shown(location.created_at),
    };
    Ok(render(&LocationsPage {
        l,
        frame: frame(site, asker, "web-nav-locations").await?,
        errors,
        heads: vec![head("name", "web-location"), head("mpn_id", "web-mpn-id"), head("since", "web-location-since")],
        pager: Pager::new(l, LOCATIONS, &values, asked.page, PER_PAGE, found.len()),
        locations: cut(found, asked.page, PER_PAGE).into_iter().map(view).collect(),
        asked,
        form,
    }))
}

/// The locations that were asked for, in the order that was asked for.
fn chosen(mut locations: Vec<Location>, asked: &LocationQuery) -> Vec<Location> {
    let wanted = asked.search.trim().to_lowercase();
    locations.retain(|location| location.name.to_lowercase().contains(&wanted) || location.mpn_id.contains(&wanted));
    locations.sort_by_cached_key(|location| {
        let (number, since) = match asked.sort.as_str() {
            "mpn_id" => (location.mpn_id.parse::<u64>().ok(), None),
            "since" => (None, Some(location.created_at)),
            _ => (None, None),
        };
        (number, since, location.name.to_lowercase(), location.id)
    });
    if asked.order == "descending" {
        locations.reverse();
    }
    locations
}

pub(crate) async fn add_location(
    State(site): State<Site>,
    asker: Asker,
    form: Result<Form<LocationForm>, FormRejection>,
) -> Result<Response, Failure> {
    asker.caller.see(Action::ManageLocations)?;
    let form = fields(form)?;
    let wanted = NewLocation { name: form.name.clone(), mpn_id: form.mpn_id.clone() };
    match site.app.add_location(&asker.caller, wanted).await {
        Ok(_) => Ok(go("/locations?done=location-added")),
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            let page = list(&site, &asker, LocationQuery::default(), form, errors).await?;
            Ok((status, Html(page)).into_response())
        }
    }
}

/// Asks first: rows of the location are refused from then on.
pub(crate) async fn end_location(
    State(site): State<Site>,
    asker: Asker,
    At(location): At<Uuid>,
    form: Result<Form<SureForm>, FormRejection>,
) -> Result<Response, Failure> {
    let location = LocationId::new(location);
    let found = site.app.locations(&asker.caller).await?.into_iter().find(|open| open.id == location);
    let open = found.ok_or(AppError::NotFound)?;
    if !is_sure(form)? {
        let action = format!("/locations/{location}/end");
        let question = Question {
            title: "web-location-end",
            lead: "web-location-end-sure",
            name: &open.name,
            action: &action,
            back: LOCATIONS,
        };
        return sure::ask(&site, &asker, question).await;
    }
    site.app.end_location(&asker.caller, location).await?;
    Ok(go("/locations?done=location-ended"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierwise_core::Instant;

    #[test]
    fn locations_are_found_by_name_and_number_in_any_order() {
        let location = |name: &str, mpn_id: &str, made: i64| Location {
            id: LocationId::new(Uuid::from_u128(name.len() as u128)),
            name: name.to_owned(),
            mpn_id: mpn_id.to_owned(),
            created_at: Instant::from_micros(made),
        };
        let all = || vec![location("Malmö", "1000", 1), location("Borås", "999", 2), location("Lund", "5", 3)];
        let names = |asked: &LocationQuery| chosen(all(), asked).into_iter().map(|location| location.name).collect::<Vec<_>>();
        let usual = LocationQuery::default;
        let text = str::to_owned;
        assert_eq!(names(&usual()), ["Borås", "Lund", "Malmö"]);
        assert_eq!(names(&LocationQuery { sort: text("mpn_id"), ..usual() }), ["Lund", "Borås", "Malmö"], "as numbers");
        assert_eq!(
            names(&LocationQuery { sort: text("since"), order: text("descending"), ..usual() }),
            ["Lund", "Borås", "Malmö"]
        );
        assert_eq!(names(&LocationQuery { search: text(" MALM"), ..usual() }), ["Malmö"]);
        assert_eq!(names(&LocationQuery { search: text("99"), ..usual() }), ["Borås"]);
    }
}

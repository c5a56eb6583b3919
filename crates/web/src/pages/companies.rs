//! The companies of an installation, for whoever runs it.

use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::service::{AppError, NewCompany, RunBy};
use tierwise_core::PartnerId;
use tierwise_core::record::Partner;
use tierwise_i18n::Language;
use uuid::Uuid;

use crate::api::At;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Errors, Frame, Pager, Sorting, cut, day, render};
use crate::pages::sure::{self, Question, SureForm, is_sure};
use crate::pages::{asked, fields, go, refusal};
use crate::site::{Asker, Site};

const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "companies.html")]
struct CompaniesPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    companies: Vec<CompanyView>,
    heads: Vec<Sorting>,
    pager: Pager,
    enrolments: Vec<Choice>,
    asked: CompanyQuery,
    is_filtered: bool,
    form: CompanyForm,
    /// The link for the Global admin of a company that was just made: shown once.
    invitation: Option<String>,
    may_create: bool,
}

struct CompanyView {
    id: String,
    name: String,
    mpn_id: String,
    enrolled: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(default)]
pub(crate) struct CompanyForm {
    company: String,
    mpn_id: String,
    time_zone: String,
    admin_name: String,
    admin_email: String,
}

impl Default for CompanyForm {
    fn default() -> Self {
        let blank = String::new;
        let time_zone = "Europe/Stockholm".to_owned();
        Self { company: blank(), mpn_id: blank(), time_zone, admin_name: blank(), admin_email: blank() }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CompanyQuery {
    search: String,
    enrolment: String,
    sort: String,
    order: String,
    page: usize,
}

pub(crate) async fn list(
    State(site): State<Site>,
    asker: Asker,
    query: Result<Query<CompanyQuery>, QueryRejection>,
) -> Result<Html<String>, Failure> {
    let shown = Shown { asked: asked(query), ..Shown::default() };
    Ok(Html(companies(&site, &asker, shown).await?))
}

/// What the page shows besides the companies.
#[derive(Default)]
struct Shown {
    asked: CompanyQuery,
    form: CompanyForm,
    errors: Errors,
    invitation: Option<String>,
}

async fn companies(site: &Site, asker: &Asker, shown: Shown) -> Result<String, Failure> {
    let l = asker.language;
    let Shown { asked, form, errors, invitation } = shown;
    let found = chosen(site.app.companies(&asker.caller).await?, &asked);
    let values =
        [("search", asked.search.as_str()), ("enrolment", &asked.enrolment), ("sort", &asked.sort), ("order", &asked.order)];
    let sort = if asked.sort.is_empty() { "name" } else { &asked.sort };
    let descending = asked.order == "descending";
    let head = |key: &str, label: &'static str| Sorting::new(l.text(label), key, "/companies", &values, sort, descending);
    let choice = |value: &str, label: &'static str| Choice {
        value: value.to_owned(),
        label: l.text(label),
        chosen: value == asked.enrolment,
    };
    let page = asked.page.max(1);
    Ok(render(&CompaniesPage {
        l,
        frame: frame(site, asker, "web-nav-companies").await?,
        errors,
        heads: vec![head("name", "web-company-name"), head("mpn-id", "web-mpn-id"), head("enrolled", "web-enrolled")],
        pager: Pager::new(l, "/companies", &values, page, PER_PAGE, found.len()),
        companies: cut(found, page, PER_PAGE).into_iter().map(|partner| view(l, partner)).collect(),
        enrolments: vec![choice("", "web-any"), choice("yes", "web-is-enrolled"), choice("no", "web-not-enrolled")],
        is_filtered: !(asked.search.is_empty() && asked.enrolment.is_empty()),
        asked,
        form,
        invitation,
        may_create: site.app.settings().run_by == RunBy::Operator,
    }))
}

/// The companies that were asked for, in the order that was asked for.
fn chosen(mut partners: Vec<Partner>, asked: &CompanyQuery) -> Vec<Partner> {
    let wanted = asked.search.trim().to_lowercase();
    partners.retain(|partner| {
        let enrolment = if partner.enrolled_on.is_some() { "yes" } else { "no" };
        (partner.name.to_lowercase().contains(&wanted) || partner.mpn_id.contains(&wanted))
            && (asked.enrolment.is_empty() || asked.enrolment == enrolment)
    });
    partners.sort_by_cached_key(|partner| {
        let name = partner.name.to_lowercase();
        let first = match asked.sort.as_str() {
            "mpn-id" => format!("{:0>18}", partner.mpn_id),
            "enrolled" => partner.enrolled_on.map(|since| since.to_string()).unwrap_or_default(),
            _ => String::new(),
        };
        (first, name, partner.id)
    });
    if asked.order == "descending" {
        partners.reverse();
    }
    partners
}

fn view(l: Language, partner: Partner) -> CompanyView {
    CompanyView {
        id: partner.id.to_string(),
        name: partner.name,
        mpn_id: partner.mpn_id,
        enrolled: partner.enrolled_on.map(|since| day(l, since)),
    }
}

pub(crate) async fn create(
    State(site): State<Site>,
    asker: Asker,
    form: Result<Form<CompanyForm>, FormRejection>,
) -> Result<Response, Failure> {
    asker.caller.run_installation()?;
    let form = fields(form)?;
    let company = NewCompany {
        name: form.company.clone(),
        mpn_id: form.mpn_id.clone(),
        time_zone: form.time_zone.clone(),
        admin_name: form.admin_name.clone(),
        admin_email: form.admin_email.clone(),
        language: asker.language,
    };
    match site.app.create_company(&asker.caller, company).await {
        Ok(made) => {
            let url = format!("{}/invitation/{}", site.settings.public_url, made.token);
            let shown = Shown { invitation: Some(url), ..Shown::default() };
            Ok(Html(companies(&site, &asker, shown).await?).into_response())
        }
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            let shown = Shown { form, errors, ..Shown::default() };
            Ok((status, Html(companies(&site, &asker, shown).await?)).into_response())
        }
    }
}

pub(crate) async fn enrol(State(site): State<Site>, asker: Asker, At(partner): At<Uuid>) -> Result<Response, Failure> {
    site.app.enrol_today(&asker.caller, PartnerId::new(partner)).await?;
    Ok(go("/companies?done=enrolled"))
}

/// Asks first: a new enrolment would begin on its own day.
pub(crate) async fn end_enrolment(
    State(site): State<Site>,
    asker: Asker,
    At(partner): At<Uuid>,
    form: Result<Form<SureForm>, FormRejection>,
) -> Result<Response, Failure> {
    let partner = PartnerId::new(partner);
    let found = site.app.companies(&asker.caller).await?.into_iter().find(|company| company.id == partner);
    let company = found.ok_or(AppError::NotFound)?;
    if !is_sure(form)? {
        let action = format!("/companies/{partner}/end-enrolment");
        let (title, lead) = ("web-enrolment-end", "web-enrolment-end-sure");
        let question = Question { title, lead, name: &company.name, action: &action, back: "/companies" };
        return sure::ask(&site, &asker, question).await;
    }
    site.app.end_enrolment(&asker.caller, partner).await?;
    Ok(go("/companies?done=enrolment-ended"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierwise_core::Day;

    fn company(name: &str, mpn_id: &str, enrolled_on: Option<Day>) -> Partner {
        Partner {
            id: PartnerId::new(Uuid::from_u128(name.len() as u128)),
            name: name.to_owned(),
            mpn_id: mpn_id.to_owned(),
            time_zone: "UTC".to_owned(),
            enrolled_on,
            moved_from_pmc_on: None,
            programmes: Vec::new(),
            market: "developed".to_owned(),
            track: None,
        }
    }

    #[test]
    fn companies_are_found_by_name_number_and_enrolment() {
        let all = || vec![company("Fjordline", "1234567", Day::new(2026, 1, 1)), company("Åsa & co", "99", None)];
        let names = |asked: &CompanyQuery| chosen(all(), asked).into_iter().map(|partner| partner.name).collect::<Vec<_>>();
        let search = |text: &str| CompanyQuery { search: text.to_owned(), ..CompanyQuery::default() };
        assert_eq!(names(&search("åsa")), ["Åsa & co"]);
        assert_eq!(names(&search("2345")), ["Fjordline"]);
        assert_eq!(names(&CompanyQuery { enrolment: "no".to_owned(), ..CompanyQuery::default() }), ["Åsa & co"]);
        let by_number =
            |order: &str| CompanyQuery { sort: "mpn-id".to_owned(), order: order.to_owned(), ..CompanyQuery::default() };
        assert_eq!(names(&by_number("")), ["Åsa & co", "Fjordline"], "numbers, not words");
        assert_eq!(names(&by_number("descending")), ["Fjordline", "Åsa & co"]);
    }
}

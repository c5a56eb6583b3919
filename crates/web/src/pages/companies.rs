//! The companies of an installation, for whoever runs it.

use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::service::NewCompany;
use tierwise_core::PartnerId;
use tierwise_i18n::Language;
use uuid::Uuid;

use crate::api::At;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Errors, Frame, day, render};
use crate::pages::{fields, go};
use crate::site::{Asker, Site};

#[derive(Template)]
#[template(path = "companies.html")]
struct CompaniesPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    companies: Vec<CompanyView>,
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

pub(crate) async fn list(State(site): State<Site>, asker: Asker) -> Result<Html<String>, Failure> {
    Ok(Html(companies(&site, &asker, CompanyForm::default(), Errors::default(), None).await?))
}

async fn companies(
    site: &Site,
    asker: &Asker,
    form: CompanyForm,
    errors: Errors,
    invitation: Option<String>,
) -> Result<String, Failure> {
    let l = asker.language;
    let found = site.app.companies(&asker.caller).await?;
    let companies = found.into_iter().map(|partner| CompanyView {
        id: partner.id.to_string(),
        name: partner.name,
        mpn_id: partner.mpn_id,
        enrolled: partner.enrolled_on.map(|since| day(l, since)),
    });
    let companies = companies.collect();
    let may_create = site.app.settings().run_by == tierwise_app::service::RunBy::Operator;
    let frame = frame(site, asker, "web-nav-companies").await?;
    Ok(render(&CompaniesPage { l, frame, errors, companies, form, invitation, may_create }))
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
            let page = companies(&site, &asker, CompanyForm::default(), Errors::default(), Some(url)).await?;
            Ok(Html(page).into_response())
        }
        Err(error) => {
            let errors = Errors::from_form(error, asker.language)?;
            let page = companies(&site, &asker, form, errors, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
    }
}

pub(crate) async fn enrol(State(site): State<Site>, asker: Asker, At(partner): At<Uuid>) -> Result<Response, Failure> {
    site.app.enrol_today(&asker.caller, PartnerId::new(partner)).await?;
    Ok(go("/companies?done=enrolled"))
}

pub(crate) async fn end_enrolment(State(site): State<Site>, asker: Asker, At(partner): At<Uuid>) -> Result<Response, Failure> {
    site.app.end_enrolment(&asker.caller, PartnerId::new(partner)).await?;
    Ok(go("/companies?done=enrolment-ended"))
}

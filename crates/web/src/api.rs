//! The JSON API under `/api/v1`, described by its own code.
//!
//! Dates are `year-month-day`, instants RFC 3339 in UTC, points exact fractions as text (`40`, `20/3`), ids UUIDs. Lists
//! page with `page` and `per_page`; errors are problems of RFC 9457.

pub(crate) mod imports;
pub(crate) mod locations;
pub(crate) mod metrics;
pub(crate) mod report;
pub(crate) mod users;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query};
use serde::Serialize;
use tierwise_app::service::AppError;
use tierwise_i18n::Message;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

use crate::failure::{Failure, FieldProblem, ProblemDetails};

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(title = "Tierwise", version = "1", description = include_str!("api/about.md")),
    paths(
        report::programmes, report::competencies, report::requirements, report::skills_report,
        users::list, users::create, users::find,
        imports::list, imports::create, imports::find, imports::apply, imports::cancel, imports::undo,
        locations::list, locations::add, locations::end,
        metrics::list, metrics::enter,
    ),
    components(schemas(ProblemDetails, FieldProblem)),
    security(("token" = [])),
    modifiers(&Token),
)]
struct Description;

struct Token;

impl Modify for Token {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        description.components.get_or_insert_default().add_security_scheme("token", token);
    }
}

/// The description as JSON, the same on every run.
pub fn description() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

pub(crate) async fn openapi() -> Json<utoipa::openapi::OpenApi> {
    Json(description())
}

/// A list in pages.
#[derive(Debug, Serialize, ToSchema)]
pub struct Paged<T> {
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
    /// This page, counted from 1.
    pub page: u64,
    pub per_page: u64,
}

/// At most so many items on a page.
pub(crate) const MOST_PER_PAGE: u64 = 1000;
const PER_PAGE: u64 = 100;

/// Which page of a list.
#[derive(Debug, Clone, Copy, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Counted from 1.
    #[serde(default = "first")]
    pub page: u64,
    /// From 1 to 1000; 100 if left out.
    #[serde(default = "usual")]
    pub per_page: u64,
}

fn first() -> u64 {
    1
}

fn usual() -> u64 {
    PER_PAGE
}

impl Paging {
    pub(crate) fn checked(self) -> Result<Self, AppError> {
        let usable = self.page >= 1 && (1..=MOST_PER_PAGE).contains(&self.per_page);
        if usable { Ok(self) } else { Err(AppError::invalid("page", Message::new("web-api-paging"))) }
    }

    /// One page of a list that is in memory.
    pub(crate) fn cut<T>(self, items: Vec<T>) -> Result<Paged<T>, AppError> {
        let Self { page, per_page } = self.checked()?;
        let total = items.len() as u64;
        let skipped = usize::try_from((page - 1).saturating_mul(per_page)).unwrap_or(usize::MAX);
        let taken = usize::try_from(per_page).unwrap_or(usize::MAX);
        Ok(Paged { items: items.into_iter().skip(skipped).take(taken).collect(), total, page, per_page })
    }
}

/// A JSON body; a bad one is a problem that says where.
#[derive(Debug, FromRequest)]
#[from_request(via(Json), rejection(Failure))]
pub(crate) struct Body<T>(pub T);

/// A query; a bad one is a problem that says where.
#[derive(Debug, FromRequestParts)]
#[from_request(via(Query), rejection(Failure))]
pub(crate) struct Asked<T>(pub T);

/// An id of a path: what is none is not found.
#[derive(Debug, FromRequestParts)]
#[from_request(via(Path), rejection(Failure))]
pub(crate) struct At<T>(pub T);

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        Self(AppError::invalid("", Message::new("web-api-body").with("reason", rejection.body_text())))
    }
}

impl From<QueryRejection> for Failure {
    fn from(rejection: QueryRejection) -> Self {
        Self(AppError::invalid("", Message::new("web-api-query").with("reason", rejection.body_text())))
    }
}

impl From<PathRejection> for Failure {
    fn from(_: PathRejection) -> Self {
        Self(AppError::NotFound)
    }
}

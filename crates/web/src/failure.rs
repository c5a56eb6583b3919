//! What can go wrong, as a page or as a problem of RFC 9457.
//!
//! A handler returns the error; the outermost layer, which knows who asks and for what, puts it into words. So a hidden
//! thing and a missing one give the same bytes.

use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tierwise_app::service::{AppError, Problem};
use tierwise_i18n::{Language, Message};
use utoipa::ToSchema;

use crate::page;
use crate::site::{Asker, Site};

/// An error on its way out.
#[derive(Debug)]
pub struct Failure(pub AppError);

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

/// Carries the error to the outermost layer.
#[derive(Debug, Clone)]
pub(crate) struct Carried(pub std::sync::Arc<AppError>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Carried(std::sync::Arc::new(self.0)));
        response
    }
}

/// A problem as JSON. `type` stays the same for the same problem.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDetails {
    /// A stable name of the problem: `tag:tierwise,2026:not-found`.
    #[schema(example = "tag:tierwise,2026:not-found")]
    pub r#type: String,
    pub title: String,
    pub status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The request's id, for problems that the log explains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field's name; blank where the whole is meant.
    pub field: String,
    pub detail: String,
}

/// The problem that an error is: its code, its status and its title.
struct Kind {
    code: &'static str,
    status: StatusCode,
    title: &'static str,
}

fn kind(error: &AppError) -> Kind {
    let (code, status, title) = match error {
        AppError::Anonymous => ("sign-in-needed", StatusCode::UNAUTHORIZED, "web-problem-anonymous"),
        AppError::NotFound => ("not-found", StatusCode::NOT_FOUND, "web-problem-not-found"),
        AppError::Forbidden => ("not-allowed", StatusCode::FORBIDDEN, "web-problem-not-allowed"),
        AppError::Invalid(_) => ("invalid-input", StatusCode::UNPROCESSABLE_ENTITY, "web-problem-invalid"),
        AppError::Refused(_) => ("refused", StatusCode::CONFLICT, "web-problem-refused"),
        AppError::NotEnrolled => ("not-enrolled", StatusCode::CONFLICT, "web-problem-not-enrolled"),
        AppError::NoSkillsData => ("no-skills-data", StatusCode::CONFLICT, "cli-no-skills-data"),
        AppError::Limited { .. } => ("too-many-attempts", StatusCode::TOO_MANY_REQUESTS, "web-problem-limited"),
        AppError::Store(error) if error.is_unavailable() => {
            ("unavailable", StatusCode::SERVICE_UNAVAILABLE, "web-problem-unavailable")
        }
        AppError::Store(_) | AppError::Interrupted => ("internal", StatusCode::INTERNAL_SERVER_ERROR, "web-problem-internal"),
    };
    Kind { code, status, title }
}

fn status(error: &AppError) -> StatusCode {
    kind(error).status
}

/// Puts an error into the words of whoever asks.
pub(crate) async fn words(site: &Site, asker: &Asker, error: &AppError, is_api: bool, request: &str) -> Response {
    let kind = kind(error);
    let request = kind.status.is_server_error().then(|| request.to_owned());
    if let Some(request) = &request {
        tracing::error!(request, error = %error, "a request failed");
    }
    let mut response = if is_api {
        problem(asker.language, &kind, error, request)
    } else if matches!(error, AppError::Anonymous) {
        return to_sign_in(&asker.here);
    } else {
        let detail = detail(asker.language, error);
        let title = asker.language.text(kind.title);
        // With the ways on from here, unless what failed is what they are made of.
        let whole = crate::frame::frame(site, asker, kind.title).await;
        let frame = whole.unwrap_or_else(|_| crate::frame::bare(site, asker));
        // The page of a missing thing says nothing of its address: another company's thing gives the same bytes.
        let frame = page::Frame { here: "/".to_owned(), ..frame };
        let html = page::failure(asker.language, frame, kind.status.as_u16(), &title, detail, request);
        (kind.status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
    };
    let headers = response.headers_mut();
    match error {
        AppError::Anonymous => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        AppError::Limited { retry_after } => {
            headers.insert(RETRY_AFTER, HeaderValue::from(retry_after.as_secs()));
        }
        _ => {}
    }
    response
}

fn problem(language: Language, kind: &Kind, error: &AppError, request: Option<String>) -> Response {
    let errors = match error {
        AppError::Invalid(problems) => problems.iter().map(|problem| field(language, problem)).collect(),
        _ => Vec::new(),
    };
    let details = ProblemDetails {
        r#type: format!("tag:tierwise,2026:{}", kind.code),
        title: language.text(kind.title),
        status: kind.status.as_u16(),
        detail: detail(language, error),
        errors,
        request,
    };
    let body = serde_json::to_vec(&details).unwrap_or_default();
    (kind.status, [(CONTENT_TYPE, "application/problem+json")], body).into_response()
}

fn field(language: Language, problem: &Problem) -> FieldProblem {
    FieldProblem { field: problem.field.to_owned(), detail: language.tell(&problem.message) }
}

fn detail(language: Language, error: &AppError) -> Option<String> {
    match error {
        AppError::Refused(message) => Some(language.tell(message)),
        AppError::Invalid(problems) => {
            let texts: Vec<String> = problems.iter().map(|problem| language.tell(&problem.message)).collect();
            Some(texts.join("; "))
        }
        AppError::Limited { retry_after } => {
            let message = Message::new("web-problem-limited-detail").with("minutes", retry_after.as_secs().div_ceil(60));
            Some(language.tell(&message))
        }
        _ => None,
    }
}

/// To the sign-in and back, wherever somebody wanted to go.
fn to_sign_in(here: &str) -> Response {
    let mut query = String::new();
    for byte in here.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' => query.push(char::from(byte)),
            _ => query.push_str(&format!("%{byte:02X}")),
        }
    }
    let target = if here == "/" { "/sign-in".to_owned() } else { format!("/sign-in?next={query}") };
    let location = HeaderValue::from_str(&target).unwrap_or(HeaderValue::from_static("/sign-in"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

//! The pages: a request in, one call of `app`, a page out.

pub(crate) mod account;
pub(crate) mod companies;
pub(crate) mod download;
pub(crate) mod entrance;
pub(crate) mod figures;
pub(crate) mod home;
pub(crate) mod imports;
pub(crate) mod people;
pub(crate) mod report;
pub(crate) mod settings;
pub(crate) mod sure;
pub(crate) mod users;
pub(crate) mod words;

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tierwise_app::service::AppError;
use tierwise_i18n::{Language, Message};

use crate::failure::Failure;
use crate::page::Errors;

/// The fields of a form, looked at after the question who may send it.
pub(crate) fn fields<T>(form: Result<Form<T>, FormRejection>) -> Result<T, Failure> {
    let unreadable =
        |error: FormRejection| AppError::invalid("", Message::new("web-api-body").with("reason", error.body_text()));
    Ok(form.map_err(unreadable)?.0)
}

/// What a list was asked for. What cannot be read was not asked: an address that somebody wrote by hand still shows the list.
pub(crate) fn asked<T: Default>(query: Result<Query<T>, QueryRejection>) -> T {
    query.map(|Query(asked)| asked).unwrap_or_default()
}

/// A refused form on its way back to its page: with which status, and with what beside its fields.
pub(crate) fn refusal(error: AppError, language: Language) -> Result<(StatusCode, Errors), AppError> {
    let is_refused = matches!(error, AppError::Refused(_));
    let status = if is_refused { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Errors::from_form(error, language)?))
}

/// To another page of ours.
pub(crate) fn go(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// The way back that a form named, if it is a page of ours.
pub(crate) fn local(path: &str) -> &str {
    let is_local = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if is_local { path } else { "/" }
}

/// The names and values of a form, also of one in which a name stands several times.
pub(crate) fn pairs(body: &[u8]) -> Vec<(String, String)> {
    let text = |bytes: &str| {
        let mut read = Vec::with_capacity(bytes.len());
        let mut rest = bytes.bytes();
        while let Some(byte) = rest.next() {
            match byte {
                b'+' => read.push(b' '),
                b'%' => {
                    let digits: Vec<u8> = rest.by_ref().take(2).collect();
                    let digits = std::str::from_utf8(&digits).unwrap_or_default();
                    read.extend(u8::from_str_radix(digits, 16));
                }
                byte => read.push(byte),
            }
        }
        String::from_utf8_lossy(&read).into_owned()
    };
    let body = String::from_utf8_lossy(body);
    let pairs = body.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(name, value)| (text(name), text(value))).collect()
}

/// The file of a form with its name, and the form's other values.
pub(crate) async fn uploaded(
    form: Result<Multipart, MultipartRejection>,
) -> Result<(String, Vec<u8>, Vec<(String, String)>), AppError> {
    let unreadable = |reason: String| AppError::invalid("file", Message::new("web-upload-unreadable").with("reason", reason));
    let mut form = form.map_err(|error| unreadable(error.body_text()))?;
    let (mut file, mut values) = (None, Vec::new());
    while let Some(part) = form.next_field().await.map_err(|error| unreadable(error.body_text()))? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let content = part.bytes().await.map_err(|error| unreadable(error.body_text()))?;
        match file_name {
            Some(file_name) if name == "file" && !(file_name.is_empty() && content.is_empty()) => {
                file = Some((file_name, content));
            }
            _ => values.push((name, String::from_utf8_lossy(&content).into_owned())),
        }
    }
    let (file_name, content) = file.ok_or_else(|| AppError::invalid("file", Message::new("web-upload-missing")))?;
    Ok((file_name, content.into(), values))
}

/// A day of a form that is none.
pub(crate) fn bad_day(field: &'static str) -> AppError {
    AppError::invalid(field, Message::new("web-day"))
}

/// A further cookie of an answer.
pub(crate) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_may_say_a_name_several_times() {
        let read = pairs(b"end=1&end=2&name=%C3%85sa+%26+co&blank");
        let read: Vec<_> = read.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(read, [("end", "1"), ("end", "2"), ("name", "Åsa & co"), ("blank", "")]);
    }

    #[test]
    fn a_way_back_never_leads_elsewhere() {
        assert_eq!(local("/users?search=a"), "/users?search=a");
        for elsewhere in ["https://example.com", "//example.com", "/\\example.com", "", "javascript:alert(1)", "/a\r\nb"] {
            assert_eq!(local(elsewhere), "/", "{elsewhere}");
        }
    }
}

//! An HTTP client as simple as a browser without pages: it keeps cookies, follows no redirect, and takes every status as an answer.
//!
//! A server that does not answer at all has failed the test, so that is a panic at the caller's line.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use ureq::http::{HeaderMap, Request, Response};
use ureq::{Agent, Body, Error};

const LIMIT: Duration = Duration::from_secs(60);
/// No form of a test has a value with this line in it.
const BOUNDARY: &str = "tierwise-testkit-boundary-7a1f3c5e";

/// One visitor with the cookies of one browser.
#[derive(Debug)]
pub struct Client {
    base: String,
    agent: Agent,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// Whatever came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    /// `base` is `http://127.0.0.1:PORT`.
    pub fn new(base: impl Into<String>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .allow_non_standard_methods(true)
            .proxy(None)
            .timeout_global(Some(LIMIT))
            .build();
        let base = base.into().trim_end_matches('/').to_owned();
        Self { base, agent: config.into(), cookies: Mutex::default() }
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// A form as a browser posts it: with the origin of the page that it stands on.
    #[track_caller]
    pub fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", &self.base)];
        self.send("POST", path, &headers, body.as_bytes())
    }

    /// A form with a file, and with further fields before it.
    #[track_caller]
    pub fn post_file(&self, path: &str, field: &str, name: &str, bytes: &[u8], fields: &[(&str, &str)]) -> Answer {
        let mut body = Vec::new();
        for (key, value) in fields {
            let part = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send("POST", path, &[("content-type", &kind), ("origin", &self.base)], &body)
    }

    /// A call of the API; `bearer` is a token.
    #[track_caller]
    pub fn json(&self, method: &str, path: &str, body: Option<&Value>, bearer: Option<&str>) -> Answer {
        let mut headers = vec![("accept", "application/json")];
        let authorization = bearer.map(|token| format!("Bearer {token}"));
        headers.extend(authorization.as_deref().map(|value| ("authorization", value)));
        headers.extend(body.map(|_| ("content-type", "application/json")));
        let text = body.map(Value::to_string).unwrap_or_default();
        self.send(method, path, &headers, text.as_bytes())
    }

    /// Any request, with exactly these headers and the cookies.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        match self.try_send(method, path, headers, body) {
            Ok(answer) => answer,
            Err(error) => panic!("{method} {}{path} got no answer: {error}", self.base),
        }
    }

    /// The value of a cookie, to hand it on to a browser.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    /// As if the server had set it.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().insert(name.to_owned(), value.to_owned());
    }

    /// Signed out everywhere, as far as this visitor knows.
    pub fn forget_cookies(&self) {
        self.jar().clear();
    }

    fn try_send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer, Error> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookies = self.jar().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        if !cookies.is_empty() {
            request = request.header("cookie", cookies);
        }
        let response = match body {
            [] => self.agent.run(request.body(())?),
            bytes => self.agent.run(request.body(bytes)?),
        }?;
        self.answer(response)
    }

    fn answer(&self, response: Response<Body>) -> Result<Answer, Error> {
        let (head, mut body) = response.into_parts();
        for value in head.headers.get_all("set-cookie") {
            self.keep(&String::from_utf8_lossy(value.as_bytes()));
        }
        let body = body.with_config().limit(u64::MAX).read_to_vec()?;
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, body })
    }

    /// A cookie with no time left is one that the server takes back.
    fn keep(&self, set_cookie: &str) {
        let mut parts = set_cookie.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        if parts.any(|part| part.eq_ignore_ascii_case("max-age=0")) {
            self.jar().remove(name);
        } else {
            self.set_cookie(name, value);
        }
    }

    fn jar(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The header's value, where there is one and it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Where a redirect leads to; empty for other answers.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The body as JSON; any other body has failed the test.
    #[track_caller]
    pub fn json(&self) -> Value {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => panic!("status {}, not JSON ({error}): {}", self.status, self.text()),
        }
    }
}

/// As the URL standard writes form fields.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => escaped.push(char::from(byte)),
            b' ' => escaped.push('+'),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

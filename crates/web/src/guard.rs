//! The layers around every request: who asks, where from, security headers, errors in words, log and counters.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tierwise_app::service::{AppError, Caller};

use crate::failure::{Carried, Failure, words};
use crate::site::{Asker, Site, is_local, language, network, theme};

/// No inline code, no other hosts, no frames.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Finds out who asks, lets the handler answer, and puts errors into words.
pub(crate) async fn around(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let began = site.app.clock();
    let id = site.app.request_id();
    let path = request.uri().path().to_owned();
    let is_api = path.starts_with("/api/");
    let method = request.method().clone();
    let here = request.uri().path_and_query().map_or_else(|| path.clone(), ToString::to_string);
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let found = site.caller(request.headers()).await;
    let (caller, broken) = match found {
        Ok(caller) => (caller, None),
        Err(error) => (Caller::Anonymous, Some(error)),
    };
    let language = language(request.headers(), &caller);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let (network, is_local) = (network(&site, request.headers(), peer), is_local(request.headers(), peer));
    let asker = Asker { caller, language, theme: theme(request.headers()), here, network, is_local };
    let allowed = comes_from_here(&site, &method, request.headers());
    request.extensions_mut().insert(asker.clone());
    let mut response = match broken {
        // What watches the process and what is public answers without a database.
        Some(error) if !is_public(&path) => Failure(error).into_response(),
        _ if !allowed => Failure(AppError::Forbidden).into_response(),
        _ => next.run(request).await,
    };
    if let Some(Carried(error)) = response.extensions_mut().remove::<Carried>() {
        response = words(&site, &asker, &error, is_api, &id).await;
    }
    secure(&site, &path, response.headers_mut());
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let route = matched.as_deref().unwrap_or("none");
    note(&method, route, response.status().as_u16(), site.app.clock().saturating_sub(began), &id);
    response
}

fn is_public(path: &str) -> bool {
    ["/healthz", "/readyz", "/metrics"].contains(&path) || path.starts_with("/assets/")
}

/// A write comes from a page of ours or from a program with a token: a browser says which page sent it.
fn comes_from_here(site: &Site, method: &Method, headers: &HeaderMap) -> bool {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) || headers.contains_key("authorization") {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(from) = text("sec-fetch-site") {
        return from == "same-origin" || from == "none";
    }
    let Some(origin) = text(ORIGIN.as_str()) else { return false };
    let host = text(HOST.as_str()).unwrap_or_default();
    let own = origin.split_once("://").is_some_and(|(_, authority)| authority == host);
    own || origin == site.settings.public_url
}

fn secure(site: &Site, path: &str, headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(), microphone=(), geolocation=()"));
    if site.is_https() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000"));
    }
    if !path.starts_with("/assets/") {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// The route, never the path: paths hold ids and one-time links.
fn note(method: &Method, route: &str, status: u16, micros: u64, request: &str) {
    tracing::info!(method = %method, route, status, micros, request, "request");
    let labels = [("route", route.to_owned()), ("method", method.to_string()), ("status", status.to_string())];
    metrics::counter!("tierwise_requests_total", &labels).increment(1);
    metrics::histogram!("tierwise_request_seconds", "route" => route.to_owned()).record(micros as f64 / 1_000_000.0);
}

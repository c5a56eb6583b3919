//! What every handler works with: the application, how it is reached, and who asks.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE};
use axum::http::request::Parts;
use metrics_exporter_prometheus::PrometheusHandle;
use tierwise_app::service::{App, AppError, Caller};
use tierwise_i18n::Language;

use crate::failure::Failure;

/// A site at work. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Site {
    pub(crate) app: App,
    pub(crate) settings: Arc<SiteSettings>,
}

/// How the site is reached.
#[derive(Debug)]
pub struct SiteSettings {
    /// `https://tierwise.company.example`, without a slash at its end.
    pub public_url: String,
    /// Whether a proxy in front says where requests come from.
    pub behind_proxy: bool,
    /// The one-click sign-ins of the demo: address and what to call it in each language.
    pub doors: Vec<Door>,
    /// Counters for Prometheus, where they are kept.
    pub figures: Option<PrometheusHandle>,
}

/// A one-click sign-in of the demo.
#[derive(Debug, Clone)]
pub struct Door {
    pub email: String,
    /// The message that says who this is: `web-door-admin`.
    pub label: &'static str,
}

impl Site {
    pub fn new(app: App, settings: SiteSettings) -> Self {
        Self { app, settings: Arc::new(settings) }
    }

    pub(crate) fn is_https(&self) -> bool {
        self.settings.public_url.starts_with("https://")
    }

    /// A cookie with this prefix is only ever set over HTTPS, by this host, for all of it.
    pub(crate) fn session_cookie(&self) -> &'static str {
        if self.is_https() { "__Host-tierwise_session" } else { "tierwise_session" }
    }

    /// Whoever asks, by token or by session.
    pub(crate) async fn caller(&self, headers: &HeaderMap) -> Result<Caller, AppError> {
        if let Some(header) = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()) {
            return match header.split_once(' ') {
                Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => self.app.caller_of_token(token.trim()).await,
                _ => Ok(Caller::Anonymous),
            };
        }
        match cookie(headers, self.session_cookie()) {
            Some(token) => self.app.caller_of_session(token).await,
            None => Ok(Caller::Anonymous),
        }
    }
}

/// What is known of a request before its handler runs.
#[derive(Debug, Clone)]
pub struct Asker {
    pub caller: Caller,
    pub language: Language,
    /// `light`, `dark` or what the device prefers.
    pub theme: Option<&'static str>,
    /// The path with its query, for the way back.
    pub here: String,
    /// Where the request comes from.
    pub network: IpAddr,
    /// Whether it comes from this machine, without a proxy in between.
    pub is_local: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        // The outermost layer has put it there.
        parts.extensions.get::<Self>().cloned().ok_or(Failure(AppError::Interrupted))
    }
}

/// The value of a cookie.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(';'));
    cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The language that was chosen, else that of the account, else the one that the browser prefers.
pub(crate) fn language(headers: &HeaderMap, caller: &Caller) -> Language {
    let chosen = cookie(headers, "language").and_then(|code| code.parse().ok());
    let preferred = || {
        let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        header.split(',').filter_map(|tag| tag.split(';').next()?.parse().ok()).next()
    };
    chosen.or(caller.language()).or_else(preferred).unwrap_or(Language::English)
}

pub(crate) fn theme(headers: &HeaderMap) -> Option<&'static str> {
    match cookie(headers, "theme") {
        Some("light") => Some("light"),
        Some("dark") => Some("dark"),
        _ => None,
    }
}

/// Where a request comes from: the proxy's word where there is one, else the other end of the connection.
pub(crate) fn network(site: &Site, headers: &HeaderMap, peer: Option<&ConnectInfo<SocketAddr>>) -> IpAddr {
    let forwarded = || headers.get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    let behind = site.settings.behind_proxy.then(forwarded).flatten();
    behind.or(peer.map(|peer| peer.0.ip())).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Whether a request comes from this machine, without a proxy in between.
pub(crate) fn is_local(headers: &HeaderMap, peer: Option<&ConnectInfo<SocketAddr>>) -> bool {
    peer.is_some_and(|peer| peer.0.ip().is_loopback()) && !headers.contains_key("x-forwarded-for")
}

/// Instants in the time zone of the reader's company.
#[derive(Debug)]
pub(crate) struct Clock {
    time_zone: String,
    language: Language,
}

impl Clock {
    pub fn shown(&self, instant: tierwise_core::Instant) -> String {
        tierwise_app::service::shown_in(instant, &self.time_zone, self.language)
    }
}

impl Site {
    /// An operator, who belongs to no company, reads UTC.
    pub(crate) async fn clock(&self, asker: &Asker) -> Result<Clock, AppError> {
        let time_zone = match asker.caller.seat() {
            Some(_) => self.app.own_company(&asker.caller).await?.partner.time_zone,
            None => "UTC".to_owned(),
        };
        Ok(Clock { time_zone, language: asker.language })
    }
}

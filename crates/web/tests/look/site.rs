//! The demo's site without a network, and visitors who go from link to link.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use tempfile::TempDir;
use tierwise_app::demo::{self, DemoCompany};
use tierwise_app::service::{App, RunBy, Settings, World};
use tierwise_core::{Day, Instant};
use tierwise_rules::read_catalogue;
use tierwise_store::{Database, Durability, Options, Store};
use tierwise_web::{Door, Site, SiteSettings};
use tower::ServiceExt;

use super::html::Document;

const HOST: &str = "http://localhost";
/// 22 November 2026 in the middle of the day.
const NOON: i64 = 1_795_348_800_000_000;
/// Pages of the same kind, such as those of single people, are looked at so often.
const OF_A_KIND: usize = 3;

static TICKS: AtomicU64 = AtomicU64::new(0);

/// A site whose clock only ticks.
pub struct DemoSite {
    pub app: App,
    pub companies: Vec<DemoCompany>,
    router: Router,
    _folder: TempDir,
}

/// Who looks, and in which language.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub who: &'static str,
    pub language: &'static str,
    session: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub location: String,
    pub body: String,
}

/// A page that somebody came to.
#[derive(Debug)]
pub struct Visited {
    pub path: String,
    /// The page with the link.
    pub from: String,
    pub answer: Answer,
}

impl DemoSite {
    /// With the demo's companies, or with nobody yet.
    pub async fn build(run_by: RunBy, with_companies: bool) -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database::Sqlite { path: folder.path().join("demo.db") };
        let store = Store::open(&database, Options { durability: Durability::Off, ..Options::default() }).await.unwrap();
        store.migrate().await.unwrap();
        let catalogues = [
            include_str!("../../../../catalogues/solutions-partner-2026.toml"),
            include_str!("../../../../catalogues/example-silver-gold.toml"),
        ];
        let programmes = catalogues.iter().map(|text| read_catalogue(text).unwrap()).collect();
        let settings = Settings { run_by, exports_count: true, demo: with_companies };
        let app = App::new(store, World::new(now, random), settings, programmes);
        let mut companies = Vec::new();
        if with_companies {
            companies = demo::companies(Day::new(2026, 11, 22).unwrap(), now(), 4);
            app.load_demo(companies.clone()).await.unwrap();
        }
        let doors = demo::DOORS.iter().map(|(email, label)| Door { email: (*email).to_owned(), label });
        let doors = if with_companies { doors.collect() } else { Vec::new() };
        let settings = SiteSettings { public_url: HOST.to_owned(), behind_proxy: false, doors, figures: None };
        let router = tierwise_web::router(Site::new(app.clone(), settings));
        Self { app, companies, router, _folder: folder }
    }

    pub async fn visitor(&self, who: &'static str, email: Option<&str>, language: &'static str) -> Visitor {
        let session = match email {
            Some(email) => Some(self.app.sign_in_to_demo(email, "Chromium, Linux").await.unwrap().session),
            None => None,
        };
        Visitor { who, language, session }
    }

    pub async fn get(&self, visitor: &Visitor, path: &str) -> Answer {
        self.send(visitor, "GET", path, "", String::new()).await
    }

    pub async fn post(&self, visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.send(visitor, "POST", path, "application/x-www-form-urlencoded", pairs.join("&")).await
    }

    pub async fn upload(&self, visitor: &Visitor, path: &str, name: &str, content: &str) -> Answer {
        let body =
            format!("--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n");
        self.send(visitor, "POST", path, "multipart/form-data; boundary=b", body).await
    }

    async fn send(&self, visitor: &Visitor, method: &str, path: &str, kind: &str, body: String) -> Answer {
        let mut cookies = format!("language={}", visitor.language);
        if let Some(session) = &visitor.session {
            cookies.push_str(&format!("; tierwise_session={session}"));
        }
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost").header("cookie", cookies);
        if method == "POST" {
            request = request.header("origin", HOST).header("content-type", kind);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let header = |name: &str| response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let (content_type, location) = (header("content-type"), header("location"));
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        Answer { status, content_type, location, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// Every page that leads from the first ones, with the page that has the link.
    pub async fn walk(&self, visitor: &Visitor, first: &[&str]) -> Vec<Visited> {
        let mut open: VecDeque<(String, String)> = first.iter().map(|path| ((*path).to_owned(), String::new())).collect();
        let mut known: BTreeSet<String> = first.iter().map(|path| (*path).to_owned()).collect();
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut pages = Vec::new();
        while let Some((path, from)) = open.pop_front() {
            let seen = kinds.entry(kind(&path)).or_default();
            *seen += 1;
            if *seen > OF_A_KIND {
                continue;
            }
            let answer = self.get(visitor, &path).await;
            for link in links(&answer, &path) {
                if known.insert(link.clone()) {
                    open.push_back((link, path.clone()));
                }
            }
            pages.push(Visited { path, from, answer });
        }
        pages
    }
}

impl Answer {
    pub fn is_page(&self) -> bool {
        self.content_type.starts_with("text/html")
    }
}

/// Addresses on this site that a page leads to, or where a redirect does.
fn links(answer: &Answer, here: &str) -> Vec<String> {
    let mut found = vec![answer.location.clone()];
    if answer.is_page() {
        let document = Document::read(&answer.body);
        for element in &document.elements {
            let address = element.find("href").into_iter().chain(element.find("src"));
            found.extend(address.map(str::to_owned));
            if element.is("form") && element.find("method").is_none_or(|method| !method.eq_ignore_ascii_case("post")) {
                found.extend(element.find("action").map(str::to_owned));
            }
        }
    }
    let path = here.split('?').next().unwrap_or_default();
    found.into_iter().filter_map(|link| own(&link, path)).collect()
}

/// The path of a link without its place in the page, if it is one of this site.
fn own(link: &str, path: &str) -> Option<String> {
    let link = link.strip_prefix(HOST).unwrap_or(link);
    let link = link.split('#').next().unwrap_or_default();
    match link.chars().next()? {
        '/' => Some(link.to_owned()),
        '?' => Some(format!("{path}{link}")),
        _ => None,
    }
}

/// What a page is about, whoever or whatever it shows: ids and values are left out.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let is_id = |segment: &&str| segment.len() == 36 && segment.matches('-').count() == 4;
    let segments: Vec<&str> = path.split('/').map(|segment| if is_id(&segment) { "{}" } else { segment }).collect();
    let mut names: Vec<&str> = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default()).collect();
    names.sort_unstable();
    format!("{}?{}", segments.join("/"), names.join("&"))
}

fn escaped(text: &str) -> String {
    let byte = |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(byte).collect()
}

fn now() -> Instant {
    Instant::from_micros(NOON + i64::try_from(TICKS.fetch_add(1, Ordering::Relaxed)).unwrap())
}

fn random(bytes: &mut [u8]) {
    // Never the same, and spread over all bytes.
    let mut state = TICKS.fetch_add(1, Ordering::Relaxed).wrapping_add(0x9E37_79B9);
    for byte in bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *byte = state.to_be_bytes()[0];
    }
}

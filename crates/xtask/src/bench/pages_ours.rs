//! Where the pages bench meets the router: one page after the other, first, warm, and after a change.

use std::convert::Infallible;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use tierwise_app::service::{App, Caller, NewFigure};
use tierwise_store::Store;
use tower::{Service, ServiceExt};
use ureq::http::{Request, Response};

use super::installation::{app, open, runtime, sign_in, site};
use super::measure;

/// What they are called in the report, and their paths; `{user}` is somebody.
pub const PAGES: [(&str, &str); 9] = [
    ("home", "/"),
    ("competencies", "/programmes/solutions-partner-2026/competencies"),
    ("skills,-first-page", "/programmes/solutions-partner-2026/report/skills"),
    ("skills,-search", "/programmes/solutions-partner-2026/report/skills?search=nystr%C3%B6m+azure"),
    (
        "skills,-by-expiry-descending,-page-10",
        "/programmes/solutions-partner-2026/report/skills?sort=expires&order=descending&page=10",
    ),
    ("requirements", "/programmes/solutions-partner-2026/report/requirements"),
    ("person", "/people/{user}"),
    ("users", "/users"),
    ("API,-competencies", "/api/v1/programmes/solutions-partner-2026/competencies"),
];

/// Applications that a page is the first request to.
const BEGINNINGS: usize = 3;
const CHANGES: u32 = 3;
/// Warm requests of one page end with whichever comes first; but a few there are.
const MOST: usize = 1_000;
const LEAST: usize = 5;
const LONGEST: Duration = Duration::from_secs(6);

/// Every page, against the clock.
pub fn ask_all(database: &str) -> anyhow::Result<()> {
    runtime()?.block_on(async {
        let store = open(database).await?;
        for (name, path) in PAGES {
            ask_for(&store, name, path).await.with_context(|| format!("asking for {path}"))?;
        }
        store.close().await;
        Ok(())
    })
}

async fn ask_for(store: &Store, name: &str, path: &str) -> anyhow::Result<()> {
    for beginning in 1..=BEGINNINGS {
        let app = app(store)?;
        let (session, caller) = sign_in(&app).await?;
        let user = caller.seat().context("the admin has a seat")?.user;
        let path = path.replace("{user}", &user.to_string());
        let router = tierwise_web::router(site(app.clone()));
        let ask = || ask(router.clone(), &path, &session);
        let (first, bytes) = ask().await?;
        measure::tell_seconds(&format!("{name}/first"), first);
        if beginning < BEGINNINGS {
            continue;
        }
        measure::tell_count(&format!("{name}/bytes"), bytes);
        let begun = Instant::now();
        for asked in 0..MOST {
            if asked >= LEAST && begun.elapsed() > LONGEST {
                break;
            }
            measure::tell_seconds(&format!("{name}/warm"), ask().await?.0);
        }
        for change in 0..CHANGES {
            enter_figure(&app, &caller, change).await?;
            measure::tell_seconds(&format!("{name}/changed"), ask().await?.0);
        }
    }
    Ok(())
}

/// One request from its beginning to the last byte of its answer, and how many bytes there were.
async fn ask<S, B>(router: S, path: &str, session: &str) -> anyhow::Result<(Duration, u64)>
where
    S: Service<Request<Empty<Bytes>>, Response = Response<B>, Error = Infallible>,
    B: BodyExt,
    B::Error: Debug,
{
    let request = Request::builder()
        .uri(path)
        .header("host", "localhost")
        .header("accept-encoding", "gzip")
        .header("cookie", format!("tierwise_session={session}"))
        .body(Empty::new())?;
    let begun = Instant::now();
    let Ok(response) = router.oneshot(request).await;
    let status = response.status();
    let body = response.into_body().collect().await.map_err(|error| anyhow!("{error:?}"))?.to_bytes();
    let taken = begun.elapsed();
    ensure!(status.as_u16() == 200, "{path} answered {status}: {}", String::from_utf8_lossy(&body));
    Ok((taken, body.len() as u64))
}

async fn enter_figure(app: &App, caller: &Caller, change: u32) -> anyhow::Result<()> {
    // Another value each time: what is entered twice is no change.
    let value = (u64::from(change) + app.clock() % 1_000).to_string();
    let figure = NewFigure { metric: "infrastructure/deployments".to_owned(), month: "2026-10".to_owned(), value };
    app.enter_figure(caller, figure).await.context("entering a figure")
}

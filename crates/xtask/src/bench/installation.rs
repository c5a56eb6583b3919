//! An installation of a bench: the application on a database, with a clock that begins on a given day.
//!
//! The day is fixed so that the same people are in force in every run; time passes as it does outside.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant as Stopwatch;

use anyhow::{Context, ensure};
use tierwise_app::service::{App, Caller, RunBy, Settings, World};
use tierwise_core::{Day, Instant};
use tierwise_rules::Programme;
use tierwise_store::{Database, Options, Store};
use tierwise_web::{Site, SiteSettings};
use tokio::runtime::Runtime;

use super::random::Random;
use super::{catalogue_lines, company};
use crate::shell;

pub const PROGRAMME: &str = "solutions-partner-2026";
/// 22 November 2026 in the middle of the day.
const NOON: i64 = 1_795_348_800_000_000;

pub fn today() -> anyhow::Result<Day> {
    Day::new(2026, 11, 22).context("a day")
}

pub fn noon() -> Instant {
    Instant::from_micros(NOON)
}

pub fn runtime() -> anyhow::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("starting the threads of an installation")
}

pub fn programme() -> anyhow::Result<Programme> {
    catalogue_lines::read(&shell::root().join(format!("catalogues/{PROGRAMME}.toml")))
}

/// A file of SQLite, or the address of a PostgreSQL; as durable as in an installation for real.
pub async fn open(database: &str) -> anyhow::Result<Store> {
    let database: Database = database.parse()?;
    Store::open(&database, Options::default()).await.context("opening the database")
}

/// An application that has seen nothing yet.
pub fn app(store: &Store) -> anyhow::Result<App> {
    let settings = Settings { run_by: RunBy::Operator, exports_count: true, demo: true };
    Ok(App::new(store.clone(), world(), settings, vec![programme()?]))
}

/// Makes the schema and a company of so many people.
pub async fn fill(store: &Store, people: usize) -> anyhow::Result<()> {
    store.migrate().await?;
    let company = company::company(&programme()?, people, today()?, noon());
    app(store)?.load_demo(vec![company]).await.context("filling the database")
}

/// Signs the admin in: what the cookie holds, and who that is.
pub async fn sign_in(app: &App) -> anyhow::Result<(String, Caller)> {
    let session = app.sign_in_to_demo(company::ADMIN, "bench").await?.session;
    let caller = app.caller_of_session(&session).await?;
    ensure!(caller.seat().is_some(), "the session of the admin does not hold");
    Ok((session, caller))
}

pub fn site(app: App) -> Site {
    let public_url = "http://localhost".to_owned();
    Site::new(app, SiteSettings { public_url, behind_proxy: false, doors: Vec::new(), figures: None })
}

/// Fills a new file of SQLite, in a process of its own, so that its memory is not counted for those that are measured.
pub fn fill_file(path: &Path, people: usize) -> anyhow::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    let mut process = super::measure::ours("bench-fill");
    shell::read(process.arg(address(path)).arg(people.to_string()))?;
    Ok(())
}

/// The process of `fill_file`.
pub fn fill_here(database: &str, people: &str) -> anyhow::Result<()> {
    let people = people.parse().context("a number of people")?;
    runtime()?.block_on(async {
        let store = open(database).await?;
        fill(&store, people).await?;
        store.close().await;
        Ok(())
    })
}

pub fn address(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// What another process or another application makes meets in one database: no secret or id may be there twice.
fn world() -> World {
    static WORLDS: AtomicU64 = AtomicU64::new(0);
    let begun = Stopwatch::now();
    let number = WORLDS.fetch_add(1, Ordering::Relaxed);
    let random = Mutex::new(Random::new((number << 32) + u64::from(std::process::id())));
    World::new(
        move || noon().plus(begun.elapsed()),
        move |bytes| random.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes),
    )
}

//! What an installation takes from the machine: clock, randomness, threads, signals, the log.

use anyhow::{Context, Result};
use tierwise_app::service::World;
use tierwise_core::Instant;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

pub fn world() -> World {
    let now = || Instant::from_micros(jiff::Timestamp::now().as_microsecond());
    World::new(now, |bytes| {
        getrandom::fill(bytes).unwrap_or_else(|error| unreachable!("the system has no randomness: {error}"));
    })
}

pub fn runtime() -> Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the threads of the server")
}

/// Ends when somebody asks the process to stop.
pub async fn stopped() {
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}

/// Logs to standard error: what is printed for people and programs stays apart.
pub fn log(settings: &Log) -> Result<()> {
    let filter =
        EnvFilter::try_new(&settings.filter).with_context(|| format!("`{}` is no filter for the log", settings.filter))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    match settings.format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    }
    .map_err(|error| anyhow::anyhow!("cannot start the log: {error}"))
}

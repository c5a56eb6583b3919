//! A real browser, driven as a person would: what is seen is read, what is clicked must be visible.
//!
//! Knows Chromium and its protocol, nothing of the pages that it shows. `open`, `follow`, `follow_key`, `wait_for_text` and `download`
//! wait, each with a bound; everything else speaks of the page as it is at that moment.

mod complaints;
mod connection;
mod input;
mod launch;
mod page;
mod scripts;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use tempfile::TempDir;

use crate::program::Program;
use connection::Connection;
pub use page::Page;

/// For everything that is waited for.
const LIMIT: Duration = Duration::from_secs(30);

/// What the reader's system prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// Whether the page's own scripts run. Reading and clicking work without them, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JavaScript {
    On,
    Off,
}

/// A browser, which ends when the last of its pages is gone, and in any case with the test process.
#[derive(Debug, Clone)]
pub struct Browser {
    running: Arc<Running>,
}

// INVARIANT: fields are dropped in this order: the folder goes when nobody writes into it any more.
#[derive(Debug)]
struct Running {
    connection: Connection,
    _program: Program,
    folder: TempDir,
}

impl Browser {
    /// Starts Chromium without a window, with a profile of its own that is gone afterwards.
    pub async fn start() -> anyhow::Result<Self> {
        let folder = TempDir::new().context("a folder for the browser")?;
        let (program, connection) = launch::launch(folder.path())?;
        // The first answer comes when Chromium is ready.
        let ready = connection.send("Browser.getVersion", serde_json::json!({}), None).await;
        ready.with_context(|| format!("Chromium did not start; it said:\n{}", launch::errors(folder.path())))?;
        Ok(Self { running: Arc::new(Running { connection, _program: program, folder }) })
    }

    /// A page of somebody new: pages share neither cookies nor anything else. `width` is in CSS pixels.
    pub async fn page(&self, width: u32, theme: Theme, script: JavaScript) -> anyhow::Result<Page> {
        if width == 0 {
            bail!("a page has a width");
        }
        Page::open_new(Arc::clone(&self.running), width, theme, script).await
    }
}

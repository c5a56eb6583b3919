//! axe-core on a page: what somebody with a screen reader, a keyboard or weak eyes would stumble over.
//!
//! The script is no part of the repository; `cargo xtask test` fetches it. It is run from outside of the page, so that a content
//! security policy does not stop it.

use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use crate::browser::Page;

const SCRIPT: &str = "target/tools/axe/axe.min.js";

/// The violations alone; each with the places and what is wrong there.
const RUN: &str = r"axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations.map((violation) => ({
    id: violation.id,
    help: violation.help,
    nodes: violation.nodes.map((node) => node.html + '\n' + node.failureSummary),
})))";

/// One rule that a page breaks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Violation {
    pub id: String,
    pub help: String,
    /// The elements concerned.
    pub nodes: Vec<String>,
}

impl Page {
    /// Everything that axe finds on the page as it is. The page's scripts must be on.
    pub async fn axe(&self) -> anyhow::Result<Vec<Violation>> {
        if self.evaluate("typeof axe").await? != "object" {
            self.evaluate(&script()?).await.context("loading axe-core into the page")?;
        }
        let found = self.evaluate(RUN).await.context("running axe-core")?;
        serde_json::from_value(found).context("reading what axe-core found")
    }
}

fn script() -> anyhow::Result<String> {
    let this_crate = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = this_crate.ancestors().nth(2).unwrap_or(this_crate);
    let path = root.join(SCRIPT);
    std::fs::read_to_string(&path).with_context(|| format!("{} is missing; `cargo xtask test` fetches it", path.display()))
}

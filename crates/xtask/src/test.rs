//! `cargo xtask test`: every test of the workspace, with what they need.

mod axe;

use std::path::Path;

use anyhow::Context;

use crate::debian::{self, Tool};
use crate::shell;

/// One test opens the workbook of a report in LibreOffice, because that is what some people will do.
const LIBREOFFICE: Tool = Tool::on_path(
    "soffice",
    &["libreoffice-calc-nogui", "libreoffice-calc"],
    "the test that opens a workbook as a person would",
);

/// Every test of the store runs on both databases; each run starts a server of its own.
const POSTGRESQL: Tool = Tool {
    program: "initdb",
    packages: &["postgresql"],
    purpose: "the tests on PostgreSQL",
    is_there: |program| shell::is_installed(program) || has_postgresql_folder(program),
};

const CHROMIUM: Tool = Tool::on_path("chromium", &["chromium"], "the tests in a browser");

/// Runs all tests; what stands behind `test` is handed on to `cargo test`.
pub fn run(arguments: &[&str]) -> anyhow::Result<()> {
    debian::ensure(&[&LIBREOFFICE, &POSTGRESQL, &CHROMIUM])?;
    axe::ensure()?;
    shell::run(shell::cargo().args(["test", "--workspace"]).args(arguments))
}

/// Debian keeps the programs of a server in a folder for each version, and off the PATH.
fn has_postgresql_folder(program: &str) -> bool {
    let Ok(versions) = Path::new("/usr/lib/postgresql").read_dir() else {
        return false;
    };
    versions.flatten().any(|version| version.path().join("bin").join(program).is_file())
}

/// Feeds the rules for so many minutes with whatever may come.
pub fn fuzz(minutes: &[&str]) -> anyhow::Result<()> {
    let minutes: u64 = minutes.first().map_or(Ok(10), |minutes| minutes.parse()).context("say how many minutes")?;
    let arguments = ["test", "-p", "tierwise-app", "--test", "fuzz", "--", "--nocapture"];
    shell::run(shell::cargo().env("TIERWISE_FUZZ_MINUTES", minutes.to_string()).args(arguments))
}

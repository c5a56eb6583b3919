//! `cargo xtask lint`: formatting, Clippy without warnings, tidy. It only looks; `cargo fmt --all` changes.

use crate::{shell, tidy};

/// Runs the quickest first, so that a small mistake is told early.
pub fn run() -> anyhow::Result<()> {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))?;
    tidy::run()?;
    shell::run(shell::cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

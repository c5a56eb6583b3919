//! `cargo xtask test`: every test of the workspace, with what they need.

use crate::debian::{self, Tool};
use crate::shell;

/// One test opens the workbook of a report in LibreOffice, because that is what some people will do.
const LIBREOFFICE: Tool = Tool {
    program: "soffice",
    packages: &["libreoffice-calc-nogui", "libreoffice-calc"],
    purpose: "the test that opens a workbook as a person would",
};

/// Runs all tests; what stands behind `test` is handed on to `cargo test`.
pub fn run(arguments: &[&str]) -> anyhow::Result<()> {
    debian::ensure(&LIBREOFFICE)?;
    shell::run(shell::cargo().args(["test", "--workspace"]).args(arguments))
}

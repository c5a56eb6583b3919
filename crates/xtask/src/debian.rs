//! Programs that tests and benches need beside cargo: on Debian as root they are installed, elsewhere named.
//!
//! Nothing is skipped silently: a missing program is installed or the task fails and says what to install.

use std::path::Path;

use anyhow::{Context, bail};

use crate::shell;

/// A program and the Debian packages that have it; the first that exists is installed.
#[derive(Debug)]
pub struct Tool {
    pub program: &'static str,
    pub packages: &'static [&'static str],
    pub purpose: &'static str,
    pub is_there: fn(&str) -> bool,
}

impl Tool {
    /// A program that is looked for on the PATH.
    pub const fn on_path(program: &'static str, packages: &'static [&'static str], purpose: &'static str) -> Self {
        Self { program, packages, purpose, is_there: shell::is_installed }
    }

    fn is_missing(&self) -> bool {
        !(self.is_there)(self.program)
    }
}

/// Makes sure that the programs are there: what is missing is installed in one go.
pub fn ensure(tools: &[&Tool]) -> anyhow::Result<()> {
    let missing: Vec<&Tool> = tools.iter().copied().filter(|tool| tool.is_missing()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !(is_debian() && is_root()?) {
        bail!("{}\ninstall what is missing and try again", explain(&missing));
    }
    install(&missing)?;
    if let Some(tool) = missing.iter().find(|tool| tool.is_missing()) {
        bail!("`{}` is still missing after its installation", tool.program);
    }
    Ok(())
}

/// One line for each tool, for somebody who installs by hand.
fn explain(missing: &[&Tool]) -> String {
    let line = |tool: &&Tool| {
        let packages = tool.packages.join(" or ");
        format!("`{}` is missing; {} needs it (on Debian: apt-get install {packages})", tool.program, tool.purpose)
    };
    missing.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn install(missing: &[&Tool]) -> anyhow::Result<()> {
    shell::run(shell::program("apt-get").args(["update", "--quiet"]))?;
    let mut packages = Vec::new();
    for tool in missing {
        let known = tool.packages.iter().find(|package| is_known(package));
        packages.push(known.with_context(|| format!("Debian's packages have none of: {}", tool.packages.join(", ")))?);
    }
    shell::run(
        shell::program("apt-get")
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && shell::is_installed("apt-get")
}

fn is_root() -> anyhow::Result<bool> {
    Ok(shell::read(shell::program("id").arg("-u"))?.trim() == "0")
}

fn is_known(package: &str) -> bool {
    shell::read(shell::program("apt-cache").args(["show", "--no-all-versions", package]))
        .is_ok_and(|description| !description.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_program_is_named_with_its_purpose_and_packages() {
        let first = Tool::on_path("no-such-program", &["one", "other"], "a test");
        let second = Tool::on_path("nor-this-one", &["third"], "another test");
        let text = explain(&[&first, &second]);
        assert_eq!(
            text,
            "`no-such-program` is missing; a test needs it (on Debian: apt-get install one or other)\n\
             `nor-this-one` is missing; another test needs it (on Debian: apt-get install third)"
        );
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let cargo = Tool { program: "anything", packages: &[], purpose: "a test", is_there: |_| true };
        assert!(ensure(&[&cargo]).is_ok());
    }
}

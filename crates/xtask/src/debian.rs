//! Programs that tests and benches need beside cargo: on Debian as root they are installed, elsewhere named.
//!
//! Nothing is skipped silently: a missing program is installed or the task fails and says what to install.

use std::path::Path;

use anyhow::bail;

use crate::shell;

/// A program and the Debian packages that have it; the first that exists is installed.
#[derive(Debug)]
pub struct Tool {
    pub program: &'static str,
    pub packages: &'static [&'static str],
    pub purpose: &'static str,
}

/// Makes sure that the program is there.
pub fn ensure(tool: &Tool) -> anyhow::Result<()> {
    if shell::is_installed(tool.program) {
        return Ok(());
    }
    install(tool)?;
    if !shell::is_installed(tool.program) {
        bail!("`{}` is still missing after its installation", tool.program);
    }
    Ok(())
}

/// Installs the first of the tool's packages that this Debian knows.
pub fn install(tool: &Tool) -> anyhow::Result<()> {
    if !(is_debian() && is_root()?) {
        bail!(
            "`{}` is missing; {} needs it. Install it (on Debian: apt-get install {}) and try again",
            tool.program,
            tool.purpose,
            tool.packages.join(" or ")
        );
    }
    shell::run(shell::program("apt-get").args(["update", "--quiet"]))?;
    for package in tool.packages {
        if is_known(package) {
            return shell::run(
                shell::program("apt-get")
                    .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                    .arg(package)
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            );
        }
    }
    bail!("Debian's packages have none of: {}", tool.packages.join(", "))
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

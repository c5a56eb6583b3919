//! axe-core for the accessibility tests: one script from the npm registry, at a fixed version with a known sum.
//!
//! It lies in `target/tools`, never in the repository: it is Mozilla-licensed and nothing that Tierwise ships.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use crate::debian::{self, Tool};
use crate::shell;

const VERSION: &str = "4.14.1";
const SHA256: &str = "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745";

/// Asked for its version instead of looked for: Debian's package conflicts where another Node is installed.
const NPM: Tool = Tool {
    program: "npm",
    packages: &["npm"],
    purpose: "fetching axe-core for the accessibility tests",
    is_there: |program| shell::read(shell::program(program).arg("--version")).is_ok(),
};

/// Makes sure that `target/tools/axe/axe.min.js` is there, of this version; testkit reads it.
pub fn ensure() -> anyhow::Result<()> {
    let tools = shell::root().join("target/tools");
    let archive = tools.join(format!("axe-core-{VERSION}.tgz"));
    if !archive.exists() {
        fetch(&tools)?;
    }
    let bytes = std::fs::read(&archive).with_context(|| format!("reading {}", archive.display()))?;
    let sum = sum_of(&bytes);
    if sum != SHA256 {
        std::fs::remove_file(&archive).with_context(|| format!("removing {}", archive.display()))?;
        bail!("axe-core {VERSION} has the SHA-256 sum {sum} instead of {SHA256}; it was removed");
    }
    unpack(&archive, &tools.join("axe"))
}

fn fetch(tools: &Path) -> anyhow::Result<()> {
    debian::ensure(&[&NPM])?;
    std::fs::create_dir_all(tools).with_context(|| format!("making {}", tools.display()))?;
    let package = format!("axe-core@{VERSION}");
    shell::run(shell::program("npm").args(["pack", &package, "--silent", "--pack-destination"]).arg(tools))
}

/// Unpacked at every run, from the archive whose sum was just checked.
fn unpack(archive: &Path, folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let mut tar = shell::program("tar");
    tar.arg("--extract").arg("--gzip").arg("--file").arg(archive).arg("--directory").arg(folder);
    shell::read(tar.args(["--strip-components=1", "package/axe.min.js"])).map(|_| ())
}

fn sum_of(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::sum_of;

    #[test]
    fn a_sum_is_written_as_the_world_writes_it() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(sum_of(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}

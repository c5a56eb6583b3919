//! Starting Chromium: which program, with which arguments, and how it is spoken to.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;
use rustix::process::geteuid;

use super::connection::Connection;
use crate::program::Program;

const ERRORS: &str = "errors";
const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Nothing that speaks to the network by itself, asks questions, or differs between two machines.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-dev-shm-usage",
    "--disable-client-side-phishing-detection",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-features=Translate,HttpsUpgrades,MediaRouter,OptimizationHints",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--metrics-recording-only",
    "--mute-audio",
    "--password-store=basic",
    "--lang=en-US",
];

/// Chromium reads commands from file 3 and answers in file 4; only a shell can say so without unsafe code.
const SHELL: &str = r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>/dev/null"#;

/// The running browser and the line to it. Everything that it writes goes into `folder`.
pub fn launch(folder: &Path) -> anyhow::Result<(Program, Connection)> {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", SHELL]).arg(find_chromium()?).args(ARGUMENTS);
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.env("HOME", folder).env_remove("XDG_CONFIG_HOME").env_remove("XDG_CACHE_HOME");
    if geteuid().is_root() {
        // Chromium refuses to start for root with its sandbox.
        command.arg("--no-sandbox");
    }
    let errors = File::create(folder.join(ERRORS)).context("a file for what Chromium complains about")?;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(errors);
    let mut program = Program::start(command.arg("about:blank"))?;
    let connection = Connection::new(program.input()?, program.output()?);
    Ok((program, connection))
}

/// What Chromium complained about so far.
pub fn errors(folder: &Path) -> String {
    std::fs::read_to_string(folder.join(ERRORS)).unwrap_or_default()
}

fn find_chromium() -> anyhow::Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).flat_map(|folder| NAMES.iter().map(move |name| folder.join(name)));
    places
        .into_iter()
        .find(|place| place.is_file())
        .context("no Chromium on the PATH; `cargo xtask test` installs it on Debian")
}

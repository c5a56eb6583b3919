//! A PostgreSQL of the bench alone, as durable as its defaults make it, on a local socket.
//!
//! It ends with this process, however that ends: its watcher waits for the end of a pipe.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use tempfile::TempDir;

use crate::shell;

const START: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);

const WATCHER: &str = r#"
{
    "$1/initdb" --pgdata="$2/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C &&
    exec "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses=
} >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT "$server"
wait "$server"
rm -rf "$2/data"
"#;

#[derive(Debug)]
pub struct Server {
    watcher: Child,
    programs: PathBuf,
    folder: TempDir,
}

impl Server {
    /// Starts it with default settings: fsync, full_page_writes and synchronous_commit are on.
    pub fn start() -> anyhow::Result<Self> {
        let programs = programs().context("`initdb` and `postgres` are missing (on Debian: apt-get install postgresql)")?;
        let folder = tempfile::Builder::new().prefix("tierwise-bench-").tempdir().context("a folder for PostgreSQL")?;
        let mut command = Command::new("sh");
        if shell::read(shell::program("id").arg("-u"))?.trim() == "0" {
            // PostgreSQL refuses to run as root; Debian's packages make a user for it.
            shell::run(shell::program("chown").arg("postgres").arg(folder.path()))?;
            command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
        }
        command.args(["-c", WATCHER, "watcher"]).arg(&programs).arg(folder.path()).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let server = Self { watcher: command.spawn().context("starting PostgreSQL")?, programs, folder };
        server.wait()?;
        let setting = |name: &str| server.run("template1", &["-A", "-t", "-c", &format!("show {name}")]);
        for name in ["fsync", "synchronous_commit"] {
            ensure!(setting(name)?.trim() == "on", "{name} is not on");
        }
        Ok(server)
    }

    /// Makes an empty database and gives its address.
    pub fn create(&self, name: &str) -> anyhow::Result<String> {
        self.run("template1", &["-c", &format!("create database {name}")])?;
        let folder = self.folder.path().display().to_string().replace('/', "%2F");
        Ok(format!("postgres://postgres@{folder}/{name}"))
    }

    /// Runs psql on a database and gives what it wrote; its first mistake ends it.
    pub fn run(&self, database: &str, arguments: &[&str]) -> anyhow::Result<String> {
        let mut psql = shell::program(self.programs.join("psql"));
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-h"]).arg(self.folder.path());
        shell::read(psql.args(arguments))
    }

    fn wait(&self) -> anyhow::Result<()> {
        let begun = Instant::now();
        while self.run("template1", &["-c", "select 1"]).is_err() {
            if begun.elapsed() > START {
                let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                bail!("PostgreSQL did not start within {START:?}:\n{log}");
            }
            std::thread::sleep(PAUSE);
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        let _ = self.watcher.wait();
    }
}

/// The folder of the newest PostgreSQL. Debian keeps its programs off the PATH.
fn programs() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = installed.map(|entry| entry.path().join("bin")).collect();
    folders.sort_by_key(|folder| version(folder));
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    folders.into_iter().rev().find(|folder| ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).is_file()))
}

fn version(folder: &Path) -> u32 {
    let name = folder.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).unwrap_or(0)
}

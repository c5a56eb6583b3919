//! Databases for tests: a PostgreSQL of the test process alone, and files of SQLite. A test gets an address and its own data.
//!
//! Knows no schema. The server is started by the first test that asks and ends with the process, however that ends.

use std::fs::DirBuilder;
use std::future::Future;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::PAUSE;

const START: Duration = Duration::from_secs(60);
const INSTALL: &str = "install PostgreSQL (on Debian: apt-get install postgresql) and try again";

/// One empty database of one test.
#[derive(Debug, Clone)]
pub struct Database {
    pub kind: Kind,
    /// `sqlite:PATH` or `postgres://...`, as the program takes it.
    pub url: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

impl Database {
    /// A file that does not exist yet.
    pub fn sqlite() -> Self {
        let path = server().folder.join(format!("test_{}.db", next()));
        Self { kind: Kind::Sqlite, url: format!("sqlite:{}", path.display()) }
    }

    /// A database without tables.
    pub fn postgres() -> Self {
        let server = server();
        let name = format!("test_{}", next());
        // Two databases cannot be copied from one template at the same moment.
        let _turn = server.turn.lock().unwrap_or_else(PoisonError::into_inner);
        server.sql(&format!("create database {name} strategy file_copy"));
        let folder = server.folder.display().to_string().replace('/', "%2F");
        Self { kind: Kind::Postgres, url: format!("postgres://postgres@{folder}/{name}") }
    }
}

/// Runs a claim on both databases, one after the other. Which of them it was stands in front of what a failure says.
pub async fn each<F, R>(claim: F)
where
    F: Fn(Database) -> R,
    R: Future<Output = ()>,
{
    for database in [Database::sqlite(), Database::postgres()] {
        eprintln!("on {:?}:", database.kind);
        claim(database).await;
    }
}

#[derive(Debug)]
struct Server {
    /// Its data, its socket, and the files of SQLite.
    folder: PathBuf,
    programs: PathBuf,
    turn: Mutex<()>,
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

fn next() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The pipe to the watcher is its standard input: it ends when the test process ends, even by SIGKILL, and then the
/// watcher ends the server and removes the folder. A group of its own keeps it from the terminal's Ctrl-C.
const WATCHER: &str = r#"
{
    "$1/initdb" --pgdata="$2/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync &&
    exec "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off \
        -c max_connections=300 -c shared_buffers=64MB -c autovacuum=off
} >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -TERM "$server"
kill -QUIT "$server"
wait "$server"
rm -rf "$2"
"#;

impl Server {
    fn start() -> Self {
        let Some(programs) = find_programs() else { panic!("`initdb` and `postgres` are missing; {INSTALL}") };
        let folder = std::env::temp_dir().join(format!("tierwise-{}-{}", std::process::id(), started_at()));
        let mut builder = DirBuilder::new();
        builder.mode(0o755).create(&folder).expect("a folder for databases");
        let mut watcher = if rustix::process::geteuid().is_root() {
            let owner = owner_id();
            chown(&folder, Some(owner), None).expect("giving the folder to `postgres`");
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        watcher.args(["-c", WATCHER, "watcher"]).arg(&programs).arg(&folder).current_dir("/").process_group(0);
        watcher.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = watcher.spawn().expect("starting PostgreSQL");
        // Never closed by us: the pipe lives as long as the process.
        std::mem::forget(child);
        let server = Self { folder, programs, turn: Mutex::new(()) };
        server.wait();
        server
    }

    fn wait(&self) {
        let end = Instant::now() + START;
        while !self.try_sql("select 1") {
            if Instant::now() > end {
                let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                panic!("PostgreSQL did not start within {START:?}:\n{log}");
            }
            thread::sleep(PAUSE);
        }
    }

    fn sql(&self, sql: &str) {
        assert!(self.try_sql(sql), "PostgreSQL refused `{sql}`");
    }

    fn try_sql(&self, sql: &str) -> bool {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["-X", "-q", "-U", "postgres", "-d", "template1", "-c", sql, "-h"]).arg(&self.folder);
        let done = psql.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        done.unwrap_or_else(|error| panic!("`psql` cannot be started ({error}); {INSTALL}")).success()
    }
}

/// The folder of the newest PostgreSQL. Debian keeps its programs off the PATH.
fn find_programs() -> Option<PathBuf> {
    let complete = |folder: &PathBuf| ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).is_file());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut installed: Vec<PathBuf> = installed.map(|entry| entry.path().join("bin")).collect();
    installed.sort_by_key(|folder| std::cmp::Reverse(version(folder)));
    folders.extend(installed);
    folders.into_iter().find(complete)
}

fn version(folder: &Path) -> u32 {
    let name = folder.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).unwrap_or(0)
}

/// `initdb` refuses to run as root; Debian's packages make a user for it.
fn owner_id() -> u32 {
    let answer = Command::new("id").args(["-u", "postgres"]).output().expect("running `id`");
    let id = String::from_utf8_lossy(&answer.stdout).trim().parse();
    id.unwrap_or_else(|_| panic!("there is no user `postgres` to run PostgreSQL as; {INSTALL}"))
}

fn started_at() -> u128 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |since| since.as_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_has_its_own_databases() {
        let (first, second) = (Database::postgres(), Database::postgres());
        assert_ne!(first.url, second.url);
        assert_ne!(Database::sqlite().url, Database::sqlite().url);
    }

    #[test]
    fn nothing_is_left_when_the_process_is_gone() {
        let folder = std::env::temp_dir().join(format!("tierwise-watched-{}", started_at()));
        std::fs::create_dir(&folder).unwrap();
        let mut shell = Command::new("sh");
        shell.args(["-c", WATCHER, "watcher", "/nonexistent"]).arg(&folder).stdin(Stdio::piped());
        let mut child = shell.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        drop(child.stdin.take());
        assert!(child.wait().unwrap().success());
        assert!(!folder.exists());
    }
}

//! Opening a database, and what every aggregate goes through. Knows no table.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::StoreError;
use crate::driver::{Connection, Fields, Pools, Value};

const DEFAULT_CONNECTIONS: u32 = 8;
/// How long a writer waits for the file of SQLite when another process writes.
const BUSY: Duration = Duration::from_secs(10);
const ACQUIRE: Duration = Duration::from_secs(15);
const PING: Duration = Duration::from_secs(3);

/// Where the data is.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    Sqlite { path: PathBuf },
    Postgres { url: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Zero leaves the choice to the store.
    pub max_connections: u32,
    pub durability: Durability,
}

/// Whether what was acknowledged outlives a power failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    #[default]
    Full,
    /// For tests of behaviour only.
    Off,
}

/// An open database. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pools: Pools,
}

impl Store {
    /// Opens the database; a file of SQLite is created when it is missing.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn open(database: &Database, options: Options) -> Result<Self, StoreError> {
        let connections = if options.max_connections == 0 { DEFAULT_CONNECTIONS } else { options.max_connections };
        let pools = match database {
            Database::Sqlite { path } => {
                keep_private(path)?;
                let file = sqlite_options(path, options.durability);
                let pool = || SqlitePoolOptions::new().acquire_timeout(ACQUIRE).test_before_acquire(false);
                let writer = pool().max_connections(1).connect_with(file.clone()).await?;
                // A reader that would write by mistake is refused.
                let readers = pool().max_connections(connections).connect_with(file.pragma("query_only", "on")).await?;
                Pools::Sqlite { writer, readers }
            }
            Database::Postgres { url } => {
                let pool = PgPoolOptions::new().acquire_timeout(ACQUIRE).max_connections(connections);
                Pools::Postgres(pool.connect_with(postgres_options(url, options.durability)?).await?)
            }
        };
        Ok(Self { pools })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not, within a few seconds.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let answer = tokio::time::timeout(PING, self.find("select 1", &[], |_| Ok(()))).await;
        answer.map_err(|_| StoreError::Unavailable("no answer".to_owned()))?.map(|_| ())
    }

    /// Ends all connections, after the statements that run.
    pub async fn close(&self) {
        self.pools.close().await;
    }

    /// One writing statement in a transaction of its own.
    pub(crate) async fn execute(&self, sql: &'static str, values: &[&dyn Value]) -> Result<u64, StoreError> {
        self.pools.writer().await?.execute(sql, values).await
    }

    /// One reading statement.
    pub(crate) async fn list<T: Send>(
        &self,
        sql: &'static str,
        values: &[&dyn Value],
        read: fn(&mut Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.pools.reader().await?.list(sql, values, read).await
    }

    /// One reading statement that finds at most one row.
    pub(crate) async fn find<T: Send>(
        &self,
        sql: &'static str,
        values: &[&dyn Value],
        read: fn(&mut Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.pools.reader().await?.find(sql, values, read).await
    }

    pub(crate) async fn begin_write(&self) -> Result<Connection, StoreError> {
        self.pools.begin_write().await
    }
}

/// A new file is its owner's alone: it has names and addresses of people. SQLite's files beside it follow it.
fn keep_private(path: &Path) -> Result<(), StoreError> {
    let mut file = std::fs::OpenOptions::new();
    file.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(path).map(|_| ()).map_err(|error| StoreError::Unavailable(error.to_string()))
}

/// `secure_delete`: without it erased names stay readable in the file.
fn sqlite_options(path: &Path, durability: Durability) -> SqliteConnectOptions {
    let synchronous = match durability {
        Durability::Full => SqliteSynchronous::Full,
        Durability::Off => SqliteSynchronous::Off,
    };
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("secure_delete", "on")
        .pragma("cache_size", "-32768")
        .disable_statement_logging()
}

fn postgres_options(url: &str, durability: Durability) -> Result<PgConnectOptions, StoreError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| StoreError::Unavailable("its address is not of the form `postgres://USER:PASSWORD@HOST/NAME`".to_owned()))?
        .application_name("tierwise")
        .disable_statement_logging();
    Ok(match durability {
        Durability::Full => options,
        Durability::Off => options.options([("synchronous_commit", "off")]),
    })
}

/// A text that names no database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a database is `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`")]
pub struct DatabaseError;

impl FromStr for Database {
    type Err = DatabaseError;

    fn from_str(text: &str) -> Result<Self, DatabaseError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres { url: text.to_owned() });
        }
        match text.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite { path: PathBuf::from(path) }),
            _ => Err(DatabaseError),
        }
    }
}

/// Without the address of PostgreSQL, which holds a password.
impl std::fmt::Debug for Database {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite { path } => write!(formatter, "sqlite:{}", path.display()),
            Self::Postgres { .. } => formatter.write_str("postgres://..."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_file_or_a_server() {
        let file = Database::Sqlite { path: PathBuf::from("/tmp/a b.db") };
        assert_eq!("sqlite:/tmp/a b.db".parse(), Ok(file));
        for url in ["postgres://localhost/tierwise", "postgresql://localhost/tierwise"] {
            assert_eq!(url.parse(), Ok(Database::Postgres { url: url.to_owned() }));
        }
        for text in ["", "sqlite:", "mysql://localhost/tierwise", "tierwise.db"] {
            assert_eq!(text.parse::<Database>(), Err(DatabaseError), "{text}");
        }
    }

    #[test]
    fn a_password_is_not_in_what_is_logged() {
        let database = "postgres://someone:secret@localhost/tierwise".parse::<Database>().unwrap();
        assert!(!format!("{database:?}").contains("secret"));
    }
}

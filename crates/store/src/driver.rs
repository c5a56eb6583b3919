//! The two drivers behind one face: the same statement, values and rows for SQLite and PostgreSQL.
//!
//! Knows nothing of what is stored.

mod packed;
mod values;

use futures_util::TryStreamExt;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, Row as _, SqlSafeStr, SqlStr, Sqlite, SqliteConnection, SqlitePool};
use sqlx::{Transaction, ValueRef as _};

use crate::StoreError;

pub(crate) use packed::{Many, Named};
pub(crate) use values::{Column, Value};

/// The connections to one database. SQLite has one writer at a time, and readers never wait for it.
#[derive(Debug, Clone)]
pub(crate) enum Pools {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

/// One connection, alone or in a transaction. A transaction that is dropped without a commit is rolled back.
#[derive(Debug)]
pub(crate) struct Connection {
    lane: Lane,
    failed: bool,
}

#[derive(Debug)]
enum Lane {
    Sqlite(PoolConnection<Sqlite>),
    SqliteTransaction(Transaction<'static, Sqlite>),
    Postgres(PoolConnection<Postgres>),
    PostgresTransaction(Transaction<'static, Postgres>),
}

enum Wire<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Pools {
    /// A connection for a single reading statement.
    pub async fn reader(&self) -> Result<Connection, StoreError> {
        Ok(Connection::new(match self {
            Self::Sqlite { readers, .. } => Lane::Sqlite(readers.acquire().await?),
            Self::Postgres(pool) => Lane::Postgres(pool.acquire().await?),
        }))
    }

    /// A connection for a single writing statement, which is a transaction of its own.
    pub async fn writer(&self) -> Result<Connection, StoreError> {
        Ok(Connection::new(match self {
            Self::Sqlite { writer, .. } => Lane::Sqlite(writer.acquire().await?),
            Self::Postgres(pool) => Lane::Postgres(pool.acquire().await?),
        }))
    }

    /// Every statement sees the same state.
    pub async fn begin_read(&self) -> Result<Connection, StoreError> {
        Ok(Connection::new(match self {
            Self::Sqlite { readers, .. } => Lane::SqliteTransaction(readers.begin().await?),
            Self::Postgres(pool) => {
                Lane::PostgresTransaction(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        }))
    }

    /// SQLite takes the lock at once: a transaction that reads first could not become the writer later.
    pub async fn begin_write(&self) -> Result<Connection, StoreError> {
        Ok(Connection::new(match self {
            Self::Sqlite { writer, .. } => Lane::SqliteTransaction(writer.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Lane::PostgresTransaction(pool.begin().await?),
        }))
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Connection {
    const fn new(lane: Lane) -> Self {
        Self { lane, failed: false }
    }

    /// Where one text cannot do.
    pub const fn sql_by(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        self.by(sqlite, postgres)
    }

    pub const fn by<T: Copy>(&self, sqlite: T, postgres: T) -> T {
        match self.lane {
            Lane::Sqlite(_) | Lane::SqliteTransaction(_) => sqlite,
            Lane::Postgres(_) | Lane::PostgresTransaction(_) => postgres,
        }
    }

    /// Runs a statement and counts the rows that it changed.
    pub async fn execute(&mut self, sql: impl SqlSafeStr, values: &[&dyn Value]) -> Result<u64, StoreError> {
        let done = self.try_execute(sql.into_sql_str(), values).await;
        self.note(done)
    }

    /// Hands every row to `take`, in the order of the statement.
    pub async fn each<F>(&mut self, sql: impl SqlSafeStr, values: &[&dyn Value], take: F) -> Result<(), StoreError>
    where
        F: FnMut(&mut Fields<'_>) -> Result<(), StoreError> + Send,
    {
        let done = self.try_each(sql.into_sql_str(), values, take).await;
        self.note(done)
    }

    /// Like `each`, for a great many rows, of which SQLite hands over so many at a time. Then the key of the last one is
    /// given, if there may be more of them.
    pub async fn each_of_many<K, F>(
        &mut self,
        many: &Many<'_>,
        values: &[&dyn Value],
        mut take: F,
    ) -> Result<Option<K>, StoreError>
    where
        K: for<'r> Column<'r> + Send,
        F: FnMut(&mut Fields<'_>) -> Result<(), StoreError> + Send,
    {
        if self.by(false, true) {
            self.each(AssertSqlSafe(many.select), values, take).await?;
            return Ok(None);
        }
        let mut last = None;
        let unpack = |fields: &mut Fields<'_>| {
            let rows = packed::unpack(fields.next()?, &mut take)?;
            last = if rows == packed::ROWS { fields.next()? } else { None };
            Ok(())
        };
        self.each(AssertSqlSafe(many.packed()), values, unpack).await?;
        Ok(last)
    }

    pub async fn list<T: Send>(
        &mut self,
        sql: impl SqlSafeStr,
        values: &[&dyn Value],
        read: fn(&mut Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, values, |fields| {
            found.push(read(fields)?);
            Ok(())
        })
        .await?;
        Ok(found)
    }

    pub async fn find<T: Send>(
        &mut self,
        sql: impl SqlSafeStr,
        values: &[&dyn Value],
        read: fn(&mut Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.list(sql, values, read).await?.pop())
    }

    /// Several statements without values.
    pub async fn script(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let script = sqlx::raw_sql(sql);
        let done = match self.wire() {
            Wire::Sqlite(connection) => script.execute(connection).await.map(|_| ()),
            Wire::Postgres(connection) => script.execute(connection).await.map(|_| ()),
        };
        self.note(done.map_err(StoreError::from))
    }

    /// PostgreSQL answers a commit after a failed statement with success and keeps nothing, SQLite keeps the rest:
    /// here both keep nothing and say so.
    pub async fn commit(self) -> Result<(), StoreError> {
        if self.failed {
            return Err(StoreError::Other("a part of the change had failed".to_owned()));
        }
        match self.lane {
            Lane::SqliteTransaction(transaction) => transaction.commit().await?,
            Lane::PostgresTransaction(transaction) => transaction.commit().await?,
            Lane::Sqlite(_) | Lane::Postgres(_) => {}
        }
        Ok(())
    }

    /// A refusal of the store itself; like a failed statement it lets nothing be kept.
    pub fn refuse(&mut self, reason: &str) -> StoreError {
        self.failed = true;
        StoreError::conflict(reason)
    }

    fn wire(&mut self) -> Wire<'_> {
        match &mut self.lane {
            Lane::Sqlite(connection) => Wire::Sqlite(connection),
            Lane::SqliteTransaction(transaction) => Wire::Sqlite(transaction),
            Lane::Postgres(connection) => Wire::Postgres(connection),
            Lane::PostgresTransaction(transaction) => Wire::Postgres(transaction),
        }
    }

    fn note<T>(&mut self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        self.failed |= done.is_err();
        done
    }

    async fn try_execute(&mut self, sql: SqlStr, values: &[&dyn Value]) -> Result<u64, StoreError> {
        match self.wire() {
            Wire::Sqlite(connection) => {
                let query = sqlx::query_with(sql, bound::<SqliteArguments>(values)?);
                Ok(query.execute(connection).await?.rows_affected())
            }
            Wire::Postgres(connection) => {
                let query = sqlx::query_with(sql, bound::<PgArguments>(values)?);
                Ok(query.execute(connection).await?.rows_affected())
            }
        }
    }

    async fn try_each<F>(&mut self, sql: SqlStr, values: &[&dyn Value], mut take: F) -> Result<(), StoreError>
    where
        F: FnMut(&mut Fields<'_>) -> Result<(), StoreError> + Send,
    {
        match self.wire() {
            Wire::Sqlite(connection) => {
                let mut rows = sqlx::query_with(sql, bound::<SqliteArguments>(values)?).fetch(connection);
                while let Some(row) = rows.try_next().await? {
                    take(&mut Fields { row: Row::Sqlite(&row), index: 0 })?;
                }
            }
            Wire::Postgres(connection) => {
                let mut rows = sqlx::query_with(sql, bound::<PgArguments>(values)?).fetch(connection);
                while let Some(row) = rows.try_next().await? {
                    take(&mut Fields { row: Row::Postgres(&row), index: 0 })?;
                }
            }
        }
        Ok(())
    }
}

/// The values of one statement on their way into either driver.
pub(crate) trait Arguments: Default {
    fn add_native<'t, T: values::Native<'t>>(&mut self, value: T) -> Result<(), StoreError>;
    fn take(&mut self, value: &dyn Value) -> Result<(), StoreError>;
}

fn bound<A: Arguments>(values: &[&dyn Value]) -> Result<A, StoreError> {
    let mut arguments = A::default();
    for value in values {
        arguments.take(*value)?;
    }
    Ok(arguments)
}

macro_rules! arguments {
    ($($driver:ty: $method:ident;)*) => {$(
        impl Arguments for $driver {
            fn add_native<'t, T: values::Native<'t>>(&mut self, value: T) -> Result<(), StoreError> {
                sqlx::Arguments::add(self, value).map_err(|error| StoreError::Other(error.to_string()))
            }

            fn take(&mut self, value: &dyn Value) -> Result<(), StoreError> {
                value.$method(self)
            }
        }
    )*};
}

arguments! {
    SqliteArguments: bind_sqlite;
    PgArguments: bind_postgres;
}

/// One row of either driver.
#[derive(Clone, Copy)]
pub(crate) enum Row<'r> {
    Sqlite(&'r SqliteRow),
    Postgres(&'r PgRow),
    Packed(&'r packed::Cells<'r>),
}

/// The columns of a row, read one after the other.
pub(crate) struct Fields<'r> {
    row: Row<'r>,
    index: usize,
}

impl<'r> Fields<'r> {
    pub fn next<T: Column<'r>>(&mut self) -> Result<T, StoreError> {
        let index = self.index;
        self.index += 1;
        T::read(self.row, index)
    }
}

/// The only column of a row.
pub(crate) fn only<T: for<'r> Column<'r>>(fields: &mut Fields<'_>) -> Result<T, StoreError> {
    fields.next()
}

impl Row<'_> {
    fn is_null(self, index: usize) -> Result<bool, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get_raw(index)?.is_null(),
            Self::Postgres(row) => row.try_get_raw(index)?.is_null(),
            Self::Packed(cells) => cells.get(index).is_none_or(Option::is_none),
        })
    }
}

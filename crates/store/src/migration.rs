//! The changes of the schema, in order. Those of both databases have the same names and make the same tables.

use crate::driver::{Connection, only};
use crate::{Store, StoreError};

struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// One name for the file in both folders.
macro_rules! migrations {
    ($($name:literal),*) => {
        &[$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }),*]
    };
}

const MIGRATIONS: &[Migration] = migrations!["0001_start"];

impl Store {
    /// Brings the schema up to date, all or nothing, and names what was applied. Of several processes that start at
    /// the same moment one does it and the others wait.
    ///
    /// # Errors
    /// `NewerSchema` when the database has changes that this program does not know.
    pub async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        let mut connection = self.begin_write().await?;
        let lock = connection.sql_by("select 1", "select 1 from pg_advisory_xact_lock(7241954110325)");
        connection.find(lock, &[], |_| Ok(())).await?;
        connection.script("create table if not exists schema_migration (name text not null primary key)").await?;
        let pending = pending(&applied(&mut connection).await?)?;
        for migration in &pending {
            let script = connection.sql_by(migration.sqlite, migration.postgres);
            connection.script(script).await?;
            connection.execute("insert into schema_migration (name) values ($1)", &[&migration.name]).await?;
        }
        connection.commit().await?;
        Ok(pending.iter().map(|migration| migration.name.to_owned()).collect())
    }

    /// The changes of the schema that `migrate` would apply.
    ///
    /// # Errors
    /// `NewerSchema` when the database has changes that this program does not know.
    pub async fn pending(&self) -> Result<Vec<String>, StoreError> {
        let mut connection = self.pools.begin_read().await?;
        let sql = connection.sql_by(
            "select exists (select 1 from sqlite_schema where type = 'table' and name = 'schema_migration')",
            "select to_regclass('schema_migration') is not null",
        );
        let started = connection.find(sql, &[], only).await? == Some(true);
        let applied = if started { applied(&mut connection).await? } else { Vec::new() };
        Ok(pending(&applied)?.iter().map(|migration| migration.name.to_owned()).collect())
    }

    /// Whether the database has never been used.
    ///
    /// # Errors
    /// `NewerSchema` when the database has changes that this program does not know.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.pending().await?.len() == MIGRATIONS.len())
    }
}

async fn applied(connection: &mut Connection) -> Result<Vec<String>, StoreError> {
    connection.list("select name from schema_migration", &[], only).await
}

fn pending(applied: &[String]) -> Result<Vec<&'static Migration>, StoreError> {
    let unknown = applied.iter().find(|name| MIGRATIONS.iter().all(|migration| migration.name != name.as_str()));
    if let Some(name) = unknown {
        return Err(StoreError::NewerSchema { name: name.clone() });
    }
    Ok(MIGRATIONS.iter().filter(|migration| !applied.iter().any(|name| name == migration.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_that_this_program_does_not_know_is_refused() {
        let newer = "9999_later".to_owned();
        assert_eq!(pending(std::slice::from_ref(&newer)).err(), Some(StoreError::NewerSchema { name: newer }));
    }

    #[test]
    fn what_was_applied_is_not_pending() {
        let all: Vec<String> = MIGRATIONS.iter().map(|migration| migration.name.to_owned()).collect();
        assert_eq!(pending(&all).map(|pending| pending.len()), Ok(0));
        assert_eq!(pending(&[]).map(|pending| pending.len()), Ok(MIGRATIONS.len()));
    }

    #[test]
    fn names_are_in_the_order_in_which_they_are_applied() {
        assert!(MIGRATIONS.is_sorted_by_key(|migration| migration.name));
    }
}

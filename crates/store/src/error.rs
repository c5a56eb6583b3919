//! What can go wrong in a database, by what a caller can do about it. Messages never hold personal data.

use sqlx::error::ErrorKind;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached; nothing was changed.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// What was to be stored contradicts what is there, or what is there has moved on.
    #[error("conflict: {0}")]
    Conflict(String),
    /// Others are writing; the same call may succeed later.
    #[error("the database is busy; try again")]
    Busy,
    /// A newer Tierwise has changed the database.
    #[error("the database has the change `{name}`, which this Tierwise does not know; start a newer Tierwise")]
    NewerSchema { name: String },
    #[error("the database failed: {0}")]
    Other(String),
}

impl StoreError {
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }

    /// Whether the same call may succeed later.
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Busy)
    }

    pub(crate) fn conflict(reason: &str) -> Self {
        Self::Conflict(reason.to_owned())
    }

    /// A value that this program never wrote.
    pub(crate) fn unknown(what: &str) -> Self {
        Self::Other(format!("unknown {what}"))
    }
}

impl From<sqlx::Error> for StoreError {
    /// Keeps the driver's message and drops the rest: PostgreSQL adds the stored values as a detail.
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => from_database(&*error),
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed => Self::Unavailable(error.to_string()),
            sqlx::Error::PoolTimedOut => Self::Unavailable("no connection within the time".to_owned()),
            sqlx::Error::PoolClosed => Self::Unavailable("it was closed".to_owned()),
            other => Self::Other(other.to_string()),
        }
    }
}

fn from_database(error: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = error.code().unwrap_or_default();
    match error.kind() {
        ErrorKind::UniqueViolation
        | ErrorKind::ForeignKeyViolation
        | ErrorKind::CheckViolation
        | ErrorKind::NotNullViolation => StoreError::conflict(error.message()),
        _ if is_busy(&code) => StoreError::Busy,
        _ if is_unavailable(&code) => StoreError::Unavailable(error.message().to_owned()),
        _ => StoreError::Other(error.message().to_owned()),
    }
}

/// SQLite: busy and locked. PostgreSQL: serialization failure, deadlock, lock not available.
fn is_busy(code: &str) -> bool {
    matches!(sqlite_code(code), Some(5 | 6)) || matches!(code, "40001" | "40P01" | "55P03")
}

/// SQLite: the file fails, is full or cannot be opened. PostgreSQL: connection exceptions, no resources, shutting down,
/// no such user or database.
fn is_unavailable(code: &str) -> bool {
    let class = if code.len() == 5 { code.get(..2) } else { None };
    matches!(sqlite_code(code), Some(10 | 13 | 14)) || matches!(class, Some("08" | "53" | "57" | "28" | "3D"))
}

/// Codes of SQLite are shorter than those of PostgreSQL; their lowest byte is the kind, the rest says more.
fn sqlite_code(code: &str) -> Option<u32> {
    let number: u32 = if code.len() < 5 { code.parse().ok()? } else { return None };
    Some(number & 255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_both_databases_are_told_apart() {
        for busy in ["5", "517", "262", "40001", "40P01"] {
            assert!(is_busy(busy) && !is_unavailable(busy), "{busy}");
        }
        for unavailable in ["10", "522", "13", "14", "08006", "57P01", "53300", "3D000"] {
            assert!(is_unavailable(unavailable) && !is_busy(unavailable), "{unavailable}");
        }
        for other in ["", "1", "2067", "42P01", "22021", "éé"] {
            assert!(!is_unavailable(other) && !is_busy(other), "{other}");
        }
    }
}

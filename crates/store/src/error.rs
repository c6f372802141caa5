//! What can go wrong below the product: the engine's own failures and rows that do not mean anything.

use rusqlite::ErrorCode;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("migration: {0}")]
    SqliteMigration(#[from] rusqlite_migration::Error),
    #[error("the database was closed")]
    Closed,
    /// A stored value this version cannot read: a bug or a hand-edited row.
    #[error("unreadable {what}: {why}")]
    Unreadable { what: &'static str, why: String },
    #[error("{0} is not a database URL; use sqlite:PATH or postgres://USER@HOST/NAME")]
    BadUrl(String),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A unique key said no: somebody else wrote the row first.
    pub fn is_unique_violation(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.is_unique_violation(),
            Self::Sqlite(error) => error.sqlite_error().is_some_and(|error| UNIQUE.contains(&error.extended_code)),
            _ => false,
        }
    }

    /// Two transactions met (deadlock, serialisation, busy): doing the same again may succeed.
    pub fn is_contention(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => matches!(error.code().as_deref(), Some("40001" | "40P01")),
            Self::Sqlite(error) => error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy),
            _ => false,
        }
    }

    /// The engine is away, full or shutting down: nothing is wrong with what was asked of it.
    pub fn is_outage(&self) -> bool {
        let error = match self {
            Self::Database(error) => error,
            Self::Sqlite(error) => return error.sqlite_error_code().is_some_and(is_outage),
            _ => return matches!(self, Self::Closed),
        };
        match error {
            sqlx::Error::Database(error) => error.code().is_some_and(|code| is_outage_code(&code)),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => true,
            _ => false,
        }
    }

    pub fn unreadable(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::Unreadable { what, why: why.to_string() }
    }
}

/// `SQLITE_CONSTRAINT_UNIQUE`, `SQLITE_CONSTRAINT_PRIMARYKEY`.
const UNIQUE: [i32; 2] = [2067, 1555];

/// PostgreSQL's classes: connection, resources, operator, system.
fn is_outage_code(code: &str) -> bool {
    ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class))
}

fn is_outage(code: ErrorCode) -> bool {
    use ErrorCode::{CannotOpen, DiskFull, OutOfMemory, ReadOnly, SystemIoFailure};
    matches!(code, OutOfMemory | ReadOnly | SystemIoFailure | DiskFull | CannotOpen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_told_from_a_mistake() {
        for (code, outage) in
            [("08006", true), ("53300", true), ("57P01", true), ("58030", true), ("23505", false), ("22P05", false)]
        {
            assert_eq!(is_outage_code(code), outage, "{code}");
        }
        for (code, outage) in [(10, true), (13, true), (266, true), (1, false), (2067, false)] {
            let error = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
            assert_eq!(Error::from(error).is_outage(), outage, "{code}");
        }
        assert!(Error::from(sqlx::Error::PoolTimedOut).is_outage());
        assert!(!Error::from(sqlx::Error::RowNotFound).is_outage());
    }
}

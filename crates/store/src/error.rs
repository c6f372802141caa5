//! What can go wrong below the product: the engine's own failures and rows that do not mean anything.

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
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
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    /// Two transactions met (deadlock, serialisation, busy): doing the same again may succeed.
    pub fn is_contention(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        matches!(error.code().as_deref(), Some("40001" | "40P01" | "5" | "517" | "261"))
    }

    pub fn unreadable(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::Unreadable { what, why: why.to_string() }
    }
}

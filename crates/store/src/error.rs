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

    /// The engine is away, full or shutting down: nothing is wrong with what was asked of it.
    pub fn is_outage(&self) -> bool {
        let Self::Database(error) = self else { return false };
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

/// PostgreSQL: connection, resources, operator, system. SQLite (shorter codes): memory, read-only, disk, full, cannot open.
fn is_outage_code(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class));
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 7 | 8 | 10 | 13 | 14))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_told_from_a_mistake() {
        for (code, outage) in [
            ("08006", true),
            ("53300", true),
            ("57P01", true),
            ("58030", true),
            ("23505", false),
            ("22P05", false),
            ("10", true),
            ("13", true),
            ("266", true),
            ("1", false),
            ("2067", false),
        ] {
            assert_eq!(is_outage_code(code), outage, "{code}");
        }
        assert!(Error::from(sqlx::Error::PoolTimedOut).is_outage());
        assert!(!Error::from(sqlx::Error::RowNotFound).is_outage());
    }
}

//! The one file that hands SQL to an engine.
//!
//! Every statement is a `&'static str`, so no input can ever become SQL; the only text built at run time is the
//! `VALUES` list of a bulk insert, made of placeholders. That is the whole injection audit.

use crate::db::{Engine, Tx};
use crate::dialect;
use crate::error::{Error, Result};
use domain::time::Timestamp;
use serde::Serialize;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::types::Json;
use sqlx::{Arguments, AssertSqlSafe, FromRow, Postgres, Sqlite};
use std::fmt::Write;

/// A bound value, of the few kinds both engines share.
#[derive(Clone, Debug)]
pub enum Arg {
    Text(Option<String>),
    Int(Option<i64>),
    Bool(bool),
    Bytes(Vec<u8>),
    /// Serialised already; TEXT on SQLite, JSONB on PostgreSQL.
    Json(Option<String>),
}

/// Rows that both engines can give.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// Rows of one multi-row statement at the most: enough to pay for the statement, few enough placeholders for both engines.
const BULK_ROWS: usize = 256;
const MAX_PLACEHOLDERS: usize = 30_000;

impl Tx {
    /// Runs a statement; answers how many rows it touched.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64> {
        let text = AssertSqlSafe(dialect::resolve(sql, self.engine()).into_owned());
        Ok(match self {
            Self::Sqlite(tx) => {
                sqlx::query_with::<Sqlite, _>(text, sqlite_arguments(args)?).execute(&mut **tx).await?.rows_affected()
            }
            Self::Postgres(tx) => sqlx::query_with::<Postgres, _>(text, postgres_arguments(args)?)
                .execute(&mut **tx)
                .await?
                .rows_affected(),
        })
    }

    pub async fn rows<T: Record>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<T>> {
        let text = AssertSqlSafe(dialect::resolve(sql, self.engine()).into_owned());
        Ok(match self {
            Self::Sqlite(tx) => {
                sqlx::query_as_with::<Sqlite, T, _>(text, sqlite_arguments(args)?).fetch_all(&mut **tx).await?
            }
            Self::Postgres(tx) => {
                sqlx::query_as_with::<Postgres, T, _>(text, postgres_arguments(args)?).fetch_all(&mut **tx).await?
            }
        })
    }

    pub async fn row<T: Record>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Option<T>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// `INSERT INTO ... VALUES (..),(..) tail` for any number of rows, in few statements of few sizes.
    ///
    /// Sizes are powers of two so that each engine prepares a handful of texts and keeps them.
    pub async fn insert(&mut self, head: &'static str, rows: Vec<Vec<Arg>>, tail: &'static str) -> Result<u64> {
        let Some(columns) = rows.first().map(Vec::len) else { return Ok(0) };
        let most = BULK_ROWS.min(MAX_PLACEHOLDERS / columns.max(1));
        let mut touched = 0;
        let mut left = rows.into_iter();
        while left.len() > 0 {
            let size = largest_power_of_two(left.len().min(most));
            let args = left.by_ref().take(size).flatten().collect();
            let text = AssertSqlSafe(bulk_text(self.engine(), head, size, columns, tail));
            touched += match self {
                Self::Sqlite(tx) => {
                    let query = sqlx::query_with::<Sqlite, _>(text, sqlite_arguments(args)?);
                    query.execute(&mut **tx).await?.rows_affected()
                }
                Self::Postgres(tx) => {
                    let query = sqlx::query_with::<Postgres, _>(text, postgres_arguments(args)?);
                    query.execute(&mut **tx).await?.rows_affected()
                }
            };
        }
        Ok(touched)
    }

    /// Asks the engine to prepare a statement without running it: the test's proof that both dialects accept it.
    pub async fn prepare(&mut self, sql: &'static str) -> Result<()> {
        use sqlx::{Executor, SqlSafeStr};
        let text = AssertSqlSafe(dialect::resolve(sql, self.engine()).into_owned()).into_sql_str();
        match self {
            Self::Sqlite(tx) => drop((&mut **tx).prepare(text).await?),
            Self::Postgres(tx) => drop((&mut **tx).prepare(text).await?),
        }
        Ok(())
    }
}

fn largest_power_of_two(n: usize) -> usize {
    n.checked_ilog2().map_or(0, |exponent| 1 << exponent)
}

/// To SQLite a numbered placeholder has a name, and whoever asks for one walks the list of all: with thousands of them
/// that takes longer than the insert. Bare ones it only counts.
fn bulk_text(engine: Engine, head: &str, rows: usize, columns: usize, tail: &str) -> String {
    let mut text = String::with_capacity(head.len() + tail.len() + rows * columns * 6 + 16);
    text.push_str(head);
    text.push_str(" VALUES ");
    let mut placeholder = 0;
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..columns {
            placeholder += 1;
            let comma = if column == 0 { "" } else { "," };
            // Writing into a String cannot fail.
            let _ = match engine {
                Engine::Sqlite => write!(text, "{comma}?"),
                Engine::Postgres => write!(text, "{comma}${placeholder}"),
            };
        }
        text.push(')');
    }
    text.push(' ');
    text.push_str(tail);
    text
}

fn sqlite_arguments(args: Vec<Arg>) -> Result<SqliteArguments> {
    let mut bound = SqliteArguments::default();
    for arg in args {
        match arg {
            Arg::Text(text) | Arg::Json(text) => bound.add(text),
            Arg::Int(int) => bound.add(int),
            Arg::Bool(yes) => bound.add(yes),
            Arg::Bytes(bytes) => bound.add(bytes),
        }
        .map_err(|error| Error::Database(sqlx::Error::Encode(error)))?;
    }
    Ok(bound)
}

fn postgres_arguments(args: Vec<Arg>) -> Result<PgArguments> {
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Text(text) => bound.add(text.map(without_nul)),
            Arg::Int(int) => bound.add(int),
            Arg::Bool(yes) => bound.add(yes),
            Arg::Bytes(bytes) => bound.add(bytes),
            Arg::Json(text) => bound.add(text.map(raw_json).transpose()?),
        }
        .map_err(|error| Error::Database(sqlx::Error::Encode(error)))?;
    }
    Ok(bound)
}

/// PostgreSQL cannot store U+0000; a customer can send it. The replacement character keeps the place visible.
fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

fn raw_json(text: String) -> Result<Json<Box<serde_json::value::RawValue>>> {
    let text = if text.contains("\\u0000") { text.replace("\\u0000", "\\ufffd") } else { text };
    serde_json::value::RawValue::from_string(text).map(Json).map_err(|error| Error::unreadable("JSON", error))
}

/// Serialises for a JSON column. Our own types always serialise; a map with non-text keys would be a bug.
pub fn json<T: Serialize>(value: &T) -> Result<Arg> {
    serde_json::to_string(value).map(|text| Arg::Json(Some(text))).map_err(|error| Error::unreadable("JSON", error))
}

/// A list for `IN {list_n}`.
pub fn list<T: ToString>(values: impl IntoIterator<Item = T>) -> Result<Arg> {
    json(&values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>())
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}
impl From<Option<String>> for Arg {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(int: i64) -> Self {
        Self::Int(Some(int))
    }
}
impl From<u32> for Arg {
    fn from(int: u32) -> Self {
        Self::Int(Some(i64::from(int)))
    }
}
impl From<Option<i64>> for Arg {
    fn from(int: Option<i64>) -> Self {
        Self::Int(int)
    }
}
impl From<bool> for Arg {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}
impl From<Vec<u8>> for Arg {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}
impl From<Timestamp> for Arg {
    fn from(at: Timestamp) -> Self {
        Self::Int(Some(at.as_millis()))
    }
}
impl From<Option<Timestamp>> for Arg {
    fn from(at: Option<Timestamp>) -> Self {
        Self::Int(at.map(Timestamp::as_millis))
    }
}

macro_rules! id_args {
    ($($id:ty),+ $(,)?) => {$(
        impl From<$id> for Arg {
            fn from(id: $id) -> Self {
                Self::Text(Some(id.to_string()))
            }
        }
        impl From<Option<$id>> for Arg {
            fn from(id: Option<$id>) -> Self {
                Self::Text(id.map(|id| id.to_string()))
            }
        }
    )+};
}
id_args!(
    domain::id::WorkspaceId,
    domain::id::NumberId,
    domain::id::ContactId,
    domain::id::ConversationId,
    domain::id::MessageId,
    domain::id::FlowId,
    domain::id::SessionId,
    domain::id::UserId,
    domain::id::JournalId,
    domain::id::ActivityId,
    domain::id::HttpRequestId,
    domain::id::TokenId,
);

/// `args![a, b, c]`: anything that converts into [`Arg`].
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Arg::from($value)),*] };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bulk_text_has_a_placeholder_for_every_value() {
        let text = |engine| bulk_text(engine, "INSERT INTO t (a, b)", 2, 2, "ON CONFLICT DO NOTHING");
        let numbered = "INSERT INTO t (a, b) VALUES ($1,$2),($3,$4) ON CONFLICT DO NOTHING";
        assert_eq!(text(Engine::Postgres), numbered);
        assert_eq!(text(Engine::Sqlite), "INSERT INTO t (a, b) VALUES (?,?),(?,?) ON CONFLICT DO NOTHING");
    }

    #[test]
    fn sizes_are_powers_of_two() {
        for (n, size) in [(0, 0), (1, 1), (2, 2), (3, 2), (255, 128), (256, 256)] {
            assert_eq!(largest_power_of_two(n), size);
        }
    }

    #[test]
    fn nul_is_replaced_for_postgres() {
        assert_eq!(without_nul("a\0b".into()), "a\u{fffd}b");
    }

    #[test]
    fn a_statement_without_words_is_passed_as_it_is() {
        assert!(matches!(dialect::resolve("SELECT 1", Engine::Postgres), std::borrow::Cow::Borrowed(_)));
    }
}

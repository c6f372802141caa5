//! The one way to hand SQL to an engine.
//!
//! Every statement is a `&'static str`, so no input can ever become SQL. What is built at run time is the `VALUES` list
//! of a bulk insert, made of placeholders, and statements composed of fragments, made of our own texts and placeholders
//! (`fragment`). That is the whole injection audit.

use crate::db::Tx;
use crate::dialect;
use crate::error::{Error, Result};
use crate::fragment::Composed;
use crate::planner;
use crate::record::{Json, Record, Row};
use domain::time::Timestamp;
use serde::Serialize;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{Arguments, AssertSqlSafe, Executor, Postgres, SqlSafeStr};
use std::collections::HashSet;

/// A bound value, of the few kinds both engines share.
#[derive(Clone, Debug)]
pub enum Arg {
    Text(Option<String>),
    Int(Option<i64>),
    Float(f64),
    Bool(bool),
    Bytes(Vec<u8>),
    /// Serialised already; TEXT on SQLite, JSONB on PostgreSQL.
    Json(Option<String>),
}

impl Tx {
    /// Runs a statement; answers how many rows it touched.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64> {
        let text = dialect::resolve(sql, self.engine());
        match self {
            Self::Sqlite(tx) => tx.execute(&text, &args),
            Self::Postgres(tx) => Ok(postgres_query(&text, args)?.execute(&mut **tx).await?.rows_affected()),
        }
    }

    pub async fn rows<T: Record>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<T>> {
        let text = dialect::resolve(sql, self.engine());
        match self {
            Self::Sqlite(tx) => tx.rows(&text, &args),
            Self::Postgres(tx) => {
                let rows = postgres_query(&text, args)?.fetch_all(&mut **tx).await?;
                rows.iter().map(|row| T::read(&Row::Postgres(row))).collect()
            }
        }
    }

    /// The rows of a statement that was composed for this question; it is not kept prepared.
    pub(crate) async fn composed_rows<T: Record>(&mut self, statement: &Composed) -> Result<Vec<T>> {
        match self {
            Self::Sqlite(tx) => tx.rows_once(statement.text(), &statement.args),
            Self::Postgres(tx) => {
                let query = postgres_query(statement.text(), statement.args.clone())?.persistent(false);
                tx.execute(planner::AS_IT_LIKES).await?;
                let rows = query.fetch_all(&mut **tx).await?;
                tx.execute(planner::BY_INDEXES).await?;
                rows.iter().map(|row| T::read(&Row::Postgres(row))).collect()
            }
        }
    }

    /// [`Self::composed_rows`] of a statement that writes; answers how many rows it touched.
    pub(crate) async fn composed_execute(&mut self, statement: &Composed) -> Result<u64> {
        match self {
            Self::Sqlite(tx) => tx.execute_once(statement.text(), &statement.args),
            Self::Postgres(tx) => {
                let query = postgres_query(statement.text(), statement.args.clone())?.persistent(false);
                tx.execute(planner::AS_IT_LIKES).await?;
                let written = query.execute(&mut **tx).await?.rows_affected();
                tx.execute(planner::BY_INDEXES).await?;
                Ok(written)
            }
        }
    }

    pub async fn row<T: Record>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Option<T>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// `INSERT INTO ... VALUES (..) tail` for any number of rows; a column is of one kind in all of them.
    pub async fn insert(&mut self, head: &'static str, rows: Vec<Vec<Arg>>, tail: &'static str) -> Result<u64> {
        let Some(first) = rows.first() else { return Ok(0) };
        match self {
            Self::Sqlite(tx) => tx.insert(&row_text(head, first.len(), tail), &rows),
            Self::Postgres(tx) => {
                let text = arrays_text(head, first, tail);
                let query = sqlx::query_with(AssertSqlSafe(text), arrays(rows)?);
                Ok(query.execute(&mut **tx).await?.rows_affected())
            }
        }
    }

    /// [`Self::insert`] of what is not there yet; answers the places of the rows that are. `key` is the column that tells
    /// the rows apart, and its place in them.
    pub async fn insert_unless_there(
        &mut self,
        head: &'static str,
        rows: Vec<Vec<Arg>>,
        key: (&'static str, usize),
    ) -> Result<Vec<usize>> {
        const TAIL: &str = "ON CONFLICT DO NOTHING";
        let (column, place) = key;
        let Some(first) = rows.first() else { return Ok(Vec::new()) };
        match self {
            Self::Sqlite(tx) => tx.insert_unless_there(&row_text(head, first.len(), TAIL), &rows),
            Self::Postgres(tx) => {
                let text = arrays_text(head, first, &format!("{TAIL} RETURNING {column}"));
                let keys: Vec<Option<Vec<u8>>> = rows.iter().map(|row| bytes(row.get(place))).collect();
                let inserted = sqlx::query_with(AssertSqlSafe(text), arrays(rows)?).fetch_all(&mut **tx).await?;
                let inserted = inserted.iter().map(|row| <(Vec<u8>,)>::read(&Row::Postgres(row)).map(|(key,)| key));
                let inserted = inserted.collect::<Result<HashSet<_>>>()?;
                let is_there = |key: &Option<Vec<u8>>| key.as_ref().is_none_or(|key| !inserted.contains(key));
                Ok(keys.iter().enumerate().filter(|(_, key)| is_there(key)).map(|(place, _)| place).collect())
            }
        }
    }

    /// Asks the engine to prepare a statement without running it: the test's proof that both dialects accept it.
    pub async fn prepare(&mut self, sql: &'static str) -> Result<()> {
        let text = dialect::resolve(sql, self.engine());
        match self {
            Self::Sqlite(tx) => tx.prepare(&text),
            Self::Postgres(tx) => {
                (&mut **tx).prepare(AssertSqlSafe(text.to_string()).into_sql_str()).await?;
                Ok(())
            }
        }
    }
}

fn bytes(arg: Option<&Arg>) -> Option<Vec<u8>> {
    match arg {
        Some(Arg::Bytes(bytes)) => Some(bytes.clone()),
        _ => None,
    }
}

fn postgres_query(text: &str, args: Vec<Arg>) -> Result<Query<'static, Postgres, PgArguments>> {
    Ok(sqlx::query_with(AssertSqlSafe(text.to_owned()), postgres_arguments(args)?))
}

fn row_text(head: &str, columns: usize, tail: &str) -> String {
    let placeholders: Vec<String> = (1..=columns).map(|place| format!("?{place}")).collect();
    format!("{head} VALUES ({}) {tail}", placeholders.join(","))
}

/// To PostgreSQL all rows go at once, as one array for each column.
fn arrays_text(head: &str, row: &[Arg], tail: &str) -> String {
    let array = |(place, arg): (usize, &Arg)| format!("${}::{}[]", place + 1, arg.postgres_type());
    let arrays: Vec<String> = row.iter().enumerate().map(array).collect();
    format!("{head} SELECT * FROM unnest({}) {tail}", arrays.join(","))
}

fn arrays(rows: Vec<Vec<Arg>>) -> Result<PgArguments> {
    let columns = rows.first().map_or(0, Vec::len);
    let mut rows: Vec<std::vec::IntoIter<Arg>> = rows.into_iter().map(Vec::into_iter).collect();
    let mut bound = PgArguments::default();
    for _ in 0..columns {
        let column: Vec<Arg> = rows.iter_mut().filter_map(Iterator::next).collect();
        bind_array(&mut bound, column)?;
    }
    Ok(bound)
}

fn bind_array(bound: &mut PgArguments, column: Vec<Arg>) -> Result<()> {
    let mixed = || Error::unreadable("column", "its values are of several kinds");
    macro_rules! all {
        ($($pattern:pat => $value:expr),+) => {
            column.into_iter().map(|arg| match arg { $($pattern => Ok($value),)+ _ => Err(mixed()) }).collect::<Result<Vec<_>>>()?
        };
    }
    match column.first() {
        None | Some(Arg::Text(_)) => bound.add(all!(Arg::Text(text) => text.map(without_nul))),
        Some(Arg::Int(_)) => bound.add(all!(Arg::Int(int) => int)),
        Some(Arg::Float(_)) => bound.add(all!(Arg::Float(float) => float)),
        Some(Arg::Bool(_)) => bound.add(all!(Arg::Bool(yes) => yes)),
        Some(Arg::Bytes(_)) => bound.add(all!(Arg::Bytes(bytes) => bytes)),
        Some(Arg::Json(_)) => bound.add(all!(Arg::Json(text) => text.map(raw_json).transpose()?)),
    }
    .map_err(|error| Error::Database(sqlx::Error::Encode(error)))
}

fn postgres_arguments(args: Vec<Arg>) -> Result<PgArguments> {
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Text(text) => bound.add(text.map(without_nul)),
            Arg::Int(int) => bound.add(int),
            Arg::Float(float) => bound.add(float),
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
    domain::id::SegmentId,
    domain::id::GoalId,
    domain::id::IntentId,
    domain::id::ExampleId,
    domain::id::SuggestionId,
    domain::id::SessionId,
    domain::id::UserId,
    domain::id::ActivityId,
    domain::id::HttpRequestId,
    domain::id::ErrandId,
    domain::id::EventId,
    domain::id::TokenId,
    domain::id::LinkId,
    domain::id::BulkChangeId,
    domain::id::TemplateId,
    domain::id::TemplateChangeId,
    domain::id::ImportId,
    domain::id::HookId,
    domain::id::PayloadId,
    domain::id::CampaignId,
);

impl Arg {
    fn postgres_type(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Int(_) => "bigint",
            Self::Float(_) => "double precision",
            Self::Bool(_) => "boolean",
            Self::Bytes(_) => "bytea",
            Self::Json(_) => "jsonb",
        }
    }
}

/// `args![a, b, c]`: anything that converts into [`Arg`].
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Arg::from($value)),*] };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_or_one_array_for_each_column() {
        let (head, tail) = ("INSERT INTO t (a, b)", "ON CONFLICT DO NOTHING");
        assert_eq!(row_text(head, 2, tail), "INSERT INTO t (a, b) VALUES (?1,?2) ON CONFLICT DO NOTHING");
        assert_eq!(
            arrays_text(head, &[Arg::from("a"), Arg::from(1_i64)], tail),
            "INSERT INTO t (a, b) SELECT * FROM unnest($1::text[],$2::bigint[]) ON CONFLICT DO NOTHING"
        );
    }

    #[test]
    fn a_column_of_several_kinds_is_refused() {
        assert!(arrays(vec![crate::args!["a"], crate::args![1_i64]]).is_err());
        assert!(arrays(vec![crate::args!["a"], crate::args![None::<String>]]).is_ok());
    }

    #[test]
    fn nul_is_replaced_for_postgres() {
        assert_eq!(without_nul("a\0b".into()), "a\u{fffd}b");
    }
}

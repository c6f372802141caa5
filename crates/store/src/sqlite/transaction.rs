//! Statements within a transaction.

use super::aside;
use super::readers::Reader;
use super::writer::Part;
use crate::error::Result;
use crate::record::{Record, Row};
use crate::sql::Arg;
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Statement};

/// Rows of one insert that are written without stepping aside.
const FEW_ROWS: usize = 32;

/// A transaction; dropped without a commit, it never happened.
pub struct Transaction(Held);

enum Held {
    Part(Part),
    Reader(Reader),
}

impl Transaction {
    pub(super) fn writing(part: Part) -> Self {
        Self(Held::Part(part))
    }

    pub(super) fn reading(reader: Reader) -> Self {
        Self(Held::Reader(reader))
    }

    pub(crate) fn execute(&mut self, sql: &str, args: &[Arg]) -> Result<u64> {
        let mut statement = self.connection()?.prepare_cached(sql)?;
        bind(&mut statement, args)?;
        Ok(statement.raw_execute()? as u64)
    }

    pub(crate) fn rows<T: Record>(&mut self, sql: &str, args: &[Arg]) -> Result<Vec<T>> {
        let read = || {
            let mut statement = self.connection()?.prepare_cached(sql)?;
            read_all(&mut statement, args)
        };
        // Whoever only reads may look for long; whoever writes finds its rows by their keys.
        match self.0 {
            Held::Reader(_) => aside(read),
            Held::Part(_) => read(),
        }
    }

    /// A statement of its own, which may look for long and is not kept.
    pub(crate) fn rows_once<T: Record>(&mut self, sql: &str, args: &[Arg]) -> Result<Vec<T>> {
        aside(|| {
            let mut statement = self.connection()?.prepare(sql)?;
            let used = used(&statement, args);
            read_all(&mut statement, used)
        })
    }

    pub(crate) fn execute_once(&mut self, sql: &str, args: &[Arg]) -> Result<u64> {
        aside(|| {
            let mut statement = self.connection()?.prepare(sql)?;
            let used = used(&statement, args);
            bind(&mut statement, used)?;
            Ok(statement.raw_execute()? as u64)
        })
    }

    pub(crate) fn insert(&mut self, sql: &str, rows: &[Vec<Arg>]) -> Result<u64> {
        let mut touched = 0;
        self.insert_each(sql, rows, |_, by_one| touched += by_one)?;
        Ok(touched as u64)
    }

    /// The places of the rows that the statement left alone.
    pub(crate) fn insert_unless_there(&mut self, sql: &str, rows: &[Vec<Arg>]) -> Result<Vec<usize>> {
        let mut left = Vec::new();
        self.insert_each(sql, rows, |place, touched| {
            if touched == 0 {
                left.push(place);
            }
        })?;
        Ok(left)
    }

    /// One statement for each row: inside the process that is as quick as one for all of them.
    fn insert_each(&mut self, sql: &str, rows: &[Vec<Arg>], mut tell: impl FnMut(usize, usize)) -> Result<()> {
        let mut write = || {
            let mut statement = self.connection()?.prepare_cached(sql)?;
            for (place, row) in rows.iter().enumerate() {
                bind(&mut statement, row)?;
                tell(place, statement.raw_execute()?);
            }
            Ok(())
        };
        if rows.len() > FEW_ROWS { aside(write) } else { write() }
    }

    pub(crate) fn prepare(&mut self, sql: &str) -> Result<()> {
        self.connection()?.prepare(sql)?;
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<()> {
        match self.0 {
            Held::Part(part) => part.commit().await,
            Held::Reader(_) => Ok(()),
        }
    }

    pub(crate) fn commit_now(self) -> Result<()> {
        match self.0 {
            Held::Part(part) => part.commit_now(),
            Held::Reader(_) => Ok(()),
        }
    }

    pub(crate) async fn commit_before(self, next: impl FnOnce()) -> Result<()> {
        match self.0 {
            Held::Part(part) => part.commit_before(next).await,
            Held::Reader(_) => Ok(()),
        }
    }

    fn connection(&self) -> Result<&Connection> {
        match &self.0 {
            Held::Part(part) => part.connection(),
            Held::Reader(reader) => reader.connection(),
        }
    }
}

fn read_all<T: Record>(statement: &mut Statement<'_>, args: &[Arg]) -> Result<Vec<T>> {
    bind(statement, args)?;
    let mut found = statement.raw_query();
    let mut records = Vec::new();
    while let Some(row) = found.next()? {
        records.push(T::read(&Row::Sqlite(row))?);
    }
    Ok(records)
}

/// A composed statement may have values at its end that it found no use for.
fn used<'a>(statement: &Statement<'_>, args: &'a [Arg]) -> &'a [Arg] {
    args.get(..statement.parameter_count()).unwrap_or(args)
}

fn bind(statement: &mut Statement<'_>, args: &[Arg]) -> Result<()> {
    for (place, arg) in args.iter().enumerate() {
        statement.raw_bind_parameter(place + 1, arg)?;
    }
    Ok(())
}

impl ToSql for Arg {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Text(Some(text)) | Self::Json(Some(text)) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Text(None) | Self::Json(None) | Self::Int(None) => ToSqlOutput::Owned(Value::Null),
            Self::Int(Some(int)) => ToSqlOutput::Owned(Value::Integer(*int)),
            Self::Float(float) => ToSqlOutput::Owned(Value::Real(*float)),
            Self::Bool(yes) => ToSqlOutput::Owned(Value::Integer(i64::from(*yes))),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

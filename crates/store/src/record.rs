//! Rows as values: columns are read by their place, on either engine.

use crate::error::{Error, Result};
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
pub use sqlx::types::Json;

/// One row, for as long as it is looked at.
pub enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r PgRow),
}

/// What a row can be read as.
pub trait Record: Sized + Send {
    fn read(row: &Row<'_>) -> Result<Self>;
}

/// What a column can be read as.
pub trait Column: Sized {
    fn at(row: &Row<'_>, place: usize) -> Result<Self>;
}

/// The columns of a row, one after the other.
pub(crate) struct Columns<'r> {
    row: &'r Row<'r>,
    place: usize,
}

impl<'r> Row<'r> {
    pub(crate) fn columns(&'r self) -> Columns<'r> {
        Columns { row: self, place: 0 }
    }

    fn name(&self, place: usize) -> Option<&str> {
        match self {
            Self::Sqlite(row) => row.as_ref().column_name(place).ok(),
            Self::Postgres(row) => row.columns().get(place).map(sqlx::Column::name),
        }
    }
}

impl Columns<'_> {
    /// The next column. While testing, it must bear the name of the field.
    pub(crate) fn next<T: Column>(&mut self, name: &str) -> Result<T> {
        debug_assert_eq!(self.row.name(self.place), Some(name), "the statement names its columns in another order");
        let column = T::at(self.row, self.place);
        self.place += 1;
        column
    }
}

/// Declares a struct whose fields are the columns of a statement, in its order.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* $visibility:vis struct $name:ident { $($(#[$field_meta:meta])* $field_visibility:vis $field:ident: $kind:ty,)+ }) => {
        $(#[$meta])*
        $visibility struct $name { $($(#[$field_meta])* $field_visibility $field: $kind,)+ }

        impl $crate::record::Record for $name {
            fn read(row: &$crate::record::Row<'_>) -> $crate::error::Result<Self> {
                let mut columns = row.columns();
                Ok(Self { $($field: columns.next(stringify!($field))?,)+ })
            }
        }
    };
}

macro_rules! plain_columns {
    ($($kind:ty),+ $(,)?) => {$(
        impl Column for $kind {
            fn at(row: &Row<'_>, place: usize) -> Result<Self> {
                Ok(match row {
                    Row::Sqlite(row) => row.get(place)?,
                    Row::Postgres(row) => row.try_get(place)?,
                })
            }
        }
    )+};
}
plain_columns!(String, i32, i64, bool, Vec<u8>, Option<String>, Option<i64>);

impl<T: DeserializeOwned> Column for Option<Json<T>> {
    fn at(row: &Row<'_>, place: usize) -> Result<Self> {
        match row {
            Row::Sqlite(row) => {
                let Some(text) = row.get_ref(place)?.as_str_or_null().map_err(rusqlite::Error::from)? else {
                    return Ok(None);
                };
                serde_json::from_str(text).map(|value| Some(Json(value))).map_err(|why| Error::unreadable("JSON", why))
            }
            Row::Postgres(row) => Ok(row.try_get(place)?),
        }
    }
}

impl<T: DeserializeOwned> Column for Json<T> {
    fn at(row: &Row<'_>, place: usize) -> Result<Self> {
        Option::<Self>::at(row, place)?.ok_or_else(|| Error::unreadable("JSON", "there is none"))
    }
}

macro_rules! tuples {
    ($($(($kind:ident $place:tt)),+;)+) => {$(
        impl<$($kind: Column + Send),+> Record for ($($kind,)+) {
            fn read(row: &Row<'_>) -> Result<Self> {
                Ok(($($kind::at(row, $place)?,)+))
            }
        }
    )+};
}
tuples! {
    (A 0);
    (A 0), (B 1);
    (A 0), (B 1), (C 2);
    (A 0), (B 1), (C 2), (D 3);
    (A 0), (B 1), (C 2), (D 3), (E 4);
    (A 0), (B 1), (C 2), (D 3), (E 4), (F 5);
    (A 0), (B 1), (C 2), (D 3), (E 4), (F 5), (G 6);
}

//! The schema's history, embedded: the same steps in both dialects. A step that was released is never edited.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use std::borrow::Cow;

/// number, name, SQLite, PostgreSQL
const STEPS: &[(i64, &str, &str, &str)] = &[(
    1,
    "house",
    include_str!("../migrations/sqlite/0001_house.sql"),
    include_str!("../migrations/postgres/0001_house.sql"),
)];

pub(crate) fn sqlite() -> Migrator {
    migrator(STEPS.iter().map(|(number, name, sqlite, _)| (*number, *name, *sqlite)))
}

pub(crate) fn postgres() -> Migrator {
    migrator(STEPS.iter().map(|(number, name, _, postgres)| (*number, *name, *postgres)))
}

fn migrator(steps: impl Iterator<Item = (i64, &'static str, &'static str)>) -> Migrator {
    let steps = steps
        .map(|(number, name, sql)| {
            Migration::new(number, Cow::Borrowed(name), MigrationType::Simple, sql.into_sql_str(), false)
        })
        .collect();
    Migrator::with_migrations(steps)
}

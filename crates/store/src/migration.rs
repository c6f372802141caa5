//! The schema's history, embedded: the same steps in both dialects. A step that was released is never edited.

use crate::error::Result;
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use std::borrow::Cow;

/// number, name, SQLite, PostgreSQL
const STEPS: &[(i64, &str, &str, &str)] = &[
    (
        1,
        "house",
        include_str!("../migrations/sqlite/0001_house.sql"),
        include_str!("../migrations/postgres/0001_house.sql"),
    ),
    (
        2,
        "flows",
        include_str!("../migrations/sqlite/0002_flows.sql"),
        include_str!("../migrations/postgres/0002_flows.sql"),
    ),
    (
        3,
        "people",
        include_str!("../migrations/sqlite/0003_people.sql"),
        include_str!("../migrations/postgres/0003_people.sql"),
    ),
    (
        4,
        "segments",
        include_str!("../migrations/sqlite/0004_segments.sql"),
        include_str!("../migrations/postgres/0004_segments.sql"),
    ),
    (
        5,
        "imports",
        include_str!("../migrations/sqlite/0005_imports.sql"),
        include_str!("../migrations/postgres/0005_imports.sql"),
    ),
    (
        6,
        "templates",
        include_str!("../migrations/sqlite/0006_templates.sql"),
        include_str!("../migrations/postgres/0006_templates.sql"),
    ),
    (
        7,
        "sessions",
        include_str!("../migrations/sqlite/0007_sessions.sql"),
        include_str!("../migrations/postgres/0007_sessions.sql"),
    ),
    (
        8,
        "campaigns",
        include_str!("../migrations/sqlite/0008_campaigns.sql"),
        include_str!("../migrations/postgres/0008_campaigns.sql"),
    ),
    (
        9,
        "links",
        include_str!("../migrations/sqlite/0009_links.sql"),
        include_str!("../migrations/postgres/0009_links.sql"),
    ),
    (
        10,
        "series",
        include_str!("../migrations/sqlite/0010_series.sql"),
        include_str!("../migrations/postgres/0010_series.sql"),
    ),
    (
        11,
        "intents",
        include_str!("../migrations/sqlite/0011_intents.sql"),
        include_str!("../migrations/postgres/0011_intents.sql"),
    ),
    (
        12,
        "messaging_limit",
        include_str!("../migrations/sqlite/0012_messaging_limit.sql"),
        include_str!("../migrations/postgres/0012_messaging_limit.sql"),
    ),
    (
        13,
        "goals",
        include_str!("../migrations/sqlite/0013_goals.sql"),
        include_str!("../migrations/postgres/0013_goals.sql"),
    ),
];

/// Takes the steps that were not taken yet; `user_version` remembers how many were.
pub(crate) fn sqlite(writer: &mut Connection) -> Result<()> {
    let steps = STEPS.iter().map(|(_, name, sqlite, _)| M::up(sqlite).comment(name)).collect();
    Ok(Migrations::new(steps).to_latest(writer)?)
}

pub(crate) fn postgres() -> Migrator {
    let steps = STEPS
        .iter()
        .map(|(number, name, _, postgres)| {
            let sql = postgres.into_sql_str();
            Migration::new(*number, Cow::Borrowed(*name), MigrationType::Simple, sql, false)
        })
        .collect();
    Migrator::with_migrations(steps)
}

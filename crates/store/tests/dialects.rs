//! Proof instead of macros: every named statement is prepared on both engines, and both schemas have the same shape.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

#[path = "dialects/plans.rs"]
mod plans;
mod support;

use std::collections::BTreeSet;
use store::{Db, Engine};

async fn every_statement_is_understood(db: Db) {
    let statements = store::statement::all();
    assert!(statements.len() > 50, "statements are registered");
    let mut refused = Vec::new();
    for (name, sql) in &statements {
        let mut tx = db.write().await.expect("a transaction");
        if let Err(error) = tx.prepare(sql).await {
            refused.push(format!("{name}: {error}\n{sql}"));
        }
    }
    assert!(refused.is_empty(), "{:?} refuses:\n{}", db.engine(), refused.join("\n\n"));
    let names: BTreeSet<_> = statements.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), statements.len(), "a name is used twice");
}

on_both_engines!(every_statement_is_understood);

/// (table, column) and index names.
async fn shape(db: &Db) -> (BTreeSet<(String, String)>, BTreeSet<String>) {
    let mut tx = db.read().await.expect("a transaction");
    let (columns, indexes) = match db.engine() {
        Engine::Sqlite => (
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
            "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%'",
        ),
        Engine::Postgres => (
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = 'public'",
            "SELECT CAST(indexname AS TEXT) FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey'",
        ),
    };
    let columns: Vec<(String, String)> = tx.rows(columns, vec![]).await.expect("columns");
    let indexes: Vec<(String,)> = tx.rows(indexes, vec![]).await.expect("indexes");
    let ours = |table: &String| !table.starts_with('_') && !table.starts_with("sqlite_");
    (
        columns.into_iter().filter(|(table, _)| ours(table)).collect(),
        indexes.into_iter().map(|(name,)| name).filter(ours).collect(),
    )
}

#[tokio::test]
async fn both_schemas_have_the_same_tables_columns_and_indexes() {
    let sqlite = support::sqlite().await;
    let Some(postgres) = support::postgres().await else { return };
    assert_eq!(shape(&sqlite.db).await, shape(&postgres.db).await);
}

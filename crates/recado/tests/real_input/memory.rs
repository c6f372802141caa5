//! Everything the product remembers of people, row by row, to see that it stays as it was.

use std::collections::BTreeMap;
use store::{Db, Engine, args};

/// Rows as JSON, by table.
pub type Memory = BTreeMap<&'static str, Vec<String>>;

const TABLES: [&str; 11] = [
    "contacts",
    "identifiers",
    "contact_merges",
    "consent_records",
    "conversations",
    "messages",
    "statuses",
    "outbox",
    "sessions",
    "http_calls",
    "activities",
];

pub async fn of(db: &Db) -> Memory {
    let mut memory = Memory::new();
    for table in TABLES {
        let sql = match db.engine() {
            Engine::Postgres => format!("SELECT CAST(to_jsonb(t) AS TEXT) FROM {table} t ORDER BY 1"),
            Engine::Sqlite => format!("SELECT json_object({}) FROM {table} ORDER BY 1", columns(db, table).await),
        };
        let rows: Vec<(String,)> = look(db, sql).await;
        memory.insert(table, rows.into_iter().map(|(row,)| row).collect());
    }
    memory
}

async fn columns(db: &Db, table: &str) -> String {
    let names: Vec<(String,)> = look(db, format!("SELECT name FROM pragma_table_info('{table}')")).await;
    let pairs: Vec<String> = names.iter().map(|(name,)| format!("'{name}', {name}")).collect();
    pairs.join(", ")
}

async fn look<T: store::record::Record>(db: &Db, sql: String) -> Vec<T> {
    let sql: &'static str = Box::leak(sql.into_boxed_str());
    db.read().await.expect("a look").rows(sql, args![]).await.expect("rows")
}

pub fn expect_same(before: &Memory, after: &Memory) {
    for (table, rows) in before {
        let now = after.get(table).expect("the same tables");
        let new: Vec<&String> = now.iter().filter(|row| !rows.contains(row)).collect();
        let gone: Vec<&String> = rows.iter().filter(|row| !now.contains(row)).collect();
        assert!(new.is_empty() && gone.is_empty(), "{table}: new {new:#?}, gone {gone:#?}");
        assert_eq!(rows.len(), now.len(), "{table}");
    }
}

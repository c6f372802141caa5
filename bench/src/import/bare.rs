//! The least that writing the same rows takes: multi-row inserts, as many rows a commit, nothing read and nothing asked.

use super::phone;
use crate::clock::{self, per_second};
use domain::consent::{Category, ConsentRecord, ConsentSource, ConsentState, Consents};
use domain::id::{ContactId, IdSource};
use domain::time::Timestamp;
use rusqlite::types::Value;
use serde_json::json;
use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor, QueryBuilder};

/// As many as an import takes in one transaction.
const ROWS: u64 = 500;

const CONTACTS: &str = "INSERT INTO contacts (workspace_id, id, name, language, fields, labels, consents, blocked, created_at, updated_at)";
const IDENTIFIERS: &str = "INSERT INTO identifiers (workspace_id, kind, value, contact_id)";
const CONSENTS: &str =
    "INSERT INTO consent_records (workspace_id, contact_id, category, source, number_id, state, record, recorded_at)";

/// Rows a second.
pub async fn measure(url: &str, rows: u64) -> anyhow::Result<f64> {
    // The schema is ours.
    store::Db::open(url).await?.close().await;
    let batches = (0..rows).step_by(usize::try_from(ROWS)?);
    let mut ids = IdSource::new(9);
    match url.strip_prefix("sqlite:") {
        Some(path) => {
            let mut connection = rusqlite::Connection::open(path)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
            let begun = clock::now();
            for first in batches {
                let batch = Batch::of(first, rows, &mut ids)?;
                let tx = connection.transaction()?;
                for (head, columns, values) in batch.parts() {
                    let places: Vec<String> = (0..values.len() / columns).map(|_| group("?", columns)).collect();
                    let mut statement = tx.prepare_cached(&format!("{head} VALUES {}", places.join(",")))?;
                    statement.execute(rusqlite::params_from_iter(values.iter().map(Cell::sqlite)))?;
                }
                tx.commit()?;
            }
            Ok(per_second(rows, begun.elapsed()))
        }
        None => postgres(url, rows, batches, &mut ids).await,
    }
}

async fn postgres(url: &str, rows: u64, batches: impl Iterator<Item = u64>, ids: &mut IdSource) -> anyhow::Result<f64> {
    let mut connection = PgConnection::connect(url).await?;
    let begun = clock::now();
    for first in batches {
        let batch = Batch::of(first, rows, ids)?;
        connection.execute("BEGIN").await?;
        for (head, columns, values) in batch.parts() {
            let mut insert = QueryBuilder::new(head);
            insert.push_values(values.chunks(columns), |mut row, cells| {
                for cell in cells {
                    match cell {
                        Cell::Text(text) => row.push_bind(text.as_deref()),
                        Cell::Json(json) => row.push_bind(sqlx::types::Json(json)),
                        Cell::Int(int) => row.push_bind(int),
                        Cell::Bool(yes) => row.push_bind(yes),
                    };
                }
            });
            insert.build().execute(&mut connection).await?;
        }
        connection.execute("COMMIT").await?;
    }
    Ok(per_second(rows, begun.elapsed()))
}

fn group(place: &str, columns: usize) -> String {
    format!("({})", vec![place; columns].join(","))
}

enum Cell {
    Text(Option<String>),
    Json(Box<serde_json::value::RawValue>),
    Int(i64),
    Bool(bool),
}

impl Cell {
    fn sqlite(&self) -> Value {
        match self {
            Self::Text(text) => text.clone().map_or(Value::Null, Value::Text),
            Self::Json(json) => Value::Text(json.get().to_owned()),
            Self::Int(int) => Value::Integer(*int),
            Self::Bool(yes) => Value::Integer(i64::from(*yes)),
        }
    }

    fn text(text: impl Into<String>) -> Self {
        Self::Text(Some(text.into()))
    }

    fn json(value: &impl serde::Serialize) -> anyhow::Result<Self> {
        Ok(Self::Json(serde_json::value::to_raw_value(value)?))
    }
}

/// The rows of one transaction, table by table.
#[derive(Default)]
struct Batch {
    contacts: Vec<Cell>,
    identifiers: Vec<Cell>,
    consents: Vec<Cell>,
}

impl Batch {
    fn parts(&self) -> [(&'static str, usize, &Vec<Cell>); 3] {
        [(CONTACTS, 10, &self.contacts), (IDENTIFIERS, 4, &self.identifiers), (CONSENTS, 8, &self.consents)]
    }

    fn of(first: u64, rows: u64, ids: &mut IdSource) -> anyhow::Result<Self> {
        let mut batch = Self::default();
        let now = Timestamp(1_800_000_000_000 + i64::try_from(first)?);
        for row in (first..rows.min(first + ROWS)).filter(|row| row % 100 != 7) {
            batch.add(row, ContactId::new(ids, now), now)?;
        }
        Ok(batch)
    }

    fn add(&mut self, row: u64, contact: ContactId, now: Timestamp) -> anyhow::Result<()> {
        let workspace = "01920000-0000-7000-8000-000000000000";
        let words = format!("people.csv, row {row}: Aceita promoções: sim");
        let said = (ConsentSource::Import, &*words);
        let record = ConsentRecord::new(contact, Category::Marketing, ConsentState::OptedIn, said, now);
        let mut consents = Consents::default();
        consents.record(&record);
        let fields = json!({ "cidade": "São Paulo", "pontos": row % 1000 });
        self.contacts.extend([
            Cell::text(workspace),
            Cell::text(contact.to_string()),
            Cell::text(format!("Cliente {row}")),
            Cell::Text(None),
            Cell::json(&fields)?,
            Cell::json(&["vip"])?,
            Cell::json(&consents)?,
            Cell::Bool(false),
            Cell::Int(now.as_millis()),
            Cell::Int(now.as_millis()),
        ]);
        let identifier = [workspace, "phone", &phone(row), &contact.to_string()].map(Cell::text);
        self.identifiers.extend(identifier);
        self.consents.extend([
            Cell::text(workspace),
            Cell::text(contact.to_string()),
            Cell::text("marketing"),
            Cell::text("import"),
            Cell::text(""),
            Cell::text("opted_in"),
            Cell::json(&record)?,
            Cell::Int(now.as_millis()),
        ]);
        Ok(())
    }
}

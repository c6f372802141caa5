//! Contacts, conversations and events, made inside the database by arithmetic: the same on both engines, every time.

use crate::round::say;
use domain::id::WorkspaceId;
use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor};
use store::{Db, Engine};

pub const WORKSPACE: WorkspaceId = WorkspaceId(uuid::Uuid::from_u128(1));

/// Rows of one statement.
const SLICE: i64 = 500_000;

/// `h` is a number that looks drawn by lot; ids are UUIDs whose last digits count.
macro_rules! rows {
    ($select:literal) => {
        concat!(
            "WITH RECURSIVE n(i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2), \
             r AS (SELECT i, (i * 2654435761 + 40503) % 4294967296 AS h, (i * 1103515245 + 12345) % 2147483648 AS g FROM n) ",
            $select
        )
    };
}

macro_rules! id {
    ($number:literal) => {
        concat!("'01920000-0000-7000-8000-' || substr(CAST(1000000000000 + ", $number, " AS TEXT), 2)")
    };
}

/// `$open` and `$close` make JSON of a text.
macro_rules! contacts {
    ($open:literal, $close:literal) => {
        concat!(
            "INSERT INTO contacts (workspace_id, id, name, language, fields, labels, consents, blocked, created_at, updated_at) ",
            rows!("SELECT '00000000-0000-0000-0000-000000000001', "),
            id!("i"),
            ", 'Contact ' || i, CASE h % 4 WHEN 0 THEN 'es' WHEN 1 THEN 'pt-BR' WHEN 2 THEN 'en' END, ",
            $open,
            "'{\"city\":\"' || CASE g / 65536 % 8 WHEN 0 THEN 'Lima' WHEN 1 THEN 'Bogota' WHEN 2 THEN 'Quito' ELSE 'Elsewhere' END \
             || '\",\"total\":' || (h / 7 % 1000) || ',\"plan\":\"' || CASE g / 131072 % 3 WHEN 0 THEN 'free' ELSE 'paid' END || '\"}'",
            $close,
            ", ",
            $open,
            "CASE WHEN h / 11 % 10 = 0 THEN '[\"vip\",\"newsletter\"]' WHEN h / 11 % 10 < 4 THEN '[\"newsletter\"]' ELSE '[]' END",
            $close,
            ", ",
            $open,
            "CASE h / 13 % 4 WHEN 0 THEN '{\"marketing\":{\"said\":{\"state\":\"opted_out\",\"source\":\"word\",\"words\":\"STOP\",\"at\":1}},\"utility\":{}}' \
             WHEN 1 THEN '{\"marketing\":{},\"utility\":{}}' \
             ELSE '{\"marketing\":{\"said\":{\"state\":\"opted_in\",\"source\":\"word\",\"words\":\"ALTA\",\"at\":1}},\"utility\":{}}' END",
            $close,
            ", h / 17 % 50 = 0, 1774872000000 - h / 19 % 730 * 86400000, 1774872000000 FROM r"
        )
    };
}

const CONVERSATIONS: &str = concat!(
    "INSERT INTO conversations (workspace_id, id, number_id, contact_id, status, owner, window_expires_at, last_inbound_at, last_message_at, \
     last_message_preview, unread, episode_started_at, created_at, updated_at) ",
    rows!("SELECT '00000000-0000-0000-0000-000000000001', "),
    id!("i"),
    ", '00000000-0000-0000-0000-000000000002', ",
    id!("i"),
    ", 'open', 'bot', 1774958400000 - h / 23 % 200 * 86400000, 1774872000000 - h / 23 % 200 * 86400000, \
     1774872000000 - h / 23 % 200 * 86400000, 'hola', 0, 1774872000000, 1774872000000, 1774872000000 FROM r WHERE h / 29 % 5 < 3"
);

/// Some do much and most do little: contact numbers are squared.
macro_rules! events {
    ($open:literal, $close:literal) => {
        concat!(
            "INSERT INTO events (workspace_id, id, name, source, contact_id, value, currency, properties, at, recorded_at) ",
            rows!("SELECT '00000000-0000-0000-0000-000000000001', "),
            id!("i"),
            ", CASE WHEN g / 65536 % 20 < 10 THEN 'page_viewed' WHEN g / 65536 % 20 < 14 THEN 'cart_abandoned' \
             WHEN g / 65536 % 20 < 17 THEN 'order_paid' WHEN g / 65536 % 20 < 19 THEN 'booking_made' ELSE 'review_given' END, 'api', ",
            id!("(h % $3 * (h % $3) / $3)"),
            ", h / 31 % 100000, 'BRL', ",
            $open,
            "'{\"total\":' || (h / 31 % 1000) || ',\"channel\":\"' || CASE h / 37 % 3 WHEN 0 THEN 'web' ELSE 'shop' END || '\"}'",
            $close,
            ", 1774872000000 - h / 41 % 730 * 86400000 - g % 86400000, 1774872000000 FROM r"
        )
    };
}

const MEMBERS: &str = concat!(
    "INSERT INTO segment_members (workspace_id, segment_id, contact_id) ",
    rows!("SELECT '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000063', "),
    id!("i"),
    " FROM r WHERE h / 43 % 5 = 0"
);

/// Makes everything. Indexes of events are made when the rows are there: row by row it would take hours.
pub async fn fill(db: &Db, contacts: u32, events: u32) -> anyhow::Result<()> {
    let (of_contacts, of_events) = match db.engine() {
        Engine::Sqlite => (contacts!("", ""), events!("", "")),
        Engine::Postgres => (contacts!("CAST(", " AS JSONB)"), events!("CAST(", " AS JSONB)")),
    };
    say(&format!("{contacts} contacts and {events} events into {:?}", db.engine()));
    for statement in [of_contacts, CONVERSATIONS, MEMBERS] {
        in_slices(db, statement, contacts, None).await?;
    }
    let indexes = take_indexes(db).await?;
    in_slices(db, of_events, events, Some(contacts)).await?;
    for index in indexes {
        say(&format!("    {index}"));
        let mut tx = db.write().await?;
        tx.execute(String::leak(index), Vec::new()).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn in_slices(db: &Db, statement: &'static str, rows: u32, among: Option<u32>) -> anyhow::Result<()> {
    let rows = i64::from(rows);
    let mut from = 0;
    while from < rows {
        let until = rows.min(from + SLICE);
        let mut tx = db.write().await?;
        let mut args = store::args![from, until];
        args.extend(among.map(store::sql::Arg::from));
        tx.execute(statement, args).await?;
        tx.commit().await?;
        from = until;
    }
    Ok(())
}

/// Drops the indexes of `events` and answers how to make them again.
async fn take_indexes(db: &Db) -> anyhow::Result<Vec<String>> {
    let listed = match db.engine() {
        Engine::Sqlite => {
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'events' AND sql IS NOT NULL"
        }
        Engine::Postgres => {
            "SELECT CAST(indexname AS TEXT), indexdef FROM pg_indexes WHERE tablename = 'events' AND indexname NOT LIKE '%_pkey'"
        }
    };
    let mut tx = db.write().await?;
    let indexes: Vec<(String, String)> = tx.rows(listed, Vec::new()).await?;
    for (name, _) in &indexes {
        tx.execute(String::leak(format!("DROP INDEX {name}")), Vec::new()).await?;
    }
    tx.commit().await?;
    Ok(indexes.into_iter().map(|(_, sql)| sql).collect())
}

/// PostgreSQL as it is after a night: statistics taken, rows known to be visible.
pub async fn settle(url: &str) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    connection.execute("VACUUM ANALYZE").await?;
    Ok(connection.close().await?)
}

//! What the planners are told about the tables. SQLite's:
//!
//! Without statistics it believes that a workspace has about ten rows of anything, reads whole tables by `workspace_id`
//! and runs through a bound list once for each row. Statistics of a young database say the same. So it is told once how
//! every index looks when it matters: a million rows of one workspace and of one campaign's ledger, few with the same
//! leading columns, and one with the same unique key. Its plans are then the same in every test and on every machine.

use crate::error::Result;
use rusqlite::{Connection, TransactionBehavior};
use sqlx::{Executor, PgPool};

/// The indexes of our tables: (table, index, statistics).
macro_rules! indexes {
    () => {
        "SELECT t.name AS tbl, \
         CASE WHEN i.origin = 'pk' AND t.sql LIKE '%WITHOUT ROWID%' THEN t.name ELSE i.name END AS idx, \
         CASE WHEN i.partial THEN '1000 ' ELSE '1000000 ' END || \
         (SELECT group_concat(CASE WHEN k.name = 'workspace_id' OR t.name = 'recipients' AND k.name = 'campaign_id' AND k.seqno = 1 \
                 THEN CASE WHEN i.partial THEN '1000' ELSE '1000000' END \
             WHEN i.\"unique\" AND k.seqno = (SELECT MAX(seqno) FROM pragma_index_info(i.name)) THEN '1' ELSE '10' END, ' ') \
             FROM pragma_index_info(i.name) k) AS stat \
     FROM sqlite_schema t JOIN pragma_index_list(t.name) i \
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_%' ESCAPE '\\'"
    };
}

const UNTOLD: &str = concat!("SELECT COUNT(*) FROM (", indexes!(), " EXCEPT SELECT tbl, idx, stat FROM sqlite_stat1)");
const TELL: &str = concat!("INSERT INTO sqlite_stat1 (tbl, idx, stat) ", indexes!());

/// Tells it, when it does not know already.
pub(crate) fn tell(writer: &mut Connection) -> Result<()> {
    let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Makes the table of statistics when there is none.
    tx.execute_batch("ANALYZE sqlite_schema")?;
    let untold: i64 = tx.query_row(UNTOLD, (), |row| row.get(0))?;
    if untold > 0 {
        tx.execute("DELETE FROM sqlite_stat1", ())?;
        tx.execute(TELL, ())?;
    }
    tx.commit()?;
    // Reads them.
    Ok(writer.execute_batch("ANALYZE sqlite_schema")?)
}

/// Tables with rows that PostgreSQL has no statistics of. It looks once a minute, and until then it reads them whole.
const UNKNOWN: &str = "SELECT relname::text FROM pg_stat_user_tables \
     WHERE n_live_tup > 0 AND last_analyze IS NULL AND last_autoanalyze IS NULL";

/// Gathers statistics when there are such tables.
pub(crate) async fn acquaint(pool: &PgPool) -> Result<()> {
    let unknown: Vec<(String,)> = sqlx::query_as(UNKNOWN).fetch_all(pool).await?;
    if !unknown.is_empty() {
        pool.execute("ANALYZE").await?;
    }
    Ok(())
}

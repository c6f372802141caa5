//! What the planners are told about the tables.
//!
//! SQLite: without statistics it believes that a workspace has about ten rows of anything, reads whole tables by `workspace_id`
//! and runs through a bound list once for each row. Statistics of a young database say the same. So it is told once how
//! every index looks when it matters: a million rows of one workspace and of one campaign's ledger, few with the same
//! leading columns, and one with the same unique key. Its plans are then the same in every test and on every machine.
//!
//! PostgreSQL: a statement is planned once, and in a young database that is while its tables are empty, when reading them
//! whole is cheapest. So it is asked for the plans that SQLite has, which go by indexes whatever the size. Statements that
//! are composed for one question are planned when they are asked, and it may go about them as it likes.

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

/// Statements are few and short, and the length of a bound list is nothing a plan could use: each is planned once. Pages are
/// as near as the next one: nobody keeps this on a disk that turns.
pub(crate) const POSTGRES: [(&str, &str); 6] = [
    ("plan_cache_mode", "force_generic_plan"),
    ("jit", "off"),
    ("random_page_cost", "1.1"),
    ("enable_seqscan", "off"),
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
];

/// Around a composed statement: it is planned for its own sake.
pub(crate) const AS_IT_LIKES: &str =
    "SET LOCAL enable_seqscan = on; SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on";
pub(crate) const BY_INDEXES: &str =
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

/// Has PostgreSQL gather statistics of tables that it has none of, or that are no longer what it saw: it looks once a
/// minute by itself, and until then keeps to plans that were good for a handful of rows.
const ACQUAINT: &str = "DO $$ DECLARE grown text; BEGIN \
     FOR grown IN SELECT relname FROM pg_stat_user_tables WHERE schemaname = current_schema() AND n_live_tup > 0 \
         AND (last_analyze IS NULL AND last_autoanalyze IS NULL OR n_mod_since_analyze > GREATEST(1000, n_live_tup)) LOOP \
         EXECUTE format('ANALYZE %I', grown); \
     END LOOP; END $$";

pub(crate) async fn acquaint(pool: &PgPool) -> Result<()> {
    pool.execute(ACQUAINT).await?;
    Ok(())
}

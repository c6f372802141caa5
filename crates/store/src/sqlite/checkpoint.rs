//! What was committed to the log is carried over into the database file from time to time. Left to itself SQLite does so
//! in the middle of somebody's commit, who then waits for thousands of pages; here it happens beside the writer.

use super::aside;
use super::writer::WeakWriters;
use rusqlite::Connection;
use std::time::Duration;

/// How often the log is looked at.
const EVERY: Duration = Duration::from_millis(250);
/// Pages in the log that are worth the work: 64 MB.
const MANY: i64 = 16_000;

const LOOK: &str = "PRAGMA wal_checkpoint(NOOP)";
/// Carries over what nobody needs in the log any more, and holds up nobody.
const CARRY_OVER: &str = "PRAGMA wal_checkpoint(PASSIVE)";
/// Carries over what is left; then the log begins anew.
const BEGIN_ANEW: &str = "PRAGMA wal_checkpoint(RESTART)";

/// Works until the database is closed or forgotten.
pub(super) async fn run(connection: Connection, writers: WeakWriters) {
    loop {
        tokio::time::sleep(EVERY).await;
        let Some(writers) = writers.upgrade() else { return };
        if aside(|| pages(&connection, LOOK)).is_none_or(|pages| pages < MANY) {
            continue;
        }
        aside(|| pages(&connection, CARRY_OVER));
        let begun_anew = writers.outside(|writer| Ok(pages(writer, BEGIN_ANEW))).await;
        if begun_anew.is_err() {
            return;
        }
    }
}

/// Pages in the log; `None` when there is no telling now.
fn pages(connection: &Connection, checkpoint: &'static str) -> Option<i64> {
    let read = || connection.prepare_cached(checkpoint)?.query_row((), |row| row.get(1));
    read().inspect_err(|error: &rusqlite::Error| tracing::debug!(%error, checkpoint, "the log was left as it is")).ok()
}

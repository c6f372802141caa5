//! What was committed to the log is carried over into the database file from time to time. Left to itself SQLite does so
//! in the middle of somebody's commit, who then waits for thousands of pages; here it happens beside the writer.

use super::writer::WeakWriters;
use super::{BUSY_TIMEOUT, aside};
use crate::error::{Error, Result};
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
        match writers.outside(|writer| begin_anew(writer)).await {
            Ok(()) => {}
            Err(Error::Closed) => return,
            Err(error) => tracing::debug!(%error, "the log begins anew another time"),
        }
    }
}

/// Waits for no reader: while one still needs the log it goes on growing, and writers go on writing.
fn begin_anew(writer: &Connection) -> Result<()> {
    writer.busy_timeout(Duration::ZERO)?;
    pages(writer, BEGIN_ANEW);
    Ok(writer.busy_timeout(BUSY_TIMEOUT)?)
}

/// Pages in the log; `None` when there is no telling now.
fn pages(connection: &Connection, checkpoint: &'static str) -> Option<i64> {
    let read = || connection.prepare_cached(checkpoint)?.query_row((), |row| row.get(1));
    read().inspect_err(|error: &rusqlite::Error| tracing::debug!(%error, checkpoint, "the log was left as it is")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_begins_anew_unless_somebody_reads() {
        let folder = tempfile::tempdir().unwrap();
        let open = || super::super::connect(&folder.path().join("test.db"), rusqlite::OpenFlags::default()).unwrap();
        let writer = open();
        writer.pragma_update(None, "journal_mode", "wal").unwrap();
        writer.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
        writer.execute_batch("CREATE TABLE t (a BLOB)").unwrap();
        let (beside, reader) = (open(), open());
        let write = || writer.execute("INSERT INTO t VALUES (zeroblob(400000))", ()).map(drop).unwrap();
        write();
        reader.execute_batch("BEGIN; SELECT count(*) FROM t").unwrap();
        write();
        pages(&beside, CARRY_OVER);
        begin_anew(&writer).unwrap();
        write();
        assert!(pages(&beside, LOOK).unwrap() > 250, "the reader needs what is there");
        reader.execute_batch("COMMIT").unwrap();
        pages(&beside, CARRY_OVER);
        begin_anew(&writer).unwrap();
        write();
        assert!(pages(&beside, LOOK).unwrap() < 150);
    }
}

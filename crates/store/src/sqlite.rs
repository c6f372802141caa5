//! SQLite inside the process: one writer, so that writers queue here instead of failing with "busy", and many readers
//! beside it (WAL). Statements run where they are asked for; only what waits for the disk, or may read much, steps aside
//! for the other tasks of its thread.

mod checkpoint;
mod disk;
mod readers;
mod transaction;
mod writer;

pub use transaction::Transaction;

use crate::error::Result;
use readers::Readers;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Handle, RuntimeFlavor};
use writer::Writers;

const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
/// In pages when above zero, in KiB below.
const READER_CACHE: i64 = -65_536;
/// After a commit that split a page SQLite walks over everything it has cached: what the writer has there is what it
/// needs at present, and the rest is in the system's cache.
const WRITER_CACHE: i64 = -8_192;
/// Every statement of ours fits.
const STATEMENT_CACHE: usize = 512;

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Sqlite {
    writers: Writers,
    readers: Arc<Readers>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        writer.pragma_update(None, "journal_mode", "wal")?;
        writer.pragma_update(None, "synchronous", "full")?;
        // Checkpoints are made beside the writer: see `checkpoint`.
        writer.pragma_update(None, "wal_autocheckpoint", 0)?;
        writer.pragma_update(None, "cache_size", WRITER_CACHE)?;
        let writers = Writers::new(writer);
        let beside = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        tokio::spawn(checkpoint::run(beside, writers.downgrade()));
        Ok(Self { writers, readers: Arc::new(Readers::of(path)) })
    }

    /// Hands the writer itself to `work`, outside any transaction.
    pub(crate) async fn with_writer<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        self.writers.outside(work).await
    }

    /// A transaction that holds the writer from its first moment.
    pub(crate) async fn write(&self) -> Result<Transaction> {
        Ok(Transaction::writing(self.writers.begin().await?))
    }

    /// A transaction that only reads, beside any writer.
    pub(crate) async fn read(&self) -> Result<Transaction> {
        Ok(Transaction::reading(Readers::begin(&self.readers).await?))
    }

    pub(crate) async fn close(&self) {
        self.readers.close();
        self.writers.close().await;
    }
}

fn connect(path: &Path, mode: OpenFlags) -> Result<Connection> {
    // A connection is used by one task at a time.
    let connection = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // Plans do not depend on the values bound, so that binding others need not plan anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", READER_CACHE)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    Ok(connection)
}

/// Runs a statement without arguments or rows.
fn run(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute(()).map(drop)
}

/// Lets the other tasks of this thread go on elsewhere meanwhile, where the runtime has other threads.
fn aside<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

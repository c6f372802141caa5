//! The one connection that writes, and the queue before it.
//!
//! A commit waits for the disk, so those who write one after the other share it: whoever is done while others wait leaves
//! the transaction open for them, and the last one commits for all. To each it looks like a transaction of its own: if it
//! fails, only its own part is undone; its commit returns when everything is durable, and fails when that fails.

use super::disk::Disk;
use super::{BUSY_TIMEOUT, aside, run};
use crate::error::{Error, Result};
use rusqlite::{Connection, ErrorCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// Parts of one transaction at the most.
const PARTS: usize = 16;
/// Those who waited may have gone away: after so long, whoever is done commits for all.
const PATIENCE: Duration = Duration::from_millis(2);

/// The way to the writer. Cheap to clone.
#[derive(Clone)]
pub(super) struct Writers {
    writer: Arc<Mutex<Option<Writer>>>,
    /// Those who want to write and have not begun.
    waiting: Arc<AtomicUsize>,
}

/// A way that is gone when nobody else has it any more.
pub(super) struct WeakWriters {
    writer: Weak<Mutex<Option<Writer>>>,
    waiting: Arc<AtomicUsize>,
}

impl WeakWriters {
    pub(super) fn upgrade(&self) -> Option<Writers> {
        Some(Writers { writer: self.writer.upgrade()?, waiting: self.waiting.clone() })
    }
}

struct Writer {
    connection: Connection,
    disk: Disk,
    /// A transaction is open.
    is_open: bool,
    /// Those whose part is done and waits for the commit.
    done: Vec<oneshot::Sender<Result<()>>>,
}

type Guard = OwnedMutexGuard<Option<Writer>>;

/// One part of a transaction, and the right to write meanwhile.
pub(super) struct Part {
    /// `None` once it has ended well.
    writer: Option<Guard>,
    queue: Writers,
    /// There were parts before it.
    is_later: bool,
}

/// Counts one who waits, for as long as it waits.
struct Waiting<'w>(&'w AtomicUsize);

impl<'w> Waiting<'w> {
    fn begin(count: &'w AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::AcqRel);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Writers {
    pub(super) fn new(connection: Connection) -> Self {
        let writer = Writer { connection, disk: Disk::default(), is_open: false, done: Vec::new() };
        Self { writer: Arc::new(Mutex::new(Some(writer))), waiting: Arc::default() }
    }

    pub(super) fn downgrade(&self) -> WeakWriters {
        WeakWriters { writer: Arc::downgrade(&self.writer), waiting: self.waiting.clone() }
    }

    pub(super) async fn begin(&self) -> Result<Part> {
        let waiting = Waiting::begin(&self.waiting);
        let mut guard = self.writer.clone().lock_owned().await;
        drop(waiting);
        let writer = guard.as_mut().ok_or(Error::Closed)?;
        let is_later = writer.is_open;
        if is_later {
            run(&writer.connection, "SAVEPOINT part")?;
        } else {
            begin(&writer.connection)?;
            writer.is_open = true;
        }
        Ok(Part { writer: Some(guard), queue: self.clone(), is_later })
    }

    async fn commit_unless_others_wait(&self, mut guard: Guard) -> Result<()> {
        let writer = guard.as_mut().ok_or(Error::Closed)?;
        if self.waiting.load(Ordering::Acquire) == 0 || writer.done.len() >= PARTS {
            return writer.commit();
        }
        let (done, verdict) = oneshot::channel();
        writer.done.push(done);
        drop(guard);
        let nobody_commits = async {
            tokio::time::sleep(PATIENCE).await;
            self.writer.lock().await
        };
        tokio::select! {
            biased;
            verdict = verdict => verdict.unwrap_or(Err(Error::Closed)),
            mut guard = nobody_commits => guard.as_mut().ok_or(Error::Closed)?.commit(),
        }
    }

    pub(super) async fn outside<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let mut guard = self.writer.lock().await;
        let writer = guard.as_mut().ok_or(Error::Closed)?;
        writer.commit()?;
        aside(|| work(&mut writer.connection))
    }

    pub(super) async fn close(&self) {
        let writer = self.writer.lock().await.take();
        aside(|| {
            if let Some(mut writer) = writer {
                let _ = writer.commit();
            }
        });
    }
}

/// Another process may be at work on the file: only then is it worth to step aside.
fn begin(connection: &Connection) -> Result<()> {
    connection.busy_timeout(Duration::ZERO)?;
    let begun = run(connection, "BEGIN IMMEDIATE");
    connection.busy_timeout(BUSY_TIMEOUT)?;
    match begun {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
            Ok(aside(|| run(connection, "BEGIN IMMEDIATE"))?)
        }
        begun => Ok(begun?),
    }
}

impl Writer {
    /// Makes all parts durable, or none, and tells those who wait for it.
    fn commit(&mut self) -> Result<()> {
        if !self.is_open {
            return Ok(());
        }
        self.is_open = false;
        let Self { connection, disk, .. } = self;
        let committed = if disk.is_slow() {
            aside(|| disk.watch(|| run(connection, "COMMIT")))
        } else {
            disk.watch(|| run(connection, "COMMIT"))
        };
        if committed.is_err() {
            // Where SQLite has not rolled back by itself.
            let _ = run(&self.connection, "ROLLBACK");
        }
        for done in self.done.drain(..) {
            let _ = done.send(committed.as_ref().map_err(|error| again(error).into()).copied());
        }
        Ok(committed?)
    }

    /// Undoes the last part. Some failures make SQLite undo the others with it, and then they have to know.
    fn undo(&mut self, is_later: bool) {
        let undone = if is_later {
            run(&self.connection, "ROLLBACK TO part").and_then(|()| run(&self.connection, "RELEASE part"))
        } else {
            run(&self.connection, "ROLLBACK")
        };
        if self.connection.is_autocommit() || undone.is_err() {
            let _ = run(&self.connection, "ROLLBACK");
            self.is_open = false;
            for done in self.done.drain(..) {
                let _ = done.send(Err(lost()));
            }
        }
    }
}

impl Part {
    pub(super) fn connection(&self) -> Result<&Connection> {
        let writer = self.writer.as_ref().and_then(|guard| guard.as_ref());
        Ok(&writer.ok_or(Error::Closed)?.connection)
    }

    /// Ends the part well; returns when it is durable. Nobody else writes before.
    pub(super) fn commit_now(mut self) -> Result<()> {
        self.release()?.as_mut().ok_or(Error::Closed)?.commit()
    }

    /// Ends the part well; returns when it is durable, together with the parts of those who wait to write.
    pub(super) async fn commit(mut self) -> Result<()> {
        let (guard, queue) = (self.release()?, self.queue.clone());
        drop(self);
        queue.commit_unless_others_wait(guard).await
    }

    /// As [`Self::commit`], for a part that somebody goes on from: `next` wakes them, and they may join.
    pub(super) async fn commit_before(mut self, next: impl FnOnce()) -> Result<()> {
        let (guard, queue) = (self.release()?, self.queue.clone());
        drop(self);
        next();
        // Who was woken runs first, and comes to the queue.
        tokio::task::yield_now().await;
        queue.commit_unless_others_wait(guard).await
    }

    fn release(&mut self) -> Result<Guard> {
        if self.is_later {
            run(self.connection()?, "RELEASE part")?;
        }
        self.writer.take().ok_or(Error::Closed)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if let Some(writer) = self.writer.as_mut().and_then(|guard| guard.as_mut()) {
            writer.undo(self.is_later);
        }
    }
}

/// The same failure for somebody else.
fn again(error: &rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, text) => rusqlite::Error::SqliteFailure(*code, text.clone()),
        other => rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(ABORTED), Some(other.to_string())),
    }
}

/// `SQLITE_IOERR`: what undid the transaction was the disk's fault.
const ABORTED: i32 = 10;

fn lost() -> Error {
    let text = "another part of the transaction failed, and SQLite undid all of it";
    Error::Sqlite(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(ABORTED), Some(text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn writers() -> (tempfile::TempDir, Writers, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let open = || super::super::connect(&folder.path().join("test.db"), rusqlite::OpenFlags::default()).unwrap();
        let (writer, reader) = (open(), open());
        writer.pragma_update(None, "journal_mode", "wal").unwrap();
        writer.execute_batch("CREATE TABLE t (a INTEGER)").unwrap();
        (folder, Writers::new(writer), reader)
    }

    fn insert(part: &Part, value: i64) {
        part.connection().unwrap().execute("INSERT INTO t VALUES (?1)", [value]).unwrap();
    }

    fn durable(reader: &Connection) -> Vec<i64> {
        let mut all = reader.prepare("SELECT a FROM t ORDER BY a").unwrap();
        all.query_map((), |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
    }

    fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[tokio::test]
    async fn those_who_wait_share_the_commit() {
        let (_folder, writers, reader) = writers();
        let first = writers.begin().await.unwrap();
        let mut second = pin!(writers.begin());
        assert!(poll(second.as_mut()).is_pending());
        insert(&first, 1);
        let mut committed = pin!(first.commit());
        assert!(poll(committed.as_mut()).is_pending(), "the second part is still to come");
        let second = second.await.unwrap();
        insert(&second, 2);
        assert!(durable(&reader).is_empty());
        second.commit().await.unwrap();
        assert_eq!(durable(&reader), [1, 2]);
        committed.await.unwrap();
    }

    #[tokio::test]
    async fn a_part_that_fails_leaves_the_others_whole() {
        let (_folder, writers, reader) = writers();
        let first = writers.begin().await.unwrap();
        let mut second = pin!(writers.begin());
        assert!(poll(second.as_mut()).is_pending());
        insert(&first, 1);
        let mut committed = pin!(first.commit());
        assert!(poll(committed.as_mut()).is_pending());
        let second = second.await.unwrap();
        insert(&second, 2);
        drop(second);
        committed.await.unwrap();
        assert_eq!(durable(&reader), [1]);
    }

    #[tokio::test]
    async fn a_commit_for_the_next_gives_them_time_to_come() {
        let (_folder, writers, reader) = writers();
        let first = writers.begin().await.unwrap();
        insert(&first, 1);
        let woken = tokio::sync::Notify::new();
        let next = async {
            woken.notified().await;
            let second = writers.begin().await.unwrap();
            let seen: i64 = second.connection().unwrap().query_row("SELECT a FROM t", (), |row| row.get(0)).unwrap();
            assert!(durable(&reader).is_empty(), "what is seen here is not durable yet");
            insert(&second, seen + 1);
            second.commit().await.unwrap();
        };
        let (committed, ()) = tokio::join!(first.commit_before(|| woken.notify_one()), next);
        committed.unwrap();
        assert_eq!(durable(&reader), [1, 2]);
    }
}

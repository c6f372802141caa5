//! Connections that only read, each used by one transaction at a time.

use super::{aside, connect, run};
use crate::error::{Error, Result};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

const READERS: usize = 8;

pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
}

/// A connection in a transaction; goes back to the others when it is dropped.
pub(super) struct Reader {
    connection: Option<Connection>,
    home: Arc<Readers>,
    _place: OwnedSemaphorePermit,
}

impl Readers {
    pub(super) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), idle: Mutex::default(), places: Arc::new(Semaphore::new(READERS)) }
    }

    pub(super) async fn begin(readers: &Arc<Self>) -> Result<Reader> {
        let place = readers.places.clone().acquire_owned().await.map_err(|_| Error::Closed)?;
        let idle = readers.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => aside(|| connect(&readers.path, OpenFlags::SQLITE_OPEN_READ_ONLY))?,
        };
        run(&connection, "BEGIN")?;
        Ok(Reader { connection: Some(connection), home: readers.clone(), _place: place })
    }

    pub(super) fn close(&self) {
        self.places.close();
        self.idle().clear();
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader {
    pub(super) fn connection(&self) -> Result<&Connection> {
        self.connection.as_ref().ok_or(Error::Closed)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        // One that cannot end its transaction is given up.
        if run(&connection, "ROLLBACK").is_ok() && !self.home.places.is_closed() {
            self.home.idle().push(connection);
        }
    }
}

//! Files of people and events, taken in slice by slice.
//!
//! - [`upload`]: a file onto the disk, looked at as it arrives; `workbook` makes a plain one of a spreadsheet's;
//! - [`rows`]: the rows of a file, and `slices`: what they say, read ahead of whoever writes;
//! - `step`: what people do with an import;
//! - [`worker`]: the one that works, a slice a transaction, from wherever the mark stands;
//! - [`dry_run`]: the same without writing.

pub mod dry_run;
pub mod rows;
mod slices;
mod step;
pub mod upload;
mod workbook;
pub mod worker;

pub(crate) use step::country;
pub use step::{Brought, WrongState, cancel, check, register, start, undo};

use domain::id::ImportId;
use std::path::{Path, PathBuf};

/// Bytes of a file, as it is sent.
pub const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("the file is larger than {} MB; part it in two", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("the file has more than {} rows; part it in two", domain::import::MOST_ROWS)]
    TooManyRows,
    #[error("the file has more than {} columns", domain::import::MOST_COLUMNS)]
    TooManyColumns,
    #[error("the file has no rows")]
    Empty,
    #[error("this is Excel's old format (.xls); save it as .xlsx or .csv")]
    OldWorkbook,
    #[error("the workbook cannot be read: {0}; save it as .csv")]
    Workbook(String),
    #[error("the file arrived in part only")]
    BrokeOff,
    #[error("{0}")]
    Disk(#[from] std::io::Error),
    #[error("a row cannot be read: {0}")]
    Row(#[from] csv::Error),
}

impl FileError {
    /// Whether another file would do; else it is our disk.
    pub fn is_about_the_file(&self) -> bool {
        !matches!(self, Self::Disk(_))
    }
}

/// Files are kept by what is in them, and never by a name somebody gave.
pub fn path_of(data_directory: &Path, digest: &str) -> PathBuf {
    data_directory.join("imports").join(digest)
}

/// The file has done its duty, unless another import of the same one has not.
pub(crate) async fn forget_file(app: &crate::app::App, id: ImportId, digest: &str) {
    let needed = async {
        let mut tx = app.db.read().await?;
        store::import::file_is_needed(&mut tx, app.workspace, digest, id).await
    };
    if matches!(needed.await, Ok(false))
        && let Err(error) = tokio::fs::remove_file(path_of(&app.settings.data_directory, digest)).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(import = %id, %error, "the file of an import could not be removed");
    }
}

//! What the rows of a file say, slice by slice, read ahead on a thread of its own while the one before is written.

use super::{FileError, path_of, rows::Rows};
use crate::app::App;
use domain::contact::attribute::Attribute;
use domain::import::fault::Fault;
use domain::import::mapping::MatchOn;
use domain::import::row::{Reader, Row};
use std::collections::HashMap;
use std::fs::File;
use store::import::{FaultyRow, Import};
use tokio::sync::mpsc;

/// Rows of one transaction. A commit waits for the disk, and others wait for the transaction.
pub(super) const ROWS: usize = 500;
/// Slices that are ready before they are asked for.
const AHEAD: usize = 2;

/// A few hundred rows in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Slice {
    /// How many rows come before it.
    pub first: u64,
    pub rows: Vec<(u64, Row)>,
    pub faulty: Vec<FaultyRow>,
    /// The cells of rows that may yet turn out to be wrong.
    cells: HashMap<u64, Vec<String>>,
}

impl Slice {
    pub fn len(&self) -> u64 {
        (self.rows.len() + self.faulty.len()) as u64
    }

    /// A row that reads well and yet cannot be taken in.
    pub fn refuse(&mut self, row: u64, fault: Fault) {
        let cells = self.cells.remove(&row).unwrap_or_default();
        self.faulty.push(FaultyRow { row, cells, faults: vec![fault] });
    }
}

/// Reads what comes after the first `done` rows, until nobody listens any more.
pub(super) async fn read(
    app: &App,
    import: &Import,
    done: u64,
) -> store::Result<mpsc::Receiver<Result<Slice, FileError>>> {
    let attributes = store::attribute::list(&mut app.db.read().await?, app.workspace).await?;
    let (sender, slices) = mpsc::channel(AHEAD);
    let path = path_of(&app.settings.data_directory, &import.file_digest);
    let import = import.clone();
    tokio::task::spawn_blocking(move || {
        let send = |slice| sender.blocking_send(Ok(slice)).is_ok();
        if let Err(error) =
            File::open(path).map_err(FileError::from).and_then(|file| read_file(file, &import, &attributes, done, send))
        {
            let _ = sender.blocking_send(Err(error));
        }
    });
    Ok(slices)
}

fn read_file(
    file: File,
    import: &Import,
    attributes: &[Attribute],
    done: u64,
    send: impl Fn(Slice) -> bool,
) -> Result<(), FileError> {
    let mut rows = Rows::of(file, import.format);
    let reader = Reader { mapping: &import.mapping, titles: &import.titles, subject: import.subject, attributes };
    // Somebody's key may turn out to belong to another phone number.
    let may_be_refused = matches!(import.mapping.match_on, MatchOn::Attribute { .. });
    for _ in 0..u64::from(import.mapping.has_header) + done {
        if rows.next_row()?.is_none() {
            return Ok(());
        }
    }
    let mut slice = Slice { first: done, ..Slice::default() };
    while let Some((number, cells)) = rows.next_row()? {
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        match reader.read(&texts) {
            Ok(row) => {
                slice.rows.push((number, row));
                if may_be_refused {
                    slice.cells.insert(number, cells.to_vec());
                }
            }
            Err(faults) => slice.faulty.push(FaultyRow { row: number, cells: cells.to_vec(), faults }),
        }
        if slice.len() == ROWS as u64 {
            let next = Slice { first: slice.first + slice.len(), ..Slice::default() };
            if !send(std::mem::replace(&mut slice, next)) {
                return Ok(());
            }
        }
    }
    if slice.len() > 0 {
        send(slice);
    }
    Ok(())
}

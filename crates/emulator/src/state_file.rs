//! The file in which an emulator is remembered between runs.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::world::{Event, SavedWorld};

/// An emulator at one moment.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Saved {
    pub now: Millis,
    /// Chance goes on from here, in the run that was saved as in the one that resumes it.
    pub seed: u64,
    pub world: SavedWorld,
    pub due: Vec<(Millis, Event)>,
}

/// What was saved; nothing when there is no such file yet.
pub(crate) fn read(path: &Path) -> io::Result<Option<Saved>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes the whole, and only then puts it in the place of what was there.
pub(crate) fn write(path: &Path, saved: &Saved) -> io::Result<()> {
    let unfinished = path.with_extension("unfinished");
    std::fs::write(&unfinished, serde_json::to_vec(saved)?)?;
    std::fs::rename(unfinished, path)
}

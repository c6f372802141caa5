//! The file in which an emulator is remembered between runs.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::delivery::Subscription;
use crate::world::{Event, SavedWorld, Update};

/// Goes up whenever what is written down changes its form.
pub(crate) const FORMAT: u32 = 3;

/// Why a state was not found in a file.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    #[error("the file cannot be read")]
    Io(#[from] io::Error),
    #[error(
        "it is the state of another version of the emulator, in format {found} instead of {FORMAT}: \
         go on with that version, or delete the file to begin anew"
    )]
    Format { found: u32 },
    #[error("it is no state of the emulator: name another file, or delete this one to begin anew")]
    Content(#[from] serde_json::Error),
}

/// An emulator at one moment.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Saved {
    pub format: u32,
    pub now: Millis,
    /// Chance goes on from here, in the run that was saved as in the one that resumes it.
    pub seed: u64,
    pub subscription: Subscription,
    pub world: SavedWorld,
    pub due: Vec<(Millis, Event)>,
    /// Webhooks that have not arrived.
    pub under_way: Vec<Update>,
}

/// What every state begins with. The first format had no name.
#[derive(Deserialize)]
struct Head {
    #[serde(default = "first")]
    format: u32,
    #[expect(dead_code, reason = "tells a state from other JSON")]
    now: Millis,
}

fn first() -> u32 {
    1
}

/// What was saved; nothing when there is no such file yet.
pub(crate) fn read(path: &Path) -> Result<Option<Saved>, StateError> {
    match std::fs::read(path) {
        Ok(bytes) => {
            let Head { format: found, .. } = serde_json::from_slice(&bytes)?;
            if found != FORMAT {
                return Err(StateError::Format { found });
            }
            Ok(Some(serde_json::from_slice(&bytes)?))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes the whole, and only then puts it in the place of what was there.
pub(crate) fn write(path: &Path, saved: &Saved) -> io::Result<()> {
    let unfinished = path.with_extension("unfinished");
    std::fs::write(&unfinished, serde_json::to_vec(saved)?)?;
    std::fs::rename(unfinished, path)
}

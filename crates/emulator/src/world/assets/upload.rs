//! Resumable uploads: a session, bytes from an offset on, and a handle for what they make.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use bytes::{Bytes, BytesMut};
use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::refusal::Refusal;
use crate::world::base64_bytes;
use crate::world::{Turn, World, ids};

/// How long a handle can be used.
const HANDLE_FOR: Millis = 30 * 24 * 3_600 * 1_000;
/// How long an unfinished session is kept.
const SESSION_FOR: Millis = 24 * 3_600 * 1_000;
const LARGEST: usize = 100 << 20;
const TYPES: [&str; 6] = ["application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4", "video/3gpp"];

/// All of them, by the number in their ids.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Uploads {
    sessions: BTreeMap<u64, Session>,
}

/// A file that comes in parts.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Session {
    length: usize,
    mime_type: String,
    #[serde(with = "base64_bytes")]
    bytes: BytesMut,
    expires_at: Millis,
}

impl Uploads {
    /// How many bytes of it have come.
    pub(crate) fn offset(&self, id: u64, now: Millis) -> Option<usize> {
        self.sessions.get(&id).filter(|session| now < session.expires_at).map(|session| session.bytes.len())
    }

    /// The file behind a handle.
    pub(crate) fn file(&self, handle: &str) -> Option<(String, Bytes)> {
        let session = self.sessions.get(&number_of(handle)?)?;
        (session.bytes.len() == session.length).then(|| (session.mime_type.clone(), session.bytes.clone().freeze()))
    }

    /// Where on this emulator the file behind a handle can be seen.
    pub(crate) fn path_of(&self, handle: &str) -> Option<String> {
        let id = number_of(handle)?;
        self.file(handle)?;
        Some(format!("/v/t61.24694-24/{id}"))
    }

    pub(crate) fn by_number(&self, id: u64) -> Option<(String, Bytes)> {
        self.file(&handle(id))
    }
}

fn handle(id: u64) -> String {
    format!("4::{}", STANDARD_NO_PAD.encode(format!("emulated:{id}")))
}

fn number_of(handle: &str) -> Option<u64> {
    let inner = STANDARD_NO_PAD.decode(handle.strip_prefix("4::")?).ok()?;
    std::str::from_utf8(&inner).ok()?.strip_prefix("emulated:")?.parse().ok()
}

impl World {
    /// Opens a session; its number.
    pub(crate) fn open_upload(
        &mut self,
        turn: &mut Turn<'_>,
        length: usize,
        mime_type: String,
    ) -> Result<u64, Refusal> {
        if !TYPES.contains(&mime_type.as_str()) {
            return Err(Refusal::of_graph(format!("Param file_type must be one of {{{}}}.", TYPES.join(", "))));
        }
        if length == 0 || length > LARGEST {
            return Err(Refusal::of_graph(format!("Param file_length must be between 1 and {LARGEST}.")));
        }
        let id = ids::object_id(turn.rng);
        let expires_at = turn.now + SESSION_FOR;
        self.assets.uploads.sessions.retain(|_, session| turn.now < session.expires_at);
        self.assets.uploads.sessions.insert(id, Session { length, mime_type, bytes: BytesMut::new(), expires_at });
        Ok(id)
    }

    /// Adds bytes; the handle once all have come.
    pub(crate) fn add_to_upload(
        &mut self,
        now: Millis,
        id: u64,
        offset: usize,
        part: &Bytes,
    ) -> Result<Option<String>, Refusal> {
        let session = self.assets.uploads.sessions.get_mut(&id).filter(|session| now < session.expires_at);
        let session = session.ok_or_else(|| Refusal::unknown_object(&format!("upload:{id}")))?;
        if offset != session.bytes.len() {
            let details = format!("The upload goes on at offset {}, not at {offset}.", session.bytes.len());
            return Err(Refusal::new(100, details));
        }
        if offset + part.len() > session.length {
            return Err(Refusal::new(100, format!("The file is longer than its file_length of {}.", session.length)));
        }
        session.bytes.extend_from_slice(part);
        if session.bytes.len() < session.length {
            return Ok(None);
        }
        session.expires_at = now + HANDLE_FOR;
        Ok(Some(handle(id)))
    }
}

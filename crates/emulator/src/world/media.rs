//! Files: kept until they expire, given out under addresses that expire sooner.

use std::collections::HashMap;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use super::turn::{Event, Turn};
use super::{World, ids};
use crate::clock::Millis;
use crate::refusal::Refusal;

/// How long an uploaded file lives.
const UPLOADED_FOR: Millis = 30 * 24 * 3_600 * 1_000;
/// How long a customer's file lives.
const RECEIVED_FOR: Millis = 7 * 24 * 3_600 * 1_000;
/// How long the address of a file works.
pub(crate) const ADDRESS_FOR: Millis = 5 * 60 * 1_000;

/// A file.
#[derive(Debug, Clone)]
pub(crate) struct Media {
    pub id: u64,
    pub number: usize,
    pub mime_type: String,
    pub sha256: String,
    pub bytes: Bytes,
    pub expires_at: Millis,
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct MediaStore {
    by_id: HashMap<u64, Media>,
}

/// What may be uploaded, and how large.
const KINDS: [(&str, usize); 19] = [
    ("audio/aac", 16 << 20),
    ("audio/amr", 16 << 20),
    ("audio/mpeg", 16 << 20),
    ("audio/mp4", 16 << 20),
    ("audio/ogg", 16 << 20),
    ("text/plain", 100 << 20),
    ("application/pdf", 100 << 20),
    ("application/msword", 100 << 20),
    ("application/vnd.ms-excel", 100 << 20),
    ("application/vnd.ms-powerpoint", 100 << 20),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 100 << 20),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 100 << 20),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", 100 << 20),
    ("image/jpeg", 5 << 20),
    ("image/png", 5 << 20),
    ("image/webp", 500 << 10),
    ("video/mp4", 16 << 20),
    ("video/3gpp", 16 << 20),
    ("video/3gp", 16 << 20),
];

impl MediaStore {
    pub(crate) fn get(&self, id: u64, now: Millis) -> Option<&Media> {
        self.by_id.get(&id).filter(|media| now < media.expires_at)
    }

    pub(crate) fn delete(&mut self, id: u64) -> bool {
        self.by_id.remove(&id).is_some()
    }

    pub(crate) fn forget(&mut self, id: u64, now: Millis) {
        if self.by_id.get(&id).is_some_and(|media| media.expires_at <= now) {
            self.by_id.remove(&id);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Media> {
        self.by_id.values()
    }

    pub(crate) fn put(&mut self, media: Media) {
        self.by_id.insert(media.id, media);
    }

    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }
}

impl World {
    /// The business uploads a file.
    pub(crate) fn upload(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        mime_type: &str,
        bytes: Bytes,
    ) -> Result<u64, Refusal> {
        let essence = mime_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let Some((_, largest)) = KINDS.iter().find(|(kind, _)| *kind == essence) else {
            let kinds: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
            let kinds = kinds.join(", ");
            return Err(Refusal::of_graph(format!(
                "Param file must be a file with one of the following types: {kinds}. Received file of type '{essence}'."
            )));
        };
        if bytes.is_empty() || bytes.len() > *largest {
            let details = format!("{essence} files have between 1 and {largest} bytes; this one has {}", bytes.len());
            return Err(Refusal::new(131_053, details));
        }
        Ok(self.keep_media(turn, number, mime_type, bytes, UPLOADED_FOR))
    }

    /// A customer sends a file.
    pub(crate) fn receive_media(&mut self, turn: &mut Turn<'_>, number: usize, mime_type: &str, bytes: Bytes) -> u64 {
        self.keep_media(turn, number, mime_type, bytes, RECEIVED_FOR)
    }

    fn keep_media(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        mime_type: &str,
        bytes: Bytes,
        keep_for: Millis,
    ) -> u64 {
        let id = ids::object_id(turn.rng);
        let sha256 = STANDARD.encode(digest(&SHA256, &bytes));
        let expires_at = turn.now + keep_for;
        let media = Media { id, number, mime_type: mime_type.to_owned(), sha256, bytes, expires_at };
        self.media.by_id.insert(id, media);
        turn.later(keep_for, Event::MediaExpired(id));
        id
    }
}

/// Where a file can be fetched for the next five minutes.
pub(crate) fn address(base_url: &str, media: &Media, now: Millis) -> String {
    let until = (now + ADDRESS_FOR) / 1_000;
    format!("{base_url}/whatsapp_business/attachments/?mid={}&ext={until}&hash={}", media.id, seal(media.id, until))
}

/// What makes an address hard to guess; it need not be safe, only to be checked.
pub(crate) fn seal(id: u64, until: Millis) -> String {
    let sum = digest(&SHA256, format!("{id}:{until}").as_bytes());
    let bytes = sum.as_ref().get(..12).unwrap_or_default();
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

//! Every exchange, as it went over the wire.

use std::collections::VecDeque;

use bytes::Bytes;
use serde::{Serialize, Serializer};

use crate::clock::Millis;

/// Who called whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    /// The business called the emulator.
    Request,
    /// The emulator called the subscriber.
    Webhook,
}

/// One exchange.
#[derive(Debug, Clone, Serialize)]
pub struct Exchange {
    /// Its place among all exchanges, from 0.
    pub id: u64,
    pub at: Millis,
    pub kind: ExchangeKind,
    pub method: &'static str,
    /// The path of a request, the address of a webhook.
    pub target: String,
    #[serde(serialize_with = "as_text")]
    pub request: Bytes,
    /// Absent when there was no answer.
    pub status: Option<u16>,
    #[serde(serialize_with = "as_text")]
    pub answer: Bytes,
    /// What was out of the ordinary.
    pub note: Option<&'static str>,
}

/// The last so many of them.
#[derive(Debug)]
pub(crate) struct Log {
    exchanges: VecDeque<Exchange>,
    keep: usize,
    next: u64,
}

/// An exchange on its way into the log.
#[derive(Debug)]
pub(crate) struct Entry {
    pub at: Millis,
    pub kind: ExchangeKind,
    pub method: &'static str,
    pub target: String,
    pub request: Bytes,
    pub status: Option<u16>,
    pub answer: Bytes,
    pub note: Option<&'static str>,
}

/// Longer bodies are cut in the log's JSON; they are files.
const SHOWN: usize = 64 << 10;

fn as_text<S: Serializer>(body: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    match body.get(..SHOWN) {
        Some(start) => {
            serializer.collect_str(&format_args!("{}… ({} bytes)", String::from_utf8_lossy(start), body.len()))
        }
        None => serializer.serialize_str(&String::from_utf8_lossy(body)),
    }
}

impl Log {
    pub(crate) fn new(keep: usize) -> Self {
        Self { exchanges: VecDeque::new(), keep, next: 0 }
    }

    pub(crate) fn push(&mut self, entry: Entry) {
        let Entry { at, kind, method, target, request, status, answer, note } = entry;
        let id = self.next;
        self.next += 1;
        if self.keep == 0 {
            return;
        }
        if self.exchanges.len() >= self.keep {
            self.exchanges.pop_front();
        }
        self.exchanges.push_back(Exchange { id, at, kind, method, target, request, status, answer, note });
    }

    /// Those that came after `after`, oldest first.
    pub(crate) fn after(&self, after: Option<u64>, most: usize) -> Vec<Exchange> {
        let later = |exchange: &&Exchange| after.is_none_or(|after| exchange.id > after);
        self.exchanges.iter().filter(later).take(most).cloned().collect()
    }
}

//! Every exchange, as it went over the wire.

use std::collections::VecDeque;

use bytes::Bytes;
use serde::{Deserialize, Serialize, Serializer};

use crate::clock::Millis;

/// Who called whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    /// The business called the emulator.
    Request,
    /// The emulator called the subscriber.
    Webhook,
    /// A customer's phone called the endpoint of a Flow.
    FlowRequest,
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

/// Which exchanges somebody looks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Search {
    pub after: Option<u64>,
    pub before: Option<u64>,
    pub kind: Option<ExchangeKind>,
    pub words: Option<String>,
    /// Only what was refused, lost or otherwise out of the ordinary.
    pub troubled: bool,
    pub newest: bool,
    pub limit: usize,
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

impl Search {
    fn fits(&self, exchange: &Exchange) -> bool {
        let Self { after, before, kind, words, troubled, .. } = self;
        after.is_none_or(|after| exchange.id > after)
            && before.is_none_or(|before| exchange.id < before)
            && kind.is_none_or(|kind| exchange.kind == kind)
            && (!troubled || exchange.is_troubled())
            && words.as_ref().is_none_or(|words| exchange.mentions(words))
    }
}

impl Exchange {
    fn is_troubled(&self) -> bool {
        self.note.is_some() || self.status.is_none_or(|status| status >= 400)
    }

    fn mentions(&self, words: &str) -> bool {
        let words = words.trim().to_lowercase();
        let says = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(&words);
        says(self.target.as_bytes()) || says(&self.request) || says(&self.answer)
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

    pub(crate) fn get(&self, id: u64) -> Option<Exchange> {
        let first = self.exchanges.front()?.id;
        self.exchanges.get(usize::try_from(id.checked_sub(first)?).ok()?).cloned()
    }

    pub(crate) fn find(&self, search: &Search) -> Vec<Exchange> {
        let fits = |exchange: &&Exchange| search.fits(exchange);
        if search.newest {
            return self.exchanges.iter().rev().filter(fits).take(search.limit).cloned().collect();
        }
        self.exchanges.iter().filter(fits).take(search.limit).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: ExchangeKind, body: &'static str, status: Option<u16>) -> Entry {
        Entry {
            at: 0,
            kind,
            method: "POST",
            target: "/1/messages".to_owned(),
            request: Bytes::from_static(body.as_bytes()),
            status,
            answer: Bytes::new(),
            note: None,
        }
    }

    #[test]
    fn exchanges_are_found_by_what_they_are() {
        let mut log = Log::new(3);
        let entries = [
            entry(ExchangeKind::Request, "forgotten", Some(200)),
            entry(ExchangeKind::Request, "Hola", Some(200)),
            entry(ExchangeKind::Webhook, "status", Some(503)),
            entry(ExchangeKind::Request, "hola otra vez", None),
        ];
        for entry in entries {
            log.push(entry);
        }
        let everything = || Search { limit: 10, ..Search::default() };
        let words = |words: &str| Search { words: Some(words.to_owned()), ..everything() };
        let cases = [
            (everything(), vec![1, 2, 3]),
            (Search { newest: true, limit: 2, ..everything() }, vec![3, 2]),
            (Search { newest: true, before: Some(3), ..everything() }, vec![2, 1]),
            (Search { after: Some(2), ..everything() }, vec![3]),
            (Search { kind: Some(ExchangeKind::Webhook), ..everything() }, vec![2]),
            (Search { troubled: true, ..everything() }, vec![2, 3]),
            (words("HOLA"), vec![1, 3]),
            (words("/messages"), vec![1, 2, 3]),
            (words("forgotten"), vec![]),
        ];
        for (search, ids) in cases {
            assert_eq!(log.find(&search).iter().map(|e| e.id).collect::<Vec<_>>(), ids, "{search:?}");
        }
        assert_eq!((log.get(0).map(|e| e.id), log.get(2).map(|e| e.id)), (None, Some(2)));
    }
}

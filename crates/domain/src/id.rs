//! Identifiers: `UUIDv7`, one newtype for each kind of thing, made only by an [`IdSource`] so that a run can be replayed.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            pub fn new(ids: &mut IdSource, now: Timestamp) -> Self {
                Self(ids.next(now))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

identifiers! {
    /// One company's data.
    WorkspaceId,
    /// A WhatsApp business phone number known to Recado (not Meta's phone number id).
    NumberId,
    ContactId,
    ConversationId,
    /// Our own id of a message; Meta's is the `wamid`.
    MessageId,
    FlowId,
    SegmentId,
    GoalId,
    /// Something that people want.
    IntentId,
    /// One sentence of an intent.
    ExampleId,
    /// A message that may become an example.
    SuggestionId,
    /// One contact's run through a flow (never a log-in).
    SessionId,
    UserId,
    ActivityId,
    HttpRequestId,
    ErrandId,
    /// Something that happened outside, or in a flow.
    EventId,
    TokenId,
    /// An address that messages lead to.
    LinkId,
    /// One change to many contacts.
    BulkChangeId,
    TemplateId,
    /// Something that happened to a template.
    TemplateChangeId,
    ImportId,
    /// A door that another system posts to.
    HookId,
    /// What it posted once.
    PayloadId,
    CampaignId,
}

/// The one source of identifiers: a seeded generator, so that the same seed and the same times give the same ids.
/// Ids from one source only ever grow, even within a millisecond and when the clock steps back: rows sort by creation.
#[derive(Clone, Debug)]
pub struct IdSource {
    state: u64,
    last_millis: u64,
    counter: u16,
}

/// `UUIDv7` leaves twelve bits before its second random part; they count within one millisecond.
const IDS_PER_MILLISECOND: u16 = 1 << 12;

impl IdSource {
    pub const fn new(seed: u64) -> Self {
        Self { state: seed, last_millis: 0, counter: 0 }
    }

    pub fn next(&mut self, now: Timestamp) -> Uuid {
        let millis = u64::try_from(now.as_millis()).unwrap_or(0);
        if millis > self.last_millis {
            self.last_millis = millis;
            self.counter = 0;
        } else {
            self.counter += 1;
            if self.counter == IDS_PER_MILLISECOND {
                self.last_millis += 1;
                self.counter = 0;
            }
        }
        let counter = self.counter.to_be_bytes();
        let random = self.random().to_be_bytes();
        let mut tail = [0_u8; 10];
        for (slot, byte) in tail.iter_mut().zip(counter.into_iter().chain(random)) {
            *slot = byte;
        }
        uuid::Builder::from_unix_timestamp_millis(self.last_millis, &tail).into_uuid()
    }

    /// `SplitMix64`: small, seedable, and good enough for identifiers (not for secrets).
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_ids() {
        let (mut one, mut two) = (IdSource::new(7), IdSource::new(7));
        let first = one.next(Timestamp(1_000));
        assert_eq!(first, two.next(Timestamp(1_000)));
        assert_ne!(first, IdSource::new(8).next(Timestamp(1_000)));
        assert_eq!(first.get_version_num(), 7);
    }

    #[test]
    fn ids_only_grow_even_in_one_millisecond_and_when_the_clock_steps_back() {
        let mut ids = IdSource::new(7);
        let mut made: Vec<Uuid> = (0..10_000).map(|_| ids.next(Timestamp(1_000))).collect();
        made.push(ids.next(Timestamp(10)));
        made.push(ids.next(Timestamp(2_000)));
        assert!(made.is_sorted_by(|earlier, later| earlier < later));
    }
}

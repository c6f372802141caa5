//! Simulated customers: what they are like, what they say, how long they take.

mod behaviour;
mod people;
mod script;

pub(crate) use behaviour::{Character, Reply, choices, reply};
pub(crate) use people::{phone_in, population};
pub(crate) use script::{Line, line};

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::world::MessageKey;

/// What a customer is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Does nothing by themselves: somebody plays this customer.
    Still,
    /// Reads soon, answers in words, sometimes taps.
    Chatty,
    /// Taps whatever can be tapped.
    Tapper,
    /// Writes again when no answer comes.
    Impatient,
    /// Reads and says nothing.
    Silent,
    /// Talks for a while, then wants no more messages.
    OptsOut,
    /// Receives and never looks.
    NeverReads,
}

/// What a simulated customer has in mind.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Mind {
    /// How often they will still speak in this chat.
    pub turns_left: u8,
    /// Which intention is the present one; older ones have been given up.
    pub intention: u32,
    pub opted_out: bool,
}

/// What a simulated customer is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Deed {
    /// Starts a chat.
    Begin,
    /// Looks at the phone and reads what has come.
    Look,
    Answer {
        to: MessageKey,
        intention: u32,
    },
    /// Asks whether anybody is there.
    Nudge {
        intention: u32,
    },
}

impl Profile {
    /// The profiles of those who act by themselves, in the proportion they come.
    pub(crate) const LIVELY: [Self; 10] = [
        Self::Chatty,
        Self::Tapper,
        Self::Chatty,
        Self::Impatient,
        Self::Tapper,
        Self::Silent,
        Self::Chatty,
        Self::OptsOut,
        Self::Tapper,
        Self::NeverReads,
    ];

    /// How long until this person looks at a new message, at least and at most.
    pub(crate) fn time_to_look(self) -> Option<(Millis, Millis)> {
        match self {
            Self::Still | Self::NeverReads => None,
            Self::Impatient => Some((400, 2_000)),
            Self::Chatty | Self::Tapper => Some((1_000, 6_000)),
            Self::OptsOut => Some((2_000, 9_000)),
            Self::Silent => Some((3_000, 30_000)),
        }
    }

    pub(crate) fn time_to_write(self) -> (Millis, Millis) {
        match self {
            Self::Impatient | Self::Tapper => (800, 3_000),
            _ => (2_000, 9_000),
        }
    }
}

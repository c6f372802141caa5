//! Where one row of the ledger stands, and how it may move. Never backwards: only the sender takes a row back to
//! `waiting`, and only when Meta has refused the request.
//!
//! ```text
//! waiting -> sending -> accepted -> sent -> delivered -> read
//!               |           `----------`--> failed
//!               |-> rejected, or waiting again
//!               `-> uncertain -> any of the above by its status, or undecided when silence lasts
//! ```
//!
//! As for other messages (`crate::status`), the furthest ever heard of wins, `failed` stands between sent and delivered,
//! and a status proves that the request arrived, whatever was thought of it.

words! {
    RecipientState {
        Waiting = "waiting",
        /// A request may be under way.
        Sending = "sending",
        /// The request may or may not have arrived; its status will tell.
        Uncertain = "uncertain",
        /// It did not: a person decides.
        Undecided = "undecided",
        Accepted = "accepted",
        Sent = "sent",
        /// Meta took it and could not deliver it.
        Failed = "failed",
        Delivered = "delivered",
        Read = "read",
        /// Meta did not take it.
        Rejected = "rejected",
        /// The gate, or the plan, said no.
        Skipped = "skipped",
        HeldOut = "held_out",
        Cancelled = "cancelled",
    }
}

use RecipientState as S;

/// The parts that the planned ones add up of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Hold-out included.
    Skipped,
    /// With all that became of it.
    Accepted,
    Rejected,
    /// A request was made and nobody knows of its answer yet.
    Uncertain,
    Waiting,
    Cancelled,
}

impl RecipientState {
    pub const fn part(self) -> Part {
        match self {
            S::Skipped | S::HeldOut => Part::Skipped,
            S::Accepted | S::Sent | S::Failed | S::Delivered | S::Read => Part::Accepted,
            S::Rejected => Part::Rejected,
            S::Sending | S::Uncertain | S::Undecided => Part::Uncertain,
            S::Waiting => Part::Waiting,
            S::Cancelled => Part::Cancelled,
        }
    }

    /// Where it stands after a status says `incoming`; `None` when that is nothing new.
    pub fn advance(self, incoming: Self) -> Option<Self> {
        let (here, there) = (self.place()?, incoming.place()?);
        (there > here && there >= ACCEPTED).then_some(incoming)
    }

    /// Whether a campaign that has such a row is not over.
    pub const fn is_open(self) -> bool {
        matches!(self, S::Waiting | S::Sending | S::Uncertain)
    }

    /// The place in the line. A row that was never to be sent stands outside it.
    const fn place(self) -> Option<u8> {
        Some(match self {
            S::Waiting => 0,
            S::Sending => 1,
            S::Uncertain | S::Undecided | S::Rejected | S::Cancelled => 2,
            S::Accepted => ACCEPTED,
            S::Sent => 4,
            S::Failed => 5,
            S::Delivered => 6,
            S::Read => 7,
            S::Skipped | S::HeldOut => return None,
        })
    }

    /// Meta's word in a status webhook; `None` for words that move nothing.
    pub fn from_meta(word: &str) -> Option<Self> {
        Some(match word {
            "sent" => S::Sent,
            "delivered" => S::Delivered,
            "read" | "played" => S::Read,
            "failed" => S::Failed,
            _ => return None,
        })
    }
}

const ACCEPTED: u8 = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows: where it stands. Columns: what comes, in the order of `RecipientState::ALL`. `+` moves, `.` stays.
    const TABLE: [(RecipientState, &str); 13] = [
        (S::Waiting, "....+++++...."),
        (S::Sending, "....+++++...."),
        (S::Uncertain, "....+++++...."),
        (S::Undecided, "....+++++...."),
        (S::Accepted, ".....++++...."),
        (S::Sent, "......+++...."),
        (S::Failed, ".......++...."),
        (S::Delivered, "........+...."),
        (S::Read, "............."),
        (S::Rejected, "....+++++...."),
        (S::Skipped, "............."),
        (S::HeldOut, "............."),
        (S::Cancelled, "....+++++...."),
    ];

    #[test]
    fn every_pair_of_states() {
        for (state, row) in TABLE {
            for (incoming, sign) in RecipientState::ALL.iter().zip(row.chars()) {
                let expected = (sign == '+').then_some(*incoming);
                assert_eq!(state.advance(*incoming), expected, "{state} hears {incoming}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_order_of_statuses_does_not_matter(
            (words, shuffled) in prop::collection::vec(
                prop::sample::select(vec!["sent", "delivered", "read", "failed", "warning"]), 0..8)
                .prop_flat_map(|words| (Just(words.clone()), Just(words).prop_shuffle())),
        ) {
            let end = |words: &[&str]| words.iter().filter_map(|word| RecipientState::from_meta(word))
                .fold(S::Sending, |state, incoming| state.advance(incoming).unwrap_or(state));
            prop_assert_eq!(end(&words), end(&shuffled));
        }
    }
}

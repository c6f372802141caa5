//! A status never goes backwards, in whatever order the webhooks come, and however often.
//!
//! All statuses of an outgoing message stand in one line, and the furthest ever heard of wins:
//!
//! ```text
//! queued < sending < uncertain < accepted < sent < failed < delivered < read < played
//! ```
//!
//! `failed` stands over `sent` because Meta sends it when a message it took did not arrive, and under `delivered`
//! because the phone's own receipt is proof: Meta's contract lets `failed` replace queued and sent only, and a receipt
//! that comes after `failed` must win for the same reason, or the order of two webhooks would decide what we show.
//! Being a maximum, the result cannot depend on order or repetition.
//!
//! Taking a message back into the queue (a retry, the silence rule) is a decision of the sender, not a status,
//! and does not pass through here.

use crate::message::MessageStatus;

/// Where a message stands after hearing `incoming`; `None` when that is nothing new.
pub const fn advance(current: MessageStatus, incoming: MessageStatus) -> Option<MessageStatus> {
    match (place(current), place(incoming)) {
        (Some(here), Some(there)) if there > here => Some(incoming),
        _ => None,
    }
}

/// Meta's word in a status webhook. `None` for words that do not move a message (`deleted`, `warning`, new ones).
pub fn from_meta(word: &str) -> Option<MessageStatus> {
    Some(match word {
        "sent" => MessageStatus::Sent,
        "delivered" => MessageStatus::Delivered,
        "read" => MessageStatus::Read,
        "played" => MessageStatus::Played,
        "failed" => MessageStatus::Failed,
        _ => return None,
    })
}

/// The place in the line; an inbound message stands outside it.
const fn place(status: MessageStatus) -> Option<u8> {
    Some(match status {
        MessageStatus::Received => return None,
        MessageStatus::Queued => 0,
        MessageStatus::Sending => 1,
        MessageStatus::Uncertain => 2,
        MessageStatus::Accepted => 3,
        MessageStatus::Sent => 4,
        MessageStatus::Failed => 5,
        MessageStatus::Delivered => 6,
        MessageStatus::Read => 7,
        MessageStatus::Played => 8,
    })
}

#[cfg(test)]
mod tests {
    use super::MessageStatus::{Accepted, Delivered, Failed, Played, Queued, Read, Received, Sending, Sent, Uncertain};
    use super::*;
    use proptest::prelude::*;

    const ALL: [MessageStatus; 10] =
        [Received, Queued, Sending, Uncertain, Accepted, Sent, Delivered, Read, Played, Failed];

    /// Rows: what we have. Columns: what comes, in the order of `ALL`. `+` moves, `.` stays.
    const TABLE: [(MessageStatus, &str); 10] = [
        (Received, ".........."),
        (Queued, "..++++++++"),
        (Sending, "...+++++++"),
        (Uncertain, "....++++++"),
        (Accepted, ".....+++++"),
        (Sent, "......++++"),
        (Delivered, ".......++."),
        (Read, "........+."),
        (Played, ".........."),
        (Failed, "......+++."),
    ];

    #[test]
    fn every_pair_of_statuses() {
        for (current, row) in TABLE {
            for (incoming, cell) in ALL.into_iter().zip(row.chars()) {
                let expected = (cell == '+').then_some(incoming);
                assert_eq!(advance(current, incoming), expected, "{current:?} <- {incoming:?}");
            }
        }
    }

    #[test]
    fn words_of_meta() {
        for (word, status) in
            [("sent", Some(Sent)), ("played", Some(Played)), ("deleted", None), ("SENT", None), ("", None)]
        {
            assert_eq!(from_meta(word), status, "{word}");
        }
    }

    fn settle(statuses: &[MessageStatus]) -> MessageStatus {
        statuses.iter().fold(Queued, |current, incoming| advance(current, *incoming).unwrap_or(current))
    }

    proptest! {
        #[test]
        fn order_and_repetition_do_not_matter(
            (statuses, shuffled) in prop::collection::vec(prop::sample::select(ALL.to_vec()), 0..12)
                .prop_flat_map(|statuses| (Just(statuses.clone()), Just(statuses).prop_shuffle())),
        ) {
            let settled = settle(&statuses);
            prop_assert_eq!(settle(&shuffled), settled);
            let twice = [statuses, shuffled].concat();
            prop_assert_eq!(settle(&twice), settled);
        }

        #[test]
        fn a_receipt_of_the_phone_is_never_lost(statuses in prop::collection::vec(prop::sample::select(ALL.to_vec()), 0..12)) {
            if statuses.iter().any(|status| matches!(status, Delivered | Read | Played)) {
                prop_assert_ne!(settle(&statuses), Failed);
            }
        }
    }
}

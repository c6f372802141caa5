//! One row of the ledger and the news of it: outcomes of requests and Meta's statuses, in whatever order they come.

use super::recipient::RecipientState as S;
use super::tally::{Measure, Tallies, reason_of};
use crate::id::NumberId;
use crate::time::Timestamp;

/// What may change of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub variant: u32,
    pub number: NumberId,
    pub state: S,
    pub reason: Option<String>,
    pub code: Option<i64>,
    pub attempt: u32,
    pub due_at: Timestamp,
    pub wamid: Option<String>,
    pub accepted_at: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub read_at: Option<Timestamp>,
    pub failed_at: Option<Timestamp>,
}

/// Why Meta did not take or not deliver a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub reason: String,
    pub code: Option<i64>,
}

/// Something that was learned of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Accepted {
        wamid: String,
        at: Timestamp,
    },
    Rejected(Fault),
    /// Again at that time; as the same attempt when no request was made.
    Later {
        due_at: Timestamp,
        given_back: bool,
    },
    /// The request may have arrived.
    Uncertain {
        deadline: Timestamp,
    },
    /// The gate said no.
    Skipped(String),
    /// Nobody wants it any more.
    Cancelled,
    Status {
        state: S,
        wamid: String,
        at: Timestamp,
        fault: Option<Fault>,
    },
}

impl Row {
    /// Takes news of an attempt in; what is older than what is known changes nothing.
    pub fn hear(&mut self, attempt: u32, news: &News) {
        match news {
            News::Status { state, wamid, at, fault } => self.status(attempt, *state, wamid, *at, fault.as_ref()),
            _ if attempt != self.attempt => {}
            News::Accepted { wamid, at } => {
                self.wamid.get_or_insert_with(|| wamid.clone());
                self.accepted_at.get_or_insert(*at);
                self.state = self.state.advance(S::Accepted).unwrap_or(self.state);
            }
            // A status was quicker: the request has arrived whatever its answer was.
            _ if !matches!(self.state, S::Sending | S::Uncertain | S::Undecided) => {}
            News::Rejected(Fault { reason, code }) => {
                (self.state, self.reason, self.code) = (S::Rejected, Some(reason.clone()), *code);
            }
            News::Later { due_at, given_back } => {
                (self.state, self.due_at) = (S::Waiting, *due_at);
                self.attempt -= u32::from(*given_back && self.attempt > 0);
            }
            News::Uncertain { deadline } if self.state == S::Sending => {
                (self.state, self.due_at) = (S::Uncertain, *deadline);
            }
            News::Skipped(reason) => (self.state, self.reason) = (S::Skipped, Some(reason.clone())),
            News::Cancelled => self.state = S::Cancelled,
            News::Uncertain { .. } => {}
        }
    }

    fn status(&mut self, attempt: u32, state: S, wamid: &str, at: Timestamp, fault: Option<&Fault>) {
        // Of an attempt that was given up only a receipt counts: the person has the message.
        let is_receipt = matches!(state, S::Delivered | S::Read);
        if attempt != self.attempt && !is_receipt {
            return;
        }
        self.wamid.get_or_insert_with(|| wamid.to_owned());
        self.accepted_at.get_or_insert(at);
        let moment = match state {
            S::Sent => &mut self.sent_at,
            S::Delivered => &mut self.delivered_at,
            S::Read => &mut self.read_at,
            S::Failed => &mut self.failed_at,
            _ => return,
        };
        *moment = Some(moment.map_or(at, |known| known.min(at)));
        if let Some(next) = self.state.advance(state) {
            self.state = next;
            let fault = fault.filter(|_| next == S::Failed);
            (self.reason, self.code) = fault.map_or((None, None), |fault| (Some(fault.reason.clone()), fault.code));
        }
    }

    fn tally_reason(&self) -> String {
        reason_of(self.state, self.reason.as_deref(), self.code)
    }

    /// What changes in the counts when this row becomes `after`.
    pub fn count_change(&self, after: &Self, tallies: &mut Tallies) {
        if (self.state, &self.reason, self.code) != (after.state, &after.reason, after.code) {
            tallies.add(self.variant, Measure::State(self.state), self.tally_reason(), -1);
            tallies.add(after.variant, Measure::State(after.state), after.tally_reason(), 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::IdSource;
    use proptest::prelude::*;

    fn sending() -> Row {
        Row {
            variant: 0,
            number: NumberId::new(&mut IdSource::new(1), Timestamp(1)),
            state: S::Sending,
            reason: None,
            code: None,
            attempt: 2,
            due_at: Timestamp(0),
            wamid: None,
            accepted_at: None,
            sent_at: None,
            delivered_at: None,
            read_at: None,
            failed_at: None,
        }
    }

    fn status(state: S, at: i64) -> News {
        let fault = (state == S::Failed).then(|| Fault { reason: "undeliverable".to_owned(), code: Some(131_026) });
        News::Status { state, wamid: "w".to_owned(), at: Timestamp(at), fault }
    }

    fn accepted() -> News {
        News::Accepted { wamid: "w".to_owned(), at: Timestamp(3) }
    }

    #[test]
    fn what_news_do_to_a_row() {
        let rejected = || News::Rejected(Fault { reason: "x".to_owned(), code: Some(131_008) });
        let later = || News::Later { due_at: Timestamp(9), given_back: false };
        let doubt = || News::Uncertain { deadline: Timestamp(9) };
        for (story, end) in [
            (vec![(2, accepted())], S::Accepted),
            (vec![(2, rejected())], S::Rejected),
            (vec![(2, later())], S::Waiting),
            (vec![(2, doubt())], S::Uncertain),
            (vec![(2, doubt()), (2, status(S::Sent, 5))], S::Sent),
            (vec![(2, status(S::Delivered, 5)), (2, accepted())], S::Delivered),
            (vec![(2, status(S::Delivered, 5)), (2, rejected())], S::Delivered),
            (vec![(2, status(S::Sent, 5)), (2, doubt())], S::Sent),
            (vec![(1, accepted())], S::Sending),
            (vec![(1, status(S::Failed, 5))], S::Sending),
            (vec![(1, status(S::Delivered, 5))], S::Delivered),
            (vec![(2, later()), (1, status(S::Sent, 5))], S::Waiting),
            (vec![(2, News::Skipped("opted_out".to_owned()))], S::Skipped),
            (vec![(2, accepted()), (2, News::Cancelled)], S::Accepted),
        ] {
            let mut row = sending();
            for (attempt, news) in &story {
                row.hear(*attempt, news);
            }
            assert_eq!(row.state, end, "{story:?}");
        }
    }

    #[test]
    fn a_request_that_was_not_made_is_no_attempt() {
        let mut row = sending();
        row.hear(2, &News::Later { due_at: Timestamp(9), given_back: true });
        assert_eq!((row.attempt, row.due_at), (1, Timestamp(9)));
    }

    proptest! {
        #[test]
        fn the_order_and_repetition_of_news_do_not_matter(
            (news, shuffled) in prop::collection::vec(
                prop::sample::select(vec![accepted(), status(S::Sent, 4), status(S::Sent, 5), status(S::Delivered, 6),
                    status(S::Read, 8), status(S::Failed, 7)]), 1..9)
                .prop_flat_map(|news| (Just(news.clone()), Just(news).prop_shuffle())),
        ) {
            let end = |news: &[News]| {
                let mut row = sending();
                for news in news {
                    row.hear(2, news);
                }
                // Acceptance is known by its answer or by the first status that comes.
                row.accepted_at = row.accepted_at.map(|_| Timestamp(0));
                row
            };
            prop_assert_eq!(end(&news), end(&shuffled));
        }

        #[test]
        fn counts_follow_the_row(states in prop::collection::vec(prop::sample::select(
            vec![accepted(), status(S::Sent, 4), status(S::Failed, 7), status(S::Read, 8)]), 1..6)) {
            let mut row = sending();
            let mut tallies = Tallies::default();
            tallies.add(0, Measure::State(S::Sending), "", 1);
            for news in &states {
                let before = row.clone();
                row.hear(2, news);
                before.count_change(&row, &mut tallies);
            }
            prop_assert_eq!(tallies.planned(), 1);
            prop_assert_eq!(tallies.of(Measure::State(row.state)), 1);
        }
    }
}

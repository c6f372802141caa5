//! How many rows of the ledger there are of what. Kept in the transaction that moves the rows, so that nobody has to
//! count a million of them, and compared with a count by test.

use super::recipient::{Part, RecipientState};
use std::collections::BTreeMap;

/// What is counted: where rows stand now, and what their people did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Rows that stand there at the moment.
    State(RecipientState),
    Replied,
    /// Tapped a button of it.
    Button,
    Clicked,
}

impl Measure {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::State(state) => state.as_str(),
            Self::Replied => "replied",
            Self::Button => "button",
            Self::Clicked => "clicked",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "replied" => Some(Self::Replied),
            "button" => Some(Self::Button),
            "clicked" => Some(Self::Clicked),
            state => RecipientState::parse(state).map(Self::State),
        }
    }
}

/// (variant, measure, reason): the reason is the word of what was skipped, Meta's code of what was rejected or failed.
pub type Key = (u32, Measure, String);

/// Counts, or changes of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies(BTreeMap<Key, i64>);

impl Tallies {
    pub fn add(&mut self, variant: u32, measure: Measure, reason: impl Into<String>, count: i64) {
        let key = (variant, measure, reason.into());
        let sum = self.0.get(&key).copied().unwrap_or_default() + count;
        if sum == 0 {
            self.0.remove(&key);
        } else {
            self.0.insert(key, sum);
        }
    }

    /// A row leaves one place for another.
    pub fn moved(&mut self, variant: u32, from: (RecipientState, &str), to: (RecipientState, &str)) {
        self.add(variant, Measure::State(from.0), from.1, -1);
        self.add(variant, Measure::State(to.0), to.1, 1);
    }

    /// What has changed, or is there.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, i64)> {
        self.0.iter().map(|(key, count)| (key, *count))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All variants and reasons together.
    pub fn of(&self, measure: Measure) -> i64 {
        self.iter().filter(|((_, is, _), _)| *is == measure).map(|(_, count)| count).sum()
    }

    pub fn of_part(&self, part: Part) -> i64 {
        RecipientState::ALL
            .iter()
            .filter(|state| state.part() == part)
            .map(|state| self.of(Measure::State(*state)))
            .sum()
    }

    /// Every row is in one place.
    pub fn planned(&self) -> i64 {
        RecipientState::ALL.iter().map(|state| self.of(Measure::State(*state))).sum()
    }

    /// Whether something is still to happen without anybody's doing.
    pub fn are_open(&self) -> bool {
        RecipientState::ALL.iter().any(|state| state.is_open() && self.of(Measure::State(*state)) > 0)
    }
}

/// What a tally keeps of why a row stands where it stands.
pub fn reason_of(state: RecipientState, reason: Option<&str>, code: Option<i64>) -> String {
    match state {
        RecipientState::Skipped => reason.unwrap_or_default().to_owned(),
        RecipientState::Rejected | RecipientState::Failed => {
            code.map_or_else(|| reason.unwrap_or_default().to_owned(), |code| code.to_string())
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_stays_counted_once() {
        let mut tallies = Tallies::default();
        tallies.add(0, Measure::State(RecipientState::Waiting), "", 10);
        tallies.add(1, Measure::State(RecipientState::Skipped), "opted_out", 3);
        tallies.moved(0, (RecipientState::Waiting, ""), (RecipientState::Rejected, "131026"));
        tallies.moved(0, (RecipientState::Waiting, ""), (RecipientState::Delivered, ""));
        tallies.add(0, Measure::Replied, "", 1);
        assert_eq!(tallies.planned(), 13);
        let parts = [Part::Skipped, Part::Accepted, Part::Rejected, Part::Uncertain, Part::Waiting, Part::Cancelled];
        assert_eq!(parts.map(|part| tallies.of_part(part)), [3, 1, 1, 0, 8, 0]);
        assert!(tallies.are_open());
    }

    #[test]
    fn measures_are_words() {
        let all = RecipientState::ALL.iter().map(|state| Measure::State(*state));
        for measure in all.chain([Measure::Replied, Measure::Button, Measure::Clicked]) {
            assert_eq!(Measure::parse(measure.as_str()), Some(measure));
        }
    }
}

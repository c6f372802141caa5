//! What a number of messages costs: a line for each country and category, and an honest sum.

use super::Price;
use crate::metric::cost::Micros;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Messages of one country and category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub messages: u64,
    pub free: u64,
    /// Charged at a price nobody has told us; the sum lacks them.
    pub unknown: u64,
    /// What each charged one costs; the last, if a new card began meanwhile.
    pub each: Option<Micros>,
    pub total: Micros,
}

/// By country (empty where it is not known) and by the word of the category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    lines: BTreeMap<(String, String), Line>,
}

impl Bill {
    pub fn add(&mut self, country: &str, category: &str, messages: u64, price: Price) {
        let line = self.lines.entry((country.to_owned(), category.to_owned())).or_default();
        line.messages += messages;
        match price {
            Price::Free => line.free += messages,
            Price::Unknown => line.unknown += messages,
            Price::Charged(each) => {
                line.each = Some(each);
                line.total = line.total.plus(each.times(messages));
            }
        }
    }

    pub fn lines(&self) -> impl Iterator<Item = (&str, &str, &Line)> {
        self.lines.iter().map(|((country, category), line)| (country.as_str(), category.as_str(), line))
    }

    /// Of those whose price is known.
    pub fn total(&self) -> Micros {
        self.lines.values().fold(Micros(0), |sum, line| sum.plus(line.total))
    }

    pub fn unknown(&self) -> u64 {
        self.lines.values().map(|line| line.unknown).sum()
    }

    pub fn messages(&self) -> u64 {
        self.lines.values().map(|line| line.messages).sum()
    }

    /// The sum, if it is one: a sum that lacks somebody is no cost per result.
    pub fn whole(&self) -> Option<Micros> {
        (self.messages() > 0 && self.unknown() == 0).then(|| self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bill_says_what_it_does_not_know() {
        let mut bill = Bill::default();
        assert_eq!(bill.whole(), None);
        bill.add("FR", "marketing", 1000, Price::Charged(Micros(85_900)));
        bill.add("FR", "marketing", 50, Price::Free);
        assert_eq!(bill.whole(), Some(Micros(85_900_000)));
        bill.add("PE", "marketing", 7, Price::Unknown);
        assert_eq!((bill.messages(), bill.unknown(), bill.total(), bill.whole()), (1057, 7, Micros(85_900_000), None));
        let lines: Vec<_> = bill.lines().map(|(country, _, line)| (country, line.messages, line.free)).collect();
        assert_eq!(lines, [("FR", 1050, 50), ("PE", 7, 0)]);
    }
}

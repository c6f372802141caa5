//! What was really sent, delivered and read, counted by half hour: the source of every analytics end point.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::world::World;
use crate::world::calendar::Date;
use crate::world::pairs;
use crate::world::pricing::Price;
use crate::world::thread::{Category, MessageStatus};
use crate::world::turn::MessageKey;

const HALF_HOUR: Millis = 30 * 60 * 1_000;
/// How far back one can look.
const KEPT: Millis = 365 * 24 * 3_600 * 1_000;

/// What one count is about. Its order is the order in answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Measure {
    /// The start of the half hour.
    pub at: Millis,
    pub number: usize,
    /// Two letters.
    pub country: [u8; 2],
    pub category: Category,
    /// `regular`, `free_customer_service` and so on; empty until delivered.
    pub price: Cow<'static, str>,
    pub template: Option<u64>,
}

/// How many of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub sent: u64,
    pub delivered: u64,
    pub read: u64,
}

/// All counts, and what buttons of templates were tapped.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Ledger {
    #[serde(with = "pairs")]
    counts: BTreeMap<Measure, Counts>,
    /// Half hour, template and words of the button.
    #[serde(with = "pairs")]
    clicks: BTreeMap<(Millis, u64, String), u64>,
}

/// From when to when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub start: Millis,
    pub end: Millis,
}

/// How finely a span is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Granularity {
    HalfHour,
    Day,
    Month,
}

impl Granularity {
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text.to_uppercase().as_str() {
            "HALF_HOUR" => Some(Self::HalfHour),
            "DAY" | "DAILY" => Some(Self::Day),
            "MONTH" | "MONTHLY" => Some(Self::Month),
            _ => None,
        }
    }

    /// The stretch a moment falls into, its start and its end.
    pub(crate) fn around(self, at: Millis) -> (Millis, Millis) {
        const DAY: Millis = 48 * HALF_HOUR;
        let floor = |unit: Millis| at.div_euclid(unit) * unit;
        match self {
            Self::HalfHour => (floor(HALF_HOUR), floor(HALF_HOUR) + HALF_HOUR),
            Self::Day => (floor(DAY), floor(DAY) + DAY),
            Self::Month => {
                let day = at.div_euclid(DAY);
                let first = day - (Date::of(at).day - 1);
                let is_first = |day: &i64| Date::of(day * DAY).day == 1;
                let next = (first + 28..=first + 31).find(is_first).unwrap_or(first + 31);
                (first * DAY, next * DAY)
            }
        }
    }
}

impl Ledger {
    fn forget(&mut self, now: Millis) {
        while self.counts.first_key_value().is_some_and(|(measure, _)| measure.at < now - KEPT) {
            self.counts.pop_first();
        }
        while self.clicks.first_key_value().is_some_and(|((at, _, _), _)| *at < now - KEPT) {
            self.clicks.pop_first();
        }
    }

    fn counts_mut(&mut self, now: Millis, measure: Measure) -> &mut Counts {
        if !self.counts.contains_key(&measure) {
            self.forget(now);
        }
        self.counts.entry(measure).or_default()
    }

    /// The counts within a span.
    pub(crate) fn within(&self, span: Span) -> impl Iterator<Item = (&Measure, &Counts)> {
        self.counts.iter().filter(move |(measure, _)| (span.start..span.end).contains(&measure.at))
    }

    /// The taps within a span: when, template, words, how many.
    pub(crate) fn clicks(&self, span: Span) -> impl Iterator<Item = (Millis, u64, &str, u64)> {
        let within = self.clicks.iter().filter(move |((at, _, _), _)| (span.start..span.end).contains(at));
        within.map(|((at, template, words), count)| (*at, *template, words.as_str(), *count))
    }
}

impl World {
    /// Counts a step of a message.
    pub(crate) fn count_step(&mut self, now: Millis, key: MessageKey, before: MessageStatus, status: MessageStatus) {
        let Some(measure) = self.measure(now, key) else { return };
        let counts = self.assets.ledger.counts_mut(now, measure);
        match status {
            MessageStatus::Sent => counts.sent += 1,
            MessageStatus::Delivered => counts.delivered += 1,
            // Whoever reads with the chat open is never told of as delivered, but it was.
            MessageStatus::Read => {
                counts.delivered += u64::from(before < MessageStatus::Delivered);
                counts.read += 1;
            }
            _ => {}
        }
    }

    fn measure(&self, now: Millis, key: MessageKey) -> Option<Measure> {
        let entry = self.entry(key)?;
        if !entry.is_to_customer() {
            return None;
        }
        let country =
            self.customers.get(key.thread.customer).and_then(|customer| customer.country.as_bytes().try_into().ok());
        Some(Measure {
            at: now.div_euclid(HALF_HOUR) * HALF_HOUR,
            number: key.thread.number,
            country: country.unwrap_or(*b"ZZ"),
            category: entry.category,
            price: entry.price.map(Price::kind).unwrap_or_default().into(),
            template: entry.template,
        })
    }

    /// Counts a tap on a button of a template.
    pub(crate) fn count_click(&mut self, now: Millis, quoted: &str, words: &str) {
        let template = self.find_message(quoted).and_then(|(key, _)| self.measure(now, key)?.template);
        if let Some(template) = template {
            let at = now.div_euclid(HALF_HOUR) * HALF_HOUR;
            *self.assets.ledger.clicks.entry((at, template, words.to_owned())).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Millis = 24 * 3_600 * 1_000;

    #[test]
    fn months_begin_and_end_where_the_calendar_says() {
        // Days since 1970 of the first of a month, and the days that month has.
        let months = [(0, 31), (31, 28), (59, 31), (761, 29), (20_727, 31), (20_454, 31), (10_988, 29)];
        for (first, length) in months {
            for day in [first, first + length / 2, first + length - 1] {
                let stretch = Granularity::Month.around(day * DAY + 5);
                assert_eq!(stretch, (first * DAY, (first + length) * DAY), "day {day}");
            }
        }
    }
}

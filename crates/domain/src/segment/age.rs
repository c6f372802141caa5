//! How long ago something is: moments, days, and the span of time that they name.

use crate::time::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

const DAY: i64 = 86_400_000;

/// How long ago one moment is that a person has, or has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    InLastDays(u32),
    OverDaysAgo(u32),
    Since(Moment),
    Before(Moment),
    /// There is no such moment.
    Never(bool),
}

/// A day (its first moment, in UTC) or a moment with its offset: `2026-03-31`, `2026-03-31T18:00:00-03:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    /// As dates are kept: a day, or a moment in UTC.
    text: String,
    at: Timestamp,
}

/// Moments from the first to before the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    pub from: Option<Timestamp>,
    pub before: Option<Timestamp>,
}

impl Age {
    /// The moments it holds of; `None` asks for none at all (true) or for any (false).
    pub fn range(&self, now: Timestamp) -> Option<Range> {
        match self {
            Self::InLastDays(days) => Some(Range::last_days(*days, now)),
            Self::OverDaysAgo(days) => Some(Range { from: None, before: Some(days_before(now, *days)) }),
            Self::Since(moment) => Some(Range { from: Some(moment.at), before: None }),
            Self::Before(moment) => Some(Range { from: None, before: Some(moment.at) }),
            Self::Never(_) => None,
        }
    }

    pub fn holds(&self, moment: Option<Timestamp>, now: Timestamp) -> bool {
        match self {
            Self::Never(never) => moment.is_none() == *never,
            _ => moment.zip(self.range(now)).is_some_and(|(moment, range)| range.holds(moment)),
        }
    }
}

impl Range {
    /// Up to now, which counts.
    pub fn last_days(days: u32, now: Timestamp) -> Self {
        Self { from: Some(days_before(now, days)), before: Some(Timestamp(now.0.saturating_add(1))) }
    }

    pub fn holds(&self, moment: Timestamp) -> bool {
        self.from.is_none_or(|from| moment >= from) && self.before.is_none_or(|before| moment < before)
    }
}

fn days_before(now: Timestamp, days: u32) -> Timestamp {
    Timestamp(now.0.saturating_sub(i64::from(days).saturating_mul(DAY)))
}

/// The day so many days after today, in UTC.
pub(super) fn today(now: Timestamp, days_later: i64) -> String {
    let at = now.0.saturating_add(days_later.saturating_mul(DAY));
    let instant = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.to_zoned(TimeZone::UTC).date().to_string()
}

impl Moment {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(day) = text.parse::<Date>().ok().filter(|_| text.len() == "2026-03-31".len()) {
            let at = day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
            return Some(Self { text: day.to_string(), at: Timestamp(at) });
        }
        let at: jiff::Timestamp = text.parse().ok()?;
        let whole = jiff::Timestamp::from_second(at.as_second()).ok()?;
        Some(Self { text: whole.to_string(), at: Timestamp(at.as_millisecond()) })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub const fn at(&self) -> Timestamp {
        self.at
    }
}

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| {
            format!("`{text}` is neither a day nor a moment, such as 2026-03-31 or 2026-03-31T18:00:00Z")
        })
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_774_872_000_000);

    #[test]
    fn days_and_moments_are_read() {
        for (text, expected) in [
            ("2026-03-30", Some(("2026-03-30", 1_774_828_800_000))),
            ("2026-03-30T12:00:00Z", Some(("2026-03-30T12:00:00Z", 1_774_872_000_000))),
            ("2026-03-30T09:00:00-03:00", Some(("2026-03-30T12:00:00Z", 1_774_872_000_000))),
            ("2026-03-30T12:00:00", None),
            ("yesterday", None),
            ("2026-02-30", None),
        ] {
            let read = Moment::parse(text);
            assert_eq!(read.as_ref().map(|moment| (moment.as_str(), moment.at().0)), expected, "{text}");
        }
    }

    #[test]
    fn the_last_days_end_now_and_before_them_is_long_ago() {
        let (last, ago) = (Age::InLastDays(7), Age::OverDaysAgo(7));
        let week = Timestamp(NOW.0 - 7 * DAY);
        for (moment, in_last, long_ago) in [
            (Some(NOW), true, false),
            (Some(Timestamp(NOW.0 + 1)), false, false),
            (Some(week), true, false),
            (Some(Timestamp(week.0 - 1)), false, true),
            (None, false, false),
        ] {
            assert_eq!((last.holds(moment, NOW), ago.holds(moment, NOW)), (in_last, long_ago), "{moment:?}");
        }
        assert!(Age::Never(true).holds(None, NOW) && Age::Never(false).holds(Some(NOW), NOW));
    }
}

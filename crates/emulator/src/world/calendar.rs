//! Days, months and years of emulated time.

use crate::clock::Millis;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the civil calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub year: i64,
    /// From 1.
    pub month: i64,
    /// From 1.
    pub day: i64,
}

impl Date {
    /// After Howard Hinnant's `civil_from_days`.
    pub(crate) fn of(now: Millis) -> Self {
        let days = now.div_euclid(86_400_000) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Self { year, month, day }
    }

    /// Months since the year 0.
    pub(crate) fn month_number(self) -> i64 {
        self.year * 12 + self.month - 1
    }
}

/// The second at which a day begins that is written `2026-10-01`.
pub(crate) fn day_of(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let mut part = |length: usize| -> Option<i64> {
        let digits = parts.next().filter(|digits| digits.len() == length)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    // Around the middle of that month, counted from years of 365.25 days; the calendar says how far it is off.
    let about = ((year - 1970) * 1_461).div_euclid(4) + (month - 1) * 61 / 2;
    let is_it = |days: &i64| Date::of(days * 86_400_000) == Date { year, month, day };
    (about - 5..about + 40).find(is_it).map(|days| days * 86_400)
}

/// As Meta writes the day of a ban: `April 17, 2025`.
pub(crate) fn date_in_words(now: Millis) -> String {
    let Date { year, month, day } = Date::of(now);
    let name = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or_default();
    format!("{name} {day}, {year}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let cases = [
            (0, (1970, 1, 1)),
            (951_782_400_000, (2000, 2, 29)),
            (1_790_812_800_000, (2026, 10, 1)),
            (1_798_761_599_999, (2026, 12, 31)),
        ];
        for (now, (year, month, day)) in cases {
            assert_eq!(Date::of(now), Date { year, month, day });
        }
        assert_eq!((day_of("2026-10-01"), day_of("1970-01-01")), (Some(1_790_812_800), Some(0)));
        assert_eq!((day_of("2026-02-29"), day_of("1790812800"), day_of("2026-1-01")), (None, None, None));
        let days = (0..40_000).map(|day| day * 86_400_000);
        for Date { year, month, day } in days.map(Date::of) {
            assert!(day_of(&format!("{year:04}-{month:02}-{day:02}")).is_some(), "{year} {month} {day}");
        }
        assert_eq!(date_in_words(1_744_848_000_000), "April 17, 2025");
    }
}

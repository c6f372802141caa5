//! What a message costs, as its statuses tell it.

use serde_json::{Value, json};

use super::thread::Category;
use crate::clock::Millis;

/// Since this moment (1 October 2026) service messages and utility templates within the window are charged.
const SERVICE_CHARGED_SINCE: Millis = 1_790_812_800_000;

/// Delivered service messages that are free, per number and calendar month.
const FREE_SERVICE_MESSAGES: u32 = 1_000;

/// How many free service messages of a month have been used.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FreeService {
    month: i64,
    used: u32,
}

impl FreeService {
    /// Uses one up, if there is one left this month.
    pub(crate) fn take(&mut self, now: Millis) -> bool {
        let month = month_of(now);
        if month != self.month {
            *self = Self { month, used: 0 };
        }
        let free = self.used < FREE_SERVICE_MESSAGES;
        self.used = self.used.saturating_add(1);
        free
    }
}

/// The price of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Price {
    category: Category,
    kind: &'static str,
}

impl Price {
    /// The `pricing` object.
    pub(crate) fn to_json(self) -> Value {
        let (kind, category) = (self.kind, self.category.as_str());
        json!({ "billable": kind == "regular", "pricing_model": "PMP", "type": kind, "category": category })
    }
}

/// What a message sent now costs.
pub(crate) fn price(category: Category, now: Millis, window: Window, free_service_left: bool) -> Price {
    let charged = now >= SERVICE_CHARGED_SINCE;
    let kind = match (window, category) {
        (Window::FreeEntry, _) => "free_entry_point",
        (_, Category::Service) if !charged || free_service_left => "free_customer_service",
        (Window::Open, Category::Utility) if !charged => "free_customer_service",
        _ => "regular",
    };
    Price { category, kind }
}

/// In which window a message was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    Open,
    Closed,
    FreeEntry,
}

/// Months since the beginning of 1970, counted by the civil calendar.
fn month_of(now: Millis) -> i64 {
    // Days to year and month, after Howard Hinnant's `civil_from_days`.
    let days = now.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    (era * 400 + year_of_era) * 12 + month_from_march
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_change_with_date_window_and_category() {
        let before = SERVICE_CHARGED_SINCE - 1;
        let after = SERVICE_CHARGED_SINCE;
        let cases = [
            (Category::Service, before, Window::Open, false, "free_customer_service"),
            (Category::Service, after, Window::Open, true, "free_customer_service"),
            (Category::Service, after, Window::Open, false, "regular"),
            (Category::Utility, before, Window::Open, false, "free_customer_service"),
            (Category::Utility, after, Window::Open, true, "regular"),
            (Category::Utility, before, Window::Closed, true, "regular"),
            (Category::Marketing, before, Window::Open, true, "regular"),
            (Category::Marketing, before, Window::FreeEntry, true, "free_entry_point"),
        ];
        for (category, now, window, left, kind) in cases {
            assert_eq!(price(category, now, window, left).kind, kind, "{category:?} {window:?}");
        }
    }

    #[test]
    fn free_messages_come_back_with_the_month() {
        let mut free = FreeService::default();
        let october = SERVICE_CHARGED_SINCE;
        assert_eq!((0..1_200).filter(|_| free.take(october)).count(), 1_000);
        assert!(!free.take(october + 30 * 86_400_000));
        assert!(free.take(october + 31 * 86_400_000));
    }
}

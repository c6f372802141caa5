//! What a message costs, as its statuses tell it.

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::thread::Category;
use crate::clock::Millis;

/// Since this moment (1 October 2026) service messages and utility templates within the window are charged.
const SERVICE_CHARGED_SINCE: Millis = 1_790_812_800_000;

/// Delivered service messages that are free, per number and calendar month.
const FREE_SERVICE_MESSAGES: u32 = 1_000;

/// How many free service messages of a month have been used.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct FreeService {
    month: i64,
    used: u32,
}

impl FreeService {
    /// Uses one up, if there is one left this month.
    pub(crate) fn take(&mut self, now: Millis) -> bool {
        let month = Date::of(now).month_number();
        if month != self.month {
            *self = Self { month, used: 0 };
        }
        let free = self.used < FREE_SERVICE_MESSAGES;
        self.used = self.used.saturating_add(1);
        free
    }
}

/// The price of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Price {
    category: Category,
    kind: PriceKind,
    /// Sent through the marketing messages API.
    lite: bool,
    #[serde(default)]
    in_group: bool,
}

/// Whether it costs anything, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum PriceKind {
    Regular,
    FreeCustomerService,
    FreeEntryPoint,
}

/// The `pricing` object.
#[derive(Debug, Serialize)]
pub(crate) struct PriceTold {
    billable: bool,
    pricing_model: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    category: &'static str,
}

impl PriceTold {
    pub(crate) fn of(price: Price) -> Self {
        let kind = match price.kind {
            PriceKind::FreeCustomerService if price.in_group => "free_group_customer_service",
            kind => kind.as_str(),
        };
        let category = match price.category {
            Category::Service if price.in_group => "group_service",
            Category::Utility if price.in_group => "group_utility",
            Category::Marketing if price.in_group => "group_marketing",
            _ if price.lite => "marketing_lite",
            category => category.as_str(),
        };
        Self { billable: price.kind == PriceKind::Regular, pricing_model: "PMP", kind, category }
    }
}

impl Price {
    pub(crate) fn is_free_entry(self) -> bool {
        self.kind == PriceKind::FreeEntryPoint
    }

    /// `regular`, `free_customer_service` and so on.
    pub(crate) fn kind(self) -> &'static str {
        self.kind.as_str()
    }

    pub(crate) fn is_billable(self) -> bool {
        self.kind == PriceKind::Regular
    }

    /// The same for a copy of a message in a group.
    pub(crate) fn for_a_group(self) -> Self {
        Self { in_group: true, ..self }
    }

    /// The same for a message of the marketing messages API.
    pub(crate) fn through_marketing_api(self, lite: bool) -> Self {
        Self { lite, ..self }
    }
}

impl PriceKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::FreeCustomerService => "free_customer_service",
            Self::FreeEntryPoint => "free_entry_point",
        }
    }
}

/// What a message sent now costs.
pub(crate) fn price(category: Category, now: Millis, window: Window, free_service_left: bool) -> Price {
    let charged = now >= SERVICE_CHARGED_SINCE;
    let kind = match (window, category) {
        (Window::FreeEntry, _) => PriceKind::FreeEntryPoint,
        (_, Category::Service) if !charged || free_service_left => PriceKind::FreeCustomerService,
        (Window::Open, Category::Utility) if !charged => PriceKind::FreeCustomerService,
        _ => PriceKind::Regular,
    };
    Price { category, kind, lite: false, in_group: false }
}

/// In which window a message was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    Open,
    Closed,
    FreeEntry,
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
            assert_eq!(price(category, now, window, left).kind.as_str(), kind, "{category:?} {window:?}");
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

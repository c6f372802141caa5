//! What messages cost: by the country of whoever gets them, by category, and by the day.
//!
//! - [`card`]: rate cards as data; those that ship are examples, a workspace brings its own, also as a [`table`].
//! - [`bill`]: what was or will be sent, added up line by line.
//!
//! Meta charges on delivery and says in the status webhook whether a message was charged and as what. That word counts,
//! also where it contradicts the rules; the rules ([`Opening`]) only tell in advance what to expect. Where no figure is
//! known the price is unknown, never a guess.

pub mod bill;
pub mod card;
pub mod table;

pub use bill::{Bill, Line};
pub use card::{CardError, RateCard, RateCards};

use crate::metric::cost::Micros;

words! {
    /// As what Meta charges a message.
    PriceCategory {
        Marketing = "marketing",
        /// Sent through the marketing messages API.
        MarketingLite = "marketing_lite",
        Utility = "utility",
        Authentication = "authentication",
        AuthenticationInternational = "authentication_international",
        /// Anything that is no template.
        Service = "service",
    }
}

impl PriceCategory {
    /// Meta's word, in a status or as a template's category. `None` for those that are not of single messages.
    pub fn from_meta(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase().replace('-', "_");
        Self::parse(word.strip_prefix("group_").unwrap_or(&word))
    }
}

/// What is open between the business and the person when a message goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The 24 hours after the customer wrote.
    pub window: bool,
    /// The customer came from an advertisement, or from the button of a page, and was answered in time.
    pub free_entry: bool,
}

/// The price of one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    Free,
    Charged(Micros),
    /// Charged, and nobody has told us how much.
    Unknown,
}

/// What a message is going to cost, as far as the rules tell.
pub fn expected(card: &RateCard, country: &str, category: PriceCategory, opening: Opening) -> Price {
    let free_in_window = match category {
        PriceCategory::Utility => card.utility_in_window == card::InWindow::Free,
        // Some of them are free each month, which only Meta counts.
        _ => false,
    };
    if opening.free_entry || (opening.window && free_in_window) {
        return Price::Free;
    }
    charged(card, country, category)
}

/// What a charged message costs.
pub fn charged(card: &RateCard, country: &str, category: PriceCategory) -> Price {
    card.rate(country, category).map_or(Price::Unknown, Price::Charged)
}

/// Meta's own word in a status: its `type` (`free_...` or `regular`) and `category`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Free,
    /// Charged as this; none when it is a category of a kind we do not know.
    As(Option<PriceCategory>),
}

/// How [`Told`] is kept in a row: the category, or that it was free.
const FREE: &str = "free";
const OTHER: &str = "other";

impl Told {
    pub fn of(is_free: bool, category: Option<&str>) -> Self {
        if is_free { Self::Free } else { Self::As(category.and_then(PriceCategory::from_meta)) }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Free => FREE,
            Self::As(Some(category)) => category.as_str(),
            Self::As(None) => OTHER,
        }
    }

    pub fn parse(word: &str) -> Self {
        if word == FREE { Self::Free } else { Self::As(PriceCategory::parse(word)) }
    }

    pub fn price(self, card: &RateCard, country: &str) -> Price {
        match self {
            Self::Free => Price::Free,
            Self::As(category) => category.map_or(Price::Unknown, |category| charged(card, country, category)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_decides_what_is_free() {
        let card = |word: &str| {
            let source = include_str!("2026-10.yaml").replace("utility_in_window: charged", word);
            RateCard::parse(&source).unwrap()
        };
        let (nothing, window) = (Opening::default(), Opening { window: true, free_entry: false });
        let entry = Opening { window: true, free_entry: true };
        let (marketing, utility) = (PriceCategory::Marketing, PriceCategory::Utility);
        for (rule, country, category, opening, expected_price) in [
            ("free", "FR", marketing, nothing, Price::Charged(Micros(85_900))),
            ("free", "FR", marketing, window, Price::Charged(Micros(85_900))),
            ("free", "FR", marketing, entry, Price::Free),
            ("free", "IN", utility, nothing, Price::Charged(Micros(1_400))),
            ("free", "IN", utility, window, Price::Free),
            ("charged", "IN", utility, window, Price::Charged(Micros(1_400))),
            ("charged", "IN", utility, entry, Price::Free),
            ("charged", "PE", marketing, nothing, Price::Unknown),
            ("charged", "PE", marketing, entry, Price::Free),
            ("charged", "", utility, nothing, Price::Unknown),
            ("charged", "FR", PriceCategory::AuthenticationInternational, nothing, Price::Unknown),
        ] {
            let card = card(&format!("utility_in_window: {rule}"));
            let price = expected(&card, country, category, opening);
            assert_eq!(price, expected_price, "{rule} {country} {category} {opening:?}");
        }
    }

    #[test]
    fn what_meta_says_counts() {
        let card = RateCard::parse(include_str!("2026-10.yaml")).unwrap();
        for (is_free, category, kept, price) in [
            (true, Some("marketing"), "free", Price::Free),
            (false, Some("marketing"), "marketing", Price::Charged(Micros(11_800))),
            (
                false,
                Some("authentication-international"),
                "authentication_international",
                Price::Charged(Micros(30_400)),
            ),
            (false, Some("group_utility"), "utility", Price::Charged(Micros(1_400))),
            (false, Some("marketing_lite"), "marketing_lite", Price::Unknown),
            (false, Some("general_purpose_ai"), "other", Price::Unknown),
            (false, None, "other", Price::Unknown),
        ] {
            let told = Told::of(is_free, category);
            assert_eq!(told.as_str(), kept);
            assert_eq!(Told::parse(kept), told, "{kept}");
            assert_eq!(told.price(&card, "IN"), price, "{category:?}");
        }
    }
}

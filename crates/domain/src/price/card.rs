//! Rate cards: what a message costs in each market from a day on, in one currency.

use super::PriceCategory;
use crate::flow::document::read_document;
use crate::metric::cost::Micros;
use crate::outside::Money;
use crate::time::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The cards that ship.
const PUBLISHED: &[&str] = &[include_str!("2026-10.yaml")];

/// More than this for one message is a slip of the pen in any currency.
const MOST: f64 = 1_000_000.0;
const MOST_CARDS: usize = 60;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CardError(String);

impl CardError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct RateCard {
    pub effective_from: Date,
    /// ISO 4217.
    pub currency: String,
    /// Where the figures come from, as people are told.
    pub source: String,
    pub utility_in_window: InWindow,
    markets: Vec<Market>,
    by_country: BTreeMap<String, usize>,
}

words! {
    InWindow {
        Free = "free",
        Charged = "charged",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Market {
    name: String,
    countries: Vec<String>,
    rates: BTreeMap<PriceCategory, Micros>,
}

impl RateCard {
    pub fn parse(source: &str) -> Result<Self, CardError> {
        read_document(source).map_err(|error| CardError(error.to_string()))
    }

    /// None when the card has no figure for it.
    pub fn rate(&self, country: &str, category: PriceCategory) -> Option<Micros> {
        let market = self.markets.get(*self.by_country.get(country)?)?;
        market.rates.get(&category).copied()
    }

    /// Of a market of this name, in whatever case.
    pub fn countries_of(&self, market: &str) -> Option<&[String]> {
        let found = self.markets.iter().find(|known| known.name.eq_ignore_ascii_case(market))?;
        Some(&found.countries)
    }

    /// As what people know the country's market.
    pub fn market(&self, country: &str) -> Option<&str> {
        let market = self.markets.get(*self.by_country.get(country)?)?;
        Some(&market.name)
    }
}

/// Cards of different days; each counts until the next one begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<RateCard>", into = "Vec<RateCard>")]
pub struct RateCards(Vec<RateCard>);

impl RateCards {
    /// Those that ship, for who has not brought their own.
    pub fn published() -> Result<Self, CardError> {
        let cards = PUBLISHED.iter().map(|source| RateCard::parse(source));
        Self::try_from(cards.collect::<Result<Vec<_>, _>>()?)
    }

    /// The one in force, by the day in Greenwich. None before the first.
    pub fn at(&self, moment: Timestamp) -> Option<&RateCard> {
        let moment = jiff::Timestamp::from_millisecond(moment.as_millis()).ok()?;
        let day = moment.to_zoned(jiff::tz::TimeZone::UTC).date();
        self.0.iter().rev().find(|card| card.effective_from <= day)
    }

    pub fn cards(&self) -> &[RateCard] {
        &self.0
    }
}

impl TryFrom<Vec<RateCard>> for RateCards {
    type Error = CardError;

    fn try_from(mut cards: Vec<RateCard>) -> Result<Self, CardError> {
        if cards.len() > MOST_CARDS {
            return Err(CardError(format!("at most {MOST_CARDS} cards")));
        }
        cards.sort_by_key(|card| card.effective_from);
        let days: BTreeSet<Date> = cards.iter().map(|card| card.effective_from).collect();
        if days.len() < cards.len() {
            return Err(CardError("two cards begin on the same day".to_owned()));
        }
        Ok(Self(cards))
    }
}

impl From<RateCards> for Vec<RateCard> {
    fn from(cards: RateCards) -> Self {
        cards.0
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    effective_from: Date,
    currency: String,
    source: String,
    utility_in_window: InWindow,
    markets: Vec<WrittenMarket>,
}

#[derive(Serialize, Deserialize)]
struct WrittenMarket {
    market: String,
    countries: Vec<String>,
    /// By category, in units of the currency.
    #[serde(flatten)]
    rates: BTreeMap<PriceCategory, f64>,
}

impl TryFrom<Written> for RateCard {
    type Error = CardError;

    fn try_from(written: Written) -> Result<Self, CardError> {
        let Written { effective_from, currency, source, utility_in_window, markets } = written;
        if !Money::is_currency(&currency) {
            return Err(CardError(format!("`{currency}` is no currency: three capital letters")));
        }
        let markets = markets.into_iter().map(Market::try_from).collect::<Result<Vec<_>, _>>()?;
        let mut by_country = BTreeMap::new();
        for (place, market) in markets.iter().enumerate() {
            for country in &market.countries {
                if by_country.insert(country.clone(), place).is_some() {
                    return Err(CardError(format!("{country} is in two markets")));
                }
            }
        }
        Ok(Self { effective_from, currency, source, utility_in_window, markets, by_country })
    }
}

impl TryFrom<WrittenMarket> for Market {
    type Error = CardError;

    fn try_from(written: WrittenMarket) -> Result<Self, CardError> {
        let WrittenMarket { market: name, countries, rates } = written;
        let is_country = |code: &String| code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
        if let Some(code) = countries.iter().find(|code| !is_country(code)) {
            return Err(CardError(format!("`{code}` is no country: two capital letters")));
        }
        let rate = |(category, amount): (PriceCategory, f64)| Some((category, micros(amount)?));
        let rates: Option<BTreeMap<_, _>> = rates.into_iter().map(rate).collect();
        let rates = rates.ok_or_else(|| CardError(format!("a price of {name} is not between 0 and {MOST}")))?;
        Ok(Self { name, countries, rates })
    }
}

fn micros(amount: f64) -> Option<Micros> {
    #[expect(clippy::cast_possible_truncation, reason = "whole, and within the bounds that are looked at first")]
    (0.0..=MOST).contains(&amount).then(|| Micros((amount * 1e6).round() as i64))
}

impl From<RateCard> for Written {
    fn from(card: RateCard) -> Self {
        let RateCard { effective_from, currency, source, utility_in_window, markets, .. } = card;
        let markets = markets.into_iter().map(WrittenMarket::from).collect();
        Self { effective_from, currency, source, utility_in_window, markets }
    }
}

impl From<Market> for WrittenMarket {
    fn from(market: Market) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "far fewer millionths than a float counts exactly")]
        let amount = |(category, Micros(rate)): (PriceCategory, Micros)| (category, rate as f64 / 1e6);
        Self { market: market.name, countries: market.countries, rates: market.rates.into_iter().map(amount).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "
effective_from: 2027-01-01
currency: BRL
source: contract of 3 May
utility_in_window: free
markets:
  - { market: Brazil, countries: [BR], marketing: 0.3125, utility: 0.0340 }
  - { market: Southern Cone, countries: [AR, CL, UY], marketing: 0.29 }
";

    #[test]
    fn a_card_is_read_and_written_alike() {
        let card = RateCard::parse(CARD).unwrap();
        assert_eq!(card.rate("BR", PriceCategory::Utility), Some(Micros(34_000)));
        assert_eq!(card.rate("CL", PriceCategory::Marketing), Some(Micros(290_000)));
        assert_eq!(card.rate("CL", PriceCategory::Utility), None);
        assert_eq!((card.market("UY"), card.market("PE")), (Some("Southern Cone"), None));
        let again: RateCard = serde_json::from_value(serde_json::to_value(&card).unwrap()).unwrap();
        assert_eq!(again, card);
    }

    #[test]
    fn slips_of_the_pen() {
        for (change, to, told) in [
            ("BRL", "reais", "no currency"),
            ("[BR]", "[Brazil]", "no country"),
            ("[BR]", "[AR]", "in two markets"),
            ("0.3125", "-1", "not between"),
            ("0.3125", "1e12", "not between"),
            ("marketing: 0.29", "marketting: 0.29", "marketting"),
            ("2027-01-01", "January", "line 2"),
        ] {
            let error = RateCard::parse(&CARD.replacen(change, to, 1)).unwrap_err().to_string();
            assert!(error.contains(told), "{to}: {error}");
        }
    }

    #[test]
    fn each_card_counts_until_the_next_begins() {
        let later = RateCard::parse(CARD).unwrap();
        let mut cards = RateCards::published().unwrap().0;
        cards.insert(0, later.clone());
        let cards = RateCards::try_from(cards).unwrap();
        let currency = |seconds| cards.at(Timestamp::from_seconds(seconds)).map(|card| card.currency.as_str());
        assert_eq!(currency(1_790_812_799), None);
        assert_eq!(currency(1_790_812_800), Some("USD"));
        assert_eq!(currency(1_798_761_599), Some("USD"));
        assert_eq!(currency(1_798_761_600), Some("BRL"));
        assert!(RateCards::try_from(vec![later.clone(), later]).is_err());
    }
}

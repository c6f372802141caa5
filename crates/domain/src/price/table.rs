//! A rate card from a table, as Meta publishes one or a spreadsheet writes it: a row for each market, a column for each
//! category.

use super::PriceCategory;
use super::card::{CardError, InWindow, RateCard};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// What the table does not say itself.
#[derive(Clone, Debug)]
pub struct Head {
    pub effective_from: Date,
    pub currency: String,
    pub source: String,
    pub utility_in_window: InWindow,
}

/// Columns `market` and `countries` (codes of two letters, with spaces between them) and categories; others are passed
/// over. Where there are no countries, those that `known` has for the market's name count.
pub fn read(text: &str, head: &Head, known: Option<&RateCard>) -> Result<RateCard, CardError> {
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| CardError::new(error.to_string());
    let columns: Vec<Column> = rows.headers().map_err(unreadable)?.iter().map(Column::of).collect();
    if !columns.contains(&Column::Market) || !columns.iter().any(|column| matches!(column, Column::Price(_))) {
        return Err(CardError::new("the first row names the columns: market, countries, marketing, utility, …"));
    }
    let mut markets = Vec::new();
    for row in rows.records() {
        markets.extend(market(&columns, &row.map_err(unreadable)?, known)?);
    }
    let Head { effective_from, currency, source, utility_in_window } = head;
    let card = json!({"effective_from": effective_from, "currency": currency, "source": source,
        "utility_in_window": utility_in_window, "markets": markets});
    serde_json::from_value(card).map_err(|error| CardError::new(error.to_string()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Market,
    Countries,
    Price(PriceCategory),
    Other,
}

impl Column {
    fn of(heading: &str) -> Self {
        let heading = heading.trim_start_matches('\u{feff}').trim().to_lowercase().replace([' ', '-'], "_");
        match heading.as_str() {
            "market" => Self::Market,
            "countries" | "country" => Self::Countries,
            other => PriceCategory::parse(other).map_or(Self::Other, Self::Price),
        }
    }
}

/// Spreadsheets of some countries write semicolons.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    [b';', b'\t'].into_iter().find(|sign| first.as_bytes().contains(sign)).unwrap_or(b',')
}

/// `None` for a row without a market.
fn market(
    columns: &[Column],
    row: &csv::StringRecord,
    known: Option<&RateCard>,
) -> Result<Option<Map<String, Value>>, CardError> {
    let (mut name, mut countries, mut market) = ("", Vec::new(), Map::new());
    for (column, cell) in columns.iter().zip(row) {
        match column {
            Column::Market => name = cell.trim(),
            Column::Countries => countries = codes(cell),
            Column::Price(category) => {
                if let Some(price) = price(cell, name)? {
                    market.insert(category.to_string(), json!(price));
                }
            }
            Column::Other => {}
        }
    }
    if name.is_empty() {
        return Ok(None);
    }
    if countries.is_empty() {
        let known = known.and_then(|card| card.countries_of(name));
        countries = known.ok_or_else(|| CardError::new(format!("say which countries {name} is")))?.to_vec();
    }
    market.insert("market".to_owned(), json!(name));
    market.insert("countries".to_owned(), json!(countries));
    Ok(Some(market))
}

fn codes(cell: &str) -> Vec<String> {
    let codes = cell.split(|sign: char| !sign.is_ascii_alphabetic());
    codes.filter(|code| !code.is_empty()).map(str::to_ascii_uppercase).collect()
}

/// `None` where there is none: an empty cell, a dash, `n/a`.
fn price(cell: &str, market: &str) -> Result<Option<f64>, CardError> {
    let written: String =
        cell.chars().filter(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-')).collect();
    if !written.contains(|sign: char| sign.is_ascii_digit()) {
        return Ok(None);
    }
    let price = written.replace(',', ".").parse();
    price.map(Some).map_err(|_| CardError::new(format!("`{}` is no price of {market}", cell.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::cost::Micros;

    fn head() -> Head {
        Head {
            effective_from: "2027-01-01".parse().unwrap(),
            currency: "USD".to_owned(),
            source: "a table".to_owned(),
            utility_in_window: InWindow::Free,
        }
    }

    #[test]
    fn tables_as_they_come() {
        for table in [
            "market,countries,marketing,utility\nMexico,MX,0.0436,0.0080\nSouthern Cone,AR CL,0.0618,n/a\n",
            "\u{feff}Market;Currency;Countries;Marketing;Utility;Volume tiers\nMexico;USD;mx;$ 0,0436;0,0080;yes\n;;;;;\n\
             Southern Cone;USD;AR/CL;0,0618;-;\n",
        ] {
            let card = read(table, &head(), None).unwrap();
            assert_eq!(card.rate("MX", PriceCategory::Marketing), Some(Micros(43_600)), "{table}");
            assert_eq!(card.rate("MX", PriceCategory::Utility), Some(Micros(8_000)));
            assert_eq!(card.rate("CL", PriceCategory::Marketing), Some(Micros(61_800)));
            assert_eq!(card.rate("CL", PriceCategory::Utility), None);
        }
    }

    #[test]
    fn a_market_without_countries_is_the_one_of_that_name() {
        let known = read("market,countries,marketing\nRest of Latin America,BO EC,0.07\n", &head(), None).unwrap();
        let next = read("Market,Marketing\nRest of Latin America,0.08\n", &head(), Some(&known)).unwrap();
        assert_eq!(next.rate("EC", PriceCategory::Marketing), Some(Micros(80_000)));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (table, told) in [
            ("", "the first row"),
            ("country,price\nMX,1\n", "the first row"),
            ("market,marketing\nMexico,0.04\n", "which countries Mexico is"),
            ("market,countries,marketing\nMexico,MX,1.2.3\n", "no price of Mexico"),
            ("market,countries,marketing\nMexico,MX,1\nBrazil,MX,1\n", "in two markets"),
        ] {
            let error = read(table, &head(), None).unwrap_err().to_string();
            assert!(error.contains(told), "{table}: {error}");
        }
    }
}

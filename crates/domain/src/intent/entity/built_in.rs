//! The kinds that need no teaching, and what is remembered of each.

use super::{Given, Named, moment};
use crate::contact::phone;
use nlu::entity::{Anchor, Dimension, Entity, Kind, Kinds, NumberForm, Value as Reading};
use serde_json::{Value, json};

words! {
    /// What every business knows, by the names flows ask for them.
    BuiltIn {
        Number = "number",
        Ordinal = "ordinal",
        Percent = "percent",
        NumberRange = "number_range",
        Money = "money",
        Quantity = "quantity",
        Age = "age",
        Temperature = "temperature",
        Date = "date",
        Time = "time",
        DateTime = "date_time",
        DateRange = "date_range",
        TimeRange = "time_range",
        DateTimeRange = "date_time_range",
        Duration = "duration",
        Phone = "phone",
        Email = "email",
        Url = "url",
        YesNo = "yes_no",
        NationalId = "national_id",
        PostalCode = "postal_code",
        OrderNumber = "order_number",
        Mention = "mention",
        Hashtag = "hashtag",
        Ip = "ip",
    }
}

impl BuiltIn {
    /// The grammar that finds it.
    pub(super) fn kinds(self) -> Kinds {
        Kinds::from(match self {
            Self::Number => Kind::Number,
            Self::Ordinal => Kind::Ordinal,
            Self::Percent => Kind::Percent,
            Self::NumberRange => Kind::NumberRange,
            Self::Money => Kind::Money,
            Self::Quantity => Kind::Quantity,
            Self::Age => Kind::Age,
            Self::Temperature => Kind::Temperature,
            Self::Phone => Kind::Phone,
            Self::Email => Kind::Email,
            Self::Url => Kind::Url,
            Self::YesNo => Kind::YesNo,
            Self::NationalId => Kind::NationalId,
            Self::PostalCode => Kind::PostalCode,
            Self::OrderNumber => Kind::OrderNumber,
            Self::Mention => Kind::Mention,
            Self::Hashtag => Kind::Hashtag,
            Self::Ip => Kind::Ip,
            Self::Date
            | Self::Time
            | Self::DateTime
            | Self::DateRange
            | Self::TimeRange
            | Self::DateTimeRange
            | Self::Duration => Kind::Moment,
        })
    }

    /// What something that was found is, and its readings under each name.
    pub(super) fn all_of(text: &str, found: &Entity, given: &Given) -> Vec<(Self, Vec<Value>)> {
        let kind = match found.kind {
            Kind::Moment => return moment::all_of(text, found, given.now.date()),
            Kind::Number => Self::Number,
            Kind::Ordinal => Self::Ordinal,
            Kind::Percent => Self::Percent,
            Kind::NumberRange => Self::NumberRange,
            Kind::Money => Self::Money,
            Kind::Quantity => Self::Quantity,
            Kind::Age => Self::Age,
            Kind::Temperature => Self::Temperature,
            Kind::Phone => Self::Phone,
            Kind::Email => Self::Email,
            Kind::Url => Self::Url,
            Kind::Ip => Self::Ip,
            Kind::Mention => Self::Mention,
            Kind::Hashtag => Self::Hashtag,
            Kind::YesNo => Self::YesNo,
            Kind::NationalId => Self::NationalId,
            Kind::PostalCode => Self::PostalCode,
            Kind::OrderNumber => Self::OrderNumber,
            Kind::Custom => return Vec::new(),
        };
        let values = found.values.iter().filter_map(|reading| remembered(reading, given)).collect();
        // "Dos cajas" is a number of boxes, and a number.
        let count = found.values.iter().filter_map(count_of).collect();
        vec![(kind, values), (Self::Number, count)]
    }

    pub(super) fn named(self, words: &str, values: Vec<Value>) -> Named {
        Named { entity: self.as_str().to_owned(), text: words.to_owned(), values }
    }

    /// How people write it who were asked for it, written as the grammars know it.
    pub(super) fn plain_form(self, text: &str) -> Option<String> {
        match self {
            Self::Number => in_digits(text),
            Self::Date => moment::date_with_spaces(text),
            Self::Time => moment::time_with_dot(text),
            _ => None,
        }
    }

    /// What it may also be in the answer to a question for it.
    pub(super) fn in_answer(self, text: &str, found: &[Entity], given: &Given) -> Vec<Named> {
        let named = |(words, values): (String, Vec<Value>)| self.named(&words, values);
        match self {
            Self::Date => {
                found.iter().filter_map(|one| moment::day_of_stretch(one, given.now.date())).map(named).collect()
            }
            Self::Time => moment::bare_hour(text, found).map(named).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it is a moment that bounds in time mean something for.
    pub fn is_moment(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::DateTime)
    }

    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Ordinal | Self::Percent | Self::Duration)
    }

    /// Whether one is a part of the other when both are read from the same words.
    pub(crate) fn contains(self, part: Self) -> bool {
        match self {
            Self::DateTime => matches!(part, Self::Date | Self::Time),
            Self::DateTimeRange => matches!(part, Self::Date | Self::TimeRange),
            Self::Quantity => part == Self::Number,
            _ => false,
        }
    }
}

fn remembered(reading: &Reading, given: &Given) -> Option<Value> {
    Some(match reading {
        // "1e9" is a typing error more often than a number.
        Reading::Number { value, form } if *form != NumberForm::Power => number(*value),
        Reading::Ordinal { offset, from: Anchor::Start } => (*offset).into(),
        Reading::Ordinal { offset, from: Anchor::End } => (-1 - offset).into(),
        Reading::Percent { value } => number((*value)?),
        Reading::Money { amount, currency, unit } => {
            json!({"amount": number((*amount)?), "currency": currency, "unit": unit})
        }
        Reading::Quantity { amount, unit, .. } => json!({"amount": number((*amount)?), "unit": unit}),
        Reading::NumberRange { from, to, .. } => json!({"from": from.map(number), "to": to.map(number)}),
        Reading::Phone { typed, e164 } => {
            phone::parse(e164.as_deref().unwrap_or(typed), &given.country)?.as_str().into()
        }
        Reading::YesNo { yes } => (*yes).into(),
        Reading::Identifier { value, .. } | Reading::Text { value } => value.as_str().into(),
        Reading::Number { .. } | Reading::Ordinal { .. } | Reading::Moment(_) | Reading::Custom { .. } => return None,
    })
}

fn count_of(reading: &Reading) -> Option<Value> {
    match reading {
        Reading::Quantity { amount, dimension: Dimension::Count, .. } => amount.map(number),
        _ => None,
    }
}

/// Whole numbers stay whole, so that they read as `3` and not as `3.0`.
pub(super) fn number(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "only for whole numbers that an i64 holds exactly")]
    let whole = number as i64;
    let is_whole = number.fract() == 0.0 && number.abs() < 9e15;
    if is_whole { whole.into() } else { number.into() }
}

/// `1234.5`, `1.234,5`, `1,234.5`, `€ 12` in digits and at most a point, whatever the language. Of two different signs the
/// last is the decimal one; a lone one before exactly three digits groups thousands, unless a zero stands before it.
fn in_digits(text: &str) -> Option<String> {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || "€$%R".contains(letter));
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let is_plain = text.chars().all(|letter| letter.is_ascii_digit() || ".,-+".contains(letter));
    if text.len() > 30 || !is_plain {
        return None;
    }
    let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, letter)| ".,".contains(*letter)).collect();
    let decimal = match signs.as_slice() {
        [] => None,
        [(place, _)] => {
            (text.len() - place != 4 || text.trim_start_matches(['-', '+']).starts_with('0')).then_some(*place)
        }
        [.., (_, before), (place, last)] => (before != last).then_some(*place),
    };
    let kept = |(place, letter): (usize, char)| match letter {
        '.' | ',' => (decimal == Some(place)).then_some('.'),
        other => Some(other),
    };
    Some(text.char_indices().filter_map(kept).collect())
}

//! What was found and what it means.

use super::Kind;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One thing a message names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    pub kind: Kind,
    /// Byte offsets into the message, on character boundaries.
    pub span: Range<usize>,
    /// The words as they were typed.
    pub text: String,
    /// Every reading, the likeliest first; never empty.
    pub values: Vec<Value>,
}

/// One reading of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Value {
    Number {
        value: f64,
        form: NumberForm,
    },
    /// `offset` counts from one from the start; from zero from the end ("the last") and from the current one.
    Ordinal {
        offset: i64,
        from: Anchor,
    },
    /// Nothing when the message says "percentage" without a number.
    Percent {
        value: Option<f64>,
    },
    /// `currency` is ISO 4217 where one is meant; `unit` is its name in the message's language.
    Money {
        amount: Option<f64>,
        currency: Option<String>,
        unit: String,
    },
    /// `unit` is the name in the message's language.
    Quantity {
        amount: Option<f64>,
        unit: String,
        dimension: Dimension,
    },
    /// A side that is open is nothing.
    NumberRange {
        from: Option<f64>,
        from_included: bool,
        to: Option<f64>,
        to_included: bool,
    },
    Moment(Moment),
    /// `e164` when the digits are a number of the contact's country or name their own.
    Phone {
        typed: String,
        e164: Option<String>,
    },
    YesNo {
        yes: bool,
    },
    /// `scheme` is `cpf`, `cuit`, `ipv4` and the like; `value` is written without separators.
    Identifier {
        scheme: String,
        value: String,
    },
    Text {
        value: String,
    },
    /// `score` is one for an exact match.
    Custom {
        entity: String,
        value: String,
        score: f64,
    },
}

/// How a number was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberForm {
    Integer,
    Decimal,
    Fraction,
    Power,
}

/// What an ordinal counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    Start,
    Current,
    End,
}

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Weight,
    Speed,
    Information,
    Angle,
    Age,
    Temperature,
    Power,
    Energy,
    Pressure,
    /// Pieces: "dos cajas", "three boxes".
    Count,
}

/// A date, a time, a stretch of time or a recurrence, in civil time of the context's zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    pub shape: Shape,
    /// TIMEX3: what was said, with `X` for what was left open ("XXXX-WXX-1", "T15:30", "P2D").
    pub timex: String,
    /// A point, or where a stretch begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<DateTime>,
    /// Where a stretch ends, itself no longer part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTime>,
    /// The length of a duration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// For a bound, the part of the period it speaks of: "since late July".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Modifier>,
    /// Minutes east of UTC, when the message names a zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utc_offset_minutes: Option<i32>,
}

/// The shape of a [`Moment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Date,
    Time,
    DateTime,
    DateRange,
    TimeRange,
    DateTimeRange,
    Duration,
    Recurrence,
    TimeZone,
}

/// How a [`Moment`] stands to the dates it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    Before,
    After,
    Since,
    Until,
    Approximately,
    BeforeApproximately,
    AfterApproximately,
    SinceApproximately,
    UntilApproximately,
    Early,
    Middle,
    Late,
    More,
    Less,
    /// "That week": which one was said elsewhere.
    Elsewhere,
}

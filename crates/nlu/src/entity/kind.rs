//! The kinds of thing a message can name.

use serde::{Deserialize, Serialize};

/// What sort of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Number,
    Ordinal,
    Percent,
    NumberRange,
    Money,
    Quantity,
    Age,
    Temperature,
    /// Dates, times, ranges, durations and recurrences: the [`Shape`](super::Shape) of the value says which.
    Moment,
    Phone,
    Email,
    Url,
    Ip,
    Mention,
    Hashtag,
    YesNo,
    /// CPF, CNPJ, DNI, NIE, RFC, CUIT, RUT: only when the check digits agree.
    NationalId,
    PostalCode,
    OrderNumber,
    /// A list, pattern or tagger of the business itself.
    Custom,
}

impl Kind {
    pub const ALL: [Self; 20] = [
        Self::Number,
        Self::Ordinal,
        Self::Percent,
        Self::NumberRange,
        Self::Money,
        Self::Quantity,
        Self::Age,
        Self::Temperature,
        Self::Moment,
        Self::Phone,
        Self::Email,
        Self::Url,
        Self::Ip,
        Self::Mention,
        Self::Hashtag,
        Self::YesNo,
        Self::NationalId,
        Self::PostalCode,
        Self::OrderNumber,
        Self::Custom,
    ];
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    pub const NONE: Self = Self(0);
    pub const ALL: Self = Self(u32::MAX);

    pub fn contains(self, kind: Kind) -> bool {
        self.0 & Self::from(kind).0 != 0
    }

    #[must_use]
    pub fn with(self, kind: Kind) -> Self {
        Self(self.0 | Self::from(kind).0)
    }

    #[must_use]
    pub fn without(self, kind: Kind) -> Self {
        Self(self.0 & !Self::from(kind).0)
    }
}

impl From<Kind> for Kinds {
    fn from(kind: Kind) -> Self {
        Self(1 << kind as u32)
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }
}

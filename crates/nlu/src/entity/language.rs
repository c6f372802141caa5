//! The languages a message may be in.

use serde::{Deserialize, Serialize};

/// A language with a grammar of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "pt")]
    Portuguese,
    #[serde(rename = "en")]
    English,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Spanish, Self::Portuguese, Self::English];

    /// The language of a code such as `es`, `pt-BR` or `en_US`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "es" => Some(Self::Spanish),
            "pt" => Some(Self::Portuguese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Whether "1,5" is one and a half here, and "1.500" a thousand and a half.
    pub(crate) fn comma_is_decimal(self) -> bool {
        self != Self::English
    }
}

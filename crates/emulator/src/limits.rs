//! What Meta allows: rates, messages to new people, marketing to one person, templates that are still on trial.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;

/// The limits that hold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Per number, sent and received together.
    pub messages_per_second: u32,
    /// The same once a number has been upgraded.
    pub upgraded_messages_per_second: u32,
    /// Messages to one customer in a row.
    pub pair_burst: u32,
    /// One more to the same customer every so often.
    pub pair_interval_ms: Millis,
    /// People who may be written to outside of a window, in any 24 hours.
    pub tier: Tier,
    /// Marketing templates one person gets in any 24 hours, outside of a window. Meta's own number is not known.
    pub marketing_per_user: u32,
    /// Whether marketing templates reach numbers of the United States; at Meta they have not since April 2025.
    pub marketing_to_us: bool,
    /// Sends of a marketing template without a quality rating, after which further ones are held.
    pub pacing_after: u32,
    /// How long they are held before it is decided.
    pub pacing_ms: Millis,
}

/// How many people a portfolio may write to first, in any 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tier {
    #[serde(rename = "TIER_250")]
    Tier250,
    #[serde(rename = "TIER_2K")]
    Tier2K,
    #[serde(rename = "TIER_10K")]
    Tier10K,
    #[serde(rename = "TIER_100K")]
    Tier100K,
    #[serde(rename = "TIER_UNLIMITED")]
    Unlimited,
}

impl Tier {
    /// How many people that is; nothing when it has no end.
    pub fn people(self) -> Option<usize> {
        match self {
            Self::Tier250 => Some(250),
            Self::Tier2K => Some(2_000),
            Self::Tier10K => Some(10_000),
            Self::Tier100K => Some(100_000),
            Self::Unlimited => None,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tier250 => "TIER_250",
            Self::Tier2K => "TIER_2K",
            Self::Tier10K => "TIER_10K",
            Self::Tier100K => "TIER_100K",
            Self::Unlimited => "TIER_UNLIMITED",
        }
    }

    /// The next one, which those who use theirs well get by themselves. The first step takes a verified business.
    pub(crate) fn next(self) -> Option<Self> {
        match self {
            Self::Tier250 | Self::Unlimited => None,
            Self::Tier2K => Some(Self::Tier10K),
            Self::Tier10K => Some(Self::Tier100K),
            Self::Tier100K => Some(Self::Unlimited),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            messages_per_second: 80,
            upgraded_messages_per_second: 1_000,
            pair_burst: 45,
            pair_interval_ms: 6_000,
            tier: Tier::Tier100K,
            marketing_per_user: 10,
            marketing_to_us: false,
            pacing_after: 2_000,
            pacing_ms: 30 * 60 * 1_000,
        }
    }
}

impl Limits {
    /// For benchmarks and for tests of other things.
    pub const NONE: Self = Self {
        messages_per_second: u32::MAX,
        upgraded_messages_per_second: u32::MAX,
        pair_burst: u32::MAX,
        pair_interval_ms: 1,
        tier: Tier::Unlimited,
        marketing_per_user: u32::MAX,
        marketing_to_us: true,
        pacing_after: u32::MAX,
        pacing_ms: 0,
    };

    /// Only the rates hold, and whom one writes to is one's own business.
    pub const RATES: Self = Self {
        messages_per_second: 80,
        upgraded_messages_per_second: 1_000,
        pair_burst: 45,
        pair_interval_ms: 6_000,
        ..Self::NONE
    };
}

//! What became of a campaign's message, and what its recipient did with it.

use super::age::Range;
use crate::id::CampaignId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// `{ did: read, campaign: 0197..., in_last_days: 30 }`; of any campaign when none is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct CampaignOutcome {
    pub outcome: Outcome,
    /// It was not so: they did otherwise, or never had the message.
    pub is_not: bool,
    pub campaign: Option<CampaignId>,
    pub in_last_days: Option<u32>,
}

words! {
    Outcome {
        /// Meta took a message for them.
        WasSent = "was_sent",
        Received = "received",
        Read = "read",
        Replied = "replied",
        /// Pressed a button of it.
        Pressed = "pressed",
        Clicked = "clicked",
        /// It did not arrive.
        Failed = "failed",
    }
}

/// One message of a campaign to one person, as far as segments ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    pub campaign: CampaignId,
    /// When what happened to it first.
    pub moments: Vec<(Outcome, Timestamp)>,
}

impl CampaignOutcome {
    pub fn range(&self, now: Timestamp) -> Range {
        self.in_last_days.map_or_else(Range::default, |days| Range::last_days(days, now))
    }

    pub fn holds(&self, addressed: &[Addressed], now: Timestamp) -> bool {
        let range = self.range(now);
        let such = |message: &Addressed| {
            self.campaign.is_none_or(|campaign| campaign == message.campaign)
                && message.moments.iter().any(|(outcome, at)| *outcome == self.outcome && range.holds(*at))
        };
        addressed.iter().any(such) != self.is_not
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    did: Option<Outcome>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    did_not: Option<Outcome>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    campaign: Option<CampaignId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_last_days: Option<u32>,
}

impl TryFrom<Written> for CampaignOutcome {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { did, did_not, campaign, in_last_days } = written;
        let (outcome, is_not) = match (did, did_not) {
            (Some(outcome), None) => (outcome, false),
            (None, Some(outcome)) => (outcome, true),
            _ => return Err("one of `did` and `did_not`"),
        };
        Ok(Self { outcome, is_not, campaign, in_last_days })
    }
}

impl From<CampaignOutcome> for Written {
    fn from(asked: CampaignOutcome) -> Self {
        let CampaignOutcome { outcome, is_not, campaign, in_last_days } = asked;
        let (did, did_not) = if is_not { (None, Some(outcome)) } else { (Some(outcome), None) };
        Self { did, did_not, campaign, in_last_days }
    }
}

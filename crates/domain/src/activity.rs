//! Things that happened to a conversation besides messages: the system lines of the thread.

use crate::id::{ActivityId, ConversationId, UserId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    pub id: ActivityId,
    pub conversation: ConversationId,
    /// The person who did it; `None` for the bot, a timer or the customer.
    pub actor: Option<UserId>,
    pub kind: ActivityKind,
    pub at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ActivityKind {
    FlowStarted {
        flow: String,
    },
    FlowEnded {
        flow: String,
        reason: String,
    },
    HandedOver {
        note: String,
    },
    TakenOver,
    GivenBack,
    Resolved,
    Reopened,
    MarkedPending,
    Snoozed {
        until: Timestamp,
    },
    Assigned {
        assignee: Option<UserId>,
    },
    AssignedToTeam {
        team: String,
    },
    /// What a flow wrote down for the people of the inbox.
    Noted {
        note: String,
    },
    LabelAdded {
        label: String,
    },
    LabelRemoved {
        label: String,
    },
    OptedOut {
        words: String,
    },
    OptedIn {
        words: String,
    },
    /// The gate refused what the bot wanted to say.
    Refused {
        reason: String,
    },
    ContactMerged {
        from: String,
    },
    /// A message of a campaign was tried out on this person.
    CampaignTried {
        campaign: String,
    },
    /// A merge was taken back.
    ContactParted {
        from: String,
    },
}

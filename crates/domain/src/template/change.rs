//! What happened to a template: its timeline, and its versions.

use super::{Quality, Status};
use crate::id::{TemplateChangeId, TemplateId, UserId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use whatsapp::template::NewTemplate;

/// Something that happened to a template; kept for good.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateChange {
    pub id: TemplateChangeId,
    pub template: TemplateId,
    /// Absent when Meta did it, or a program.
    pub actor: Option<UserId>,
    pub kind: ChangeKind,
    pub at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeKind {
    Begun,
    /// It was there when we looked at Meta's list.
    Found {
        status: Status,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content: Option<Box<NewTemplate>>,
    },
    /// A version went to Meta.
    Submitted {
        content: Box<NewTemplate>,
    },
    /// Meta did not take it.
    Refused {
        explanation: String,
    },
    StatusChanged {
        from: Status,
        to: Status,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        explanation: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recommendation: Option<String>,
    },
    QualityChanged {
        from: Quality,
        to: Quality,
    },
    CategoryAnnounced {
        to: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        takes_effect_at: Option<Timestamp>,
    },
    CategoryChanged {
        from: String,
        to: String,
    },
    /// Meta has another text than before, and not from us.
    ContentChanged {
        content: Box<NewTemplate>,
    },
}

impl ChangeKind {
    /// Whether people should hear of it who are not looking: it changes what can be sent, or what it costs.
    pub fn is_notice(&self) -> bool {
        match self {
            Self::StatusChanged { to, .. } => *to != Status::Pending,
            Self::CategoryAnnounced { .. } | Self::CategoryChanged { .. } => true,
            Self::QualityChanged { to, .. } => matches!(to, Quality::Yellow | Quality::Red),
            Self::Begun
            | Self::Found { .. }
            | Self::Submitted { .. }
            | Self::Refused { .. }
            | Self::ContentChanged { .. } => false,
        }
    }
}

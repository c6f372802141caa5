//! What browsers are told after a commit. Events name what changed; listeners fetch what they may see.

use domain::id::{CampaignId, ConversationId, MessageId, TemplateChangeId, TemplateId};
use domain::role::Permission;
use serde::Serialize;
use tokio::sync::broadcast;

/// A slow browser that falls further behind than this is told to fetch everything again.
const BACKLOG: usize = 1024;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum LiveEvent {
    ConversationChanged {
        conversation: ConversationId,
    },
    /// A message is new or its status moved.
    MessageChanged {
        conversation: ConversationId,
        message: MessageId,
    },
    /// Journal counters moved.
    JournalChanged,
    /// A flow was saved, published, enabled or disabled.
    FlowsChanged,
    NumbersChanged,
    /// A template was written, submitted or reviewed.
    TemplatesChanged,
    /// Something happened to a template that people should hear of who are not looking.
    TemplateNotice {
        template: TemplateId,
        change: TemplateChangeId,
    },
    /// A campaign moved: its state, or its counts, a few times a second at the most.
    CampaignChanged {
        id: CampaignId,
    },
    /// An import began, went on or ended.
    ImportsChanged,
    /// Something was taught, published or suggested.
    IntentsChanged,
}

impl LiveEvent {
    pub fn permission(&self) -> Permission {
        match self {
            Self::ConversationChanged { .. } | Self::MessageChanged { .. } => Permission::ReadConversations,
            Self::JournalChanged => Permission::ReadOverview,
            Self::FlowsChanged | Self::IntentsChanged => Permission::ReadFlows,
            Self::NumbersChanged => Permission::ReadNumbers,
            Self::TemplatesChanged | Self::TemplateNotice { .. } => Permission::ReadTemplates,
            Self::CampaignChanged { .. } => Permission::ReadCampaigns,
            Self::ImportsChanged => Permission::ManageImports,
        }
    }
}

#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<LiveEvent>,
}

impl Default for Live {
    fn default() -> Self {
        Self { sender: broadcast::channel(BACKLOG).0 }
    }
}

impl Live {
    /// Nobody listening is no error.
    pub fn publish(&self, events: impl IntoIterator<Item = LiveEvent>) {
        if self.sender.receiver_count() == 0 {
            return;
        }
        for event in events {
            let _ = self.sender.send(event);
        }
    }

    pub fn listen(&self) -> broadcast::Receiver<LiveEvent> {
        self.sender.subscribe()
    }
}

//! Changes since the last flush, and the rows behind them as the API shows them.

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::conversation::message::Message;
use crate::http::conversation::messages::with_reactions;
use crate::http::conversation::view::Conversation;
use crate::http::problem::Problem;
use crate::http::template::notice::TemplateNotice;
use crate::live::LiveEvent;
use axum::response::sse::Event;
use domain::id::{CampaignId, ConversationId, MessageId, TemplateChangeId, TemplateId, WorkspaceId};
use domain::role::Permission;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{Tx, thread};
use utoipa::ToSchema;

/// More changes at once than anybody can read: the client fetches its lists again.
const MOST: usize = 500;

/// `event: message`
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageEvent {
    #[schema(format = "uuid")]
    pub conversation_id: String,
    pub message: Message,
}

/// `event: campaign`
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignEvent {
    #[schema(format = "uuid")]
    pub id: String,
}

#[derive(Debug, Default)]
pub(super) struct Batch {
    conversations: BTreeSet<ConversationId>,
    messages: BTreeSet<MessageId>,
    flows: bool,
    numbers: bool,
    templates: bool,
    notices: BTreeMap<TemplateChangeId, TemplateId>,
    campaigns: BTreeSet<CampaignId>,
    imports: bool,
    intents: bool,
    missed: bool,
}

impl Batch {
    pub fn is_empty(&self) -> bool {
        let rows = self.conversations.is_empty()
            && self.messages.is_empty()
            && self.notices.is_empty()
            && self.campaigns.is_empty();
        let rooms = self.flows || self.numbers || self.templates || self.imports || self.intents;
        rows && !rooms && !self.missed
    }

    pub fn note(&mut self, event: &LiveEvent) {
        match event {
            LiveEvent::ConversationChanged { conversation } => drop(self.conversations.insert(*conversation)),
            LiveEvent::MessageChanged { conversation, message } => {
                self.conversations.insert(*conversation);
                self.messages.insert(*message);
            }
            LiveEvent::FlowsChanged => self.flows = true,
            LiveEvent::NumbersChanged => self.numbers = true,
            LiveEvent::TemplatesChanged => self.templates = true,
            LiveEvent::TemplateNotice { template, change } => drop(self.notices.insert(*change, *template)),
            LiveEvent::CampaignChanged { id } => drop(self.campaigns.insert(*id)),
            LiveEvent::ImportsChanged => self.imports = true,
            LiveEvent::IntentsChanged => self.intents = true,
            // Figures are sent at a pace of their own.
            LiveEvent::JournalChanged => {}
        }
        if self.notices.len() > MOST || self.messages.len() > MOST || self.conversations.len() > MOST {
            self.miss();
        }
    }

    /// Changes were lost: only fetching everything again is true.
    pub fn miss(&mut self) {
        *self = Self { missed: true, ..Self::default() };
    }

    /// What this caller may know of it.
    pub async fn events(self, app: &App, caller: &Caller) -> Result<Vec<Event>, Problem> {
        if self.missed {
            return Ok(vec![Event::default().event("reset").data("{}")]);
        }
        let mut events = Vec::new();
        if caller.may(Permission::ReadConversations) {
            let mut tx = app.db.read().await?;
            let ids: Vec<ConversationId> = self.conversations.into_iter().collect();
            for row in store::conversation::by_ids(&mut tx, caller.workspace, &ids).await? {
                events.push(event("conversation", &Conversation::try_from(row)?)?);
            }
            let ids: Vec<MessageId> = self.messages.into_iter().collect();
            for message in messages(&mut tx, caller.workspace, &ids).await? {
                events.push(event("message", &message)?);
            }
        }
        if caller.may(Permission::ReadTemplates) && !self.notices.is_empty() {
            let mut tx = app.db.read().await?;
            for (change, template) in self.notices {
                if let Some(notice) = TemplateNotice::find(&mut tx, caller.workspace, template, change).await? {
                    events.push(event("template", &notice)?);
                }
            }
        }
        if caller.may(Permission::ReadCampaigns) {
            for id in self.campaigns {
                events.push(event("campaign", &CampaignEvent { id: id.to_string() })?);
            }
        }
        for (changed, permission, name) in [
            (self.flows, Permission::ReadFlows, "flows"),
            (self.intents, Permission::ReadFlows, "intents"),
            (self.numbers, Permission::ReadNumbers, "numbers"),
            (self.templates, Permission::ReadTemplates, "templates"),
            (self.imports, Permission::ManageImports, "imports"),
        ] {
            if changed && caller.may(permission) {
                events.push(Event::default().event(name).data("{}"));
            }
        }
        Ok(events)
    }
}

pub(super) fn event<T: Serialize>(name: &str, data: &T) -> Result<Event, Problem> {
    Event::default().event(name).json_data(data).map_err(|error| Problem::internal(&error))
}

/// A reaction is shown on the message it is about, so that message is what changed.
async fn messages(tx: &mut Tx, workspace: WorkspaceId, ids: &[MessageId]) -> Result<Vec<MessageEvent>, Problem> {
    let rows = thread::messages_by_ids(tx, workspace, ids).await?;
    let (reactions, mut rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.kind == "reaction");
    let targets: BTreeSet<String> = reactions
        .iter()
        .filter_map(|row| row.content.0.pointer("/reaction/message_id")?.as_str().map(str::to_owned))
        .filter(|wamid| !rows.iter().any(|row| row.wamid.as_ref() == Some(wamid)))
        .collect();
    let targets: Vec<String> = targets.into_iter().collect();
    rows.extend(thread::messages_by_wamids(tx, workspace, &targets).await?);
    let conversation_of: HashMap<String, String> =
        rows.iter().map(|row| (row.id.clone(), row.conversation_id.clone())).collect();
    let messages = with_reactions(tx, workspace, rows).await?;
    Ok(messages
        .into_iter()
        .filter_map(|message| {
            let conversation_id = conversation_of.get(&message.id)?.clone();
            Some(MessageEvent { conversation_id, message })
        })
        .collect())
}

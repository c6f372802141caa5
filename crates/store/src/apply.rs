//! The only writer of decisions. Events are grouped by kind and each kind is written with a fixed number of statements:
//! a hundred conversations cost what one costs.
//!
//! Rows that change travel whole, and the last save of a row wins; facts are only added.

mod facts;
mod rows;
mod templates;

use crate::Tx;
use crate::error::Result;
use domain::event::Event;
use domain::id::WorkspaceId;
use domain::time::Timestamp;

pub const STATEMENTS: &[(&str, &str)] = facts::STATEMENTS;
pub const ROW_STATEMENTS: &[(&str, &str)] = rows::STATEMENTS;

/// Writes everything that was decided, in the caller's transaction.
pub async fn apply(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp, events: Vec<Event>) -> Result<()> {
    let grouped = Grouped::from(events);
    rows::merge_contacts(tx, workspace, &grouped.merges).await?;
    rows::part_contacts(tx, workspace, &grouped.partings).await?;
    rows::save_contacts(tx, workspace, &grouped.contacts).await?;
    rows::save_conversations(tx, workspace, grouped.conversations).await?;
    facts::insert_messages(tx, workspace, now, &grouped.received, &grouped.queued).await?;
    facts::queue_messages(tx, workspace, now, grouped.queued).await?;
    facts::record_statuses(tx, workspace, grouped.statuses).await?;
    facts::advance_messages(tx, workspace, now, grouped.advances).await?;
    rows::save_sessions(tx, workspace, &grouped.sessions, &grouped.ended_sessions).await?;
    facts::request_http_calls(tx, workspace, grouped.http_calls).await?;
    facts::set_errands(tx, workspace, grouped.errands).await?;
    facts::record_events(tx, workspace, grouped.happenings).await?;
    facts::note_activities(tx, workspace, grouped.activities).await?;
    crate::intent::suggestion::keep(tx, workspace, grouped.suggestions).await?;
    templates::save_templates(tx, workspace, &grouped.templates).await?;
    templates::note_changes(tx, workspace, grouped.template_changes).await?;
    facts::record_consents(tx, workspace, grouped.consents).await
}

#[derive(Default)]
struct Grouped {
    contacts: Vec<domain::contact::Contact>,
    merges: Vec<domain::contact::Merge>,
    partings: Vec<rows::Parting>,
    conversations: Vec<domain::conversation::Conversation>,
    received: Vec<domain::message::Message>,
    queued: Vec<domain::message::Outgoing>,
    statuses: Vec<domain::event::StatusRecord>,
    advances: Vec<domain::event::Advance>,
    sessions: Vec<domain::flow::session::Session>,
    ended_sessions: Vec<(domain::id::SessionId, Timestamp)>,
    http_calls: Vec<domain::flow::session::HttpCall>,
    errands: Vec<domain::errand::Errand>,
    happenings: Vec<domain::outside::OutsideEvent>,
    activities: Vec<domain::activity::Activity>,
    consents: Vec<domain::consent::ConsentRecord>,
    suggestions: Vec<domain::intent::Suggestion>,
    templates: Vec<domain::template::Template>,
    template_changes: Vec<domain::template::TemplateChange>,
}

impl From<Vec<Event>> for Grouped {
    fn from(events: Vec<Event>) -> Self {
        let mut grouped = Self::default();
        for event in events {
            match event {
                Event::ContactSaved(contact) => grouped.contacts.push(contact),
                Event::ContactsMerged(merge) => grouped.merges.push(*merge),
                Event::MergeUndone { gone, by, at } => grouped.partings.push(rows::Parting { gone, by, at }),
                Event::ConversationSaved(conversation) => grouped.conversations.push(conversation),
                Event::MessageReceived(message) => grouped.received.push(message),
                Event::MessageQueued(outgoing) => grouped.queued.push(*outgoing),
                Event::StatusRecorded(status) => grouped.statuses.push(status),
                Event::MessageAdvanced(advance) => grouped.advances.push(advance),
                Event::SessionSaved(session) => grouped.sessions.push(session),
                Event::SessionEnded { session, at } => grouped.ended_sessions.push((session, at)),
                Event::HttpCallRequested(call) => grouped.http_calls.push(call),
                Event::ErrandSet(errand) => grouped.errands.push(*errand),
                Event::EventRecorded(happening) => grouped.happenings.push(happening),
                Event::ActivityNoted(activity) => grouped.activities.push(activity),
                Event::ConsentRecorded(record) => grouped.consents.push(record),
                Event::TemplateSaved(template) => grouped.templates.push(*template),
                Event::TemplateChanged(change) => grouped.template_changes.push(*change),
                Event::MessageSuggested(suggestion) => grouped.suggestions.push(*suggestion),
                // Nothing to write: somebody has to ask Meta.
                Event::TemplatesOutdated => {}
            }
        }
        grouped.contacts = last_of_each(grouped.contacts, |contact| contact.id);
        grouped.conversations = last_of_each(grouped.conversations, |conversation| conversation.id);
        grouped.sessions = last_of_each(grouped.sessions, |session| session.id);
        grouped.templates = last_of_each(grouped.templates, |template| template.id);
        grouped
    }
}

/// One statement may not write a row twice, and only the last save counts.
fn last_of_each<T, K: std::hash::Hash + Eq>(saves: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = std::collections::HashSet::new();
    let mut kept: Vec<T> = saves.into_iter().rev().filter(|save| seen.insert(key(save))).collect();
    kept.reverse();
    kept
}

//! What happened in a conversation, as far as somebody who tests a flow cares.

use super::shown::Shown;
use super::stub::address;
use crate::activity::ActivityKind;
use crate::consent::{Category, ConsentRecord, ConsentState};
use crate::contact::Contact;
use crate::event::Event;
use crate::flow::document::Span;
use crate::flow::session::{HttpAnswer, HttpCall};
use crate::id::ConversationId;
use crate::message::Author;
use crate::outside::{EventSource, OutsideEvent};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;

#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    Said(Shown),
    HandedOver {
        note: String,
    },
    Ended {
        reason: String,
    },
    Began {
        flow: String,
    },
    Requested(HttpCall),
    Answered(HttpAnswer),
    Refused {
        reason: String,
    },
    Labelled {
        label: String,
        added: bool,
    },
    FieldSet {
        field: String,
        value: Value,
    },
    Consented {
        category: Category,
        state: ConsentState,
    },
    /// To a team, or to a user by id.
    Assigned {
        to: String,
    },
    /// To somebody who is not the customer of this conversation.
    Told {
        phone: String,
        shown: Shown,
    },
    Recorded {
        name: String,
        properties: BTreeMap<String, Value>,
    },
    Noted {
        note: String,
    },
    /// Time that passed before what follows.
    Later(Span),
}

impl Happening {
    /// In the order it was decided; what changed of the contact comes last.
    pub(super) fn of(events: &[Event], before: Option<&Contact>, conversation: Option<ConversationId>) -> Vec<Self> {
        let mut happenings: Vec<Self> = events.iter().filter_map(|event| Self::of_one(event, conversation)).collect();
        for event in events {
            if let Event::ContactSaved(after) = event {
                happenings.extend(changed(before, after));
            }
        }
        happenings
    }

    fn of_one(event: &Event, conversation: Option<ConversationId>) -> Option<Self> {
        let is_ours = |other: ConversationId| conversation.is_none_or(|ours| ours == other);
        match event {
            Event::MessageQueued(outgoing) if outgoing.message.author == Author::Bot => {
                let shown = Shown::of(outgoing.message.content.clone());
                if is_ours(outgoing.message.conversation) {
                    return Some(Self::Said(shown));
                }
                let phone = outgoing.envelope.to.as_deref()?;
                Some(Self::Told { phone: phone.trim_start_matches('+').to_owned(), shown })
            }
            Event::HttpCallRequested(call) => Some(Self::Requested(call.clone())),
            Event::ActivityNoted(activity) if is_ours(activity.conversation) => Self::of_activity(&activity.kind),
            Event::ConsentRecorded(ConsentRecord { category, state, .. }) => {
                Some(Self::Consented { category: *category, state: *state })
            }
            Event::EventRecorded(OutsideEvent { name, properties, source: EventSource::Flow, .. }) => {
                Some(Self::Recorded { name: name.clone(), properties: properties.clone() })
            }
            _ => None,
        }
    }

    fn of_activity(kind: &ActivityKind) -> Option<Self> {
        match kind {
            ActivityKind::FlowStarted { flow } => Some(Self::Began { flow: flow.clone() }),
            ActivityKind::FlowEnded { reason, .. } => Some(Self::Ended { reason: reason.clone() }),
            ActivityKind::HandedOver { note } => Some(Self::HandedOver { note: note.clone() }),
            ActivityKind::Refused { reason } => Some(Self::Refused { reason: reason.clone() }),
            ActivityKind::LabelAdded { label } => Some(Self::Labelled { label: label.clone(), added: true }),
            ActivityKind::LabelRemoved { label } => Some(Self::Labelled { label: label.clone(), added: false }),
            ActivityKind::AssignedToTeam { team } => Some(Self::Assigned { to: team.clone() }),
            ActivityKind::Assigned { assignee: Some(user) } => Some(Self::Assigned { to: user.to_string() }),
            ActivityKind::Noted { note } => Some(Self::Noted { note: note.clone() }),
            _ => None,
        }
    }
}

fn changed(before: Option<&Contact>, after: &Contact) -> Vec<Happening> {
    let Some(before) = before.filter(|before| before.id == after.id) else { return Vec::new() };
    let mut changes = Vec::new();
    if before.name != after.name {
        changes.push(Happening::FieldSet { field: "name".into(), value: after.name.as_str().into() });
    }
    if before.language != after.language {
        changes.push(Happening::FieldSet { field: "language".into(), value: after.language.as_deref().into() });
    }
    let fields = after.fields.iter().filter(|(field, value)| before.fields.get(*field) != Some(value));
    changes.extend(fields.map(|(field, value)| Happening::FieldSet { field: field.clone(), value: value.clone() }));
    changes
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(shown) => write!(f, "bot: {}", shown.to_string().replace('\n', "\n     ")),
            Self::HandedOver { note } => write!(f, "· hands over: {note}"),
            Self::Ended { reason } => write!(f, "· ends: {reason}"),
            Self::Began { flow } => write!(f, "· begins {flow}"),
            Self::Requested(call) => {
                write!(f, "· requests {} {}", call.method, address(call))?;
                call.body.iter().try_for_each(|body| write!(f, " {body}"))
            }
            Self::Answered(answer) => match (&answer.error, answer.status) {
                (Some(error), _) => write!(f, "· no answer: {error}"),
                (None, status) => write!(f, "· answered {} {}", status.unwrap_or_default(), answer.body),
            },
            Self::Refused { reason } => write!(f, "· may not send: {reason}"),
            Self::Labelled { label, added: true } => write!(f, "· label +{label}"),
            Self::Labelled { label, added: false } => write!(f, "· label -{label}"),
            Self::FieldSet { field, value } => write!(f, "· {field} = {value}"),
            Self::Consented { category, state } => write!(f, "· {category} {state}"),
            Self::Assigned { to } => write!(f, "· assigns to {to}"),
            Self::Told { phone, shown } => write!(f, "· tells {phone}: {}", shown.to_string().replace('\n', "\n  ")),
            Self::Recorded { name, properties } => write!(f, "· records {name} {}", json!(properties)),
            Self::Noted { note } => write!(f, "· notes: {note}"),
            Self::Later(span) => write!(f, "· after {span}"),
        }
    }
}

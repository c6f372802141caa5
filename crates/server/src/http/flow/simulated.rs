//! A simulated conversation as the API shows it.

use domain::flow::engine::Passage;
use domain::flow::session::{Session, Waiting};
use domain::flow::test::{Cast, Exchange, Finding, Happening, Played};
use domain::time::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// What the draft is called among the flows of a simulation.
pub const DRAFT: &str = "draft";

/// One thing the customer did, or time that passed, and what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimulatedTurn {
    /// The step of the test that was done.
    #[schema(required = true)]
    pub step: Option<usize>,
    pub at: i64,
    pub events: Vec<SimulatedEvent>,
    /// Why the step could not be done; the conversation ends there.
    #[schema(required = true)]
    pub trouble: Option<String>,
    /// What the test expected and did not happen, and what happened and was not expected; of a test that expects
    /// nothing at all, none.
    pub differences: Vec<SimulatedDifference>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SimulatedDifference {
    /// Empty for what nobody expected.
    pub expected: String,
    pub found: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SimulatedEvent {
    /// The bot says something: Meta's own JSON of the message.
    Said {
        #[schema(value_type = Object)]
        message: Value,
    },
    Began {
        flow: String,
    },
    Ended {
        reason: String,
    },
    HandedOver {
        note: String,
    },
    Requested {
        method: String,
        url: String,
        #[schema(required = true)]
        body: Option<Value>,
    },
    Answered {
        #[schema(required = true)]
        status: Option<u16>,
        body: Value,
        #[schema(required = true)]
        error: Option<String>,
    },
    /// The gate let a message not pass.
    Refused {
        reason: String,
    },
    LabelAdded {
        label: String,
    },
    LabelRemoved {
        label: String,
    },
    FieldSet {
        field: String,
        value: Value,
    },
    ConsentChanged {
        category: String,
        state: String,
    },
    /// The conversation goes to a team or a user.
    Assigned {
        to: String,
    },
    /// Somebody else is told something.
    Told {
        phone: String,
        #[schema(value_type = Object)]
        message: Value,
    },
    /// Something is written down for the figures.
    Recorded {
        name: String,
        #[schema(value_type = Object)]
        properties: Map<String, Value>,
    },
    /// A note for the people in the inbox.
    Noted {
        note: String,
    },
    /// Time that passed before what follows.
    Later {
        seconds: u64,
    },
}

/// How things stand after the conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimulatedState {
    pub now: i64,
    /// Where the session stands; none when it has ended.
    #[schema(required = true)]
    pub node: Option<String>,
    #[schema(value_type = Object)]
    pub variables: Map<String, Value>,
    /// When the session goes on by itself.
    #[schema(required = true)]
    pub wakes_at: Option<i64>,
    /// A request to another system is under way.
    pub awaits_answer: bool,
    #[schema(required = true)]
    pub window_expires_at: Option<i64>,
    pub contact_name: String,
    #[schema(required = true)]
    pub contact_language: Option<String>,
    #[schema(value_type = Object)]
    pub contact_fields: Map<String, Value>,
    pub contact_labels: Vec<String>,
    /// The nodes of the draft it went through, in order.
    pub trail: Vec<String>,
}

impl SimulatedTurn {
    /// `expects`: the test says what should come.
    pub fn of(exchange: &Exchange, expects: bool) -> Self {
        let trouble = exchange.findings.first().filter(|_| exchange.stuck).map(|finding| finding.found.clone());
        let findings = exchange.findings.iter().filter(|_| expects && !exchange.stuck);
        Self {
            step: exchange.step,
            at: exchange.at.as_millis(),
            events: exchange.happenings.iter().map(SimulatedEvent::of).collect(),
            trouble,
            differences: findings.map(SimulatedDifference::of).collect(),
        }
    }
}

impl SimulatedDifference {
    fn of(finding: &Finding) -> Self {
        Self { expected: finding.expected.clone(), found: finding.found.clone() }
    }
}

impl SimulatedEvent {
    fn of(happening: &Happening) -> Self {
        match happening.clone() {
            Happening::Said(shown) => Self::Said { message: shown.content },
            Happening::Began { flow } => Self::Began { flow },
            Happening::Ended { reason } => Self::Ended { reason },
            Happening::HandedOver { note } => Self::HandedOver { note },
            Happening::Requested(call) => Self::Requested { method: call.method, url: call.url, body: call.body },
            Happening::Answered(answer) => {
                Self::Answered { status: answer.status, body: answer.body, error: answer.error }
            }
            Happening::Refused { reason } => Self::Refused { reason },
            Happening::Labelled { label, added: true } => Self::LabelAdded { label },
            Happening::Labelled { label, added: false } => Self::LabelRemoved { label },
            Happening::FieldSet { field, value } => Self::FieldSet { field, value },
            Happening::Consented { category, state } => {
                Self::ConsentChanged { category: category.to_string(), state: state.to_string() }
            }
            Happening::Assigned { to } => Self::Assigned { to },
            Happening::Told { phone, shown } => Self::Told { phone, message: shown.content },
            Happening::Recorded { name, properties } => {
                Self::Recorded { name, properties: properties.into_iter().collect() }
            }
            Happening::Noted { note } => Self::Noted { note },
            Happening::Later(span) => Self::Later { seconds: span.0.as_secs() },
        }
    }
}

impl SimulatedState {
    pub fn of(played: Played, cast: &Cast) -> Self {
        let Played { left, passages, .. } = played;
        let of_the_draft = |passage: &Passage| cast.path(passage.flow) == Some(DRAFT);
        let session = left.session.as_ref();
        let contact = left.contact;
        let fields = |contact: domain::contact::Contact| contact.fields.into_iter().collect();
        Self {
            now: left.now.as_millis(),
            node: session.map(|session| session.node.clone()),
            variables: session.map(|session| session.variables.clone().into_iter().collect()).unwrap_or_default(),
            wakes_at: session.and_then(Session::wake_at).map(Timestamp::as_millis),
            awaits_answer: session.is_some_and(|session| matches!(session.waiting, Waiting::Http { .. })),
            window_expires_at: left.conversation.and_then(|thread| thread.window_expires_at).map(Timestamp::as_millis),
            contact_name: contact.as_ref().map(|contact| contact.name.clone()).unwrap_or_default(),
            contact_language: contact.as_ref().and_then(|contact| contact.language.clone()),
            contact_labels: contact.iter().flat_map(|contact| &contact.labels).cloned().collect(),
            contact_fields: contact.map(fields).unwrap_or_default(),
            trail: passages.into_iter().filter(of_the_draft).map(|passage| passage.to).collect(),
        }
    }
}

//! What a step wants done.

use crate::consent::Category;
use crate::flow::session::HttpCall;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use whatsapp::message::Message;

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowEffect {
    Say(Message),
    SetContactField {
        field: ContactField,
        value: Value,
    },
    AddLabel(String),
    RemoveLabel(String),
    RequestHttp(HttpCall),
    /// The contact said yes or no to being written to, in these words.
    RecordConsent {
        category: Category,
        given: bool,
        words: String,
    },
    /// What was written is no answer to what was asked: it may teach.
    Misunderstood {
        text: String,
    },
    /// Something that the figures count.
    Record {
        name: String,
        properties: BTreeMap<String, Value>,
    },
    /// Begins a flow with somebody else.
    StartFlow {
        flow: String,
        phone: String,
        input: BTreeMap<String, Value>,
    },
    /// Tells somebody of the business; the template when their window is closed.
    NotifyStaff {
        phone: String,
        text: Option<Box<Message>>,
        template: Option<Box<Message>>,
    },
    /// Says whose conversation it is, while the bot goes on.
    Assign {
        team: Option<String>,
        person: Option<String>,
        note: String,
    },
    HandOver {
        note: String,
        reason: HandOverReason,
        team: Option<String>,
        person: Option<String>,
    },
    Ended {
        reason: EndReason,
        outcome: Option<String>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    Name,
    Language,
    Custom(String),
}

impl ContactField {
    pub fn named(field: &str) -> Self {
        match field {
            "name" => Self::Name,
            "language" => Self::Language,
            custom => Self::Custom(custom.to_owned()),
        }
    }
}

words! {
    /// Why a person has to take over.
    HandOverReason {
        /// The flow leads there.
        Asked = "asked",
        NotUnderstood = "not_understood",
        RequestFailed = "request_failed",
        /// Free text was due and the window has closed.
        WindowClosed = "window_closed",
        LimitReached = "limit_reached",
        FlowError = "flow_error",
    }
}

words! {
    EndReason {
        Finished = "finished",
        /// The customer did not come back.
        TimedOut = "timed_out",
        HandedOver = "handed_over",
    }
}

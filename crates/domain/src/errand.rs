//! What a flow asks to be done with somebody else: that person is another conversation, decided in a turn of its own.

use crate::id::{ConversationId, ErrandId, NumberId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use whatsapp::message::Message;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Errand {
    pub id: ErrandId,
    /// The conversation whose flow asked; what becomes of the errand is noted there.
    pub from: ConversationId,
    /// The business number that speaks.
    pub number: NumberId,
    /// Whom it is about, in E.164.
    pub phone: String,
    pub task: Task,
    pub at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "task")]
pub enum Task {
    StartFlow {
        flow: String,
        input: BTreeMap<String, Value>,
    },
    /// The text in an open window, else the template.
    Notify {
        text: Option<Box<Message>>,
        template: Option<Box<Message>>,
    },
}

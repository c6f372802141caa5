//! Doors as the API shows them.

use crate::http::import::view::{ImportFault, ImportMapping, ImportSubject, same};
use crate::http::problem::Problem;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Hook {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    /// While it is off, what comes is kept as an example and nothing is made of it.
    pub is_on: bool,
    pub subject: ImportSubject,
    /// Where in a payload each column of the mapping stands, such as `customer.phone | billing.phone`.
    pub paths: Vec<String>,
    pub mapping: ImportMapping,
    pub created_at: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HookPayload {
    #[schema(format = "uuid")]
    pub id: String,
    /// Those that say what it is about.
    pub headers: BTreeMap<String, String>,
    /// As it was posted.
    #[schema(value_type = Object)]
    pub body: Value,
    /// Every path in it that leads to something.
    pub paths: Vec<String>,
    pub outcome: HookOutcome,
    /// Why nothing was made of it.
    pub faults: Vec<ImportFault>,
    pub received_at: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HookOutcome {
    /// The door was off: an example.
    Recorded,
    TakenIn,
    /// An event that was told before.
    Known,
    Failed,
}

impl TryFrom<store::hook::Hook> for Hook {
    type Error = Problem;

    fn try_from(hook: store::hook::Hook) -> Result<Self, Problem> {
        Ok(Self {
            id: hook.id.to_string(),
            name: hook.name,
            is_on: hook.is_on,
            subject: same(&hook.subject)?,
            paths: hook.paths,
            mapping: same(&hook.mapping)?,
            created_at: hook.created_at.as_millis(),
        })
    }
}

impl TryFrom<store::hook::Received> for HookPayload {
    type Error = Problem;

    fn try_from(received: store::hook::Received) -> Result<Self, Problem> {
        let paths = received.payload.paths();
        Ok(Self {
            id: received.id.to_string(),
            headers: received.payload.headers,
            body: received.payload.body,
            paths,
            outcome: same(&received.outcome)?,
            faults: same(&received.faults)?,
            received_at: received.received_at.as_millis(),
        })
    }
}

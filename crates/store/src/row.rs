//! Rows as the engines give them, and what they mean. A value this version cannot read is an error, never a guess.

use crate::error::{Error, Result};
use crate::record::Json;
use domain::contact::{Contact, Profile};
use domain::conversation::Conversation;
use domain::flow::session::Session;
use domain::id::WorkspaceId;
use domain::number::Number;
use domain::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use std::str::FromStr;

pub(crate) fn id<T>(what: &'static str, text: &str) -> Result<T>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error| Error::unreadable(what, error))
}

pub(crate) fn optional_id<T>(what: &'static str, text: Option<String>) -> Result<Option<T>>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    text.map(|text| id(what, &text)).transpose()
}

/// A word stored as short text, by the same names serde gives it.
pub(crate) fn word<T: DeserializeOwned>(what: &'static str, text: &str) -> Result<T> {
    serde_json::from_value(Value::String(text.to_owned())).map_err(|error| Error::unreadable(what, error))
}

/// The other way round of [`word`].
pub(crate) fn word_of<T: Serialize>(value: &T) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(text)) => Ok(text),
        Ok(other) => Err(Error::unreadable("word", other)),
        Err(error) => Err(Error::unreadable("word", error)),
    }
}

pub(crate) fn unsigned(what: &'static str, int: i64) -> Result<u32> {
    u32::try_from(int).map_err(|error| Error::unreadable(what, error))
}

crate::record! {
    pub(crate) struct NumberRow {
        id: String,
        phone_number_id: String,
        waba_id: String,
        display_phone_number: String,
        verified_name: String,
        messages_per_second: i64,
        health: String,
        simulated: bool,
    }
}

impl NumberRow {
    pub(crate) fn into_number(self, workspace: WorkspaceId) -> Result<Number> {
        Ok(Number {
            id: id("number", &self.id)?,
            workspace,
            phone_number_id: self.phone_number_id,
            waba_id: self.waba_id,
            display_phone_number: self.display_phone_number,
            verified_name: self.verified_name,
            messages_per_second: unsigned("messages per second", self.messages_per_second)?,
            health: word("health", &self.health)?,
            simulated: self.simulated,
        })
    }
}

/// The columns of a [`ContactRow`], in a statement that calls the table `c`.
macro_rules! contact_columns {
    () => {
        "c.id, c.name, c.language, c.time_zone, c.fields, c.labels, c.profiles, c.consents, c.blocked, c.created_at, c.updated_at"
    };
}

pub(crate) use contact_columns;

crate::record! {
    pub(crate) struct ContactRow {
        pub(crate) id: String,
        name: String,
        language: Option<String>,
        time_zone: Option<String>,
        fields: Json<std::collections::BTreeMap<String, Value>>,
        labels: Json<BTreeSet<String>>,
        profiles: Json<Vec<Profile>>,
        consents: Json<domain::consent::Consents>,
        blocked: bool,
        created_at: i64,
        updated_at: i64,
    }
}

impl ContactRow {
    /// Identifiers live in their own table; the caller adds them.
    pub(crate) fn into_contact(self) -> Result<Contact> {
        Ok(Contact {
            id: id("contact", &self.id)?,
            name: self.name,
            language: self.language,
            time_zone: self.time_zone,
            identifiers: BTreeSet::new(),
            fields: self.fields.0,
            labels: self.labels.0,
            profiles: self.profiles.0,
            consents: self.consents.0,
            blocked: self.blocked,
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
        })
    }
}

crate::record! {
    pub(crate) struct ConversationRow {
        id: String,
        number_id: String,
        contact_id: String,
        status: String,
        owner: String,
        assignee_id: Option<String>,
        team: Option<String>,
        snoozed_until: Option<i64>,
        window_expires_at: Option<i64>,
        last_inbound_at: Option<i64>,
        last_message_at: Option<i64>,
        last_message_preview: String,
        unread: i64,
        episode_started_at: i64,
        created_at: i64,
        updated_at: i64,
    }
}

impl ConversationRow {
    pub(crate) fn into_conversation(self) -> Result<Conversation> {
        Ok(Conversation {
            id: id("conversation", &self.id)?,
            number: id("number", &self.number_id)?,
            contact: id("contact", &self.contact_id)?,
            status: word("conversation status", &self.status)?,
            owner: word("conversation owner", &self.owner)?,
            assignee: optional_id("user", self.assignee_id)?,
            team: self.team,
            snoozed_until: self.snoozed_until.map(Timestamp),
            window_expires_at: self.window_expires_at.map(Timestamp),
            last_inbound_at: self.last_inbound_at.map(Timestamp),
            last_message_at: self.last_message_at.map(Timestamp),
            last_message_preview: self.last_message_preview,
            unread: unsigned("unread", self.unread)?,
            episode_started_at: Timestamp(self.episode_started_at),
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
        })
    }
}

crate::record! {
    pub(crate) struct SessionRow {
        id: String,
        conversation_id: String,
        flow_id: String,
        flow_version: i64,
        node: String,
        variables: Json<std::collections::BTreeMap<String, Value>>,
        waiting: Json<domain::flow::session::Waiting>,
        attempts: i64,
        steps: i64,
        progress: Json<domain::flow::session::Progress>,
        started_at: i64,
        updated_at: i64,
    }
}

impl SessionRow {
    pub(crate) fn into_session(self) -> Result<Session> {
        Ok(Session {
            id: id("session", &self.id)?,
            conversation: id("conversation", &self.conversation_id)?,
            flow: id("flow", &self.flow_id)?,
            flow_version: unsigned("flow version", self.flow_version)?,
            node: self.node,
            variables: self.variables.0,
            waiting: self.waiting.0,
            attempts: unsigned("attempts", self.attempts)?,
            steps: unsigned("steps", self.steps)?,
            progress: self.progress.0,
            started_at: Timestamp(self.started_at),
            updated_at: Timestamp(self.updated_at),
        })
    }
}

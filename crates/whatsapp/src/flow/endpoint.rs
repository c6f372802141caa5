//! What a flow asks its data end-point, and what that answers.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Extra, lenient};

vocabulary! {
    /// Why the end-point is asked.
    Action {
        /// Meta looks whether it is there.
        Ping = "ping",
        /// The flow was opened.
        Init = "INIT",
        /// A screen was sent off.
        DataExchange = "data_exchange",
        /// The customer went back, on a screen that asks to be told.
        Back = "BACK",
    }
}

/// The body of a request as it arrives, each part in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncryptedRequest {
    pub encrypted_flow_data: String,
    pub encrypted_aes_key: String,
    pub initial_vector: String,
}

/// What a flow asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    #[serde(default, deserialize_with = "lenient::word")]
    pub version: String,
    pub action: Action,
    /// The screen that was sent off, or gone back to.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub screen: Option<String>,
    /// What was filled in.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub data: Value,
    /// What the message gave to know the conversation by.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub flow_token: Option<String>,
    /// A signed token (JWT) over the flow token, from data API 4.0 on.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub flow_token_signature: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What the end-point answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// The screen to show.
    Screen { screen: String, data: Value },
    /// To a ping or to the news of an error.
    Data { data: Value },
}

/// The screen that ends a flow.
const SUCCESS: &str = "SUCCESS";

impl Request {
    /// Meta's question whether the end-point is there.
    pub fn ping(version: impl Into<String>) -> Self {
        Self {
            version: version.into(),
            action: Action::Ping,
            screen: None,
            data: Value::Null,
            flow_token: None,
            flow_token_signature: None,
            extra: Extra::new(),
        }
    }

    /// The error this request tells of, if that is what it does: an earlier answer could not be shown.
    pub fn error(&self) -> Option<&Value> {
        self.data.get("error").filter(|_| self.action != Action::Ping)
    }

    /// The answer to what needs no thought: pings and the news of errors.
    pub fn automatic_answer(&self) -> Option<Answer> {
        match self.action {
            Action::Ping => Some(Answer::active()),
            _ => self.error().map(|_| Answer::acknowledged()),
        }
    }
}

impl Answer {
    /// Shows a screen, filled with this.
    pub fn screen(screen: impl Into<String>, data: Value) -> Self {
        Self::Screen { screen: screen.into(), data }
    }

    /// Shows the screen again, with a word on what is wrong.
    pub fn error_message(screen: impl Into<String>, message: impl Into<String>) -> Self {
        Self::screen(screen, json!({ "error_message": message.into() }))
    }

    /// Ends the flow; the parameters come back in the customer's message.
    pub fn complete(flow_token: &str, parameters: Value) -> Self {
        let mut params = match parameters {
            Value::Object(fields) => fields,
            _ => Extra::new(),
        };
        params.insert("flow_token".to_owned(), json!(flow_token));
        Self::screen(SUCCESS, json!({ "extension_message_response": { "params": params } }))
    }

    /// To a ping.
    pub fn active() -> Self {
        Self::Data { data: json!({ "status": "active" }) }
    }

    /// To the news of an error.
    pub fn acknowledged() -> Self {
        Self::Data { data: json!({ "acknowledged": true }) }
    }
}

/// Why a request gets no answer, each with the status that tells the phone what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Not the three parts in base64, or not a request of a flow within.
    #[error("the request cannot be understood: {0}")]
    NotARequest(String),
    /// The phone fetches our key again and repeats the request.
    #[error("the request cannot be decrypted with this key")]
    CannotDecrypt,
    /// The request does not come from Meta.
    #[error("the signature of the request is wrong")]
    WrongSignature,
    /// The flow of this message is over; its button is switched off and this is shown.
    #[error("the flow token is no longer valid: {message}")]
    TokenExpired { message: String },
    /// The answer could not be made.
    #[error("the answer cannot be encrypted")]
    CannotEncrypt,
}

impl EndpointError {
    /// The flow of a message is over, which the customer is told like this.
    pub fn token_expired(message: impl Into<String>) -> Self {
        Self::TokenExpired { message: message.into() }
    }

    /// The status to answer with.
    pub const fn http_status(&self) -> u16 {
        match self {
            Self::NotARequest(_) => 400,
            Self::CannotDecrypt => 421,
            Self::TokenExpired { .. } => 427,
            Self::WrongSignature => 432,
            Self::CannotEncrypt => 500,
        }
    }

    /// The body to answer with, which is not encrypted; empty for most.
    pub fn body(&self) -> String {
        match self {
            Self::TokenExpired { message } => json!({ "error_msg": message }).to_string(),
            _ => String::new(),
        }
    }
}

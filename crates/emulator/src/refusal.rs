//! A refused request: the error object of the Cloud API.

use serde::Serialize;
use serde_json::{Value, json};
use whatsapp::error::{Retry, lookup};

/// Why a request is refused, in Meta's terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    pub code: u32,
    pub http_status: u16,
    pub title: String,
    pub details: String,
    pub subcode: Option<u32>,
    /// What template errors tell in words.
    pub user_title: Option<String>,
    pub user_message: Option<String>,
}

impl Refusal {
    pub(crate) fn new(code: u32, details: impl Into<String>) -> Self {
        let (http_status, title) = meaning(code);
        Self {
            code,
            http_status,
            title: title.to_owned(),
            details: details.into(),
            subcode: None,
            user_title: None,
            user_message: None,
        }
    }

    pub(crate) fn with_subcode(mut self, subcode: u32) -> Self {
        self.subcode = Some(subcode);
        self
    }

    pub(crate) fn explained(mut self, title: &str, message: impl Into<String>) -> Self {
        self.user_title = Some(title.to_owned());
        self.user_message = Some(message.into());
        self
    }

    /// What Graph itself finds wrong with a parameter, before WhatsApp looks at it: its `message` says what, where one
    /// of WhatsApp's has the title of the code.
    pub(crate) fn of_graph(details: impl Into<String>) -> Self {
        let details = details.into();
        Self { title: details.clone(), ..Self::new(100, details) }
    }

    /// A parameter that must be there is not.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::of_graph(format!("The parameter {parameter} is required."))
    }

    /// A field, or an end point, that an object of this kind does not have.
    pub(crate) fn unknown_field(field: &str, kind: &str) -> Self {
        Self::of_graph(format!("Tried accessing nonexisting field ({field}) on node type ({kind})"))
    }

    /// An object that this token cannot see, or that is not there: Meta does not tell which.
    pub(crate) fn unknown_object(id: &str) -> Self {
        let details = format!(
            "Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation"
        );
        Self { title: format!("Unsupported request. {details}"), ..Self::new(100, details).with_subcode(33) }
    }

    fn is_transient(&self) -> bool {
        lookup(i64::from(self.code)).is_some_and(|known| known.retry != Retry::Never)
    }

    /// The body of the answer.
    pub(crate) fn to_json(&self, fbtrace_id: &str) -> Value {
        let about_node = self.code == 803 || self.subcode == Some(33);
        let kind = if about_node { "GraphMethodException" } else { "OAuthException" };
        let message = match self.code {
            190 | 803 | 2_500 => self.details.clone(),
            _ if about_node => self.title.clone(),
            code => format!("(#{code}) {}", self.title),
        };
        let mut error = json!({
            "message": message,
            "type": kind,
            "code": self.code,
            "error_data": { "messaging_product": "whatsapp", "details": self.details },
            "is_transient": self.is_transient(),
            "fbtrace_id": fbtrace_id,
        });
        if let Some(error) = error.as_object_mut() {
            let optional = [
                ("error_subcode", self.subcode.map(Value::from)),
                ("error_user_title", self.user_title.clone().map(Value::from)),
                ("error_user_msg", self.user_message.clone().map(Value::from)),
            ];
            error.extend(optional.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
        }
        json!({ "error": error })
    }

    /// The item of `errors[]` in a `failed` status.
    pub(crate) fn to_status_error(&self) -> Value {
        json!({
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": { "details": self.details },
            "href": "/documentation/business-messaging/whatsapp/support/error-codes",
        })
    }
}

/// The HTTP status and the title of a code.
fn meaning(code: u32) -> (u16, &'static str) {
    match lookup(i64::from(code)) {
        Some(known) => (if known.http == 0 { 400 } else { known.http }, known.title),
        None => (400, "Invalid parameter"),
    }
}

/// Codes that Meta tells by a `failed` status, after it has accepted the message.
pub(crate) fn comes_by_status(code: u32) -> bool {
    matches!(
        code,
        130_403 | 130_472 | 131_026 | 131_036 | 131_042 | 131_047 | 131_048 | 131_049 | 131_050 | 131_053 | 137_000
    )
}

/// What a `failed` status says of a code.
pub(crate) fn failure(code: u32) -> Refusal {
    let details = match code {
        131_026 => "Message undeliverable.",
        131_047 => {
            "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
        }
        131_049 => "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
        131_050 => "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages.",
        131_053 => "Unable to upload the media used in the message.",
        _ => return Refusal::new(code, meaning(code).1),
    };
    Refusal::new(code, details)
}

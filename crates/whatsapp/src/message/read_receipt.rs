//! Telling the customer that we have read, and that we are writing.

use serde::{Deserialize, Serialize};

/// Marks a customer's message, and those before it, as read; with `typing`, also shows that an answer is being
/// written, until it comes or 25 seconds have passed.
///
/// ```
/// let body = whatsapp::message::MarkRead { message_id: "wamid.A".into(), typing: true };
/// assert_eq!(
///     serde_json::to_string(&body).unwrap(),
///     r#"{"messaging_product":"whatsapp","status":"read","message_id":"wamid.A","typing_indicator":{"type":"text"}}"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Body", try_from = "Body")]
pub struct MarkRead {
    pub message_id: String,
    pub typing: bool,
}

#[derive(Serialize, Deserialize)]
struct Body {
    messaging_product: String,
    status: String,
    message_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    typing_indicator: Option<TypingIndicator>,
}

#[derive(Serialize, Deserialize)]
struct TypingIndicator {
    r#type: String,
}

impl From<MarkRead> for Body {
    fn from(mark: MarkRead) -> Self {
        Self {
            messaging_product: "whatsapp".to_owned(),
            status: "read".to_owned(),
            message_id: mark.message_id,
            typing_indicator: mark.typing.then(|| TypingIndicator { r#type: "text".to_owned() }),
        }
    }
}

impl TryFrom<Body> for MarkRead {
    type Error = String;

    fn try_from(body: Body) -> Result<Self, String> {
        if body.status != "read" {
            return Err(format!("status is `{}`, not `read`", body.status));
        }
        Ok(Self { message_id: body.message_id, typing: body.typing_indicator.is_some() })
    }
}

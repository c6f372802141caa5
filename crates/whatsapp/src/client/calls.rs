//! Calls over WhatsApp: made, taken, rejected, ended.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AccessToken, Client, Exchange, SendError, Success, international};
use crate::message::Recipient;
use crate::{endpoint, lenient};

/// A description of a media session, as WebRTC exchanges them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallSession {
    /// `offer` or `answer`.
    pub sdp_type: String,
    pub sdp: String,
}

/// What to do with a call that came in or was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallAction {
    /// Prepares the connection, so that it is there at once when the call is taken.
    PreAccept(CallSession),
    Accept(CallSession),
    Reject,
    Terminate,
}

sparse! {
    /// Whether a user may be called.
    CallPermission {
        permission: PermissionState,
        actions: Vec<PermittedAction>,
    }
}

sparse! {
    /// Whether they have allowed it, and until when.
    PermissionState {
        /// `no_permission`, `temporary` or `permanent`.
        status: String,
        /// Seconds since 1970.
        #[serde(deserialize_with = "lenient::optional_number")]
        expiration_time: i64,
    }
}

sparse! {
    /// Something that may be done, and how often.
    PermittedAction {
        /// `send_call_permission_request` or `start_call`.
        action_name: String,
        can_perform_action: bool,
        limits: Vec<Value>,
    }
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    calls: Vec<Started>,
}

#[derive(Deserialize)]
struct Started {
    id: String,
}

impl Client {
    /// Calls a user, who must have allowed it; gives the id of the call. What becomes of it comes by webhook.
    pub async fn start_call(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        to: &Recipient,
        session: &CallSession,
        biz_opaque_callback_data: Option<&str>,
    ) -> Exchange<String> {
        let mut body = json!({ "messaging_product": "whatsapp", "action": "connect", "session": session });
        if let Value::Object(fields) = &mut body {
            match to {
                Recipient::UserId(id) => fields.insert("recipient".to_owned(), json!(id)),
                Recipient::Phone(phone) | Recipient::Group(phone) => {
                    fields.insert("to".to_owned(), json!(international(phone)))
                }
            };
            if let Some(data) = biz_opaque_callback_data {
                fields.insert("biz_opaque_callback_data".to_owned(), json!(data));
            }
        }
        let exchange = self.call(&endpoint::CALL_ACTION, &[phone_number_id]).json(&body).send::<Answer>(token).await;
        exchange.and_then(|answer| {
            let lost = || SendError::AnswerLost { reason: "the answer has no call id".to_owned() };
            answer.calls.into_iter().next().map(|call| call.id).ok_or_else(lost)
        })
    }

    /// Takes, rejects or ends a call.
    pub async fn act_on_call(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        call_id: &str,
        action: &CallAction,
    ) -> Exchange<Success> {
        let (name, session) = match action {
            CallAction::PreAccept(session) => ("pre_accept", Some(session)),
            CallAction::Accept(session) => ("accept", Some(session)),
            CallAction::Reject => ("reject", None),
            CallAction::Terminate => ("terminate", None),
        };
        let mut body = json!({ "messaging_product": "whatsapp", "call_id": call_id, "action": name });
        if let (Some(session), Value::Object(fields)) = (session, &mut body) {
            fields.insert("session".to_owned(), json!(session));
        }
        self.call(&endpoint::CALL_ACTION, &[phone_number_id]).json(&body).send(token).await
    }

    /// Asks whether a user may be called.
    pub async fn call_permission(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        user_wa_id: &str,
    ) -> Exchange<CallPermission> {
        let call = self.call(&endpoint::GET_CALL_PERMISSION, &[phone_number_id]);
        call.query("user_wa_id", user_wa_id).send(token).await
    }
}

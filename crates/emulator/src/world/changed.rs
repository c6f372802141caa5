//! Messages that change others: edited within a quarter of an hour, taken back within two days.

use serde_json::{Value, json};

use super::World;
use super::thread::{Alteration, Content};
use super::turn::{Live, ThreadKey, Turn};
use crate::clock::Millis;

const EDITED_WITHIN: Millis = 15 * 60 * 1_000;
const TAKEN_BACK_WITHIN: Millis = 2 * 24 * 3_600 * 1_000;

/// What becomes of an earlier message.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Changed {
    Edited { original: String, message: Value },
    TakenBack { original: String },
}

/// Why it stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotChanged {
    #[error("there is no such message of the same sender in this chat")]
    NoMessage,
    #[error("a message can be edited for 15 minutes, and taken back for two days")]
    TooLate,
}

impl Changed {
    /// A message of type `edit` or `revoke`; nothing when it is another.
    pub(crate) fn read(message: &Value) -> Option<Self> {
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        match message.get("type")?.as_str()? {
            "edit" => {
                let new = message.pointer("/edit/message").cloned().unwrap_or_default();
                Some(Self::Edited { original: text("/edit/original_message_id")?, message: new })
            }
            "revoke" => Some(Self::TakenBack { original: text("/revoke/original_message_id")? }),
            _ => None,
        }
    }

    pub(super) fn original(&self) -> &str {
        match self {
            Self::Edited { original, .. } | Self::TakenBack { original } => original,
        }
    }

    fn within(&self) -> Millis {
        match self {
            Self::Edited { .. } => EDITED_WITHIN,
            Self::TakenBack { .. } => TAKEN_BACK_WITHIN,
        }
    }

    /// How Meta tells of it to numbers that are not in the app: of an edit that it cannot be told, of the rest nothing.
    pub(super) fn told_plainly(&self) -> Option<Value> {
        match self {
            Self::Edited { .. } => Some(json!({ "type": "unsupported", "unsupported": { "type": "edit" } })),
            Self::TakenBack { .. } => None,
        }
    }
}

impl World {
    /// Changes a message on the phone, of the business or of the customer.
    pub(super) fn change_on_phone(
        &mut self,
        turn: &mut Turn<'_>,
        key: ThreadKey,
        changed: &Changed,
        by_business: bool,
    ) -> Result<(), NotChanged> {
        let original = changed.original();
        let (place, _) =
            self.find_message(original).filter(|(place, _)| place.thread == key).ok_or(NotChanged::NoMessage)?;
        let entry = self.entry_mut(place).ok_or(NotChanged::NoMessage)?;
        if entry.is_to_customer() != by_business || entry.altered == Some(Alteration::TakenBack) {
            return Err(NotChanged::NoMessage);
        }
        if turn.now > entry.at + changed.within() {
            return Err(NotChanged::TooLate);
        }
        entry.altered = Some(match changed {
            Changed::Edited { .. } => Alteration::Edited,
            Changed::TakenBack { .. } => Alteration::TakenBack,
        });
        if let Changed::Edited { message, .. } = changed {
            match &mut entry.content {
                Content::FromCustomer(content) => *content = message.clone(),
                Content::ToCustomer { envelope, .. } => {
                    if let Ok(message) = serde_json::from_value(message.clone()) {
                        std::sync::Arc::make_mut(envelope).message = message;
                    }
                }
            }
        }
        turn.live(Live::Message { customer: key.customer, id: original.into() });
        Ok(())
    }
}

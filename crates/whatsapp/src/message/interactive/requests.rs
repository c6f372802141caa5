//! Requests for something only the customer can give, and calls.

use serde::{Deserialize, Serialize};

use super::{Framed, FramedWithoutBody, Named, NamedOnly};
use crate::{Extra, lenient};

/// A button with which the customer shares where they are.
pub type LocationRequest = Framed<SendLocation>;

/// Its name is `send_location`.
pub type SendLocation = NamedOnly;

/// A button with which the customer shares their telephone number; for people whose number is not shown. The answer
/// is a contact card.
pub type ContactInfoRequest = Framed<NamedOnly>;

/// A question whether the business may call; once in 24 hours and twice in seven days for each person.
pub type CallPermissionRequest = FramedWithoutBody<NamedOnly>;

/// A button with which the customer calls the business on WhatsApp.
pub type VoiceCall = Framed<Named<VoiceCallParameters>>;

/// What the button of a [`VoiceCall`] says and brings along.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct VoiceCallParameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_text: Option<String>,
    /// For how long the button works.
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub ttl_minutes: Option<u32>,
    /// Comes back with the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

//! A WhatsApp business phone number: what Recado knows of it and how fast it may send.

use crate::id::{NumberId, WorkspaceId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    pub id: NumberId,
    pub workspace: WorkspaceId,
    /// Meta's id of the number: the path of every send and the address of every webhook.
    pub phone_number_id: String,
    pub waba_id: String,
    pub display_phone_number: String,
    pub verified_name: String,
    /// Throughput Meta grants this number: 80, 1,000 after the upgrade, 20 with coexistence (cloud-api §7.1).
    pub messages_per_second: u32,
    pub health: Health,
    /// True for a number that lives in the emulator: the UI marks it.
    pub simulated: bool,
}

/// Whether the number can send at all; anything but `Connected` closes the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    Connected,
    /// Meta restricts what it may send; replies may still pass.
    Restricted,
    /// Banned, disconnected or not registered: nothing goes out.
    Blocked,
}

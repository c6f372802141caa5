//! Numbers as the API shows them. The access token never leaves the server.

use crate::http::problem::Problem;
use crate::http::word::word;
use serde::{Deserialize, Serialize};
use store::number::NumberView;
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "`display_phone_number` is Meta's word")]
pub struct Number {
    #[schema(format = "uuid")]
    pub id: String,
    /// Meta's id of the number.
    pub phone_number_id: String,
    pub waba_id: String,
    pub display_phone_number: String,
    pub verified_name: String,
    pub messages_per_second: i64,
    pub health: Health,
    /// True for a number that lives in the emulator.
    pub simulated: bool,
    #[schema(required = true)]
    pub last_webhook_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    Connected,
    /// For now it only answers.
    Restricted,
    Blocked,
}

impl TryFrom<NumberView> for Number {
    type Error = Problem;

    fn try_from(row: NumberView) -> Result<Self, Problem> {
        Ok(Self {
            id: row.id,
            phone_number_id: row.phone_number_id,
            waba_id: row.waba_id,
            display_phone_number: row.display_phone_number,
            verified_name: row.verified_name,
            messages_per_second: row.messages_per_second,
            health: word(&row.health)?,
            simulated: row.simulated,
            last_webhook_at: row.last_webhook_at,
        })
    }
}

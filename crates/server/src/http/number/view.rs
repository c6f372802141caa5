//! Numbers as the API shows them. The access token never leaves the server.

use crate::http::problem::Problem;
use crate::http::word::word;
use domain::id::{NumberId, WorkspaceId};
use domain::tier::{Limit, Standing};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
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
    /// `GREEN`, `YELLOW` or `RED`, as Meta told it last.
    #[schema(required = true)]
    pub quality: Option<String>,
    pub limit: MessagingLimit,
}

/// How many people may be written to first in any 24 hours, all numbers together, and how many were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessagingLimit {
    /// Meta's word, such as `TIER_2K` or `TIER_UNLIMITED`; null when it told none.
    #[schema(required = true)]
    pub tier: Option<String>,
    /// Null when there is no end, or none is known.
    #[schema(required = true)]
    pub people: Option<u32>,
    /// Null when nobody counts.
    #[schema(required = true)]
    pub used: Option<u32>,
    #[schema(required = true)]
    pub room: Option<u32>,
}

impl MessagingLimit {
    fn of(tier: Option<String>, standing: Standing) -> Self {
        let people = match standing.limit {
            Limit::People(most) => Some(most),
            Limit::Unknown | Limit::Unlimited => None,
        };
        let used = standing.limit.counts().then_some(standing.used);
        Self { tier, people, used, room: standing.room() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    Connected,
    /// For now it only answers.
    Restricted,
    Blocked,
}

impl Number {
    /// Every number of the workspace, in the order they were added.
    pub async fn all(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<Self>, Problem> {
        let standings = store::tier::standings(tx, workspace, now).await?;
        let rows = store::number::list(tx, workspace).await?;
        rows.into_iter().map(|row| Self::of(row, &standings)).collect()
    }

    pub fn of(row: NumberView, standings: &BTreeMap<NumberId, Standing>) -> Result<Self, Problem> {
        let standing = standings.get(&row.id()?).copied().unwrap_or_default();
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
            quality: row.quality,
            limit: MessagingLimit::of(row.messaging_limit, standing),
        })
    }
}

//! The rate cards that count.

use crate::app::App;
use crate::http::caller::{Allowed, ReadCampaigns};
use crate::http::problem::Problem;
use crate::report;
use axum::Json;
use axum::extract::State;
use domain::id::WorkspaceId;
use serde::Serialize;
use serde_json::Value;
use store::Tx;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct RateCardList {
    /// The workspace's own; else those that ship, which know some markets only.
    pub own: bool,
    /// The earliest first; each counts until the next one begins. As `docs/metrics.md` describes them.
    #[schema(value_type = Vec<Object>)]
    pub cards: Value,
}

/// Rate cards
#[utoipa::path(get, path = "/rate-cards", tag = "campaigns",
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "What messages cost", body = RateCardList)))]
pub async fn read_rate_cards(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
) -> Result<Json<RateCardList>, Problem> {
    Ok(Json(shown(&mut app.db.read().await?, caller.workspace).await?))
}

pub(super) async fn shown(tx: &mut Tx, workspace: WorkspaceId) -> Result<RateCardList, Problem> {
    let own = store::price::cards(tx, workspace).await?.is_some();
    let cards = report::rate_cards(tx, workspace).await?;
    let cards = serde_json::to_value(cards).map_err(|error| Problem::internal(&error))?;
    Ok(RateCardList { own, cards })
}

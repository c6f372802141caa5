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
    /// The day of the one that counts now; null before the first.
    #[schema(required = true, format = Date)]
    pub in_force: Option<String>,
}

/// Rate cards
#[utoipa::path(get, path = "/rate-cards", tag = "campaigns",
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "What messages cost", body = RateCardList)))]
pub async fn read_rate_cards(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
) -> Result<Json<RateCardList>, Problem> {
    Ok(Json(shown(&app, &mut app.db.read().await?, caller.workspace).await?))
}

pub(super) async fn shown(app: &App, tx: &mut Tx, workspace: WorkspaceId) -> Result<RateCardList, Problem> {
    let own = store::price::cards(tx, workspace).await?.is_some();
    let cards = report::rate_cards(tx, workspace).await?;
    let in_force = cards.at(app.universe.now()).map(|card| card.effective_from.to_string());
    let cards = serde_json::to_value(cards).map_err(|error| Problem::internal(&error))?;
    Ok(RateCardList { own, cards, in_force })
}

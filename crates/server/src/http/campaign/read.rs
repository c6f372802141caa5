//! One campaign.

use super::view::{Campaign, faults, not_found};
use crate::app::App;
use crate::http::caller::{Allowed, ReadCampaigns};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{CampaignId, WorkspaceId};
use store::{Tx, campaign};

/// One campaign
#[utoipa::path(get, path = "/campaigns/{id}", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "The campaign", body = Campaign)))]
pub async fn read_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<Campaign>, Problem> {
    Ok(Json(shown(&mut app.db.read().await?, caller.workspace, id).await?))
}

pub(super) async fn shown(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<Campaign, Problem> {
    let found = campaign::one(tx, workspace, id).await?.ok_or_else(not_found)?;
    let tallies = campaign::tally::of_one(tx, workspace, id).await?;
    let faults = if found.state.is_open() { faults(tx, workspace, &found.plan).await? } else { Vec::new() };
    Campaign::of(found, &tallies, faults)
}

//! The campaigns of the workspace.

use super::view::{Campaign, CampaignState};
use crate::app::App;
use crate::http::caller::{Allowed, ReadCampaigns};
use crate::http::extract::Asked;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::http::word::stored;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use store::campaign::{self, Filter};
use utoipa::IntoParams;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListCampaigns {
    #[param(inline)]
    pub state: Option<CampaignState>,
    /// Part of the name.
    pub q: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

/// Campaigns, the newest first
#[utoipa::path(get, path = "/campaigns", tag = "campaigns", params(ListCampaigns),
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "One page", body = Page<Campaign>)))]
pub async fn list_campaigns(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    Asked(query): Asked<ListCampaigns>,
) -> Result<Json<Page<Campaign>>, Problem> {
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let (before, limit) = (paging.after()?, paging.limit());
    let state = query.state.and_then(stored).and_then(|word| domain::campaign::State::parse(&word));
    let filter = Filter { state, pattern: query.q.as_deref().and_then(store::search::pattern) };
    let mut tx = app.db.read().await?;
    let found = campaign::list_page(&mut tx, caller.workspace, filter, before, limit + 1).await?;
    let ids: Vec<_> = found.iter().map(|campaign| campaign.id).collect();
    let mut tallies = campaign::tally::of(&mut tx, caller.workspace, &ids).await?;
    let page = Page::of(found, limit, |campaign| campaign.id.to_string());
    let shown = |campaign: campaign::Campaign| {
        let tallies = tallies.remove(&campaign.id).unwrap_or_default();
        Campaign::of(campaign, &tallies, Vec::new())
    };
    Ok(Json(page.try_map(shown)?))
}

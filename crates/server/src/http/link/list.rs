//! The links that campaigns and series follow, and under which address.

use crate::app::App;
use crate::http::caller::{Allowed, ReadCampaigns};
use crate::http::campaign::view::CampaignKind;
use crate::http::extract::Asked;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::http::word::word;
use axum::Json;
use axum::extract::State;
use domain::link;
use serde::Serialize;
use store::link::ListedRow;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct LinkPage {
    /// The newest first.
    pub items: Vec<FollowedLink>,
    /// Ask with this for what follows; `null` at the end.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// What every followed address begins with: the setting `public_url` and a path. Null while it is not set; then no
    /// plan with links can be launched.
    #[schema(required = true)]
    pub base: Option<String>,
}

/// An address that the messages of one campaign lead to.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowedLink {
    #[schema(format = "uuid")]
    pub id: String,
    #[schema(format = "uuid")]
    pub campaign_id: String,
    pub campaign_name: String,
    pub campaign_kind: CampaignKind,
    pub target: String,
    /// Recipients who opened it.
    pub people: i64,
    /// How often they did.
    pub clicks: i64,
    /// Robots, previews and scanners: sent on, and not counted as clicks.
    pub programs: i64,
    pub created_at: i64,
}

impl FollowedLink {
    fn of(row: ListedRow) -> Result<Self, Problem> {
        Ok(Self {
            id: row.id,
            campaign_id: row.campaign_id,
            campaign_name: row.campaign_name,
            campaign_kind: word(&row.campaign_kind)?,
            target: row.target,
            people: row.people,
            clicks: row.clicks,
            programs: row.programs,
            created_at: row.created_at,
        })
    }
}

/// Links that are followed
#[utoipa::path(get, path = "/links", tag = "campaigns", params(PageQuery),
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "One page", body = LinkPage)))]
pub async fn list_links(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    Asked(paging): Asked<PageQuery>,
) -> Result<Json<LinkPage>, Problem> {
    let (before, limit) = (paging.after()?, paging.limit());
    let mut tx = app.db.read().await?;
    let rows = store::link::page(&mut tx, caller.workspace, before, limit + 1).await?;
    let page = Page::of(rows, limit, |row| row.id.clone()).try_map(FollowedLink::of)?;
    let base = app.settings.public_url.as_deref().map(link::base);
    Ok(Json(LinkPage { items: page.items, next_cursor: page.next_cursor, base }))
}

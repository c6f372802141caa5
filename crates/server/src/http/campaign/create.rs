//! A new campaign, as a draft.

use super::finish::created;
use super::read::shown;
use super::view::{Campaign, name, plan};
use crate::app::App;
use crate::http::caller::{Allowed, ManageCampaigns};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::campaign::Kind;
use domain::id::CampaignId;
use serde::Deserialize;
use serde_json::Value;
use store::campaign::{self, NewCampaign};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateCampaign {
    pub name: String,
    /// As `docs/campaigns.md` describes it; what is missing may come later.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub plan: Option<Value>,
}

/// Create a campaign
///
/// It is a draft until it is launched.
#[utoipa::path(post, path = "/campaigns", tag = "campaigns", request_body = CreateCampaign,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 201, description = "Created", body = Campaign),
        (status = 422, description = "`invalid_plan`: it cannot be read; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn create_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateCampaign>,
) -> Result<Response, Problem> {
    let name = name(&asked.name)?;
    let plan = plan(asked.plan.unwrap_or_else(|| serde_json::json!({})))?;
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| CampaignId::new(ids, now));
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let created_by = caller.name();
    let new = NewCampaign { id, name: &name, kind: Kind::Campaign, plan: &plan, made_of: None, created_by };
    campaign::create(&mut tx, caller.workspace, new, now).await?;
    let campaign = shown(&mut tx, caller.workspace, id).await?;
    created(&app, tx, &caller, once, (&campaign.id, "campaign.created"), &campaign).await
}

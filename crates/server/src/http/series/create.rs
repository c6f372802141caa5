//! A new series, as a draft.

use super::view::{Series, document, shown};
use crate::app::App;
use crate::http::caller::{Allowed, ManageCampaigns};
use crate::http::campaign::finish::created;
use crate::http::campaign::view::name;
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
use store::series;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateSeries {
    pub name: String,
    /// As `docs/campaigns.md` describes it; what is missing may come later.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub document: Option<Value>,
}

/// Create a series
///
/// It is a draft until it is started.
#[utoipa::path(post, path = "/series", tag = "series", request_body = CreateSeries,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 201, description = "Created", body = Series),
        (status = 422, description = "`invalid_series`: it cannot be read; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn create_series(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateSeries>,
) -> Result<Response, Problem> {
    let name = name(&asked.name)?;
    let document = document(asked.document.unwrap_or_else(|| serde_json::json!({})))?;
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| CampaignId::new(ids, now));
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let (plan, created_by) = (document.campaign(), caller.name());
    let new = NewCampaign { id, name: &name, kind: Kind::Series, plan: &plan, made_of: None, created_by };
    campaign::create(&mut tx, caller.workspace, new, now).await?;
    series::create(&mut tx, caller.workspace, id, &document).await?;
    let made = shown(&mut tx, caller.workspace, id).await?;
    created(&app, tx, &caller, once, (&made.id, "series.created"), &made).await
}

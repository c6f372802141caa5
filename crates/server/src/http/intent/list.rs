//! What is taught, and what of it answers customers.

use super::view::{Intent, IntentExample, not_found};
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::extract::{Asked, At};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{ExampleId, IntentId};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct TrainingRoom {
    pub items: Vec<Intent>,
    /// The version that answers customers; 0 while none was published.
    pub published_version: i64,
    /// Whether something was taught since.
    pub changed: bool,
    pub tier: UnderstandingTier,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = UnderstandingTier)]
pub enum UnderstandingTier {
    /// Words and parts of words alone.
    Lexical,
    /// A sentence encoder votes as well.
    Encoder,
}

impl UnderstandingTier {
    pub(super) fn of(app: &App) -> Self {
        if app.understanding.has_encoder() { Self::Encoder } else { Self::Lexical }
    }
}

/// The training room
///
/// Every intent, by name, and whether what is taught is what answers customers.
#[utoipa::path(get, path = "/intents", tag = "intents", security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "Every intent", body = TrainingRoom)))]
pub async fn list_intents(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
) -> Result<Json<TrainingRoom>, Problem> {
    let mut tx = app.db.read().await?;
    let rows = store::intent::material::list(&mut tx, caller.workspace).await?;
    let published_version = store::intent::last_version(&mut tx, caller.workspace).await?;
    let published = store::intent::taught(&mut tx, caller.workspace, published_version).await?.unwrap_or_default();
    let draft = store::intent::material::training_set(&mut tx, caller.workspace).await?;
    Ok(Json(TrainingRoom {
        items: rows.into_iter().map(Intent::of).collect(),
        published_version,
        changed: draft != published,
        tier: UnderstandingTier::of(&app),
    }))
}

/// One intent
#[utoipa::path(get, path = "/intents/{id}", tag = "intents", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "The intent", body = Intent)))]
pub async fn read_intent(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    At(id): At<IntentId>,
) -> Result<Json<Intent>, Problem> {
    let row = store::intent::material::one(&mut app.db.read().await?, caller.workspace, id).await?;
    Ok(Json(Intent::of(row.ok_or_else(not_found)?)))
}

/// The sentences of an intent, in the order they were taught in
#[utoipa::path(get, path = "/intents/{id}/examples", tag = "intents",
    params(("id" = String, Path, format = "uuid"), PageQuery), security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "A page", body = Page<IntentExample>)))]
pub async fn list_examples(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    At(id): At<IntentId>,
    Asked(page): Asked<PageQuery>,
) -> Result<Json<Page<IntentExample>>, Problem> {
    let after: Option<ExampleId> = page.after()?;
    let mut tx = app.db.read().await?;
    store::intent::material::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let most = page.limit() + 1;
    let rows = store::intent::material::examples(&mut tx, caller.workspace, id, after, most).await?;
    Ok(Json(Page::of(rows, page.limit(), |row| row.id.clone()).map(IntentExample::of)))
}

//! Renaming and deleting an intent.

use super::teach::announce;
use super::view::{Intent, name, not_found, taken, title};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::memory;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::flow::book::intents_named;
use domain::id::{IntentId, WorkspaceId};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::Tx;
use store::intent::material::{self, IntentRow};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeIntent {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub title: Option<BTreeMap<String, String>>,
}

/// Change an intent
///
/// Sentences that have to be understood as it follow its new name.
#[utoipa::path(patch, path = "/intents/{id}", tag = "intents", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeIntent, security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Changed", body = Intent),
        (status = 409, description = "`intent_name_taken`, or `intent_in_use`: a published flow knows it by its name",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn change_intent(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<IntentId>,
    Body { value: asked, .. }: Body<ChangeIntent>,
) -> Result<Json<Intent>, Problem> {
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let row = material::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let new_name = asked.name.as_deref().map_or(Ok(row.name.as_str()), name)?;
    let title = asked.title.map_or_else(|| Ok(row.title.0.clone()), title)?;
    if new_name != row.name {
        if material::names(&mut tx, caller.workspace).await?.contains_key(new_name) {
            return Err(taken());
        }
        refuse_used(&app, &mut tx, &row).await?;
        store::intent::rename_in_checks(&mut tx, caller.workspace, &row.name, new_name).await?;
    }
    material::change(&mut tx, caller.workspace, id, (new_name, &title), now).await?;
    let row = material::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    audit::note(&app, &mut tx, &caller, "intent.changed", &row.id).await?;
    tx.commit().await?;
    announce(&app);
    Ok(Json(Intent::of(row)))
}

/// Delete an intent with its sentences
#[utoipa::path(delete, path = "/intents/{id}", tag = "intents", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`intent_in_use`: a published flow begins by it or branches on it",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn delete_intent(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<IntentId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    let row = material::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    refuse_used(&app, &mut tx, &row).await?;
    material::delete(&mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "intent.deleted", &row.id).await?;
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}

async fn refuse_used(app: &App, tx: &mut Tx, row: &IntentRow) -> Result<(), Problem> {
    let flows = memory::active_flows(app, tx).await?;
    let uses = flows.iter().filter(|flow| intents_named(&flow.document).any(|name| name == row.name));
    let names: Vec<&str> = uses.map(|flow| flow.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let detail = format!("Published flows go by it: {}. Change them first.", names.join(", "));
    Err(Problem::conflict("intent_in_use", "The intent is in use", detail))
}

/// The intents that flows may name: those that are taught.
pub(in crate::http) async fn taught_names(tx: &mut Tx, workspace: WorkspaceId) -> store::Result<Vec<String>> {
    Ok(material::names(tx, workspace).await?.into_keys().collect())
}

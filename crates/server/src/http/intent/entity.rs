//! The things of the business that people name: lists of values with the words for them, patterns, and what sentences mark.

use super::teach::announce;
use super::view::name;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows, ReadFlows};
use crate::http::extract::{At, Body};
use crate::http::page::Page;
use crate::http::problem::Problem;
use crate::memory;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::flow::book::entities_asked;
use domain::intent::entity::BuiltIn;
use domain::intent::{CustomEntity, EntityValue, limits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use store::intent::material;
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct IntentEntity {
    /// Flows ask for it by this name; in the path when it is saved.
    #[serde(default)]
    #[schema(required = true)]
    pub name: String,
    /// What people who teach call it, by language.
    #[serde(default)]
    #[schema(required = true)]
    pub title: BTreeMap<String, String>,
    #[serde(default)]
    #[schema(required = true)]
    pub values: Vec<IntentEntityValue>,
    /// A regular expression instead of values; it finds whole words. With neither, what is marked in sentences teaches it.
    #[serde(default)]
    #[schema(required = true)]
    pub pattern: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct IntentEntityValue {
    /// What is remembered.
    pub value: String,
    /// What people say for it, besides the value itself.
    #[serde(default)]
    #[schema(required = true)]
    pub words: Vec<String>,
}

/// Entities, by name
#[utoipa::path(get, path = "/intent-entities", tag = "intents", security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "Every entity", body = Page<IntentEntity>)))]
pub async fn list_entities(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
) -> Result<Json<Page<IntentEntity>>, Problem> {
    let entities = material::entities(&mut app.db.read().await?, caller.workspace).await?;
    Ok(Json(Page::whole(entities).map(shown)))
}

/// Save an entity
///
/// Makes it, or puts this in its place.
#[utoipa::path(put, path = "/intent-entities/{name}", tag = "intents", params(("name" = String, Path)),
    request_body = IntentEntity, security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Saved", body = IntentEntity)))]
pub async fn save_entity(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(path): At<String>,
    Body { value: asked, .. }: Body<IntentEntity>,
) -> Result<Json<IntentEntity>, Problem> {
    let entity = taken_in(name(&path)?, asked)?;
    let mut tx = app.db.write().await?;
    let known = material::entities(&mut tx, caller.workspace).await?;
    if known.len() >= limits::ENTITIES && !known.iter().any(|known| known.name == entity.name) {
        let detail = format!("A workspace has at most {} entities.", limits::ENTITIES);
        return Err(Problem::conflict("too_many_entities", "Too many entities", detail));
    }
    material::save_entities(&mut tx, caller.workspace, std::slice::from_ref(&entity), app.universe.now()).await?;
    audit::note(&app, &mut tx, &caller, "entity.saved", &entity.name).await?;
    tx.commit().await?;
    announce(&app);
    Ok(Json(shown(entity)))
}

/// Delete an entity
#[utoipa::path(delete, path = "/intent-entities/{name}", tag = "intents", params(("name" = String, Path)),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`entity_in_use`: a published flow asks for it",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn delete_entity(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(name): At<String>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    refuse_asked(&app, &mut tx, &name).await?;
    if !material::delete_entity(&mut tx, caller.workspace, &name).await? {
        return Err(Problem::not_found("entity"));
    }
    audit::note(&app, &mut tx, &caller, "entity.deleted", &name).await?;
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}

/// What a built-in one stands in for may go.
async fn refuse_asked(app: &App, tx: &mut Tx, name: &str) -> Result<(), Problem> {
    let flows = memory::active_flows(app, tx).await?;
    let asks = |flow: &str| BuiltIn::parse(name).is_none() && flow == name;
    let asking = flows.iter().filter(|flow| entities_asked(&flow.document).any(asks));
    let names: Vec<&str> = asking.map(|flow| flow.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let detail = format!("Published flows ask for it: {}. Change them first.", names.join(", "));
    Err(Problem::conflict("entity_in_use", "The entity is in use", detail))
}

fn taken_in(name: &str, asked: IntentEntity) -> Result<CustomEntity, Problem> {
    let value = |it: IntentEntityValue| EntityValue { value: it.value.trim().to_owned(), words: it.words };
    let values: Vec<EntityValue> = asked.values.into_iter().map(value).collect();
    if values.len() > limits::ENTITY_VALUES {
        return Err(Problem::invalid("values", format!("at most {}", limits::ENTITY_VALUES)));
    }
    let entity = CustomEntity { name: name.to_owned(), title: asked.title, values, pattern: asked.pattern };
    match entity.fault() {
        Some(fault) => Err(Problem::invalid("values", fault.to_string())),
        None => Ok(entity),
    }
}

fn shown(entity: CustomEntity) -> IntentEntity {
    let value = |it: EntityValue| IntentEntityValue { value: it.value, words: it.words };
    let values = entity.values.into_iter().map(value).collect();
    IntentEntity { name: entity.name, title: entity.title, values, pattern: entity.pattern }
}

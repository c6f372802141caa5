//! A new intent, with its first sentences.

use super::teach::{self, room_for};
use super::view::{AskedExample, Intent, example, name, not_found, taken, title};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::{ExampleId, IntentId};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::intent::material::{self, Lesson};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateIntent {
    /// Flows know it by this name. Its words teach as one more sentence does.
    pub name: String,
    /// What a button says when the bot asks back, by language.
    #[serde(default)]
    pub title: BTreeMap<String, String>,
    /// Its first sentences; five at least, ten or twenty better.
    #[serde(default)]
    pub examples: Vec<AskedExample>,
}

/// Create an intent
#[utoipa::path(post, path = "/intents", tag = "intents", request_body = CreateIntent,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 201, description = "Created", body = Intent),
        (status = 409, description = "`intent_name_taken`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn create_intent(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateIntent>,
) -> Result<Response, Problem> {
    let (name, title) = (name(&asked.name)?.to_owned(), title(asked.title)?);
    let examples = asked.examples.into_iter().map(example).collect::<Result<Vec<_>, _>>()?;
    let now = app.universe.now();
    let lesson = app.universe.with_ids(|ids| Lesson {
        id: IntentId::new(ids, now),
        name,
        title,
        examples: examples.into_iter().map(|example| (ExampleId::new(ids, now), example)).collect(),
    });
    let id = lesson.id;
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    if material::names(&mut tx, caller.workspace).await?.contains_key(&lesson.name) {
        return Err(taken());
    }
    room_for(&mut tx, caller.workspace, std::slice::from_ref(&lesson)).await?;
    material::teach(&mut tx, caller.workspace, vec![lesson], now).await?;
    let row = material::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let intent = Intent::of(row);
    once.remember(&mut tx, StatusCode::CREATED, &intent, now).await?;
    audit::note(&app, &mut tx, &caller, "intent.created", &intent.id).await?;
    tx.commit().await?;
    teach::announce(&app);
    Ok((StatusCode::CREATED, Json(intent)).into_response())
}

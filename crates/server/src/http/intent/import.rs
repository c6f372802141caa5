//! Training sets of other tools, brought as their files.

use super::teach::{announce, room_for};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use crate::pack;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::intent::import::{self, File};
use domain::intent::limits;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::intent::material;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ImportIntents {
    /// The files of one export, as they are.
    pub files: Vec<TrainingFile>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct TrainingFile {
    /// Its path in the export: Dialogflow says by it what a file is.
    pub name: String,
    pub content: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportedIntents {
    pub intents: usize,
    /// Sentences that were not there before.
    pub added: u64,
    pub entities: usize,
    pub files: Vec<ReadTrainingFile>,
    /// What was found and is not taught, in words.
    pub left_out: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReadTrainingFile {
    pub name: String,
    /// `nlpjs`, `rasa`, `dialogflow`, `table` or `recado`.
    pub format: String,
}

/// Import a training set
///
/// From nlp.js, Rasa, Dialogflow, a table of intents and sentences, or Recado. What is there already stays; an intent of the
/// same name grows.
#[utoipa::path(post, path = "/intents/import", tag = "intents", request_body = ImportIntents,
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Taught", body = ImportedIntents),
        (status = 422, description = "`unreadable_training_set`: which file, and why",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn import_intents(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    Body { value: asked, .. }: Body<ImportIntents>,
) -> Result<Json<ImportedIntents>, Problem> {
    let files: Vec<File> = asked.files.into_iter().map(|it| File { name: it.name, content: it.content }).collect();
    let found = import::read(&files).map_err(|error| {
        let (status, title) = (StatusCode::UNPROCESSABLE_ENTITY, "The files cannot be read");
        Problem::new(status, "unreadable_training_set", title, error.to_string())
    })?;
    let now = app.universe.now();
    let set = found.set;
    let (intents, entities) = (set.intents.len(), set.entities.len());
    let lessons = app.universe.with_ids(|ids| pack::lessons(&set, ids, now));
    let mut tx = app.db.write().await?;
    room_for(&mut tx, caller.workspace, &lessons).await?;
    let known = material::entities(&mut tx, caller.workspace).await?;
    let new: Vec<_> = set.entities.into_iter().filter(|it| !known.iter().any(|known| known.name == it.name)).collect();
    if known.len() + new.len() > limits::ENTITIES {
        let detail = format!("A workspace has at most {} entities.", limits::ENTITIES);
        return Err(Problem::conflict("too_many_entities", "Too many entities", detail));
    }
    let added = material::teach(&mut tx, caller.workspace, lessons, now).await?;
    material::save_entities(&mut tx, caller.workspace, &new, now).await?;
    let detail = json!({ "intents": intents, "examples": added });
    audit::note_with(&app, &mut tx, &caller, "intents.imported", "intents", detail).await?;
    tx.commit().await?;
    announce(&app);
    let file = |(name, format): (String, import::Format)| ReadTrainingFile { name, format: format.as_str().to_owned() };
    let files = found.formats.into_iter().map(file).collect();
    Ok(Json(ImportedIntents { intents, added, entities, files, left_out: found.left_out }))
}

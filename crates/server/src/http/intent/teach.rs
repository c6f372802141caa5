//! Sentences for an intent: one by one, or a list that somebody pastes.

use super::view::{AskedExample, Intent, example, not_found};
use crate::app::App;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use domain::id::{ExampleId, IntentId, WorkspaceId};
use domain::intent::limits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use store::intent::material::{self, Lesson};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct AddExamples {
    pub examples: Vec<AskedExample>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Taught {
    pub intent: Intent,
    /// How many of the sentences were new: case, accents and punctuation do not make another one.
    pub added: u64,
}

/// Teach an intent
///
/// Sentences that it has already are not there twice.
#[utoipa::path(post, path = "/intents/{id}/examples", tag = "intents", params(("id" = String, Path, format = "uuid")),
    request_body = AddExamples, security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "The intent as it is now", body = Taught)))]
pub async fn add_examples(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<IntentId>,
    Body { value: asked, .. }: Body<AddExamples>,
) -> Result<Json<Taught>, Problem> {
    let examples = asked.examples.into_iter().map(example).collect::<Result<Vec<_>, _>>()?;
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let row = material::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let examples = app
        .universe
        .with_ids(|ids| examples.into_iter().map(|example| (ExampleId::new(ids, now), example)).collect::<Vec<_>>());
    let lesson = Lesson { id, name: row.name, title: row.title.0, examples };
    room_for(&mut tx, caller.workspace, std::slice::from_ref(&lesson)).await?;
    let added = material::teach(&mut tx, caller.workspace, vec![lesson], now).await?;
    let row = material::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    announce(&app);
    Ok(Json(Taught { intent: Intent::of(row), added }))
}

/// Whether what is to be taught still fits.
pub(super) async fn room_for(tx: &mut Tx, workspace: WorkspaceId, lessons: &[Lesson]) -> Result<(), Problem> {
    let rows = material::list(tx, workspace).await?;
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        sizes.insert(&row.name, usize::try_from(row.examples).unwrap_or_default());
    }
    for lesson in lessons {
        let size = sizes.entry(&lesson.name).or_default();
        *size += lesson.examples.len();
        if *size > limits::EXAMPLES {
            let detail = format!("{} would have more than {} sentences.", lesson.name, limits::EXAMPLES);
            return Err(Problem::conflict("too_many_examples", "Too many sentences", detail));
        }
    }
    if sizes.len() > limits::INTENTS {
        let detail = format!("A workspace has at most {} intents.", limits::INTENTS);
        return Err(Problem::conflict("too_many_intents", "Too many intents", detail));
    }
    Ok(())
}

pub(super) fn announce(app: &App) {
    app.live.publish([LiveEvent::IntentsChanged]);
}

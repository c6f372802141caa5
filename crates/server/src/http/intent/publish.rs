//! Publishing what is taught: from then on customers are understood by it, unless it understands less than before.

use super::teach::announce;
use super::train::{CheckOutcome, draft};
use super::view::not_learnt;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ManageFlows};
use crate::http::extract::{At, Body};
use crate::http::problem::{FieldError, Problem};
use crate::understanding;
use axum::Json;
use axum::extract::State;
use domain::intent::check::Outcome;
use domain::intent::{TrainingSet, Understander};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::intent::Publication;
use utoipa::ToSchema;

#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct PublishIntents {
    /// What has changed, for those who read the list of versions later.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub note: String,
}

/// Longer than this, in characters, is no note.
const NOTE_LENGTH: usize = 500;

#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedIntents {
    pub version: i64,
    pub checks: CheckOutcome,
}

/// Publish what is taught
///
/// Refused while a sentence of `/intent-checks` is no longer understood that was understood by the version before.
#[utoipa::path(post, path = "/intents/publish", tag = "intents", request_body = Option<PublishIntents>,
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Published; it answers from now on", body = PublishedIntents),
        (status = 409, description = "`understands_less`: the sentences that would be lost",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`cannot_be_learnt`: too little is taught",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn publish_intents(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    Body { value: asked, .. }: Body<Option<PublishIntents>>,
) -> Result<Json<PublishedIntents>, Problem> {
    let note = asked.unwrap_or_default().note;
    if note.chars().count() > NOTE_LENGTH {
        return Err(Problem::invalid("note", format!("at most {NOTE_LENGTH} characters")));
    }
    let (set, understander) = draft(&app, caller.workspace).await?;
    publish(&app, &caller, &set, &understander, note.trim()).await.map(Json)
}

/// Go back to a version
///
/// Its sentences are published again, under a number of their own; what is being worked on stays as it is.
#[utoipa::path(post, path = "/intents/versions/{version}/publish", tag = "intents",
    params(("version" = i64, Path)), security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "Published; it answers from now on", body = PublishedIntents),
        (status = 409, description = "`understands_less`: the sentences that would be lost",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn publish_version_again(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(version): At<i64>,
) -> Result<Json<PublishedIntents>, Problem> {
    let set = store::intent::taught(&mut app.db.read().await?, caller.workspace, version).await?;
    let set = set.ok_or_else(|| Problem::not_found("version"))?;
    let understander = app.understanding.draft(set.clone()).await.map_err(|error| not_learnt(&error))?;
    publish(&app, &caller, &set, &understander, &format!("v{version}")).await.map(Json)
}

async fn publish(
    app: &App,
    caller: &Caller,
    set: &TrainingSet,
    understander: &Understander,
    note: &str,
) -> Result<PublishedIntents, Problem> {
    // The version before, also when another node published it a moment ago.
    understanding::refresh(app).await?;
    let mut tx = app.db.write().await?;
    let checks = store::intent::checks(&mut tx, caller.workspace).await?;
    let outcome = Outcome::of(understander, &checks);
    if let Some(before) = app.understanding.published() {
        refuse_less(&outcome, &Outcome::of(&before, &checks))?;
    }
    let version = store::intent::last_version(&mut tx, caller.workspace).await? + 1;
    let publication = Publication { set, outcome: &outcome, note, author: caller.user() };
    match store::intent::publish(&mut tx, caller.workspace, version, publication, app.universe.now()).await {
        Err(error) if error.is_unique_violation() => return Err(same_moment()),
        other => other?,
    }
    audit::note_with(app, &mut tx, caller, "intents.published", "intents", json!({ "version": version })).await?;
    tx.commit().await?;
    understanding::refresh(app).await?;
    announce(app);
    Ok(PublishedIntents { version, checks: CheckOutcome::of(outcome) })
}

fn refuse_less(outcome: &Outcome, before: &Outcome) -> Result<(), Problem> {
    let lost = outcome.lost_since(before);
    if lost.is_empty() {
        return Ok(());
    }
    let detail = format!("{} sentences were understood until now and would not be any more.", lost.len());
    let errors = lost.iter().map(|miss| FieldError {
        field: miss.text.clone(),
        message: format!("{} → {}", miss.expected, miss.understood.as_deref().unwrap_or("?")),
        ..FieldError::default()
    });
    Err(Problem::conflict("understands_less", "It would understand less", detail).with_errors(errors.collect()))
}

fn same_moment() -> Problem {
    let detail = "Somebody else published at this moment. Look at what they published, then try again.";
    Problem::conflict("published_meanwhile", "Published meanwhile", detail)
}

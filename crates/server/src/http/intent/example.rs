//! One sentence: changed, marked, moved to another intent, deleted.

use super::teach::announce;
use super::view::{AskedExample, ExampleMark, example};
use crate::app::App;
use crate::http::caller::{Allowed, ManageFlows};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::{ExampleId, IntentId};
use serde::Deserialize;
use store::intent::material;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeExample {
    pub text: String,
    /// What it names, marked by hand.
    #[serde(default)]
    pub marks: Vec<ExampleMark>,
    /// The intent it moves to; where it is when left out.
    #[serde(default)]
    #[schema(format = "uuid")]
    pub intent_id: Option<String>,
}

fn not_found() -> Problem {
    Problem::not_found("sentence")
}

/// Change a sentence
#[utoipa::path(put, path = "/intent-examples/{id}", tag = "intents", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeExample, security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 204, description = "Changed"),
        (status = 409, description = "`example_known`: the intent has this sentence already",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn change_example(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<ExampleId>,
    Body { value: asked, .. }: Body<ChangeExample>,
) -> Result<StatusCode, Problem> {
    let to = asked.intent_id.as_deref().map(str::parse::<IntentId>).transpose();
    let to = to.map_err(|_| Problem::invalid("intent_id", "the id of an intent"))?;
    let example = example(AskedExample { text: asked.text, marks: asked.marks })?;
    let mut tx = app.db.write().await?;
    let from = material::intent_of_example(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let to = to.unwrap_or(from);
    material::one(&mut tx, caller.workspace, to).await?.ok_or_else(super::view::not_found)?;
    match material::change_example(&mut tx, caller.workspace, id, to, &example).await {
        Err(error) if error.is_unique_violation() => {
            let detail = "The intent has this sentence already; case, accents and punctuation do not count.";
            return Err(Problem::conflict("example_known", "The sentence is known", detail));
        }
        other => other?,
    };
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}

/// Delete a sentence
#[utoipa::path(delete, path = "/intent-examples/{id}", tag = "intents", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 204, description = "Deleted")))]
pub async fn delete_example(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<ExampleId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    if !material::delete_example(&mut tx, caller.workspace, id).await? {
        return Err(not_found());
    }
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}

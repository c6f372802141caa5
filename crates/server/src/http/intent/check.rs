//! Sentences that have to be understood: a version that understands fewer of them is not published.

use super::teach::announce;
use super::view::sentence;
use crate::app::App;
use crate::http::caller::{Allowed, ManageFlows, ReadFlows};
use crate::http::extract::{Asked, Body};
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::intent::check::Check;
use domain::intent::{WANTS_NOTHING, limits};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct IntentCheck {
    pub text: String,
    /// The name of the intent; `none` where nothing is to be understood.
    pub intent: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct SaveChecks {
    pub checks: Vec<IntentCheck>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CheckQuery {
    /// The sentence.
    pub text: String,
}

/// The sentences that have to be understood
#[utoipa::path(get, path = "/intent-checks", tag = "intents", security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "Every one of them", body = Page<IntentCheck>)))]
pub async fn list_checks(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
) -> Result<Json<Page<IntentCheck>>, Problem> {
    let checks = store::intent::checks(&mut app.db.read().await?, caller.workspace).await?;
    Ok(Json(Page::whole(checks).map(|it| IntentCheck { text: it.text, intent: it.intent })))
}

/// Add sentences that have to be understood
///
/// One that is there already is to be understood as is said now.
#[utoipa::path(put, path = "/intent-checks", tag = "intents", request_body = SaveChecks,
    security(("session" = []), ("token" = ["manage_flows"])), responses((status = 204, description = "Saved")))]
pub async fn save_checks(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    Body { value: asked, .. }: Body<SaveChecks>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    let names = store::intent::material::names(&mut tx, caller.workspace).await?;
    let check = |it: &IntentCheck| {
        let is_known = it.intent == WANTS_NOTHING || names.contains_key(&it.intent);
        if !is_known {
            return Err(Problem::invalid("intent", format!("no intent is called {}", it.intent)));
        }
        Ok(Check { text: sentence("text", &it.text)?, intent: it.intent.clone() })
    };
    let checks = asked.checks.iter().map(check).collect::<Result<Vec<_>, _>>()?;
    let known = store::intent::checks(&mut tx, caller.workspace).await?.len();
    if known + checks.len() > limits::CHECKS {
        let detail = format!("A workspace has at most {} such sentences.", limits::CHECKS);
        return Err(Problem::conflict("too_many_checks", "Too many sentences", detail));
    }
    for check in checks {
        // One by one: the same sentence may stand in the list twice.
        store::intent::save_checks(&mut tx, caller.workspace, std::slice::from_ref(&check), app.universe.now()).await?;
    }
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}

/// Take away a sentence that had to be understood
#[utoipa::path(delete, path = "/intent-checks", tag = "intents", params(CheckQuery),
    security(("session" = []), ("token" = ["manage_flows"])), responses((status = 204, description = "Taken away")))]
pub async fn delete_check(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    Asked(asked): Asked<CheckQuery>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    if !store::intent::delete_check(&mut tx, caller.workspace, &asked.text).await? {
        return Err(Problem::not_found("sentence"));
    }
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}

//! Learning what is taught now, to see how it would do. Customers hear nothing of it until it is published.

use super::list::UnderstandingTier;
use super::view::not_learnt;
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::WorkspaceId;
use domain::intent::check::{Miss, Outcome};
use domain::intent::{TrainingSet, Understander};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Trained {
    pub intents: usize,
    pub examples: usize,
    pub milliseconds: u64,
    pub tier: UnderstandingTier,
    /// How the sentences go that have to be understood.
    pub checks: CheckOutcome,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CheckOutcome {
    pub checks: usize,
    pub misses: Vec<CheckMiss>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CheckMiss {
    pub text: String,
    /// `none` where nothing is to be understood.
    pub expected: String,
    /// Null where nothing was understood, or the customer would be asked back.
    #[schema(required = true)]
    pub understood: Option<String>,
}

impl CheckOutcome {
    pub(super) fn of(outcome: Outcome) -> Self {
        Self { checks: outcome.checks, misses: outcome.misses.into_iter().map(CheckMiss::of).collect() }
    }
}

impl CheckMiss {
    pub(super) fn of(miss: Miss) -> Self {
        Self { text: miss.text, expected: miss.expected, understood: miss.understood }
    }
}

/// Train
///
/// Learns what is taught now. Nothing changes for customers.
#[utoipa::path(post, path = "/intents/train", tag = "intents", security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "Learnt", body = Trained),
        (status = 422, description = "`cannot_be_learnt`: too little is taught",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn train_intents(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
) -> Result<Json<Trained>, Problem> {
    let begun = app.universe.now();
    let (set, understander) = draft(&app, caller.workspace).await?;
    let took = app.universe.now().since(begun);
    let checks = store::intent::checks(&mut app.db.read().await?, caller.workspace).await?;
    Ok(Json(Trained {
        intents: set.intents.len(),
        examples: set.intents.iter().map(|intent| intent.examples.len()).sum::<usize>() + set.none.len(),
        milliseconds: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        tier: UnderstandingTier::of(&app),
        checks: CheckOutcome::of(Outcome::of(&understander, &checks)),
    }))
}

/// What is taught now, and learnt of it.
pub(in crate::http) async fn draft(
    app: &App,
    workspace: WorkspaceId,
) -> Result<(TrainingSet, Arc<Understander>), Problem> {
    let set = store::intent::material::training_set(&mut app.db.read().await?, workspace).await?;
    let understander = app.understanding.draft(set.clone()).await.map_err(|error| not_learnt(&error))?;
    Ok((set, understander))
}

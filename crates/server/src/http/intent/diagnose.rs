//! What the training set is good and bad at, measured on itself: each sentence is asked of a model that did not see it.

use super::view::not_learnt;
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::intent::{Labelled, Weakness};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct TrainingDiagnosis {
    /// The share of sentences whose intent is found without them.
    pub accuracy: f32,
    pub intents: Vec<IntentDiagnosis>,
    /// Which intents are taken for which, the most frequent first.
    pub confusions: Vec<ConfusedIntents>,
    /// Sentences of different intents that say nearly the same.
    pub near_duplicates: Vec<NearlySame>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct IntentDiagnosis {
    pub intent: String,
    pub examples: usize,
    /// The share of its sentences that are found.
    #[schema(required = true)]
    pub recall: Option<f32>,
    /// The share of what is taken for it that is it.
    #[schema(required = true)]
    pub precision: Option<f32>,
    pub weaknesses: Vec<IntentWeakness>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntentWeakness {
    FewExamples,
    LowRecall,
    LowPrecision,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ConfusedIntents {
    pub expected: String,
    pub guessed: String,
    pub examples: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NearlySame {
    pub first: LabelledSentence,
    pub second: LabelledSentence,
    pub similarity: f32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LabelledSentence {
    pub intent: String,
    pub text: String,
}

/// Diagnose what is taught
#[utoipa::path(get, path = "/intents/diagnosis", tag = "intents",
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "What to mend", body = TrainingDiagnosis),
        (status = 422, description = "`cannot_be_learnt`: too little is taught",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn diagnose_intents(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
) -> Result<Json<TrainingDiagnosis>, Problem> {
    let set = store::intent::material::training_set(&mut app.db.read().await?, caller.workspace).await?;
    // Titles are learnt from as well, and are no sentences.
    let taught: BTreeMap<String, usize> =
        set.intents.iter().map(|intent| (intent.name.clone(), intent.examples.len())).collect();
    let diagnosis = app.understanding.diagnose(set).await.map_err(|error| not_learnt(&error))?;
    let weakness = |it: Weakness| match it {
        Weakness::FewExamples => IntentWeakness::FewExamples,
        Weakness::LowRecall => IntentWeakness::LowRecall,
        Weakness::LowPrecision => IntentWeakness::LowPrecision,
    };
    let intents = diagnosis.intents.into_iter().map(|it| IntentDiagnosis {
        examples: taught.get(&it.intent).copied().unwrap_or(it.examples),
        intent: it.intent,
        recall: it.recall,
        precision: it.precision,
        weaknesses: it.weaknesses.into_iter().map(weakness).collect(),
    });
    let confusions = diagnosis.confusions.into_iter();
    let near = diagnosis.near_duplicates.into_iter();
    Ok(Json(TrainingDiagnosis {
        accuracy: diagnosis.accuracy,
        intents: intents.collect(),
        confusions: confusions
            .map(|it| ConfusedIntents { expected: it.expected, guessed: it.guessed, examples: it.examples })
            .collect(),
        near_duplicates: near
            .map(|it| NearlySame {
                first: LabelledSentence::of(it.first),
                second: LabelledSentence::of(it.second),
                similarity: it.similarity,
            })
            .collect(),
    }))
}

impl LabelledSentence {
    fn of(it: Labelled) -> Self {
        Self { intent: it.intent, text: it.example }
    }
}

//! A sentence tried out: what it wants and names, and why.

use super::train::draft;
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::intent::Band;
use domain::intent::entity::{Given, Named};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct TrySentence {
    pub text: String,
    /// Ask what answers customers now, and not what is taught since.
    #[serde(default)]
    pub published: bool,
    /// The language that what it names is read in first.
    #[serde(default)]
    pub language: Option<String>,
    /// Where "tomorrow" begins: a name of the tz database; UTC if absent.
    #[serde(default)]
    pub time_zone: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TriedSentence {
    pub band: UnderstandingBand,
    /// What flows go by; null unless the band is `answer`.
    #[schema(required = true)]
    pub intent: Option<String>,
    /// What the customer would be offered in the band `confirm`.
    pub choices: Vec<String>,
    /// Every intent, the likeliest first.
    pub ranked: Vec<RankedIntent>,
    /// How likely it belongs to none of them.
    pub none: f32,
    /// The sentences that are most like it.
    pub nearest: Vec<NearSentence>,
    /// What it names, built in or of the business, in the order of the text.
    pub entities: Vec<NamedEntity>,
}

/// Something a sentence names. Of a day and an hour in one there are three: the day, the hour, and both.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedEntity {
    pub entity: String,
    /// The words for it.
    pub text: String,
    /// What a flow would remember; of several readings the customer says which is meant.
    pub values: Vec<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnderstandingBand {
    /// Sure enough to act on.
    Answer,
    /// The customer is asked back.
    Confirm,
    /// Nothing fits.
    FallBack,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RankedIntent {
    pub intent: String,
    pub probability: f32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NearSentence {
    /// Null for a sentence that belongs to none.
    #[schema(required = true)]
    pub intent: Option<String>,
    pub text: String,
    /// From 0, nothing in common, to 1, the same.
    pub similarity: f32,
}

/// Intents that are shown: the others are all but impossible.
const RANKED: usize = 10;

/// Try a sentence
#[utoipa::path(post, path = "/intents/try", tag = "intents", request_body = TrySentence,
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "What is made of it, and why", body = TriedSentence),
        (status = 422, description = "`cannot_be_learnt`: too little is taught",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn try_sentence(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    Body { value: asked, .. }: Body<TrySentence>,
) -> Result<Json<TriedSentence>, Problem> {
    let understander = if asked.published {
        app.understanding.published().ok_or_else(|| Problem::not_found("published version"))?
    } else {
        draft(&app, caller.workspace).await?.1
    };
    let tried = understander.try_out(&asked.text);
    let zone = asked.time_zone.unwrap_or_default();
    let given = Given::at(app.universe.now(), &zone, &asked.language.unwrap_or_default(), "");
    let named = understander.entities().read(&asked.text, &given);
    let ranked = tried.understanding.ranked.into_iter().take(RANKED);
    Ok(Json(TriedSentence {
        band: match tried.understanding.band {
            Band::Answer => UnderstandingBand::Answer,
            Band::Confirm => UnderstandingBand::Confirm,
            Band::FallBack => UnderstandingBand::FallBack,
        },
        intent: tried.understood.intent,
        choices: tried.understood.choices,
        ranked: ranked.map(|it| RankedIntent { intent: it.intent, probability: it.probability }).collect(),
        none: tried.understanding.none,
        nearest: tried
            .nearest
            .into_iter()
            .map(|it| NearSentence { intent: it.intent, text: it.example, similarity: it.similarity })
            .collect(),
        entities: named.into_iter().map(named_entity).collect(),
    }))
}

fn named_entity(it: Named) -> NamedEntity {
    NamedEntity { entity: it.entity, text: it.text, values: it.values }
}

//! A file of another builder as documents of ours, without saving them.

use super::view::FlowProblem;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use axum::Json;
use domain::flow::import::{self, Fate, Imported, Note};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ImportFlows {
    /// The file as Typebot, RapidPro or Glific exported it.
    pub source: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportedFlows {
    /// `typebot` or `rapidpro`, which is Glific's as well.
    pub format: String,
    pub flows: Vec<ImportedFlow>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportedFlow {
    pub name: String,
    /// Ours, in YAML; to be saved by whoever asked.
    pub document: String,
    /// Parts of the other flow, and how many of them are here as they were there.
    pub parts: usize,
    pub translated: usize,
    pub notes: Vec<ImportNote>,
    /// What the checker says of the document.
    pub problems: Vec<FlowProblem>,
}

/// Something to know of the translation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportNote {
    pub fate: ImportFate,
    /// Where in the other flow.
    pub at: String,
    pub message: String,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportFate {
    /// It works, in another way.
    Changed,
    /// It is missing here.
    Dropped,
    /// It was not there, and is needed here.
    Added,
}

/// Translate a flow of another builder
///
/// Nothing is saved: the answer holds the documents and says what became of each part.
#[utoipa::path(post, path = "/flows/import", tag = "flows", request_body = ImportFlows,
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "The documents, with a report", body = ImportedFlows)))]
pub async fn import_flows(
    _: Allowed<ReadFlows>,
    Body { value: asked, .. }: Body<ImportFlows>,
) -> Result<Json<ImportedFlows>, Problem> {
    let (format, flows) =
        import::import(&asked.source).map_err(|error| Problem::invalid("source", error.to_string()))?;
    let flows = flows.into_iter().map(ImportedFlow::from).collect();
    Ok(Json(ImportedFlows { format: format.as_str().to_owned(), flows }))
}

impl From<Imported> for ImportedFlow {
    fn from(flow: Imported) -> Self {
        let Imported { name, document, parts, translated, notes, problems } = flow;
        let notes = notes.into_iter().map(ImportNote::from).collect();
        let problems = problems.into_iter().map(FlowProblem::from).collect();
        Self { name, document, parts, translated, notes, problems }
    }
}

impl From<Note> for ImportNote {
    fn from(Note { fate, at, message }: Note) -> Self {
        let fate = match fate {
            Fate::Changed => ImportFate::Changed,
            Fate::Dropped => ImportFate::Dropped,
            Fate::Added => ImportFate::Added,
        };
        Self { fate, at, message }
    }
}

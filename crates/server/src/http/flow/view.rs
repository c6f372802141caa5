//! Flows and their problems as the API shows them.

use crate::http::problem::{FieldError, Problem};
use domain::flow::checker::{self, Surroundings};
use domain::flow::document::Flow;
use serde::{Deserialize, Serialize};
use store::flow::FlowRow;
use utoipa::ToSchema;

/// A flow in the list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Flow)]
pub struct FlowItem {
    #[serde(flatten)]
    pub facts: FlowFacts,
    /// Of the draft.
    pub problems: ProblemCounts,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FlowFacts {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    pub enabled: bool,
    #[schema(required = true)]
    pub published_version: Option<i64>,
    /// Whether the draft is another text than what is published.
    pub draft_changed: bool,
    pub updated_at: i64,
    /// Contacts who are in this flow right now.
    pub sessions_active: i64,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProblemCounts {
    pub errors: usize,
    pub warnings: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FlowDetail {
    #[serde(flatten)]
    pub facts: FlowFacts,
    /// The draft, as it was written: YAML or JSON.
    pub document: String,
    #[schema(required = true)]
    pub published_document: Option<String>,
    /// Of the draft.
    pub problems: Vec<FlowProblem>,
}

/// What the checker found, and where.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FlowProblem {
    pub severity: Severity,
    /// A stable name of the kind of problem.
    pub code: String,
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    #[schema(required = true)]
    pub node: Option<String>,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Cannot be published.
    Error,
    Warning,
}

/// A document, read and judged.
pub struct Checked {
    pub flow: Option<Flow>,
    pub problems: Vec<FlowProblem>,
}

impl Checked {
    /// By itself, as it is shown while it is written.
    pub fn of(document: &str) -> Self {
        Self::among(document, Surroundings::default())
    }

    pub fn among(document: &str, around: Surroundings<'_>) -> Self {
        let (flow, problems) = checker::check_among(document, around);
        Self { flow, problems: problems.into_iter().map(FlowProblem::from).collect() }
    }

    pub fn counts(&self) -> ProblemCounts {
        let count = |severity| self.problems.iter().filter(|problem| problem.severity == severity).count();
        ProblemCounts { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }

    /// The name the document gives itself, when it can be read.
    pub fn name(&self) -> Option<&str> {
        self.flow.as_ref().map(|flow| flow.name.trim()).filter(|name| !name.is_empty())
    }

    pub fn errors(&self) -> Vec<FieldError> {
        let errors = self.problems.iter().filter(|problem| problem.severity == Severity::Error);
        errors
            .map(|problem| FieldError {
                field: problem.node.as_ref().map_or_else(|| "document".to_owned(), |node| format!("nodes.{node}")),
                message: problem.message.clone(),
                line: Some(problem.line),
                column: Some(problem.column),
            })
            .collect()
    }
}

impl FlowItem {
    pub fn of(row: &FlowRow) -> Self {
        Self { facts: FlowFacts::of(row), problems: Checked::of(&row.draft).counts() }
    }
}

impl FlowFacts {
    fn of(row: &FlowRow) -> Self {
        Self {
            id: row.id.clone(),
            name: row.name.clone(),
            enabled: row.enabled,
            published_version: row.published_version,
            draft_changed: row.published_document.as_ref() != Some(&row.draft),
            updated_at: row.updated_at,
            sessions_active: row.sessions_active,
        }
    }
}

impl FlowDetail {
    pub fn of(row: FlowRow) -> Self {
        let checked = Checked::of(&row.draft);
        Self {
            facts: FlowFacts::of(&row),
            document: row.draft,
            published_document: row.published_document,
            problems: checked.problems,
        }
    }
}

impl From<checker::Problem> for FlowProblem {
    fn from(problem: checker::Problem) -> Self {
        Self {
            severity: match problem.severity {
                checker::Severity::Error => Severity::Error,
                checker::Severity::Warning => Severity::Warning,
            },
            code: problem.code.as_str().to_owned(),
            message: problem.message,
            remedy: problem.remedy,
            node: problem.node,
            line: problem.line,
            column: problem.column,
        }
    }
}

pub(super) fn not_found() -> Problem {
    Problem::not_found("flow")
}

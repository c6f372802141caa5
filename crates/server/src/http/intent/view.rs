//! Intents as the API shows them, and what it takes.

use crate::http::problem::Problem;
use axum::http::StatusCode;
use domain::intent::{Example, Mark, Texts, TrainError, is_name, limits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::intent::material::{ExampleRow, IntentRow};
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Intent {
    #[schema(format = "uuid")]
    pub id: String,
    /// Flows know it by this name. `none` keeps the sentences that belong to no intent.
    pub name: String,
    /// What a button says when the bot asks back, by language.
    pub title: BTreeMap<String, String>,
    /// How many sentences it has.
    pub examples: i64,
    pub created_at: i64,
    pub updated_at: i64,
}

impl Intent {
    pub(super) fn of(row: IntentRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            title: row.title.0,
            examples: row.examples,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IntentExample {
    #[schema(format = "uuid")]
    pub id: String,
    pub text: String,
    pub marks: Vec<ExampleMark>,
    pub created_at: i64,
}

/// A part of a sentence that names something, counted in characters.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ExampleMark {
    pub entity: String,
    pub start: usize,
    /// The first character that is no longer part of it.
    pub end: usize,
}

impl IntentExample {
    pub(super) fn of(row: ExampleRow) -> Self {
        let mark = |it: Mark| ExampleMark { entity: it.entity, start: it.start, end: it.end };
        let marks = row.marks.0.into_iter().map(mark).collect();
        Self { id: row.id, text: row.text, marks, created_at: row.created_at }
    }
}

/// A sentence as it is taught.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct AskedExample {
    pub text: String,
    #[serde(default)]
    pub marks: Vec<ExampleMark>,
}

pub(super) fn example(asked: AskedExample) -> Result<Example, Problem> {
    let text = sentence("text", &asked.text)?;
    let mark = |it: ExampleMark| Mark { entity: it.entity, start: it.start, end: it.end };
    let example = Example { text, marks: asked.marks.into_iter().map(mark).collect() };
    if example.is_sound() { Ok(example) } else { Err(Problem::invalid("marks", "within the text, none over another")) }
}

/// One line without space around it.
pub(super) fn sentence(field: &str, text: &str) -> Result<String, Problem> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > limits::EXAMPLE_CHARACTERS {
        return Err(Problem::invalid(field, format!("1 to {} characters", limits::EXAMPLE_CHARACTERS)));
    }
    Ok(text)
}

pub(super) fn name(name: &str) -> Result<&str, Problem> {
    if is_name(name) { Ok(name) } else { Err(Problem::invalid("name", "small letters, digits and _, 64 at most")) }
}

/// What fits on a button is up to WhatsApp; longer titles are cut there.
pub(super) fn title(title: Texts) -> Result<Texts, Problem> {
    let is_long = |text: &String| text.trim().is_empty() || text.chars().count() > TITLE_CHARACTERS;
    if title.values().any(is_long) {
        return Err(Problem::invalid("title", format!("1 to {TITLE_CHARACTERS} characters in each language")));
    }
    Ok(title)
}

const TITLE_CHARACTERS: usize = 60;

pub(super) fn not_found() -> Problem {
    Problem::not_found("intent")
}

pub(super) fn taken() -> Problem {
    let detail = "Another intent has this name. Flows know intents by their names, so each needs its own.";
    Problem::conflict("intent_name_taken", "The name is taken", detail)
}

/// There is too little to learn from.
pub(super) fn not_learnt(error: &TrainError) -> Problem {
    let detail = format!("{error}.");
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "cannot_be_learnt", "There is too little to learn from", detail)
}

//! Flows made with other builders, as flows of ours, with a report of what each of their parts became.
//!
//! Nothing is dropped silently: what cannot be translated is a [`Note`], and so is what works differently here or had to
//! be added. Whatever the file says, the answer is a flow or an error, never a panic.
//!
//! - `typebot`: Typebot, version 6.
//! - `rapidpro`: RapidPro and Glific, flow specifications 12 and 13, and the action sets of before.
//! - `draft`: the flow while it is made.

mod choices;
mod draft;
mod json;
mod names;
mod rapidpro;
mod tree;
mod typebot;

use crate::flow::checker::{self, Problem, ProblemCode};
use draft::Draft;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// A file may hold many flows; this is more than any we have seen.
const FILE_BYTES: usize = 4 * 1024 * 1024;
const FLOWS: usize = 200;
/// Blocks of a typebot, nodes of a flow: many times what a flow of ours can hold.
const PARTS: usize = 3_000;
/// How often a flow is translated again for what the checker finds unset; a chain of variables takes one round for each.
const ROUNDS: usize = 12;
/// Cases of one condition.
const CASES: usize = 300;

words! {
    /// What made the file.
    Format {
        Typebot = "typebot",
        Rapidpro = "rapidpro",
    }
}

words! {
    /// What became of a part that is not simply here as it was there.
    Fate {
        /// It works, in another way.
        Changed = "changed",
        /// It is missing here.
        Dropped = "dropped",
        /// It was not there, and is needed here.
        Added = "added",
    }
}

/// One thing to know of the translation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub fate: Fate,
    /// Where in the other flow, in its own words.
    pub at: String,
    pub message: String,
}

/// One flow of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub name: String,
    /// Our document, in YAML.
    pub document: String,
    /// Parts of the other flow: blocks, or actions and routers.
    pub parts: usize,
    /// Parts that are here as they were there.
    pub translated: usize,
    pub notes: Vec<Note>,
    /// What the checker says of the document.
    pub problems: Vec<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("the file has {bytes} bytes; it may have {limit}")]
    TooLarge { bytes: usize, limit: usize },
    #[error("the file is no JSON: {0}")]
    NotJson(String),
    #[error(
        "this is no flow file we know: Typebot has `groups` and `events`, RapidPro and Glific have `nodes` or `flows`"
    )]
    Unknown,
    #[error("an older Typebot made this file: open it in Typebot and export it again")]
    TooOld,
    #[error("the file holds no flow")]
    Empty,
    #[error("a flow of the file has {parts} parts; it may have {limit}")]
    TooManyParts { parts: usize, limit: usize },
    #[error("the flow cannot be written down: {0}")]
    Unwritable(String),
}

/// Reads a file of another builder.
pub fn import(source: &str) -> Result<(Format, Vec<Imported>), ImportError> {
    if source.len() > FILE_BYTES {
        return Err(ImportError::TooLarge { bytes: source.len(), limit: FILE_BYTES });
    }
    let file: Value = serde_json::from_str(source).map_err(|error| ImportError::NotJson(error.to_string()))?;
    // The API of Typebot answers the file within another.
    let file = match file {
        Value::Object(mut fields) if fields.get("typebot").is_some_and(Value::is_object) => {
            fields.remove("typebot").unwrap_or_default()
        }
        file => file,
    };
    if file.get("blocks").is_some() && !file.get("groups").is_some_and(Value::is_array) {
        return Err(ImportError::TooOld);
    }
    let format = recognise(&file).ok_or(ImportError::Unknown)?;
    let imported: Vec<Imported> = match format {
        Format::Typebot => {
            bounded(json::list(&file, "groups").iter().map(|group| json::list(group, "blocks").len()).sum())?;
            vec![checked(&|unset| typebot::translate(&file, unset))?]
        }
        Format::Rapidpro => {
            let export = rapidpro::Export::of(&file);
            let flows = export.flows().take(FLOWS);
            let translated = flows.map(|flow| {
                bounded(json::list(flow, "nodes").len())?;
                checked(&|unset| rapidpro::translate(&export, flow, unset))
            });
            translated.collect::<Result<_, _>>()?
        }
    };
    if imported.is_empty() { Err(ImportError::Empty) } else { Ok((format, imported)) }
}

fn bounded(parts: usize) -> Result<(), ImportError> {
    if parts > PARTS { Err(ImportError::TooManyParts { parts, limit: PARTS }) } else { Ok(()) }
}

/// Which builder a file comes from, by the shape of it.
pub fn recognise(file: &Value) -> Option<Format> {
    let has = |key: &str| file.get(key).is_some_and(Value::is_array);
    if has("groups") && (has("edges") || has("events") || has("variables")) {
        return Some(Format::Typebot);
    }
    let is_flow = has("nodes") || has("action_sets") || has("rule_sets");
    (is_flow || has("flows")).then_some(Format::Rapidpro)
}

/// Variables that the checker finds unset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Unset {
    /// On some ways to where they are read.
    maybe: BTreeSet<String>,
    /// On all.
    never: BTreeSet<String>,
}

impl Unset {
    /// Whether the problems name anything that was not known before.
    fn learn(&mut self, problems: &[Problem]) -> bool {
        let known = self.maybe.len() + self.never.len();
        self.maybe.extend(names_with(ProblemCode::MayBeUnset, problems));
        self.never.extend(names_with(ProblemCode::UnknownName, problems));
        self.maybe.len() + self.never.len() > known
    }
}

/// The other builders read a variable that nothing has set as nothing; here it is an error. So the flow is translated,
/// checked, and translated again with a default wherever the checker sees that a name may be unset. What is left out for
/// that may have been all that set another name, so this is done until nothing new is found. The other builders know no
/// window either: what would be said after it is closed waits behind a case that asks.
fn checked(translate: &dyn Fn(&Unset) -> Draft) -> Result<Imported, ImportError> {
    let mut unset = Unset::default();
    let mut checked = translate(&unset).finish()?;
    for _ in 0..ROUNDS {
        if !unset.learn(&checked.problems) {
            break;
        }
        checked = translate(&unset).finish()?;
    }
    let late = checked.problems.iter().filter(|it| it.code == ProblemCode::FreeTextAfterWindow);
    let late: BTreeSet<String> = late.filter_map(|problem| problem.node.clone()).collect();
    if late.is_empty() {
        return Ok(checked);
    }
    let mut draft = translate(&unset);
    draft.keep_in_window(&late);
    draft.finish()
}

/// The names that problems of a kind quote.
fn names_with(code: ProblemCode, problems: &[Problem]) -> BTreeSet<String> {
    let quoted = problems.iter().filter(|it| it.code == code).filter_map(|it| it.message.split('`').nth(1));
    quoted.map(|name| name.split('.').next().unwrap_or(name).to_owned()).collect()
}

impl Draft {
    fn finish(self) -> Result<Imported, ImportError> {
        let document = self.document()?;
        let (_, problems) = checker::check(&document);
        let Self { name, parts, notes, .. } = self;
        let touched: BTreeSet<&str> =
            notes.iter().filter(|note| note.fate != Fate::Added).map(|note| note.at.as_str()).collect();
        let translated = parts.saturating_sub(touched.len());
        Ok(Imported { name, document, parts, translated, notes, problems })
    }
}

#[cfg(test)]
mod tests;

//! What a message names: dates, numbers, money, identifiers, and the things of a business.
//!
//! [`find`] reads one message and answers what it names, in the order of the text and without overlaps. Everything
//! relative ("mañana", "en dos horas") is resolved against the instant and the time zone of the [`Context`]; what is
//! open ("a las 3", "el lunes") keeps each reading as one of the entity's values. Grammars are hand-written, one per
//! language, over tokens: no pattern is retried, so the cost grows with the length of the message and nothing else.
//!
//! ```
//! use nlu::entity::{self, Context, Language};
//!
//! let now = "2026-11-23T10:00:00[America/Argentina/Buenos_Aires]".parse()?;
//! let context = Context { country: Some("AR"), ..Context::new(&[Language::Spanish], &now) };
//! for found in entity::find("mi mail es ana@ejemplo.com", &context) {
//!     println!("{:?} {}", found.kind, found.text);
//! }
//! # Ok::<(), jiff::Error>(())
//! ```

mod address;
mod code;
mod context;
mod custom;
mod kind;
mod language;
mod measure;
mod moment;
mod national_id;
mod number;
mod number_range;
mod ordinal;
mod percent;
mod phone;
mod phrases;
mod reader;
mod select;
mod token;
mod value;
mod yes_no;

pub use context::Context;
pub use custom::{Custom, Entry, List, Mark, Marked, Pattern, PatternError, Tagger};
pub use kind::{Kind, Kinds};
pub use language::Language;
pub use value::{Anchor, Dimension, Entity, Modifier, Moment, NumberForm, Shape, Value};

/// What `text` names, in its order: spans are byte offsets on character boundaries and never overlap.
pub fn find(text: &str, context: &Context<'_>) -> Vec<Entity> {
    select::find(text, context)
}

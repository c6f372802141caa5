//! Conversations that run themselves: a document of nodes, a pure step over it, and a checker that reads it first.
//!
//! - [`answer`]: what people type, read as what was asked for.
//! - [`document`]: what a flow is (YAML or JSON).
//! - [`book`]: the published flows, and how they find each other.
//! - [`session`]: one contact's run through it.
//! - [`engine`]: `(flow, session, input, now) -> (session, effects)`; what goes wrong ends with a person, never in silence.
//! - [`trigger`]: which flow answers a message.
//! - [`expression`]: the one language of conditions and texts.
//! - [`checker`]: what would go wrong, told before a customer meets it.
//! - [`import`]: flows made with other builders, and what became of each part.
//! - [`mod@test`]: conversations as files, played and compared.

pub mod answer;
pub mod book;
pub mod checker;
pub mod document;
pub mod engine;
pub mod expression;
pub mod import;
pub mod limits;
pub mod scope;
pub mod session;
pub mod test;
pub mod trigger;

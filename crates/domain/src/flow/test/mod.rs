//! Flow tests: conversations written down as files, played in virtual time, and compared with what the bot did.
//!
//! A conversation is played through [`crate::decide`], so what is tested is what happens in production: triggers, the
//! engine, the 24-hour window and the gate. The format is described for people in `docs/flow-tests.md` and for editors
//! in `docs/flow-test.schema.json`.
//!
//! - [`document`]: what a test file says.
//! - [`play`]: the conversation as it goes.
//! - `judge`: what was expected and did not happen.
//! - [`coverage`]: which nodes and edges the conversations walked.
//! - [`rewrite`]: expectations made to say what happens now.
//! - `sample`: tests as conversations to be shown.

pub mod coverage;
pub mod document;
mod happening;
mod judge;
mod matching;
mod moment;
mod play;
pub mod rewrite;
mod sample;
mod shown;
mod stage;
mod stub;
mod text_or;

pub use coverage::Coverage;
pub use document::{Case, Given, TestFile};
pub use happening::Happening;
pub use judge::{Finding, Line};
pub use play::{Cast, Exchange, Left, Played, play};
pub use sample::{Sample, SampleCase, common_ground, samples};
pub use shown::Shown;
pub use stub::Stubs;
pub use text_or::TextOr;

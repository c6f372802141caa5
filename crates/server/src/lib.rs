//! Where the product meets the world: HTTP in, HTTP out, and the workers between.
//!
//! - [`http`]: the API and the webhook, one endpoint a file.
//! - [`intake`]: webhook bodies into the journal, by group commit.
//! - [`worker`]: journal to decisions, one transaction a batch.
//! - [`sender`]: outbox to the Cloud API, at the number's pace.
//! - [`import`]: files of people and events into rows, a slice a transaction.
//! - [`live`]: what browsers are told after a commit.

pub mod act;
pub mod app;
mod bulk;
pub mod calls;
pub mod campaign;
mod consequence;
mod errands;
pub mod export;
pub mod first_start;
mod goal;
mod hook;
pub mod housekeeping;
pub mod http;
pub mod import;
pub mod intake;
pub mod live;
pub mod memory;
mod meter;
mod numbers;
pub mod pack;
mod report;
pub mod run;
pub mod seal;
pub mod sender;
pub mod templates;
pub mod timers;
pub mod understanding;
pub mod universe;
mod upload;
pub mod wake;
pub mod worker;

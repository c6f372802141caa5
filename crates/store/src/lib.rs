//! What Recado remembers: one schema on SQLite and PostgreSQL, one body of SQL, one place that writes decisions down.
//!
//! - [`Db`] and [`Tx`] hide which engine runs; statements reach it through [`sql`] alone.
//! - Functions are plain: they take a `Tx` and values, and never see HTTP.
//! - [`apply`] is the only writer of what `domain::decide` decided.

pub mod apply;
pub mod attribute;
pub mod audit;
pub mod bulk;
pub mod campaign;
pub mod consent;
pub mod contact;
pub mod conversation;
pub mod counter;
pub mod db;
mod dialect;
pub mod errand;
pub mod error;
pub mod event;
pub mod exchange;
pub mod export;
pub mod flow;
mod fragment;
pub mod goal;
pub mod hook;
pub mod http_call;
pub mod idempotency;
pub mod import;
pub mod intent;
pub mod journal;
pub mod journal_view;
pub mod link;
pub mod login;
pub mod merge;
mod migration;
pub mod number;
pub mod outbox;
pub mod overview;
mod planner;
pub mod price;
pub mod record;
pub mod report;
mod row;
pub mod search;
pub mod segment;
pub mod series;
pub mod session;
pub mod sql;
pub mod sqlite;
pub mod standing;
pub mod statement;
pub mod template;
pub mod testing;
pub mod thread;
pub mod tier;
pub mod token;
pub mod undecided;
pub mod user;
pub mod workspace;
pub mod world;

pub use db::{Db, Engine, Tx};
pub use error::{Error, Result};
pub use record::Json;

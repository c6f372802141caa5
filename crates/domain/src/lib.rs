//! What Recado decides. Pure: no async, no I/O, no clock, no randomness; time and identifiers are arguments.
//!
//! One shape for everything, whoever acts: a [`world::World`] and an input go in, [`event::Event`]s come out
//! ([`decide`]); `store::apply` is the only place that writes them down.

#[macro_use]
mod words;

pub mod activity;
pub mod campaign;
pub mod consent;
pub mod contact;
pub mod conversation;
pub mod decide;
pub mod errand;
pub mod event;
pub mod flow;
pub mod goal;
pub mod id;
pub mod import;
pub mod intent;
pub mod link;
pub mod message;
pub mod metric;
pub mod number;
pub mod outside;
pub mod pace;
pub mod pack;
pub mod policy;
pub mod price;
pub mod role;
pub mod segment;
pub mod series;
pub mod status;
pub mod template;
pub mod text;
pub mod tier;
pub mod time;
pub mod window;
pub mod world;

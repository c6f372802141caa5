//! Segments: saved ways to name contacts, counted and looked at before and after they are saved.

pub mod change;
pub mod count;
pub mod create;
pub mod delete;
pub mod list;
pub mod read;
pub mod sample;
pub mod snapshot;
mod usage;
pub mod view;

//! What a workspace wants to know of people.

pub mod change;
pub mod create;
pub mod delete;
pub mod list;
pub mod view;

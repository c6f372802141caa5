//! Goals: written, and how far each is.

pub mod change;
pub mod create;
pub mod list;
pub mod view;

//! Doors for other systems: what they post, and what becomes of it.

pub mod change;
pub mod create;
pub mod door;
pub mod list;
pub mod payloads;
pub mod preview;
pub mod view;

pub(crate) use door::door;

//! Campaigns: written, launched, watched.

pub mod change;
pub mod create;
pub mod list;
pub mod read;
pub mod view;

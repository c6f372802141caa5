//! Campaigns: written, launched, watched.

pub mod change;
pub mod create;
pub(crate) mod figure;
pub mod list;
pub mod read;
pub mod recipients;
pub mod report;
mod verdict;
pub mod view;

//! Campaigns: written, launched, watched.

pub mod act;
pub mod change;
pub mod create;
pub mod export;
pub(crate) mod figure;
pub mod links;
pub mod list;
pub mod pre_flight;
pub mod read;
pub mod recipients;
pub mod report;
mod verdict;
pub mod view;

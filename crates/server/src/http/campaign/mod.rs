//! Campaigns: written, launched, watched.

pub mod act;
pub mod again;
pub mod change;
pub mod create;
pub mod export;
pub(crate) mod figure;
pub mod finish;
pub mod links;
pub mod list;
pub mod pre_flight;
pub mod preview;
pub mod read;
pub mod recipients;
pub mod report;
pub mod trial;
mod verdict;
pub mod view;

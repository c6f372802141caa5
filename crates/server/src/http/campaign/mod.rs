//! Campaigns: written, launched, watched.

pub mod act;
pub mod change;
pub mod create;
pub mod list;
pub mod pre_flight;
pub mod read;
pub mod recipients;
pub mod view;

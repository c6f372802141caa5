//! Results: what campaigns brought, side by side.

pub mod list;

//! How things stand, at a glance.

pub mod read;
pub mod view;

//! The people of the workspace.

pub mod list;

//! People, and what is known of them.

pub mod change;
pub mod create;
pub mod list;
pub mod read;
pub mod view;

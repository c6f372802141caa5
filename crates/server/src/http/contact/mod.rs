//! People, and what is known of them.

pub mod bulk;
pub mod change;
pub mod create;
pub mod details;
pub mod duplicates;
pub mod list;
pub mod merge;
pub mod read;
pub mod timeline;
pub mod unmerge;
pub mod view;

//! Flow documents: drafts, their problems, and published versions.

pub mod check;
pub mod create;
pub mod delete;
pub mod enable;
pub mod import;
pub mod list;
pub mod publish;
pub mod read;
pub mod save;
pub mod simulate;
pub mod simulated;
pub mod standing;
mod surroundings;
pub mod versions;
pub mod view;

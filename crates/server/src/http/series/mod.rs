//! Series: written, started, watched, stopped. Pause, resume, recipients and report are those of campaigns.

pub mod act;
pub mod change;
pub mod create;
pub mod list;
pub mod people;
pub mod preview;
pub mod read;
pub mod view;

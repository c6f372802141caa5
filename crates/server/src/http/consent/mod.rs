//! What a person lets us send them: the present state, every record it follows from, and the proof as a document.

pub mod document;
pub mod history;
mod phrases;
pub mod proof;
pub mod record;
pub mod view;

//! Templates: what Meta has reviewed, and what is being written for it.

pub mod copy;
pub mod create;
pub mod delete;
pub mod library;
pub mod lint;
pub mod list;
pub mod notice;
pub mod read;
mod refusal;
pub mod resume;
pub mod sample;
pub mod save;
pub mod submit;
pub mod sync;
mod uses;
mod view;

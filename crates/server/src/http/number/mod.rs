//! The business's WhatsApp numbers.

pub mod change;
pub mod create;
pub mod list;
mod meta;
pub mod picture;
pub mod profile;
pub mod registration;
pub mod room;
pub mod view;

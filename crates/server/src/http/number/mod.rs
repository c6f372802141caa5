//! The business's WhatsApp numbers.

pub mod change;
pub mod create;
pub mod list;
pub mod view;

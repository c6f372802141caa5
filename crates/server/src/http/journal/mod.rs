//! Webhooks as they came, what became of them, and doing it again.

pub mod list;
pub mod read;
pub mod replay;
pub mod replay_parked;

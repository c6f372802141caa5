//! Files of people and events: brought, looked at, taken in, and taken back.

pub mod act;
pub mod create;
pub mod errors;
pub mod list;
pub mod preview;
pub mod view;

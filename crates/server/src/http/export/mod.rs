//! People and events as files.

pub mod read;

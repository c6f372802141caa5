//! Files that customers and the business sent.

pub mod cache;
pub mod read;

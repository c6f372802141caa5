//! The other core: what posts webhooks, and what plays the Cloud API for the replies.

pub mod ingest;
pub mod round_trip;
pub mod sink;

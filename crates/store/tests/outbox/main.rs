//! The life of an outgoing message in the store, on both engines: order, outcomes, doubt, and how doubt ends.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

#[path = "../support/mod.rs"]
mod support;

mod doubt;
mod journal;
mod life;
mod shop;

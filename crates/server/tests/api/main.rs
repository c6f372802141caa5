//! The API over real HTTP, on both databases.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

mod again;
mod campaigns;
mod client;
mod consent;
mod contacts;
mod conversations;
mod document;
mod edges;
mod events;
mod flows;
mod gate;
mod goals;
mod hooks;
mod imports;
mod intents;
mod journal;
mod links;
mod live;
mod numbers;
mod packs;
mod people;
mod refusals;
mod results;
mod reviewer;
mod segments;
mod series;
mod session;
#[path = "../support/stage.rs"]
mod stage;
mod templates;
mod tier;
mod tokens;
mod trials;

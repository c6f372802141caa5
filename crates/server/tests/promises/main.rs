//! What Recado promises, with somebody who tries to break it: time that passes, words of consent, requests of flows,
//! webhooks nobody can process, several nodes.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

#[path = "../support/stage.rs"]
mod stage;

mod consent;
mod flow_nodes;
mod http_requests;
mod journal;
mod nodes;
mod scene;
mod time;

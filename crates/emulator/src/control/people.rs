//! `POST /population`: many customers at once, the same for the same seed.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::customers::Profile;
use crate::handle::Handle;

/// More would make a page wait; an emulator can be started with any number of them.
const MOST_AT_ONCE: usize = 100_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Crowd {
    count: usize,
    /// How many of them write within the first minute.
    #[serde(default)]
    chatting: usize,
    /// Decides who they are; left to chance when absent.
    seed: Option<u64>,
    /// What all of them are like; a mixture when absent.
    profile: Option<Profile>,
}

pub(super) async fn add(
    State(handle): State<Handle>,
    Json(crowd): Json<Crowd>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    if !(1..=MOST_AT_ONCE).contains(&crowd.count) {
        return Err(Problem::invalid(format!("count lies between 1 and {MOST_AT_ONCE}")));
    }
    let Crowd { count, chatting, seed, profile } = crowd;
    let customers = handle.core().turn(|world, turn| {
        world.add_people(turn, count, chatting, seed, profile);
        world.customers.len()
    });
    Ok((StatusCode::CREATED, Json(json!({ "added": count, "customers": customers }))))
}

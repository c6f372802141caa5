//! `GET` and `PUT /time`: stop it, step it, speed it up.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::clock::{Millis, Time};
use crate::handle::Handle;

/// What shall change; everything may be left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    speed: Option<f64>,
    step_ms: Option<u64>,
    now: Option<Millis>,
}

/// The clock, and when the next thing is due, for those who step from one to the next.
#[derive(Debug, Serialize)]
pub(super) struct Seen {
    #[serde(flatten)]
    time: Time,
    next_due: Option<Millis>,
}

pub(super) async fn get(State(handle): State<Handle>) -> Json<Seen> {
    Json(Seen { time: handle.time(), next_due: handle.core().next_due() })
}

pub(super) async fn put(State(handle): State<Handle>, Json(change): Json<Change>) -> Result<Json<Seen>, Problem> {
    if change.speed.is_some_and(|speed| !(0.0..=1e9).contains(&speed)) {
        return Err(Problem::invalid("speed lies between 0, which stops time, and a thousand million"));
    }
    if let Some(speed) = change.speed {
        handle.clock().set_speed(speed);
    }
    if let Some(at) = change.now {
        handle.clock().step_to(at);
    }
    handle.step_time(Duration::from_millis(change.step_ms.unwrap_or_default()));
    Ok(get(State(handle)).await)
}

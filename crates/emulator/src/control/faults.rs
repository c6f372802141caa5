//! `GET` and `PUT /faults`

use axum::Json;
use axum::extract::State;

use super::problem::Problem;
use crate::faults::Faults;
use crate::handle::Handle;

pub(super) async fn get(State(handle): State<Handle>) -> Json<Faults> {
    Json(handle.faults())
}

/// Fields that are left out are 0.
pub(super) async fn put(State(handle): State<Handle>, Json(faults): Json<Faults>) -> Result<Json<Faults>, Problem> {
    if let Some(mistake) = faults.mistake() {
        return Err(Problem::invalid(mistake));
    }
    handle.set_faults(faults);
    Ok(get(State(handle)).await)
}

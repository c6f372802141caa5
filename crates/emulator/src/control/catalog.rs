//! `GET` and `PUT /catalog`: what the business sells.

use axum::Json;
use axum::extract::State;

use super::problem::Problem;
use crate::handle::Handle;
use crate::world::Catalog;

pub(super) async fn get(State(handle): State<Handle>) -> Json<Catalog> {
    Json(handle.core().look(|world| world.catalog.clone()))
}

pub(super) async fn put(State(handle): State<Handle>, Json(catalog): Json<Catalog>) -> Result<Json<Catalog>, Problem> {
    if let Some(mistake) = catalog.mistake() {
        return Err(Problem::invalid(mistake));
    }
    handle.core().turn(|world, _| world.catalog = catalog);
    Ok(get(State(handle)).await)
}

//! `GET /log`: every exchange, as far back as is kept.

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::handle::Handle;

const DEFAULT_LIMIT: usize = 200;

#[derive(Debug, Deserialize)]
pub(super) struct Page {
    /// Only what came after this exchange.
    after: Option<u64>,
    limit: Option<usize>,
}

pub(super) async fn get(State(handle): State<Handle>, Query(page): Query<Page>) -> Json<Value> {
    let items = handle.some_log(page.after, page.limit.unwrap_or(DEFAULT_LIMIT));
    let next = items.last().map(|exchange| exchange.id.to_string());
    Json(json!({ "items": items, "next_cursor": next }))
}

//! `GET /log` and `GET /log/{id}`: every exchange, as far back as is kept.

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use super::summary::brief;
use crate::handle::Handle;
use crate::log::{Exchange, ExchangeKind, Search};

const DEFAULT_LIMIT: usize = 200;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    /// Only what came after this exchange.
    after: Option<u64>,
    /// Only what came before this exchange.
    before: Option<u64>,
    limit: Option<usize>,
    kind: Option<ExchangeKind>,
    /// Words of the path or of either body.
    q: Option<String>,
    /// Only what was refused, lost or otherwise out of the ordinary.
    #[serde(default)]
    troubled: bool,
    /// The newest first, instead of the oldest.
    #[serde(default)]
    newest: bool,
    /// Without the bodies, and with a summary.
    #[serde(default)]
    brief: bool,
}

pub(super) async fn list(State(handle): State<Handle>, Query(page): Query<Page>) -> Json<Value> {
    let search = Search {
        after: page.after,
        before: page.before,
        kind: page.kind,
        words: page.q.filter(|words| !words.trim().is_empty()),
        troubled: page.troubled,
        newest: page.newest,
        limit: page.limit.unwrap_or(DEFAULT_LIMIT),
    };
    let found = handle.core().log(|log| log.find(&search));
    let next = found.last().map(|exchange| exchange.id.to_string());
    let items: Vec<Value> =
        found.iter().map(|exchange| if page.brief { brief(exchange) } else { whole(exchange) }).collect();
    Json(json!({ "items": items, "next_cursor": next }))
}

fn whole(exchange: &Exchange) -> Value {
    serde_json::to_value(exchange).unwrap_or_default()
}

pub(super) async fn show(State(handle): State<Handle>, Path(id): Path<u64>) -> Result<Json<Value>, Problem> {
    let exchange = handle.core().log(|log| log.get(id));
    exchange.as_ref().map(|exchange| Json(whole(exchange))).ok_or_else(|| Problem::unknown("exchange"))
}

//! Lists in pages: `limit`, `after` and `before`, and the addresses of the neighbours.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::Call;
use crate::engine::Core;
use crate::refusal::Refusal;

const USUAL: usize = 25;
const MOST: usize = 1_000;

/// The page of a list that a call asks for. Each item has a key, and the keys grow.
pub(super) fn page<T>(
    core: &Core,
    call: &Call,
    items: Vec<(u64, T)>,
    mut show: impl FnMut(T) -> Result<Value, Refusal>,
) -> Result<Value, Refusal> {
    let limit = limit(call)?;
    let place = |wanted: u64| items.partition_point(|(key, _)| *key < wanted);
    let (start, end) = match (cursor(call, "after")?, cursor(call, "before")?) {
        (Some(after), _) => {
            let start = place(after.saturating_add(1));
            (start, (start + limit).min(items.len()))
        }
        (None, Some(before)) => {
            let end = place(before);
            (end.saturating_sub(limit), end)
        }
        (None, None) => (0, limit.min(items.len())),
    };
    let more = end < items.len();
    let mut keys = items.iter().map(|(key, _)| *key).skip(start).take(end - start);
    let (first, last) = (keys.next(), keys.last());
    let shown: Result<Vec<Value>, Refusal> =
        items.into_iter().skip(start).take(end - start).map(|(_, item)| show(item)).collect();
    let mut answer = json!({ "data": shown? });
    let Some(first) = first else { return Ok(answer) };
    let last = last.unwrap_or(first);
    let mut paging = json!({ "cursors": { "before": cursor_of(first), "after": cursor_of(last) } });
    if let Some(paging) = paging.as_object_mut() {
        if more {
            paging.insert("next".to_owned(), neighbour(core, call, "after", last).into());
        }
        if start > 0 {
            paging.insert("previous".to_owned(), neighbour(core, call, "before", first).into());
        }
    }
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("paging".to_owned(), paging);
    }
    Ok(answer)
}

fn limit(call: &Call) -> Result<usize, Refusal> {
    let Some(limit) = call.query("limit") else { return Ok(USUAL) };
    let limit: usize = limit.parse().map_err(|_| Refusal::of_graph("Param limit must be a number"))?;
    Ok(limit.clamp(1, MOST))
}

/// How a place in a list is written.
pub(super) fn cursor_of(key: u64) -> String {
    URL_SAFE_NO_PAD.encode(key.to_string())
}

fn cursor(call: &Call, name: &str) -> Result<Option<u64>, Refusal> {
    let Some(given) = call.query(name).filter(|given| !given.is_empty()) else { return Ok(None) };
    let key = URL_SAFE_NO_PAD.decode(given.trim_end_matches('=')).ok();
    let key = key.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|text| text.parse().ok());
    // Lists of groups have a code of their own for this.
    let code = if call.edge() == Some("groups") { 131_059 } else { 100 };
    key.map(Some).ok_or_else(|| Refusal::new(code, format!("Invalid cursor for the parameter {name}")))
}

/// The same call, one page on.
fn neighbour(core: &Core, call: &Call, direction: &str, key: u64) -> String {
    let version = call.version.as_ref().map(|version| format!("/{version}")).unwrap_or_default();
    let base = format!("{}{version}/{}", call.origin(core), call.segments.join("/"));
    let Ok(mut url) = reqwest::Url::parse(&base) else { return base };
    let others = call.query.iter().filter(|(name, _)| !matches!(name.as_str(), "after" | "before"));
    url.query_pairs_mut().extend_pairs(others).append_pair(direction, &cursor_of(key));
    url.into()
}

//! Where other systems post. Whoever knows the address may: the secret in it is all there is.
//!
//! What was read is answered 200 only once it is kept, with what was made of it: its sender can mend neither a mapping
//! nor a person without a phone, and many systems shut a webhook off that is refused a few times.

use crate::app::App;
use crate::consequence::Consequences;
use crate::hook::{self, Taken};
use crate::http::problem::Problem;
use crate::http::secret;
use crate::live::LiveEvent;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::post;
use domain::id::PayloadId;
use domain::import::payload::Payload;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use store::hook::{Outcome, Received};

/// Orders of shops have some tens of kilobytes.
const BODY_LIMIT: usize = 256 * 1024;
/// Payloads of one door that are kept.
const KEPT: u32 = 50;
const FORM: &str = "application/x-www-form-urlencoded";
const MOST_HEADERS: usize = 20;
const HEADER_CHARACTERS: usize = 200;
/// Signatures, keys and addresses say nothing of what happened.
const UNSAID: &[&str] = &["hmac", "signature", "token", "key", "secret", "auth", "forwarded", "real-ip", "request-id"];

pub(crate) fn door(app: App) -> Router {
    Router::new().route("/hooks/{secret}", post(receive)).layer(DefaultBodyLimit::max(BODY_LIMIT)).with_state(app)
}

async fn receive(
    State(app): State<App>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    let digest = secret::sha256(secret.as_bytes());
    // Guessing costs no write.
    let found = store::hook::by_secret(&mut app.db.read().await?, digest).await?;
    let (workspace, id) = found.ok_or_else(|| Problem::not_found("hook"))?;
    let payload = Payload { headers: telling(&headers), body: read(&headers, &body) };
    let mut tx = app.db.write().await?;
    let one = store::hook::one(&mut tx, workspace, id).await?.ok_or_else(|| Problem::not_found("hook"))?;
    let taken = if one.is_on {
        hook::take_in(&app, &mut tx, &one, &payload).await?
    } else {
        Taken { outcome: Outcome::Recorded, faults: Vec::new(), after: Consequences::default() }
    };
    let now = app.universe.now();
    let payload_id = app.universe.with_ids(|ids| PayloadId::new(ids, now));
    let Taken { outcome, faults, after } = taken;
    let received = Received { id: payload_id, payload, outcome, faults, received_at: now };
    store::hook::keep(&mut tx, workspace, id, &received, KEPT).await?;
    tx.commit().await?;
    app.announce(after);
    app.live.publish([LiveEvent::ImportsChanged]);
    Ok(StatusCode::OK)
}

/// What is no JSON is text, in which no path leads anywhere: the first knock of a shop is such a one.
fn read(headers: &HeaderMap, body: &[u8]) -> Value {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.to_lowercase().starts_with(FORM) {
        return fields(body);
    }
    serde_json::from_slice(body).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}

/// The fields of a form; what is ticked several times is a list.
fn fields(body: &[u8]) -> Value {
    let mut fields: Map<String, Value> = Map::new();
    for (name, value) in form_urlencoded::parse(body) {
        let value = Value::from(value.into_owned());
        match fields.get_mut(name.as_ref()) {
            None => drop(fields.insert(name.into_owned(), value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    Value::Object(fields)
}

fn telling(headers: &HeaderMap) -> BTreeMap<String, String> {
    let tells = |name: &str| name.starts_with("x-") && !UNSAID.iter().any(|word| name.contains(word));
    let texts = headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    let cut = |value: &str| value.chars().take(HEADER_CHARACTERS).collect();
    texts
        .filter(|(name, _)| tells(name))
        .take(MOST_HEADERS)
        .map(|(name, value)| (name.to_owned(), cut(value)))
        .collect()
}

//! The Graph API over HTTP. Every request goes the same way: token, faults, endpoint, log.

mod account;
mod analytics;
mod app;
mod business;
mod call;
mod fields;
mod flows;
mod form;
mod groups;
mod history;
mod library;
mod media;
mod messages;
mod numbers;
mod oauth;
mod object;
mod page;
mod picture;
mod samples;
mod server;
mod signups;
mod subscribed_apps;
mod subscriptions;
mod template_analytics;
mod template_groups;
mod templates;
mod token;
mod uploads;

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

pub(crate) use call::Call;
pub(crate) use server::serve;

use crate::engine::Core;
use crate::faults::{Interruption, RequestPlan};
use crate::log::{Entry, ExchangeKind};
use crate::refusal::Refusal;
use crate::world::fbtrace_id;

/// The largest body that is read: a document of 100 MB and what surrounds it.
const LARGEST_BODY: usize = 101 << 20;

/// Marks an answer that never leaves: the connection closes instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoAnswer;

/// Marks a request that came over TLS.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Secure;

/// What an endpoint answers.
pub(crate) enum Answer {
    Json(Value),
    /// JSON, written out already.
    Written(String),
    /// A refusal that also tells what was done.
    Refused(u16, Value),
    File {
        mime_type: String,
        bytes: Bytes,
    },
}

type Outcome = Result<Answer, Refusal>;

impl Answer {
    fn success() -> Self {
        Self::Json(json!({ "success": true }))
    }

    /// The answer as a part of another one.
    fn into_json(self) -> Option<Value> {
        if let Self::Json(value) = self { Some(value) } else { None }
    }

    /// Without a tree in between, for what is answered all the time.
    fn written(value: &impl Serialize) -> Self {
        // Nothing here has keys that are not text, which is all that could go wrong.
        Self::Written(serde_json::to_string(value).unwrap_or_default())
    }
}

/// Any request to the Graph API.
pub(crate) async fn graph(State(core): State<Arc<Core>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let call = Call::new(parts, body);
    let sends = call.method == Method::POST && matches!(call.edge(), Some("messages" | "marketing_messages"));
    let faults = core.faults();
    let plan =
        if faults.spare_requests() { RequestPlan::default() } else { core.roll(|rng| faults.plan_request(rng, sends)) };
    if let Some(wait) = plan.wait {
        core.clock.sleep(wait).await;
    }
    let (outcome, note) = match plan.before {
        Some(Interruption::Drop) => (None, Some("dropped before it was processed")),
        Some(Interruption::ServerError) => {
            (Some(Err(Refusal::new(131_016, "This error was asked for."))), Some("fault"))
        }
        None => {
            let note = if plan.lose_answer { Some("processed, the answer was lost") } else { None };
            (Some(route(&core, &call, plan).await), note)
        }
    };
    let response = outcome.map(|outcome| answer(&core, &call, outcome));
    record(&core, &call, response.as_ref(), note);
    match response {
        Some((_, _, response)) if !plan.lose_answer => response,
        _ => no_answer(),
    }
}

/// The endpoint that a request means.
async fn route(core: &Arc<Core>, call: &Call, plan: RequestPlan) -> Outcome {
    let path: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let method = call.method.as_str();
    if let ("GET" | "POST", ["oauth", "access_token"]) = (method, path.as_slice()) {
        return oauth::access_token(core, call);
    }
    // Pictures of profiles and template samples are shown to anybody who has their address.
    if let ("GET", ["v", "t61.24694-24", id]) = (method, path.as_slice()) {
        return uploads::picture(core, id);
    }
    if let ("GET", ["m1", "qr", file]) = (method, path.as_slice()) {
        return picture::qr_code(core, file);
    }
    if let ("GET", ["m1", "v", flow, "flow.json"]) = (method, path.as_slice()) {
        return flows::download(core, flow);
    }
    token::check(core, call)?;
    if let Some(version) = call.version.as_deref().filter(|version| is_future(version)) {
        return Err(Refusal::new(2_500, format!("Unknown path components: /{version}")));
    }
    match (method, path.as_slice()) {
        ("GET", ["whatsapp_business", "attachments"]) => media::download(core, call),
        ("GET", ["me"]) => oauth::me(call),
        ("GET", ["debug_token"]) => oauth::debug_token(core, call),
        ("GET", ["message_template_library"]) => library::list(core, call),
        ("GET", ["signups", id]) => signups::get(core, call, id),
        ("POST", ["signups", id]) => signups::change(core, call, id),
        ("GET", [id, "events"]) => history::events(core, call, id),
        (_, [id, edge @ ..]) => object::route(core, call, id, edge, plan).await,
        (_, []) => Err(Refusal::unknown_object("")),
    }
}

/// The newest version there is.
const NEWEST: u32 = 26;
/// The oldest that is still served; calls to older ones are served by it.
const OLDEST: u32 = 21;
/// From the oldest to the newest.
const SERVED: [&str; 6] = ["v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0"];

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn is_future(version: &str) -> bool {
    major(version).is_none_or(|major| major > NEWEST)
}

/// The version that serves a call.
fn served(call: &Call) -> &'static str {
    let major = call.version.as_deref().and_then(major).unwrap_or(NEWEST);
    let place = usize::try_from(major.clamp(OLDEST, NEWEST) - OLDEST).unwrap_or_default();
    SERVED.get(place).copied().unwrap_or_default()
}

/// The status, the body for the log, and the response.
fn answer(core: &Core, call: &Call, outcome: Outcome) -> (u16, Bytes, Response) {
    let (status, text) = match outcome {
        Ok(Answer::File { mime_type, bytes }) => {
            let content_type = HeaderValue::from_str(&mime_type).unwrap_or(HeaderValue::from_static("text/plain"));
            let mut response = Body::from(bytes.clone()).into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, content_type);
            return (200, Bytes::from(format!("({} bytes)", bytes.len())), response);
        }
        Ok(Answer::Json(json)) => (200, json.to_string()),
        Ok(Answer::Written(text)) => (200, text),
        Ok(Answer::Refused(status, json)) => (status, json.to_string()),
        Err(refusal) => (refusal.http_status, refusal.to_json(&core.roll(fbtrace_id)).to_string()),
    };
    let text = Bytes::from(text);
    let mut response = Body::from(text.clone()).into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=UTF-8"));
    headers.insert("facebook-api-version", HeaderValue::from_static(served(call)));
    (status, text, response)
}

fn no_answer() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(NoAnswer);
    response
}

fn record(core: &Core, call: &Call, response: Option<&(u16, Bytes, Response)>, note: Option<&'static str>) {
    core.record(Entry {
        at: core.clock.now(),
        kind: ExchangeKind::Request,
        method: call.method_name(),
        target: call.target.clone(),
        request: call.body_for_log(),
        status: response.map(|(status, _, _)| *status),
        answer: response.map(|(_, text, _)| text.clone()).unwrap_or_default(),
        note,
    });
}

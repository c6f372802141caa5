//! The Graph API over HTTP. Every request goes the same way: token, faults, endpoint, log.

mod call;
mod debug_token;
mod media;
mod messages;
mod node;
mod numbers;
mod profile;
mod server;
mod subscribed_apps;
mod subscriptions;
mod templates;

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

pub(crate) use call::Call;
pub(crate) use server::serve;

use crate::engine::Core;
use crate::faults::{Interruption, RequestPlan};
use crate::log::{Entry, ExchangeKind};
use crate::refusal::Refusal;
use crate::world::{Way, fbtrace_id};

/// The largest body that is read: a document of 100 MB and what surrounds it.
const LARGEST_BODY: usize = 101 << 20;

/// Marks an answer that never leaves: the connection closes instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoAnswer;

/// What an endpoint answers.
pub(crate) enum Answer {
    Json(Value),
    File { mime_type: String, bytes: Bytes },
}

type Outcome = Result<Answer, Refusal>;

impl Answer {
    fn success() -> Self {
        Self::Json(json!({ "success": true }))
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
    let response = outcome.map(|outcome| answer(&core, outcome));
    record(&core, &call, response.as_ref(), note);
    match response {
        Some((_, _, response)) if !plan.lose_answer => response,
        _ => no_answer(),
    }
}

/// The endpoint that a request means.
async fn route(core: &Arc<Core>, call: &Call, plan: RequestPlan) -> Outcome {
    call.check_token(core)?;
    let path: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    match (call.method.as_str(), path.as_slice()) {
        ("POST", [number, "messages"]) => messages::post(core, call, number, Way::Messages, plan.error),
        ("POST", [number, "marketing_messages"]) => {
            messages::post(core, call, number, Way::MarketingMessages, plan.error)
        }
        ("POST", [number, "media"]) => media::upload(core, call, number).await,
        ("GET", ["whatsapp_business", "attachments"]) => media::download(core, call),
        ("GET", ["debug_token"]) => debug_token::get(core, call),
        ("GET", [waba, "phone_numbers"]) => numbers::list(core, call, waba),
        ("GET", [waba, "message_templates"]) => templates::list(core, call, waba),
        ("POST", [waba, "message_templates"]) => templates::create(core, call, waba),
        ("DELETE", [waba, "message_templates"]) => templates::delete(core, call, waba),
        ("GET", [waba, "subscribed_apps"]) => subscribed_apps::get(core, waba),
        ("POST", [waba, "subscribed_apps"]) => subscribed_apps::post(core, call, waba).await,
        ("DELETE", [waba, "subscribed_apps"]) => subscribed_apps::delete(core, waba),
        ("GET", [app, "subscriptions"]) => subscriptions::get(core, app),
        ("POST", [app, "subscriptions"]) => subscriptions::post(core, call, app).await,
        ("GET", [number, "whatsapp_business_profile"]) => profile::get(core, number),
        ("GET", [id]) => node::get(core, call, id),
        ("POST", [id]) => node::post(core, call, id).await,
        ("DELETE", [id]) => node::delete(core, id),
        (_, []) => Err(Refusal::unknown_object("")),
        (_, [id, ..]) => Err(Refusal::unknown_object(id)),
    }
}

/// The status, the body for the log, and the response.
fn answer(core: &Core, outcome: Outcome) -> (u16, Bytes, Response) {
    let (status, json) = match outcome {
        Ok(Answer::File { mime_type, bytes }) => {
            let content_type = HeaderValue::from_str(&mime_type).unwrap_or(HeaderValue::from_static("text/plain"));
            let mut response = Body::from(bytes.clone()).into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, content_type);
            return (200, Bytes::from(format!("({} bytes)", bytes.len())), response);
        }
        Ok(Answer::Json(json)) => (200, json),
        Err(refusal) => (refusal.http_status, refusal.to_json(&core.roll(fbtrace_id))),
    };
    let text = Bytes::from(json.to_string());
    let mut response = Body::from(text.clone()).into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=UTF-8"));
    headers.insert("facebook-api-version", HeaderValue::from_static("v26.0"));
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

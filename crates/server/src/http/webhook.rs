//! Meta's door: the verification of the callback URL, and the webhooks themselves.
//!
//! A webhook is answered 200 only after its raw body is durable. What is in it is looked at later.

use super::observe;
use super::problem::Problem;
use crate::app::App;
use crate::intake::{Intake, NotStored};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::{FutureExt, StreamExt};
use secrecy::ExposeSecret;
use serde::de::IgnoredAny;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::Service;
use whatsapp::signature::{self, AppSecret, VerificationQuery};

/// Meta's own bound for a webhook (cloud API §5.2).
pub const BODY_LIMIT: usize = 3 * 1024 * 1024;
/// How much of a body that is too long is read, and thrown away, before the refusal.
const READ_AWAY: usize = 32 * 1024 * 1024;

const PATH: &str = "/webhooks/whatsapp";

/// What Meta asks before it sends webhooks here.
pub fn verification(app: App) -> Router {
    Router::new().route(PATH, get(verify)).with_state(app)
}

/// The server's front: webhooks, which come by the thousand and whose sender counts milliseconds, go straight to the
/// journal; every other request goes the way of the routes.
#[derive(Clone)]
pub struct Front {
    door: Arc<Door>,
    routes: Router,
}

struct Door {
    app: App,
    intake: Intake,
    secret: AppSecret,
}

impl Front {
    pub fn new(app: App, intake: Intake, routes: Router) -> Self {
        let secret = AppSecret::new(app.settings.app_secret.expose_secret());
        Self { door: Arc::new(Door { app, intake, secret }), routes }
    }
}

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() != Method::POST || request.uri().path() != PATH {
            return Box::pin(self.routes.call(request));
        }
        let door = self.door.clone();
        Box::pin(async move {
            let received = AssertUnwindSafe(observe::webhook(receive(&door, request))).catch_unwind().await;
            Ok(received.unwrap_or_else(|_| Problem::internal(&"a webhook's handler panicked").into_response()))
        })
    }
}

async fn verify(State(app): State<App>, Query(query): Query<VerificationQuery>) -> Result<String, Problem> {
    let expected = app.settings.verify_token.expose_secret();
    if let Some(challenge) = query.answer(expected) {
        return Ok(challenge.to_owned());
    }
    let detail = "The verify token is not the one that is set here (`verify_token`).";
    Err(Problem::new(StatusCode::FORBIDDEN, "verify_token", "Wrong verify token", detail))
}

async fn receive(door: &Door, request: Request) -> Result<StatusCode, Problem> {
    let (head, body) = request.into_parts();
    let body = read(&head.headers, body).await?;
    let signed = head.headers.get(signature::HEADER).and_then(|value| value.to_str().ok());
    if signed.is_none_or(|signed| door.secret.verify(&body, signed).is_err()) {
        metrics::counter!("recado_webhooks_refused_total", "reason" => "signature").increment(1);
        let detail = "`X-Hub-Signature-256` does not fit the body and the app secret that is set here.";
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "signature", "Wrong signature", detail));
    }
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(&body) {
        metrics::counter!("recado_webhooks_refused_total", "reason" => "not_json").increment(1);
        let detail = format!("The body is not JSON: {error}.");
        return Err(Problem::new(StatusCode::BAD_REQUEST, "not_json", "Malformed JSON", detail));
    }
    door.intake.submit(&door.app, body).await.map_err(|NotStored| {
        let detail = "The webhook could not be stored; send it again.";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "not_stored", "Not stored", detail)
    })?;
    Ok(StatusCode::OK)
}

/// The whole body. One that says it is too long is read away first: whoever is still sending would not hear the answer.
async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > BODY_LIMIT) {
        read_away(body).await;
        return Err(too_large());
    }
    to_bytes(body, BODY_LIMIT).await.map_err(|_| too_large())
}

async fn read_away(body: Body) {
    let mut chunks = body.into_data_stream();
    let mut read = 0;
    while let Some(Ok(chunk)) = chunks.next().await {
        read += chunk.len();
        if read > READ_AWAY {
            return;
        }
    }
}

fn too_large() -> Problem {
    let detail = format!("A webhook may have {BODY_LIMIT} bytes at the most.");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "The body is too large", detail)
}

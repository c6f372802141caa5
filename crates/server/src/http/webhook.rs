//! Meta's door: the verification of the callback URL, and the webhooks themselves.
//!
//! A webhook is answered 200 only after its raw body is durable. What is in it is looked at later.

use super::problem::Problem;
use crate::app::App;
use crate::intake::{Intake, NotStored};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::from_fn;
use axum::routing::get;
use futures::StreamExt;
use secrecy::ExposeSecret;
use serde::de::IgnoredAny;
use whatsapp::signature::{self, AppSecret, VerificationQuery};

/// Meta's own bound for a webhook (cloud API §5.2).
pub const BODY_LIMIT: usize = 3 * 1024 * 1024;
/// How much of a body that is too long is read, and thrown away, before the refusal.
const READ_AWAY: usize = 32 * 1024 * 1024;

/// The webhook's routes; [`read`] keeps their body limit.
pub fn routes(app: App, intake: Intake) -> Router {
    Router::new()
        .route("/webhooks/whatsapp", get(verify).post(receive))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(super::observe::webhooks))
        .with_state(Door { secret: AppSecret::new(app.settings.app_secret.expose_secret()), app, intake })
}

#[derive(Clone)]
struct Door {
    app: App,
    intake: Intake,
    secret: AppSecret,
}

async fn verify(State(door): State<Door>, Query(query): Query<VerificationQuery>) -> Result<String, Problem> {
    let expected = door.app.settings.verify_token.expose_secret();
    if let Some(challenge) = query.answer(expected) {
        return Ok(challenge.to_owned());
    }
    let detail = "The verify token is not the one that is set here (`verify_token`).";
    Err(Problem::new(StatusCode::FORBIDDEN, "verify_token", "Wrong verify token", detail))
}

async fn receive(State(door): State<Door>, headers: HeaderMap, body: Body) -> Result<StatusCode, Problem> {
    let body = read(&headers, body).await?;
    let signed = headers.get(signature::HEADER).and_then(|value| value.to_str().ok());
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

//! Meta's door: the verification of the callback URL, and the webhooks themselves.
//!
//! A webhook is answered 200 only after its raw body is durable. What is in it is looked at later.

use super::problem::Problem;
use crate::app::App;
use crate::intake::{Intake, NotStored};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn;
use axum::routing::get;
use secrecy::ExposeSecret;
use serde::de::IgnoredAny;
use whatsapp::signature::{self, AppSecret, VerificationQuery};

/// Meta's own bound for a webhook (cloud API §5.2).
pub const BODY_LIMIT: usize = 3 * 1024 * 1024;

/// The webhook's routes, with a body limit of their own.
pub fn routes(app: App, intake: Intake) -> Router {
    Router::new()
        .route("/webhooks/whatsapp", get(verify).post(receive))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
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

async fn receive(
    State(door): State<Door>,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<StatusCode, Problem> {
    let body = body.map_err(|_| {
        let detail = format!("A webhook may have {BODY_LIMIT} bytes at the most.");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "The body is too large", detail)
    })?;
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

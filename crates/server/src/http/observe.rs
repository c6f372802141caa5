//! One line of log and one measurement for every request: method, route, status, duration. Never query strings, bodies
//! or the ids in a path.

use super::problem::Problem;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// No handler needs longer; a media file of 100 MB is the longest.
const PATIENCE: Duration = Duration::from_mins(1);

pub async fn requests(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = matched.unwrap_or_else(|| "ui".to_owned());
    let begun = Instant::now();
    let response = match timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => timed_out().into_response(),
    };
    let (status, took) = (response.status(), begun.elapsed());
    metrics::histogram!("recado_http_request_duration_seconds", "method" => method.to_string(),
        "route" => route.clone(), "status" => status.as_str().to_owned())
    .record(took.as_secs_f64());
    if status.is_server_error() {
        tracing::warn!(%method, route, status = status.as_u16(), took_ms = took.as_millis(), "request");
    } else {
        tracing::debug!(%method, route, status = status.as_u16(), took_ms = took.as_millis(), "request");
    }
    response
}

/// The same for webhooks, which come by the thousand and have one route: nothing is made anew for each.
pub async fn webhook(received: impl Future<Output = impl IntoResponse>) -> Response {
    let begun = Instant::now();
    let response = received.await.into_response();
    let took = begun.elapsed().as_secs_f64();
    let label = if response.status().is_success() { "2xx" } else { "other" };
    metrics::histogram!("recado_webhook_duration_seconds", "status" => label).record(took);
    response
}

fn timed_out() -> Problem {
    let detail =
        "The answer took too long and was given up. Whether it took effect is not known; look before you repeat.";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "timed_out", "Timed out", detail)
}

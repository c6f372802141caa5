//! `POST /graph`: any call to the Graph API, made by hand with the token that may do everything.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, header};
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::handle::Handle;
use crate::http::{NoAnswer, graph};

/// Answers are JSON and short, files apart.
const LARGEST_ANSWER: usize = 8 << 20;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Call {
    method: String,
    /// With or without a version: `/v26.0/106540352242922/messages`.
    path: String,
    body: Option<Value>,
}

/// It goes the way of any other call, faults included; `status` is null when the answer was lost.
pub(super) async fn call(State(handle): State<Handle>, Json(call): Json<Call>) -> Result<Json<Value>, Problem> {
    let method: Method = call.method.parse().map_err(|_| Problem::invalid("there is no such method"))?;
    let body = call.body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let request = Request::builder()
        .method(method)
        .uri(format!("/{}", call.path.trim_start_matches('/')))
        .header(header::AUTHORIZATION, format!("Bearer {}", handle.config().access_token))
        .header(header::CONTENT_TYPE, "application/json")
        .body(body)
        .map_err(|_| Problem::invalid("the path cannot be read"))?;
    let response = graph(State(Arc::clone(handle.core())), request).await;
    if response.extensions().get::<NoAnswer>().is_some() {
        return Ok(Json(json!({ "status": null, "body": null })));
    }
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), LARGEST_ANSWER).await.unwrap_or_default();
    let body = serde_json::from_slice(&bytes).unwrap_or_else(|_| Value::from(format!("({} bytes)", bytes.len())));
    Ok(Json(json!({ "status": status, "body": body })))
}

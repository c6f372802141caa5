//! `GET /media/{id}`: a file, for those who draw the phones. `POST /media`: a customer's file that is no message.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::messages::File;
use super::problem::Problem;
use crate::handle::Handle;

pub(super) async fn get(State(handle): State<Handle>, Path(id): Path<u64>) -> Result<Response, Problem> {
    let now = handle.time().now;
    let file =
        handle.core().look(|world| world.media.get(id, now).map(|file| (file.mime_type.clone(), file.bytes.clone())));
    let (mime_type, bytes) = file.ok_or_else(|| Problem::unknown("file"))?;
    // A file is what a stranger sent: the browser shall draw it, never run it.
    let headers = [
        (header::CONTENT_TYPE, mime_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// As a Flow's answer names photos and documents.
pub(super) async fn keep(
    State(handle): State<Handle>,
    Json(file): Json<File>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let (mime_type, bytes) = file.read()?;
    let kept = handle.core().turn(|world, turn| {
        let id = world.receive_media(turn, 0, &mime_type, bytes.into());
        world.media.get(id, turn.now).map(|file| json!({ "id": id.to_string(), "sha256": file.sha256 }))
    });
    Ok((StatusCode::CREATED, Json(kept.unwrap_or_default())))
}

//! `GET /media/{id}`: a file, for those who draw the phones.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

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

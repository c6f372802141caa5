//! The file of a message.

use super::cache::{Kept, MediaCache};
use crate::app::App;
use crate::http::caller::{Allowed, ReadConversations};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::seal;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::{MessageId, NumberId};
use serde_json::Value;
use whatsapp::client::SendError;
use whatsapp::limits::DOCUMENT_BYTES;

/// Kinds a browser may show; anything else is only offered for saving.
const SHOWN: &[&str] = &["image/jpeg", "image/png", "image/webp", "image/gif", "audio/", "video/", "application/pdf"];

/// The file of a message
///
/// Fetched from Meta the first time and kept.
#[utoipa::path(get, path = "/media/{message_id}", tag = "conversations", params(("message_id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_conversations"])),
    responses((status = 200, description = "The bytes, with their type", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 502, description = "Meta did not give the file", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn read_media(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadConversations>,
    At(id): At<MessageId>,
) -> Result<Response, Problem> {
    let rows = store::thread::messages_by_ids(&mut app.db.read().await?, caller.workspace, &[id]).await?;
    let row = rows.into_iter().next().ok_or_else(|| Problem::not_found("message"))?;
    let part = row.content.0.get(&row.kind).cloned().unwrap_or_default();
    let cache = MediaCache::below(&app.settings.data_directory);
    let name = id.to_string();
    if let Some(kept) = cache.get(&name).await {
        return Ok(served(kept));
    }
    let number: NumberId = row.number_id.parse().map_err(|error| Problem::internal(&error))?;
    let kept = fetch(&app, number, &part).await?;
    if let Err(error) = cache.put(&name, &kept).await {
        tracing::warn!(message = %id, %error, "a media file could not be kept");
    }
    Ok(served(kept))
}

async fn fetch(app: &App, number: NumberId, part: &Value) -> Result<Kept, Problem> {
    let Some(media_id) = part.get("id").and_then(Value::as_str) else { return Err(Problem::not_found("file")) };
    let token = seal::access_token(app, number).await.map_err(|error| Problem::internal(&error))?;
    let info = app.cloud.media_info(media_id, &token).await.result.map_err(|error| unavailable(&error))?;
    let longest = usize::try_from(DOCUMENT_BYTES).unwrap_or(usize::MAX);
    let bytes = app.cloud.download_media(&info.url, &token, longest).await.result;
    Ok(Kept { mime_type: info.mime_type, bytes: bytes.map_err(|error| unavailable(&error))? })
}

fn unavailable(error: &SendError) -> Problem {
    let detail = format!("Meta did not give the file: {error}. It keeps files of customers for seven days.");
    Problem::new(StatusCode::BAD_GATEWAY, "meta_unavailable", "Meta did not answer", detail)
}

/// A file comes from a stranger: it must never run as a page of ours.
fn served(kept: Kept) -> Response {
    let shown = SHOWN.iter().any(|kind| kept.mime_type.starts_with(kind));
    let (kind, disposition) =
        if shown { (kept.mime_type.as_str(), "inline") } else { ("application/octet-stream", "attachment") };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition.to_owned()),
        (header::CACHE_CONTROL, "private, max-age=86400, immutable".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    (headers, kept.bytes).into_response()
}

//! `POST /{phone_number_id}/media`, `GET /{media_id}` and the address it gives.

use axum::http::Method;
use serde_json::json;

use super::form::Form;
use super::object::unknown_edge;
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{media_address, media_seal};

pub(super) async fn upload(core: &Core, call: &Call, number: usize) -> Outcome {
    let form = Form::read(call).await?;
    if form.text("messaging_product").or_else(|| call.query("messaging_product")) != Some("whatsapp") {
        return Err(Refusal::missing("messaging_product"));
    }
    let (part_type, bytes) = form.file().ok_or_else(|| Refusal::missing("file"))?;
    // Meta goes by what the part says of itself, even where `type` knows better.
    let mime_type = part_type.or(form.text("type").map(str::to_owned)).unwrap_or_default();
    let id = core.turn(|world, turn| world.upload(turn, number, &mime_type, bytes))?;
    Ok(Answer::Json(json!({ "id": id.to_string() })))
}

/// A file by its id: described, or deleted.
pub(super) fn route(core: &Core, call: &Call, id: &str, edge: &[&str]) -> Outcome {
    let unknown = || Refusal::unknown_object(id);
    let (media, now) = (id.parse().map_err(|_| unknown())?, core.clock.now());
    if let Some(owner) = call.query("phone_number_id") {
        let is_owner = core.look(|world| world.media.get(media, now).map(|file| file.number) == world.number(owner));
        if !is_owner {
            return Err(unknown());
        }
    }
    match (&call.method, edge) {
        (&Method::GET, []) => core.look(|world| {
            let file = world.media.get(media, now).ok_or_else(unknown)?;
            Ok(Answer::Json(json!({
                "messaging_product": "whatsapp",
                "url": media_address(&call.file_origin(core), file, now),
                "mime_type": file.mime_type,
                "sha256": file.sha256,
                "file_size": file.bytes.len().to_string(),
                "id": id,
            })))
        }),
        (&Method::DELETE, []) if core.turn(|world, _| world.media.delete(media)) => Ok(Answer::success()),
        _ => Err(unknown_edge(call, "WhatsAppMedia")),
    }
}

/// The bytes behind an address, while it works.
pub(super) fn download(core: &Core, call: &Call) -> Outcome {
    let gone = || Refusal { http_status: 404, ..Refusal::new(100, "This address has expired.") };
    let id = call.query("mid").and_then(|id| id.parse().ok()).ok_or_else(gone)?;
    let until: i64 = call.query("ext").and_then(|until| until.parse().ok()).ok_or_else(gone)?;
    let now = core.clock.now();
    if call.query("hash") != Some(media_seal(id, until).as_str()) || now >= until * 1_000 {
        return Err(gone());
    }
    core.look(|world| {
        let file = world.media.get(id, now).ok_or_else(gone)?;
        Ok(Answer::File { mime_type: file.mime_type.clone(), bytes: file.bytes.clone() })
    })
}

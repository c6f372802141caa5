//! `POST /{phone_number_id}/media`, `GET /{media_id}` and the address it gives.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use serde_json::{Value, json};

use super::{Answer, Call, LARGEST_BODY, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{media_address, media_seal};

pub(super) async fn upload(core: &Core, call: &Call, phone_number_id: &str) -> Outcome {
    let number = core.look(|world| world.number(phone_number_id));
    let number = number.ok_or_else(|| Refusal::unknown_object(phone_number_id))?;
    let form = Form::read(call).await?;
    if form.messaging_product.as_deref() != Some("whatsapp") {
        return Err(Refusal::new(100, "The parameter messaging_product is required."));
    }
    let (part_type, bytes) = form.file.ok_or_else(|| Refusal::new(100, "The parameter file is required."))?;
    let mime_type = part_type.or(form.mime_type).unwrap_or_default();
    let id = core.turn(|world, turn| world.upload(turn, number, &mime_type, bytes))?;
    Ok(Answer::Json(json!({ "id": id.to_string() })))
}

/// What there is to know of a file; nothing when the id names none.
pub(super) fn describe(core: &Core, call: &Call, id: &str) -> Result<Option<Value>, Refusal> {
    let Ok(number) = id.parse() else { return Ok(None) };
    let now = core.clock.now();
    core.look(|world| {
        let Some(file) = world.media.get(number, now) else { return Ok(None) };
        if let Some(owner) = call.query("phone_number_id")
            && world.number(owner) != Some(file.number)
        {
            return Err(Refusal::unknown_object(id));
        }
        Ok(Some(json!({
            "messaging_product": "whatsapp",
            "url": media_address(&core.base_url, file, now),
            "mime_type": file.mime_type,
            "sha256": file.sha256,
            "file_size": file.bytes.len().to_string(),
            "id": id,
        })))
    })
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

/// The parts of an upload.
#[derive(Default)]
struct Form {
    messaging_product: Option<String>,
    mime_type: Option<String>,
    /// Its own type, and the bytes.
    file: Option<(Option<String>, Bytes)>,
}

impl Form {
    async fn read(call: &Call) -> Result<Self, Refusal> {
        let broken = |error: &dyn std::fmt::Display| Refusal::new(100, format!("The form cannot be read: {error}"));
        let mut request = Request::new(Body::from(call.body.clone()));
        *request.headers_mut() = call.headers.clone();
        request.extensions_mut().insert(axum::extract::DefaultBodyLimit::max(LARGEST_BODY));
        let mut multipart = Multipart::from_request(request, &()).await.map_err(|error| broken(&error))?;
        let mut form = Self::default();
        while let Some(field) = multipart.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let content_type = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|error| broken(&error))?;
            let text = || Some(String::from_utf8_lossy(&bytes).into_owned());
            match name.as_str() {
                "messaging_product" => form.messaging_product = text(),
                "type" => form.mime_type = text(),
                "file" => form.file = Some((content_type, bytes)),
                _ => {}
            }
        }
        Ok(form)
    }
}

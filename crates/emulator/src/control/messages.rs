//! `GET` and `POST /customers/{id}/messages`, `POST /customers/{id}/read`, `POST /plays`: a phone in somebody's hand.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::content::Content;
use crate::handle::Handle;
use crate::world::{Changed, CustomerId};

pub(super) async fn list(State(handle): State<Handle>, Path(id): Path<CustomerId>) -> Result<Json<Value>, Problem> {
    handle.customer(id).ok_or_else(|| Problem::unknown("customer"))?;
    Ok(Json(json!({ "items": handle.messages_of(id), "next_cursor": null })))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Say {
    message: Value,
    context_id: Option<String>,
    /// To which number of the business, when there are several.
    phone_number_id: Option<String>,
    /// The group to write in.
    group_id: Option<String>,
    /// The file of an image, audio, video, document or sticker.
    file: Option<File>,
    /// The advertisement the customer came by.
    referral: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    mime_type: String,
    /// In base64.
    data: String,
}

impl File {
    /// Its kind and its bytes.
    pub(super) fn read(self) -> Result<(String, Vec<u8>), Problem> {
        let bytes = STANDARD.decode(&self.data).map_err(|_| Problem::invalid("file.data is not base64"))?;
        Ok((self.mime_type, bytes))
    }
}

/// Whoever writes on a phone holds it: the customer does nothing by themselves from then on.
pub(super) async fn say(
    State(handle): State<Handle>,
    Path(id): Path<CustomerId>,
    Json(body): Json<Say>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let customer = handle.customer(id).ok_or_else(|| Problem::unknown("customer"))?;
    if !customer.held {
        handle.set_held(id, true);
    }
    if let Some(group) = &body.group_id {
        super::groups::check_participant(&handle, id, group)?;
    }
    if let Some(changed) = Changed::read(&body.message) {
        let changed = handle.core().turn(|world, turn| world.change_message(turn, id, &changed));
        let told = changed.map_err(|refused| Problem::invalid(refused.to_string()))?;
        return Ok((StatusCode::CREATED, Json(json!({ "id": *told }))));
    }
    let number = body.phone_number_id.clone();
    let content = content(body)?;
    let said = match number {
        Some(number) => handle.say_to(id, &number, content).ok_or_else(|| Problem::unknown("number")),
        None => handle.say(id, content).ok_or_else(|| Problem::unknown("customer")),
    }?;
    Ok((StatusCode::CREATED, Json(json!({ "id": said }))))
}

fn content(body: Say) -> Result<Content, Problem> {
    let mut content = match body.file {
        None => Content::raw(body.message),
        Some(file) => {
            let (mime_type, bytes) = file.read()?;
            Content::raw(body.message).with_file(mime_type, bytes)
        }
    };
    if let Some(mistake) = content.mistake() {
        return Err(Problem::invalid(mistake));
    }
    if let Some(quoted) = body.context_id {
        content = content.replying_to(quoted);
    }
    if let Some(group) = body.group_id {
        content = content.in_group(group);
    }
    if let Some(referral) = body.referral {
        content = content.from_advertisement(referral);
    }
    Ok(content)
}

pub(super) async fn read(State(handle): State<Handle>, Path(id): Path<CustomerId>) -> Result<StatusCode, Problem> {
    handle.customer(id).ok_or_else(|| Problem::unknown("customer"))?;
    handle.customer_reads(id);
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Heard {
    message_id: String,
}

/// The customer listens to a voice note.
pub(super) async fn play(State(handle): State<Handle>, Json(heard): Json<Heard>) -> Result<StatusCode, Problem> {
    if handle.customer_plays(&heard.message_id) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::unknown("voice note that has arrived"))
    }
}

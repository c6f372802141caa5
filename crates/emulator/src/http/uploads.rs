//! `POST /{app_id}/uploads`, and `POST` and `GET /upload:{id}`.

use axum::http::Method;
use serde_json::json;

use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::parameter;

pub(super) fn open(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let length = parameter::required(&parameters, "file_length")?;
    let length = length.parse().map_err(|_| Refusal::of_graph("Param file_length must be a number."))?;
    let mime_type = parameter::required(&parameters, "file_type")?;
    let id = core.turn(|world, turn| world.open_upload(turn, length, mime_type))?;
    Ok(Answer::Json(json!({ "id": format!("upload:{id}") })))
}

/// The number behind `upload:`, without what some clients append to it.
fn number(id: &str) -> Option<u64> {
    id.strip_prefix("upload:")?.split(['?', '&']).next()?.parse().ok()
}

pub(super) fn route(core: &Core, call: &Call, id: &str) -> Outcome {
    let upload = number(id).ok_or_else(|| Refusal::unknown_object(id))?;
    let now = core.clock.now();
    match call.method {
        Method::GET => {
            let offset = core.look(|world| world.assets.uploads.offset(upload, now));
            let offset = offset.ok_or_else(|| Refusal::unknown_object(id))?;
            Ok(Answer::Json(json!({ "id": id, "file_offset": offset })))
        }
        Method::POST => {
            let offset = call.headers.get("file_offset").and_then(|offset| offset.to_str().ok()).unwrap_or("0");
            let offset = offset.parse().map_err(|_| Refusal::new(100, "The header file_offset must be a number."))?;
            let handle = core.turn(|world, turn| world.add_to_upload(turn.now, upload, offset, &call.body))?;
            let offset = || core.look(|world| world.assets.uploads.offset(upload, now));
            let unfinished = || json!({ "id": id, "file_offset": offset() });
            Ok(Answer::Json(handle.map_or_else(unfinished, |handle| json!({ "h": handle }))))
        }
        _ => Err(Refusal::unknown_object(id)),
    }
}

/// A file that was uploaded in parts, for whoever looks at a template or a profile.
pub(super) fn picture(core: &Core, id: &str) -> Outcome {
    let file = id.parse().ok().and_then(|id| core.look(|world| world.assets.uploads.by_number(id)));
    let (mime_type, bytes) = file.ok_or_else(|| Refusal::unknown_object(id))?;
    Ok(Answer::File { mime_type, bytes })
}

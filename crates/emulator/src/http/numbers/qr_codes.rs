//! `/{phone_number_id}/message_qrdls`: short links and their QR codes.

use serde_json::json;

use super::super::fields::choose;
use super::super::page::page;
use super::super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

const USUAL: [&str; 4] = ["code", "prefilled_message", "deep_link_url", "qr_image_url"];

/// Makes a link, or changes the one that the path or the body names.
pub(super) fn save(core: &Core, call: &Call, number: usize, code: Option<&str>) -> Outcome {
    let mut parameters = call.parameters()?;
    if let (Some(code), Some(parameters)) = (code, parameters.as_object_mut()) {
        parameters.insert("code".to_owned(), code.into());
    }
    let saved = core.turn(|world, turn| world.save_qr_code(turn, number, &parameters))?;
    choose(saved.to_json(&call.origin(core)), None, &USUAL, "WhatsAppBusinessQRCode").map(Answer::Json)
}

pub(super) fn list(core: &Core, call: &Call, number: usize) -> Outcome {
    let fields = call.fields()?;
    let origin = call.origin(core);
    let wanted = call.query("code");
    let codes = core.look(|world| {
        let codes = world.numbers.get(number).map(|number| number.record.qr_codes.clone()).unwrap_or_default();
        codes.into_iter().filter(|(_, code)| wanted.is_none_or(|wanted| code.code == wanted)).collect()
    });
    page(core, call, codes, |code| choose(code.to_json(&origin), fields.as_deref(), &USUAL, "WhatsAppBusinessQRCode"))
        .map(Answer::Json)
}

pub(super) fn get(core: &Core, call: &Call, number: usize, code: &str) -> Outcome {
    let fields = call.fields()?;
    let found = core.look(|world| {
        let codes = &world.numbers.get(number)?.record.qr_codes;
        codes.values().find(|known| known.code == code).cloned()
    });
    let found = found.ok_or_else(|| Refusal::new(803, "QR code not found"))?;
    let shown = choose(found.to_json(&call.origin(core)), fields.as_deref(), &USUAL, "WhatsAppBusinessQRCode")?;
    Ok(Answer::Json(json!({ "data": [shown] })))
}

pub(super) fn delete(core: &Core, number: usize, code: &str) -> Outcome {
    core.turn(|world, _| world.delete_qr_code(number, code))?;
    Ok(Answer::success())
}

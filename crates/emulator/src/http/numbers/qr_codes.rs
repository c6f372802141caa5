//! `/{phone_number_id}/message_qrdls`: short links and their QR codes.

use serde_json::json;

use super::super::fields::{Field, choose};
use super::super::page::page;
use super::super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{QR_FORMATS, QrCode};

const USUAL: [&str; 4] = ["code", "prefilled_message", "deep_link_url", "qr_image_url"];

/// Makes a link, or changes the one that the path or the body names.
pub(super) fn save(core: &Core, call: &Call, number: usize, code: Option<&str>) -> Outcome {
    let mut parameters = call.parameters()?;
    if let (Some(code), Some(parameters)) = (code, parameters.as_object_mut()) {
        parameters.insert("code".to_owned(), code.into());
    }
    let saved = core.turn(|world, turn| world.save_qr_code(turn, number, &parameters))?;
    choose(saved.to_json(&call.origin(core), None), None, &USUAL, "WhatsAppBusinessQRCode").map(Answer::Json)
}

pub(super) fn list(core: &Core, call: &Call, number: usize) -> Outcome {
    let fields = call.fields()?;
    let (origin, format) = (call.origin(core), format(fields.as_deref())?);
    let wanted = call.query("code");
    let codes = core.look(|world| {
        let codes = world.numbers.get(number).map(|number| number.record.qr_codes.clone()).unwrap_or_default();
        codes.into_iter().filter(|(_, code)| wanted.is_none_or(|wanted| code.code == wanted)).collect()
    });
    let show = |code: QrCode| {
        choose(code.to_json(&origin, format.as_deref()), fields.as_deref(), &USUAL, "WhatsAppBusinessQRCode")
    };
    page(core, call, codes, show).map(Answer::Json)
}

/// The format of the pictures, where one is asked for: `qr_image_url.format(SVG)`.
fn format(fields: Option<&[Field]>) -> Result<Option<String>, Refusal> {
    let field = fields.into_iter().flatten().find(|field| field.name == "qr_image_url");
    match field.and_then(|field| field.argument("format")).map(str::to_uppercase) {
        Some(format) if !QR_FORMATS.contains(&format.as_str()) => {
            Err(Refusal::of_graph("Param format must be one of {SVG, PNG}."))
        }
        format => Ok(format),
    }
}

pub(super) fn get(core: &Core, call: &Call, number: usize, code: &str) -> Outcome {
    let fields = call.fields()?;
    let found = core.look(|world| {
        let codes = &world.numbers.get(number)?.record.qr_codes;
        codes.values().find(|known| known.code == code).cloned()
    });
    let found = found.ok_or_else(|| Refusal::new(803, "QR code not found"))?;
    let format = format(fields.as_deref())?;
    let shown = choose(
        found.to_json(&call.origin(core), format.as_deref()),
        fields.as_deref(),
        &USUAL,
        "WhatsAppBusinessQRCode",
    )?;
    Ok(Answer::Json(json!({ "data": [shown] })))
}

pub(super) fn delete(core: &Core, number: usize, code: &str) -> Outcome {
    core.turn(|world, _| world.delete_qr_code(number, code))?;
    Ok(Answer::success())
}

//! QR codes and short links that open a chat with words already written.

use rand::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::world::parameter::{at_most, required, text};
use crate::world::{Turn, World};

const MOST: usize = 2_000;
/// What pictures there are.
pub(crate) const FORMATS: [&str; 2] = ["SVG", "PNG"];
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A short link.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct QrCode {
    pub code: String,
    pub prefilled_message: String,
    /// `SVG` or `PNG`, when a picture was asked for.
    image: Option<String>,
}

impl QrCode {
    /// The link; `origin` is where its picture is found, in the format asked for or else in the one it was made with.
    pub(crate) fn to_json(&self, origin: &str, format: Option<&str>) -> Value {
        let picture = |format: &str| format!("{origin}/m1/qr/{}.{}", self.code, format.to_lowercase());
        json!({
            "code": self.code,
            "prefilled_message": self.prefilled_message,
            "deep_link_url": format!("https://wa.me/message/{}", self.code),
            "qr_image_url": format.or(self.image.as_deref()).map(picture),
        })
    }
}

fn code(rng: &mut impl Rng) -> String {
    let letter = |_| LETTERS.get(rng.random_range(0..LETTERS.len())).copied().map_or('A', char::from);
    (0..14).map(letter).collect()
}

impl World {
    /// Makes a link, or changes the words of one that is there.
    pub(crate) fn save_qr_code(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        parameters: &Value,
    ) -> Result<QrCode, Refusal> {
        let prefilled_message = required(parameters, "prefilled_message")?;
        at_most("prefilled_message", &prefilled_message, 140)?;
        let image = text(parameters, "generate_qr_image").map(|format| format.to_uppercase());
        if image.as_ref().is_some_and(|format| !FORMATS.contains(&format.as_str())) {
            return Err(Refusal::of_graph("Param generate_qr_image must be one of {SVG, PNG}."));
        }
        let Some(record) = self.numbers.get_mut(number).map(|number| &mut number.record) else {
            return Err(Refusal::unknown_object(""));
        };
        if let Some(wanted) = text(parameters, "code") {
            let found = record.qr_codes.values_mut().find(|known| known.code == wanted);
            let found = found.ok_or_else(unknown)?;
            found.prefilled_message = prefilled_message;
            return Ok(found.clone());
        }
        if record.qr_codes.len() >= MOST {
            return Err(Refusal::new(100, "A number may have 2000 QR codes."));
        }
        let made = QrCode { code: code(turn.rng), prefilled_message, image };
        let place = record.place();
        record.qr_codes.insert(place, made.clone());
        Ok(made)
    }

    pub(crate) fn delete_qr_code(&mut self, number: usize, code: &str) -> Result<(), Refusal> {
        let record = self.numbers.get_mut(number).map(|number| &mut number.record);
        let codes = record.map(|record| &mut record.qr_codes).ok_or_else(unknown)?;
        let place = codes.iter().find(|(_, known)| known.code == code).map(|(place, _)| *place).ok_or_else(unknown)?;
        codes.remove(&place);
        Ok(())
    }
}

fn unknown() -> Refusal {
    Refusal::new(803, "QR code not found")
        .explained("QR Code Not Found", "The QR code you're trying to access doesn't exist or has been deleted")
}

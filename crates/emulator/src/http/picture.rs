//! QR codes as pictures, SVG or PNG.

use std::fmt::Write;

use bytes::Bytes;
use qrcodegen::{QrCode, QrCodeEcc};

use super::{Answer, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

/// White around the code, in modules.
const MARGIN: i32 = 4;
/// Pixels of a module.
const SCALE: i32 = 4;

/// The picture of a short link: `CODE.svg` or `CODE.png`.
pub(super) fn qr_code(core: &Core, file: &str) -> Outcome {
    let unknown = || Refusal::new(803, "QR code not found");
    let (code, format) = file.rsplit_once('.').ok_or_else(unknown)?;
    let is_known = core.look(|world| {
        world.numbers.iter().any(|number| number.record.qr_codes.values().any(|known| known.code == code))
    });
    let link = format!("https://wa.me/message/{code}");
    let qr = QrCode::encode_text(&link, QrCodeEcc::Medium).ok().filter(|_| is_known).ok_or_else(unknown)?;
    match format {
        "svg" => Ok(Answer::File { mime_type: "image/svg+xml".to_owned(), bytes: svg(&qr).into() }),
        "png" => Ok(Answer::File { mime_type: "image/png".to_owned(), bytes: png(&qr) }),
        _ => Err(unknown()),
    }
}

fn svg(qr: &QrCode) -> String {
    let side = qr.size() + 2 * MARGIN;
    let mut path = String::new();
    for y in 0..qr.size() {
        for x in (0..qr.size()).filter(|x| qr.get_module(*x, y)) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{},{}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path fill="#fff" d="M0,0h{side}v{side}h-{side}z"/><path d="{path}"/></svg>"##
    )
}

/// Grey pixels, not compressed: a few kilobytes.
fn png(qr: &QrCode) -> Bytes {
    let side = (qr.size() + 2 * MARGIN) * SCALE;
    let is_dark = |x: i32, y: i32| qr.get_module(x / SCALE - MARGIN, y / SCALE - MARGIN);
    let mut pixels = Vec::new();
    for y in 0..side {
        pixels.push(0);
        pixels.extend((0..side).map(|x| if is_dark(x, y) { 0 } else { 255 }));
    }
    let side = side.unsigned_abs().to_be_bytes();
    let header = [side.as_slice(), &side, &[8, 0, 0, 0, 0]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", header), (b"IDAT", stored(&pixels)), (b"IEND", Vec::new())] {
        out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
        let named = [name.as_slice(), &data].concat();
        out.extend(&named);
        out.extend(checksum(&named).to_be_bytes());
    }
    out.into()
}

/// A zlib stream of stored blocks.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend(((b << 16) | a).to_be_bytes());
    out
}

/// The checksum of PNG, CRC-32.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_png() {
        assert_eq!(checksum(b"IEND"), 0xAE42_6082);
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
    }
}

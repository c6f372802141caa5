//! The pieces of words a `SentencePiece` model knows, out of its protocol buffer.

use anyhow::Context;

/// Fields of the model, of a piece and of the normaliser's settings.
const PIECES: u64 = 1;
const NORMALISER: u64 = 3;
const TEXT: u64 = 1;
const SCORE: u64 = 2;
const CHARACTER_MAP: u64 = 2;

/// Appends the character map and the pieces to our file.
pub fn write(model: &[u8], file: &mut Vec<u8>) -> anyhow::Result<()> {
    let fields = fields(model)?;
    let normaliser = fields.iter().find(|(number, _)| *number == NORMALISER).context("no normaliser")?;
    let map = self::fields(normaliser.1)?;
    let map = map.iter().find(|(number, _)| *number == CHARACTER_MAP).context("no character map")?.1;
    file.extend(u32::try_from(map.len())?.to_le_bytes());
    file.extend(map);
    let pieces = fields.iter().filter(|(number, _)| *number == PIECES).map(|(_, piece)| piece);
    let mut pieces = pieces.enumerate().map(|(number, piece)| parse(number, piece)).collect::<Result<Vec<_>, _>>()?;
    pieces.sort_unstable_by_key(|piece| piece.text);
    file.extend(u32::try_from(pieces.len())?.to_le_bytes());
    for piece in pieces {
        file.push(u8::try_from(piece.text.len())?);
        file.extend(piece.text);
        file.extend(piece.number.to_le_bytes());
        file.extend(piece.score);
    }
    Ok(())
}

struct Piece<'a> {
    text: &'a [u8],
    number: u32,
    score: [u8; 4],
}

fn parse(number: usize, piece: &[u8]) -> anyhow::Result<Piece<'_>> {
    let (mut text, mut score) = (&[][..], [0; 4]);
    for (field, value) in fields(piece)? {
        match field {
            TEXT => text = value,
            SCORE => score = value.try_into()?,
            _ => {}
        }
    }
    Ok(Piece { text, number: u32::try_from(number)?, score })
}

/// The fields of a message that have bytes: their numbers and those bytes.
fn fields(mut message: &[u8]) -> anyhow::Result<Vec<(u64, &[u8])>> {
    let mut fields = Vec::new();
    while !message.is_empty() {
        let key = variable(&mut message)?;
        let length = match key & 7 {
            0 => {
                variable(&mut message)?;
                continue;
            }
            1 => 8,
            2 => usize::try_from(variable(&mut message)?)?,
            5 => 4,
            kind => anyhow::bail!("a field of kind {kind}"),
        };
        let (value, rest) = message.split_at_checked(length).context("cut off")?;
        fields.push((key >> 3, value));
        message = rest;
    }
    Ok(fields)
}

/// A number of seven bits a byte, the lowest first.
fn variable(message: &mut &[u8]) -> anyhow::Result<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = message.split_first().context("cut off")?;
        *message = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    anyhow::bail!("a number too long")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_written_in_byte_order() {
        // Two pieces, "b" of score 1 and "a" without, and a normaliser with the character map "m".
        let model = b"\x0a\x08\x0a\x01b\x15\x00\x00\x80\x3f\x0a\x03\x0a\x01a\x1a\x03\x12\x01m";
        let mut file = Vec::new();
        write(model, &mut file).unwrap();
        assert_eq!(file, b"\x01\0\0\0m\x02\0\0\0\x01a\x01\0\0\0\0\0\0\0\x01b\0\0\0\0\0\0\x80\x3f");
        assert!(write(b"\x0a\x08\x0a", &mut Vec::new()).is_err());
    }
}

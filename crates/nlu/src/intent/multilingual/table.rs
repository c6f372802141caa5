//! The vector of each piece, six bits a value, kept as it lies in the file.

use std::ops::Range;

use super::EncoderFileError;
use super::file::Reader;
use super::network::WIDTH;

pub struct Table {
    layout: Layout,
    bytes: Vec<u8>,
}

/// Where the rows are and how their values are meant.
pub struct Layout {
    rows: Range<usize>,
    /// The step and the lowest value of each block; row r belongs to block r modulo their number.
    blocks: Vec<(f32, f32)>,
}

/// Four values lie in three bytes.
const ROW: usize = WIDTH / 4 * 3;

impl Layout {
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, EncoderFileError> {
        let (rows, width, blocks) = (reader.length()?, reader.length()?, reader.length()?);
        if width != WIDTH {
            return Err(EncoderFileError::Shape("table"));
        }
        let blocks = (0..blocks).map(|_| Ok((reader.float()?, reader.float()?))).collect::<Result<_, _>>()?;
        let size = rows.checked_mul(ROW).ok_or(EncoderFileError::CutOff)?;
        Ok(Self { rows: reader.skip(size)?, blocks })
    }

    pub fn over(self, bytes: Vec<u8>) -> Table {
        Table { layout: self, bytes }
    }
}

impl Table {
    /// The vectors of these pieces, one after the other.
    pub fn rows(&self, numbers: &[u32]) -> Vec<f32> {
        let mut vectors = Vec::with_capacity(numbers.len() * WIDTH);
        for number in numbers {
            let number = *number as usize;
            let start = self.layout.rows.start + number * ROW;
            let packed = self.bytes.get(start..start + ROW).unwrap_or_default();
            let block = self.layout.blocks.get(number % self.layout.blocks.len().max(1));
            let (step, lowest) = block.copied().unwrap_or_default();
            for [first, second, third] in packed.as_chunks::<3>().0 {
                let together = u32::from(*first) | u32::from(*second) << 8 | u32::from(*third) << 16;
                let value = |shift: u32| small(together >> shift & 0x3f) * step + lowest;
                vectors.extend_from_slice(&[value(0), value(6), value(12), value(18)]);
            }
        }
        vectors
    }
}

#[expect(clippy::cast_precision_loss, reason = "six bits are exact in a float")]
fn small(six_bits: u32) -> f32 {
    six_bits as f32
}

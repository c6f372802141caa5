//! The parts of the encoder's file, one after the other. `xtask/src/encoder.rs` says how it is laid out.

use std::ops::Range;

use super::EncoderFileError;

const MARK: &[u8; 8] = b"RCDENC\x00\x01";

/// Reads from the front.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// A matrix of bytes that are multiples of a step.
pub struct Bytes<'a> {
    pub step: f32,
    pub values: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<Self, EncoderFileError> {
        if bytes.starts_with(MARK) { Ok(Self { bytes, at: MARK.len() }) } else { Err(EncoderFileError::Mark) }
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], EncoderFileError> {
        self.bytes.get(self.skip(length)?).ok_or(EncoderFileError::CutOff)
    }

    /// Where the next bytes are, for who keeps the file.
    pub fn skip(&mut self, length: usize) -> Result<Range<usize>, EncoderFileError> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len());
        let start = std::mem::replace(&mut self.at, end.ok_or(EncoderFileError::CutOff)?);
        Ok(start..self.at)
    }

    fn four(&mut self) -> Result<[u8; 4], EncoderFileError> {
        self.take(4)?.try_into().map_err(|_| EncoderFileError::CutOff)
    }

    pub fn byte(&mut self) -> Result<u8, EncoderFileError> {
        self.take(1)?.first().copied().ok_or(EncoderFileError::CutOff)
    }

    pub fn number(&mut self) -> Result<u32, EncoderFileError> {
        Ok(u32::from_le_bytes(self.four()?))
    }

    pub fn length(&mut self) -> Result<usize, EncoderFileError> {
        Ok(self.number()? as usize)
    }

    pub fn float(&mut self) -> Result<f32, EncoderFileError> {
        Ok(f32::from_le_bytes(self.four()?))
    }

    /// A row of floats, which must be as long as said.
    pub fn vector(&mut self, length: usize) -> Result<Vec<f32>, EncoderFileError> {
        if (self.length()?, self.length()?) != (1, length) {
            return Err(EncoderFileError::Shape("vector"));
        }
        (0..length).map(|_| self.float()).collect()
    }

    /// A matrix, which must be of the shape said.
    pub fn matrix(&mut self, rows: usize, columns: usize) -> Result<Bytes<'a>, EncoderFileError> {
        if (self.length()?, self.length()?) != (rows, columns) {
            return Err(EncoderFileError::Shape("matrix"));
        }
        Ok(Bytes { step: self.float()?, values: self.take(rows * columns)? })
    }
}

//! Matrices kept in a byte a number, each row with a scale of its own: a quarter of the memory, and models that are quick
//! to store.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matrix {
    width: usize,
    scales: Vec<f32>,
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    values: Vec<i8>,
}

impl Matrix {
    pub fn of(values: &[f32], width: usize) -> Self {
        let mut matrix = Self { width, scales: Vec::new(), values: Vec::with_capacity(values.len()) };
        for row in values.chunks(width.max(1)) {
            matrix.push(row);
        }
        matrix
    }

    #[expect(clippy::cast_possible_truncation, reason = "divided by the largest, every value is within -127..=127")]
    fn push(&mut self, row: &[f32]) {
        let largest = row.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
        let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        self.scales.push(scale);
        self.values.extend(row.iter().map(|value| (value / scale).round() as i8));
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// Adds a row, scaled, to `sum`. A row that is not there adds nothing.
    pub fn add_row(&self, sum: &mut [f32], row: usize, scale: f32) {
        let values = self.values.get(row * self.width..(row + 1) * self.width).unwrap_or_default();
        let scale = scale * self.scales.get(row).copied().unwrap_or_default();
        for (sum, value) in sum.iter_mut().zip(values) {
            *sum += f32::from(*value) * scale;
        }
    }
}

fn to_base64<S: Serializer>(values: &[i8], serializer: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = values.iter().map(|value| value.cast_unsigned()).collect();
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let bytes = STANDARD.decode(text).map_err(D::Error::custom)?;
    Ok(bytes.into_iter().map(u8::cast_signed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_nearly_as_they_were() {
        let values = [1.0, -0.5, 0.25, 0.0, 0.0, 0.0, -300.0, 12.0, 299.0];
        let matrix = Matrix::of(&values, 3);
        for (row, original) in values.chunks(3).enumerate() {
            let mut sum = [1.0; 3];
            matrix.add_row(&mut sum, row, 2.0);
            let largest = original.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
            for (got, value) in sum.iter().zip(original) {
                assert!((got - 1.0 - 2.0 * value).abs() <= largest / 100.0, "{got} {value}");
            }
        }
    }

    #[test]
    fn a_stored_matrix_is_the_same() {
        let matrix = Matrix::of(&[0.1, 0.2, -0.3, 0.4], 2);
        let stored = serde_json::to_string(&matrix).unwrap();
        assert_eq!(serde_json::from_str::<Matrix>(&stored).unwrap(), matrix);
    }
}

//! Vectors of length one kept to compare others with: products in whole numbers, eight at once.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use wide::{i16x8, i32x4};

/// Rows of vectors, a byte a number when stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Directions {
    /// Groups of eight numbers in a row.
    groups: usize,
    steps: Vec<f32>,
    rows: Vec<i16x8>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    groups: usize,
    steps: Vec<f32>,
    rows: String,
}

const GROUP: usize = 8;
/// What is kept is rounded to a byte, what is asked finer.
const KEPT: f32 = 127.0;
const ASKED: f32 = 8_191.0;

impl Directions {
    /// Of rows of numbers, `width` in each, which is a multiple of eight.
    pub fn of<'a>(rows: impl Iterator<Item = &'a [f32]>, width: usize) -> Self {
        let mut directions = Self { groups: width / GROUP, steps: Vec::new(), rows: Vec::new() };
        for row in rows {
            let (step, groups) = rounded(row, KEPT);
            directions.steps.push(step);
            directions.rows.extend(groups);
        }
        directions
    }

    /// The product of each row with a vector.
    pub fn products(&self, vector: &[f32]) -> impl Iterator<Item = f32> {
        let (step, asked) = rounded(vector, ASKED);
        let rows = self.rows.chunks_exact(self.groups.max(1)).zip(&self.steps);
        rows.map(move |(row, row_step)| dot(row, &asked) * row_step * step)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "divided by the largest, every value fits")]
fn rounded(row: &[f32], most: f32) -> (f32, Vec<i16x8>) {
    let largest = row.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    let step = if largest > 0.0 { largest / most } else { 1.0 };
    let group = |values: &[f32; GROUP]| i16x8::new(values.map(|value| (value / step).round() as i16));
    (step, row.as_chunks().0.iter().map(group).collect())
}

#[expect(clippy::cast_precision_loss, reason = "24 bits of a sum are more than the numbers had")]
fn dot(a: &[i16x8], b: &[i16x8]) -> f32 {
    let mut sum = i32x4::ZERO;
    for (a, b) in a.iter().zip(b) {
        sum += a.dot(*b);
    }
    sum.reduce_add() as f32
}

impl From<Directions> for Stored {
    #[expect(clippy::cast_possible_truncation, reason = "kept numbers are within a byte")]
    fn from(directions: Directions) -> Self {
        let numbers = directions.rows.iter().flat_map(|group| group.to_array());
        let bytes: Vec<u8> = numbers.map(|number| (number as i8).cast_unsigned()).collect();
        Self { groups: directions.groups, steps: directions.steps, rows: STANDARD.encode(bytes) }
    }
}

impl TryFrom<Stored> for Directions {
    type Error = base64::DecodeError;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        let bytes = STANDARD.decode(stored.rows)?;
        let group = |bytes: &[u8; GROUP]| i16x8::new(bytes.map(|byte| i16::from(byte.cast_signed())));
        let rows = bytes.as_chunks().0.iter().map(group).collect();
        Ok(Self { groups: stored.groups, steps: stored.steps, rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_floats_also_when_stored() {
        let number = |row: u8, at: u8| (f32::from(row) + f32::from(at) * 0.7).sin() / 4.0;
        let rows: Vec<Vec<f32>> = (0..3).map(|row| (0..32).map(|at| number(row, at)).collect()).collect();
        let directions = Directions::of(rows.iter().map(Vec::as_slice), 32);
        let stored = serde_json::to_string(&directions).unwrap();
        assert_eq!(serde_json::from_str::<Directions>(&stored).unwrap(), directions);
        for (row, product) in rows.iter().zip(directions.products(&rows[1])) {
            let exact: f32 = row.iter().zip(&rows[1]).map(|(a, b)| a * b).sum();
            assert!((product - exact).abs() < 0.01, "{product} {exact}");
        }
    }
}

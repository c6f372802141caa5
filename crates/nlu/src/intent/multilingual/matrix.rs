//! Products with matrices of bytes, in whole numbers: a processor multiplies eight or more pairs of them at once without
//! being asked for anything that not every processor has.

use super::EncoderFileError;
use super::file::Reader;

/// A matrix whose values are multiples of a step, column after column.
pub struct Matrix {
    inputs: usize,
    outputs: usize,
    step: f32,
    columns: Vec<i16>,
}

/// Inputs are rounded to this many steps either way: fine enough that nothing is lost, and a sum of 1,280 products with a
/// byte stays within 32 bits.
const STEPS: f32 = 8_191.0;
/// Rows that share each walk over a column.
const TOGETHER: usize = 4;

/// A row of inputs in whole numbers.
struct Rounded {
    values: Vec<i16>,
    step: f32,
}

impl Matrix {
    pub fn read(reader: &mut Reader<'_>, inputs: usize, outputs: usize) -> Result<Self, EncoderFileError> {
        let bytes = reader.matrix(inputs, outputs)?;
        let value = |at: usize| bytes.values.get(at).map_or(0, |byte| i16::from(byte.cast_signed()));
        let column = |column: usize| (0..inputs).map(move |row| row * outputs + column);
        let columns = (0..outputs).flat_map(column).map(value).collect();
        Ok(Self { inputs, outputs, step: bytes.step, columns })
    }

    pub fn times(&self, row: &[f32]) -> Vec<f32> {
        self.times_rows(row, row.len())
    }

    /// The product of each row of `width` inputs, one after the other.
    pub fn times_rows(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let rounded: Vec<Rounded> = rows.chunks_exact(width.max(1)).map(Rounded::of).collect();
        let mut products = vec![0.0; rounded.len() * self.outputs];
        for (rows, products) in rounded.chunks(TOGETHER).zip(products.chunks_mut(TOGETHER * self.outputs)) {
            match rows {
                [a, b, c, d] => self.four([a, b, c, d], products),
                _ => self.each(rows, products),
            }
        }
        products
    }

    fn each(&self, rows: &[Rounded], products: &mut [f32]) {
        for (row, products) in rows.iter().zip(products.chunks_exact_mut(self.outputs)) {
            for (column, product) in self.columns.chunks_exact(self.inputs).zip(products) {
                *product = whole(dot(column, &row.values)) * row.step * self.step;
            }
        }
    }

    fn four(&self, rows: [&Rounded; TOGETHER], products: &mut [f32]) {
        let [a, b, c, d] = rows.map(|row| row.values.as_slice());
        for (at, column) in self.columns.chunks_exact(self.inputs).enumerate() {
            let dots = dots(column, a, b, c, d);
            let into = products.iter_mut().skip(at).step_by(self.outputs);
            for ((product, dot), row) in into.zip(dots).zip(rows) {
                *product = whole(dot) * row.step * self.step;
            }
        }
    }
}

impl Rounded {
    #[expect(clippy::cast_possible_truncation, reason = "divided by the largest, every value fits")]
    fn of(row: &[f32]) -> Self {
        let largest = row.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
        let step = if largest > 0.0 { largest / STEPS } else { 1.0 };
        let inverse = 1.0 / step;
        Self { values: row.iter().map(|value| (value * inverse).round() as i16).collect(), step }
    }
}

fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

fn dots(column: &[i16], a: &[i16], b: &[i16], c: &[i16], d: &[i16]) -> [i32; TOGETHER] {
    let mut sums = [0; TOGETHER];
    for ((((column, a), b), c), d) in column.iter().zip(a).zip(b).zip(c).zip(d) {
        let column = i32::from(*column);
        let [to_a, to_b, to_c, to_d] = &mut sums;
        *to_a += column * i32::from(*a);
        *to_b += column * i32::from(*b);
        *to_c += column * i32::from(*c);
        *to_d += column * i32::from(*d);
    }
    sums
}

#[expect(clippy::cast_precision_loss, reason = "24 bits of a sum are more than the inputs had")]
fn whole(sum: i32) -> f32 {
    sum as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_floats() {
        let (inputs, outputs) = (20, 3);
        let weight = |row: usize, column: usize| i16::try_from((row * 7 + column * 5) % 23).unwrap() - 11;
        let columns = (0..outputs).flat_map(|column| (0..inputs).map(move |row| weight(row, column))).collect();
        let matrix = Matrix { inputs, outputs, step: 0.5, columns };
        let rows: Vec<f32> = (0_u8..120).map(|at| (f32::from(at) * 0.37).sin()).collect();
        let products = matrix.times_rows(&rows, inputs);
        for (row, products) in rows.chunks(inputs).zip(products.chunks(outputs)) {
            for (column, product) in products.iter().enumerate() {
                let exact: f32 = row.iter().enumerate().map(|(at, x)| x * f32::from(weight(at, column)) * 0.5).sum();
                assert!((product - exact).abs() < 0.01, "{product} {exact}");
            }
        }
    }
}

//! Products with matrices of bytes, in whole numbers: a processor multiplies eight or more pairs of them at once without
//! being asked for anything that not every processor has.

use wide::{i16x8, i32x4};

use super::EncoderFileError;
use super::file::Reader;

/// A matrix whose values are multiples of a step, column after column.
pub struct Matrix {
    /// Groups of eight inputs.
    groups: usize,
    outputs: usize,
    step: f32,
    columns: Vec<i16x8>,
}

/// Inputs are rounded to this many steps either way: fine enough that nothing is lost, and a sum of 1,280 products with a
/// byte stays within 32 bits.
const STEPS: f32 = 8_191.0;
/// Rows that share each walk over a column.
const TOGETHER: usize = 4;

/// Some rows of inputs in whole numbers, side by side.
struct Rounded<const N: usize> {
    groups: Vec<[i16x8; N]>,
    steps: [f32; N],
}

impl Matrix {
    pub fn read(reader: &mut Reader<'_>, inputs: usize, outputs: usize) -> Result<Self, EncoderFileError> {
        let bytes = reader.matrix(inputs, outputs)?;
        let value =
            |row: usize, column: usize| bytes.values.get(row * outputs + column).map_or(0, |byte| byte.cast_signed());
        Ok(Self::of(inputs, outputs, bytes.step, value))
    }

    fn of(inputs: usize, outputs: usize, step: f32, value: impl Fn(usize, usize) -> i8) -> Self {
        let groups = inputs / GROUP;
        let group = |at: usize| {
            let (column, first) = (at / groups, at % groups * GROUP);
            i16x8::new(std::array::from_fn(|row| i16::from(value(first + row, column))))
        };
        Self { groups, outputs, step, columns: (0..groups * outputs).map(group).collect() }
    }

    pub fn times(&self, row: &[f32]) -> Vec<f32> {
        self.times_rows(row)
    }

    /// The product of each row of inputs, one after the other.
    pub fn times_rows(&self, rows: &[f32]) -> Vec<f32> {
        let width = self.groups * GROUP;
        let rows: Vec<&[f32]> = rows.chunks_exact(width).collect();
        let mut products = vec![0.0; rows.len() * self.outputs];
        for (rows, products) in rows.chunks(TOGETHER).zip(products.chunks_mut(TOGETHER * self.outputs)) {
            match *rows {
                [row] => self.some(&Rounded::of([row]), dots_of_one, products),
                // A few rows more cost no more than a few less: what is missing is the first once again.
                [first, ..] => {
                    let row = |at: usize| rows.get(at).copied().unwrap_or(first);
                    self.some(&Rounded::of([first, row(1), row(2), row(3)]), dots_of_four, products);
                }
                [] => {}
            }
        }
        products
    }

    fn some<const N: usize>(&self, rows: &Rounded<N>, dots: Dots<N>, products: &mut [f32]) {
        let scales = rows.steps.map(|step| step * self.step);
        for (at, pair) in self.columns.chunks_exact(self.groups * 2).enumerate() {
            let (left, right) = pair.split_at(self.groups);
            let [left, right] = dots(left, right, &rows.groups);
            for (row, ((left, right), scale)) in left.into_iter().zip(right).zip(scales).enumerate() {
                let start = row * self.outputs + at * 2;
                if let Some([to_left, to_right]) = products.get_mut(start..start + 2) {
                    (*to_left, *to_right) = (whole(left) * scale, whole(right) * scale);
                }
            }
        }
    }
}

/// What multiplies two columns with some rows.
type Dots<const N: usize> = fn(&[i16x8], &[i16x8], &[[i16x8; N]]) -> [[i32; N]; 2];

const GROUP: usize = 8;

impl<const N: usize> Rounded<N> {
    fn of(rows: [&[f32]; N]) -> Self {
        let largest = rows.map(|row| row.iter().fold(0.0_f32, |largest, value| largest.max(value.abs())));
        let steps = largest.map(|largest| if largest > 0.0 { largest / STEPS } else { 1.0 });
        let mut groups = vec![[i16x8::ZERO; N]; rows.first().map_or(0, |row| row.len() / GROUP)];
        for (at, (row, step)) in rows.into_iter().zip(steps).enumerate() {
            let inverse = 1.0 / step;
            for (group, values) in groups.iter_mut().zip(row.as_chunks().0) {
                if let Some(slot) = group.get_mut(at) {
                    *slot = rounded(values, inverse);
                }
            }
        }
        Self { groups, steps }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "divided by the largest, every value fits")]
fn rounded(values: &[f32; GROUP], scale: f32) -> i16x8 {
    let mut whole = [0; GROUP];
    for (whole, value) in whole.iter_mut().zip(values) {
        *whole = (value * scale + 0.5_f32.copysign(*value)) as i16;
    }
    i16x8::new(whole)
}

/// The products of two columns with one row.
fn dots_of_one(left: &[i16x8], right: &[i16x8], rows: &[[i16x8; 1]]) -> [[i32; 1]; 2] {
    let [mut to_left, mut to_right] = [i32x4::ZERO; 2];
    for ((left, right), [row]) in left.iter().zip(right).zip(rows) {
        to_left += row.dot(*left);
        to_right += row.dot(*right);
    }
    [[to_left.reduce_add()], [to_right.reduce_add()]]
}

/// The products of two columns with four rows, written out so that all sums stay in registers.
fn dots_of_four(left: &[i16x8], right: &[i16x8], rows: &[[i16x8; 4]]) -> [[i32; 4]; 2] {
    let [mut a_left, mut b_left, mut c_left, mut d_left] = [i32x4::ZERO; 4];
    let [mut a_right, mut b_right, mut c_right, mut d_right] = [i32x4::ZERO; 4];
    for ((left, right), [a, b, c, d]) in left.iter().zip(right).zip(rows) {
        a_left += a.dot(*left);
        a_right += a.dot(*right);
        b_left += b.dot(*left);
        b_right += b.dot(*right);
        c_left += c.dot(*left);
        c_right += c.dot(*right);
        d_left += d.dot(*left);
        d_right += d.dot(*right);
    }
    let left = [a_left.reduce_add(), b_left.reduce_add(), c_left.reduce_add(), d_left.reduce_add()];
    [left, [a_right.reduce_add(), b_right.reduce_add(), c_right.reduce_add(), d_right.reduce_add()]]
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
        let (inputs, outputs) = (24, 4);
        let weight = |row: usize, column: usize| i8::try_from((row * 7 + column * 5) % 23).unwrap() - 11;
        let matrix = Matrix::of(inputs, outputs, 0.5, weight);
        let rows: Vec<f32> = (0_u8..144).map(|at| (f32::from(at) * 0.37).sin()).collect();
        let products = matrix.times_rows(&rows);
        for (row, products) in rows.chunks(inputs).zip(products.chunks(outputs)) {
            for (column, product) in products.iter().enumerate() {
                let exact: f32 = row.iter().enumerate().map(|(at, x)| x * f32::from(weight(at, column)) * 0.5).sum();
                assert!((product - exact).abs() < 0.01, "{product} {exact}");
            }
        }
    }
}

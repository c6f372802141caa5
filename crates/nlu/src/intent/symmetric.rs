//! Symmetric matrices: the products of rows with one another, and linear equations, by the factors of Cholesky.

use wide::f32x8;

/// Rows of equal length, filled up with zeros to whole registers; there are as many as make whole groups.
pub struct Rows {
    width: usize,
    values: Vec<f32>,
}

/// Numbers in a register.
const LANES: usize = 8;
/// Rows multiplied at once, so that each number fetched is used that often.
const TOGETHER: usize = 4;
const TINY: f32 = 1e-12;

impl Rows {
    pub fn of<'a>(rows: impl ExactSizeIterator<Item = &'a [f32]>, width: usize) -> Self {
        let padded = width.next_multiple_of(LANES);
        let mut values = vec![0.0; rows.len().next_multiple_of(TOGETHER) * padded];
        for (to, row) in values.chunks_exact_mut(padded.max(1)).zip(rows) {
            for (to, value) in to.iter_mut().zip(row) {
                *to = *value;
            }
        }
        Self { width: padded, values }
    }

    /// The product of each row with itself and those before it.
    pub fn products(&self) -> Products {
        let rows: Vec<&[f32]> = self.values.chunks_exact(self.width.max(1)).collect();
        let mut lower = vec![0.0; rows.len() * rows.len()];
        let groups = rows.as_chunks().0.iter().zip(lower.chunks_mut(rows.len() * TOGETHER)).enumerate();
        for (at, (group, lower)) in groups {
            for (column, other) in rows.iter().enumerate().take((at + 1) * TOGETHER) {
                let sums = dots(group, other, self.width);
                for (row, sum) in lower.chunks_exact_mut(rows.len()).zip(sums) {
                    set(row, column, sum);
                }
            }
        }
        Products { size: rows.len(), lower }
    }
}

/// A symmetric matrix, of which the lower half is kept.
pub struct Products {
    size: usize,
    lower: Vec<f32>,
}

impl Products {
    pub fn at(&self, row: usize, column: usize) -> f32 {
        let (column, row) = (row.min(column), row.max(column));
        self.lower.get(row * self.size + column).copied().unwrap_or_default()
    }
}

/// The lower triangle whose product with its mirror image is a matrix.
pub struct Factor {
    size: usize,
    /// A multiple of eight: beyond the matrix stands the identity.
    width: usize,
    rows: Vec<f32>,
    /// One over each number on the diagonal.
    inverses: Vec<f32>,
}

impl Factor {
    /// Of the positive matrix whose numbers on and below the diagonal `entry` tells by row and column.
    pub fn of(size: usize, entry: impl Fn(usize, usize) -> f32) -> Self {
        let width = size.next_multiple_of(LANES);
        let entry = |row: usize, column: usize| {
            if row < size { entry(row, column) } else { f32::from(u8::from(row == column)) }
        };
        let mut factor = Self { size, width, rows: vec![0.0; width * width], inverses: Vec::with_capacity(width) };
        for first in (0..width).step_by(TOGETHER) {
            factor.extend(first, &entry);
        }
        factor
    }

    /// Finds the next group of rows from those above.
    fn extend(&mut self, first: usize, entry: &impl Fn(usize, usize) -> f32) {
        let (above, rest) = self.rows.split_at_mut(first * self.width);
        let group = rest.get_mut(..TOGETHER * self.width).unwrap_or_default();
        let above = above.chunks_exact(self.width).zip(&self.inverses);
        for (column, (other, inverse)) in above.enumerate() {
            let sums = dots(&split(group, self.width), other, column);
            for ((row, sum), at) in group.chunks_exact_mut(self.width).zip(sums).zip(first..) {
                set(row, column, (entry(at, column) - sum) * inverse);
            }
        }
        for column in first..first + TOGETHER {
            let rows = split(group, self.width);
            let own = rows.get(column - first).map_or_else(Vec::new, |row| row.to_vec());
            let sums = dots(&rows, &own, column);
            let square = entry(column, column) - sums.get(column - first).copied().unwrap_or_default();
            let inverse = 1.0 / square.max(TINY).sqrt();
            self.inverses.push(inverse);
            let below = group.chunks_exact_mut(self.width).zip(sums).zip(first..).skip(column - first);
            for ((row, sum), at) in below {
                set(row, column, (entry(at, column) - sum) * inverse);
            }
        }
    }

    /// Solves the equations for right-hand sides that lie side by side, `count` in each row: they become the solutions.
    pub fn solve(&self, sides: &mut [f32], count: usize) {
        let rows = || self.rows.chunks_exact(self.width.max(1)).zip(&self.inverses).take(self.size).enumerate();
        for (at, (factors, inverse)) in rows() {
            let (above, rest) = sides.split_at_mut(at * count);
            let own = rest.get_mut(..count).unwrap_or_default();
            for (factor, other) in factors.iter().zip(above.chunks_exact(count)) {
                add_scaled(own, other, -factor);
            }
            scale(own, *inverse);
        }
        for (at, (factors, inverse)) in rows().collect::<Vec<_>>().into_iter().rev() {
            let (above, rest) = sides.split_at_mut(at * count);
            let own = rest.get_mut(..count).unwrap_or_default();
            scale(own, *inverse);
            for (factor, other) in factors.iter().zip(above.chunks_exact_mut(count)) {
                add_scaled(other, own, -factor);
            }
        }
    }
}

/// A group's rows, one by one.
fn split(group: &[f32], width: usize) -> [&[f32]; TOGETHER] {
    let mut rows = group.chunks_exact(width);
    std::array::from_fn(|_| rows.next().unwrap_or_default())
}

/// The products of a group of rows with another row, as far as `length`, rounded up to a whole register.
fn dots(group: &[&[f32]; TOGETHER], other: &[f32], length: usize) -> [f32; TOGETHER] {
    let [a, b, c, d] = group.map(|row| row.as_chunks::<LANES>().0);
    let mut sums = [f32x8::ZERO; TOGETHER];
    let rows = a.iter().zip(b).zip(c).zip(d);
    let other = other.as_chunks::<LANES>().0.iter().take(length.div_ceil(LANES));
    for ((((a, b), c), d), other) in rows.zip(other) {
        let other = f32x8::new(*other);
        for (sum, row) in sums.iter_mut().zip([a, b, c, d]) {
            *sum += f32x8::new(*row) * other;
        }
    }
    sums.map(f32x8::reduce_add)
}

fn set(row: &mut [f32], at: usize, value: f32) {
    if let Some(slot) = row.get_mut(at) {
        *slot = value;
    }
}

fn add_scaled(to: &mut [f32], from: &[f32], factor: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from * factor;
    }
}

fn scale(row: &mut [f32], factor: f32) {
    for value in row {
        *value *= factor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solutions_solve() {
        // More than two groups, and neither side a whole register.
        let (size, width, count) = (13, 17, 3);
        let row = |row: u8| (0..17_u8).map(|at| (f32::from(row * 7) + f32::from(at) * 1.3).sin()).collect::<Vec<_>>();
        let rows: Vec<Vec<f32>> = (0..13).map(row).collect();
        let products = Rows::of(rows.iter().map(Vec::as_slice), width).products();
        let entry = |row: usize, column: usize| products.at(row, column) + f32::from(u8::from(row == column));
        for at in 0..size {
            for other in 0..size {
                let exact: f32 = rows[at].iter().zip(&rows[other]).map(|(a, b)| a * b).sum();
                assert!((products.at(at, other) - exact).abs() < 1e-4, "{at} {other}");
            }
        }
        let sides: Vec<f32> = (0_u8..39).map(|at| f32::from(at).cos()).collect();
        let mut solved = sides.clone();
        Factor::of(size, entry).solve(&mut solved, count);
        for row in 0..size {
            for side in 0..count {
                let product: f32 = (0..size).map(|column| entry(row, column) * solved[column * count + side]).sum();
                assert!((product - sides[row * count + side]).abs() < 1e-3, "{row} {side}: {product}");
            }
        }
    }
}

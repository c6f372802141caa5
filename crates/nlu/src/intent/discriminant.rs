//! Which intent a vector is nearest to, in a measure that counts a direction for less the more the examples of one intent
//! differ in it: Fisher's linear discriminant. What lies far from every intent scores low with all, which tells strangers.

use super::symmetric::{Factor, Rows};

/// How much of the measure is plain distance: a few examples say little about 512 directions.
const PLAIN: f32 = 0.7;

/// Weights by dimension, the classes of a dimension side by side; the last row is the bias.
pub fn train(vectors: &[&[f32]], labels: &[usize], classes: usize) -> Vec<f32> {
    let dimensions = vectors.first().map_or(0, |vector| vector.len());
    let means = means(vectors, labels, classes, dimensions);
    let spread = Spread::of(vectors, labels, &means, dimensions);
    let mut weights = vec![0.0; dimensions * classes];
    for (at, row) in weights.chunks_exact_mut(classes.max(1)).enumerate() {
        for (weight, mean) in row.iter_mut().zip(means.iter().map(|mean| mean.get(at))) {
            *weight = mean.copied().unwrap_or_default();
        }
    }
    Factor::of(dimensions, |row, column| spread.measure(row, column)).solve(&mut weights, classes);
    let mut biases = vec![0.0; classes];
    for (at, row) in weights.chunks_exact(classes.max(1)).enumerate() {
        for ((bias, weight), mean) in biases.iter_mut().zip(row).zip(&means) {
            *bias -= weight * mean.get(at).copied().unwrap_or_default() / 2.0;
        }
    }
    weights.extend(biases);
    weights
}

#[expect(clippy::cast_precision_loss, reason = "counts of examples are far below 2^24")]
fn means(vectors: &[&[f32]], labels: &[usize], classes: usize, dimensions: usize) -> Vec<Vec<f32>> {
    let mut sums = vec![(vec![0.0_f32; dimensions], 0_usize); classes];
    for (vector, class) in vectors.iter().zip(labels) {
        if let Some((sum, count)) = sums.get_mut(*class) {
            *count += 1;
            for (sum, value) in sum.iter_mut().zip(*vector) {
                *sum += value;
            }
        }
    }
    let mean = |(sum, count): (Vec<f32>, usize)| sum.iter().map(|sum| sum / count.max(1) as f32).collect();
    sums.into_iter().map(mean).collect()
}

/// How the examples lie around the means of their classes.
struct Spread {
    products: super::symmetric::Products,
    /// What makes a usual direction's spread one.
    scale: f32,
}

impl Spread {
    #[expect(clippy::cast_precision_loss, reason = "some hundred dimensions")]
    fn of(vectors: &[&[f32]], labels: &[usize], means: &[Vec<f32>], dimensions: usize) -> Self {
        let mut by_dimension = vec![Vec::with_capacity(vectors.len()); dimensions];
        for (vector, class) in vectors.iter().zip(labels) {
            let mean = means.get(*class).map(Vec::as_slice).unwrap_or_default();
            for ((column, value), mean) in by_dimension.iter_mut().zip(*vector).zip(mean) {
                column.push(value - mean);
            }
        }
        let products = Rows::of(by_dimension.iter().map(Vec::as_slice), vectors.len()).products();
        let total: f32 = (0..dimensions).map(|at| products.at(at, at)).sum();
        let scale = if total > 0.0 { dimensions as f32 / total } else { 0.0 };
        Self { products, scale }
    }

    fn measure(&self, row: usize, column: usize) -> f32 {
        let plain = if row == column { PLAIN } else { 0.0 };
        plain + (1.0 - PLAIN) * self.scale * self.products.at(row, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_in_which_an_intent_varies_counts_for_less() {
        // Both classes vary in the first dimension and differ a little in the second.
        let vectors: Vec<[f32; 2]> = vec![[1.0, 0.2], [-1.0, 0.2], [0.5, 0.2], [1.0, -0.2], [-1.0, -0.2], [-0.5, -0.2]];
        let vectors: Vec<&[f32]> = vectors.iter().map(<[f32; 2]>::as_slice).collect();
        let weights = train(&vectors, &[0, 0, 0, 1, 1, 1], 2);
        let score = |vector: [f32; 2], class: usize| {
            vector[0] * weights[class] + vector[1] * weights[2 + class] + weights[4 + class]
        };
        assert!(score([-0.3, 0.2], 0) > score([-0.3, 0.2], 1));
        assert!(score([0.3, -0.2], 1) > score([0.3, -0.2], 0));
    }
}

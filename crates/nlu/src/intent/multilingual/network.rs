//! From the vectors of the pieces to the vector of the sentence: three convolutions over neighbouring pieces (of two,
//! three and five), a sum over the sentence, and a few dense layers.

use std::ops::Range;

use super::EncoderFileError;
use super::file::Reader;
use super::matrix::Matrix;

/// Numbers of a piece's vector and of the sentence's.
pub const WIDTH: usize = 512;
const BRANCH: usize = 256;
const HIDDEN: usize = 320;
const FEATURES: usize = WIDTH + 3 * BRANCH;
/// How many pieces each branch sees at once, and how many of them lie to the left.
const WINDOWS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
const TINY: f32 = 1e-12;

pub struct Network {
    branches: Vec<Branch>,
    features: Norm,
    sum: Dense,
    first: Matrix,
    second: Matrix,
    second_from_sum: Matrix,
    third: Matrix,
    last_from_second: Matrix,
    last: Matrix,
}

struct Branch {
    window: usize,
    left: usize,
    projection: Dense,
    norm: Norm,
    convolutions: [Dense; 2],
}

struct Dense {
    weights: Matrix,
    bias: Vec<f32>,
}

/// Stretches and shifts each number of a vector brought to mean zero and variance one.
struct Norm {
    stretch: Vec<f32>,
    shift: Vec<f32>,
}

/// The mean of numbers, and what brings them to variance one.
#[derive(Clone, Copy)]
struct Spread {
    mean: f32,
    scale: f32,
}

impl Network {
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, EncoderFileError> {
        Ok(Self {
            branches: WINDOWS.into_iter().map(|window| Branch::read(reader, window)).collect::<Result<_, _>>()?,
            features: Norm::read(reader, FEATURES)?,
            sum: Dense::read(reader, FEATURES, WIDTH)?,
            first: Matrix::read(reader, WIDTH, HIDDEN)?,
            second: Matrix::read(reader, HIDDEN, HIDDEN)?,
            second_from_sum: Matrix::read(reader, WIDTH, HIDDEN)?,
            third: Matrix::read(reader, HIDDEN, WIDTH)?,
            last_from_second: Matrix::read(reader, HIDDEN, WIDTH)?,
            last: Matrix::read(reader, WIDTH, WIDTH)?,
        })
    }

    /// The sentence's vector, of length one, from those of its pieces.
    pub fn run(&self, pieces: &[f32]) -> Vec<f32> {
        let count = pieces.len() / WIDTH;
        let mut projections: Vec<Vec<f32>> = self.branches.iter().map(|branch| branch.projection.run(pieces)).collect();
        for at in 0..count {
            self.norm_together(&mut projections, at * BRANCH..(at + 1) * BRANCH);
        }
        let branches = self.branches.iter().zip(projections);
        let branches: Vec<Vec<f32>> = branches.map(|(branch, values)| branch.convolve(values)).collect();
        let mut sum = vec![0.0; FEATURES];
        let mut row = Vec::with_capacity(FEATURES);
        for (at, piece) in pieces.chunks_exact(WIDTH).enumerate() {
            row.clear();
            row.extend_from_slice(piece);
            for branch in &branches {
                row.extend_from_slice(branch.get(at * BRANCH..(at + 1) * BRANCH).unwrap_or_default());
            }
            self.features.apply(Spread::of(|| row.iter()), &mut row);
            add(&mut sum, &row);
        }
        self.dense(&self.sum.of_sum(&sum, count))
    }

    /// A piece's three projections are brought to one mean and length.
    fn norm_together(&self, projections: &mut [Vec<f32>], piece: Range<usize>) {
        let rows = || projections.iter().filter_map(|values| values.get(piece.clone()));
        let spread = Spread::of(|| rows().flatten());
        for (values, branch) in projections.iter_mut().zip(&self.branches) {
            branch.norm.apply(spread, values.get_mut(piece.clone()).unwrap_or_default());
        }
    }

    fn dense(&self, sum: &[f32]) -> Vec<f32> {
        let first = positive(self.first.times(sum));
        let mut second = self.second_from_sum.times(sum);
        add(&mut second, &self.second.times(&first));
        let second = positive(second);
        let third = positive(self.third.times(&second));
        let mut last = self.last_from_second.times(&second);
        add(&mut last, &self.last.times(&third));
        for value in &mut last {
            *value = value.tanh();
        }
        let length = last.iter().map(|value| value * value).sum::<f32>().max(TINY).sqrt();
        for value in &mut last {
            *value /= length;
        }
        last
    }
}

impl Branch {
    fn read(reader: &mut Reader<'_>, (window, left): (usize, usize)) -> Result<Self, EncoderFileError> {
        Ok(Self {
            window,
            left,
            projection: Dense::read(reader, WIDTH, BRANCH)?,
            norm: Norm::read(reader, BRANCH)?,
            convolutions: [
                Dense::read(reader, window * BRANCH, BRANCH)?,
                Dense::read(reader, window * BRANCH, BRANCH)?,
            ],
        })
    }

    fn convolve(&self, mut values: Vec<f32>) -> Vec<f32> {
        for convolution in &self.convolutions {
            let mut convolved = positive(convolution.run(&self.windows(&values)));
            add(&mut convolved, &values);
            values = convolved;
        }
        values
    }

    /// Each piece with its neighbours, zeros beyond the sentence's ends.
    fn windows(&self, values: &[f32]) -> Vec<f32> {
        let count = values.len() / BRANCH;
        let mut windows = Vec::with_capacity(values.len() * self.window);
        for at in 0..count {
            for slot in at..at + self.window {
                let neighbour = slot.checked_sub(self.left).map(|at| at * BRANCH);
                match neighbour.and_then(|start| values.get(start..start + BRANCH)) {
                    Some(row) => windows.extend_from_slice(row),
                    None => windows.resize(windows.len() + BRANCH, 0.0),
                }
            }
        }
        windows
    }
}

impl Dense {
    fn read(reader: &mut Reader<'_>, inputs: usize, outputs: usize) -> Result<Self, EncoderFileError> {
        Ok(Self { weights: Matrix::read(reader, inputs, outputs)?, bias: reader.vector(outputs)? })
    }

    /// Of each row of inputs.
    fn run(&self, rows: &[f32]) -> Vec<f32> {
        let mut result = self.weights.times_rows(rows);
        for row in result.chunks_exact_mut(self.bias.len().max(1)) {
            add(row, &self.bias);
        }
        result
    }

    /// Of the sum of `count` rows, divided by the root of their number.
    fn of_sum(&self, sum: &[f32], count: usize) -> Vec<f32> {
        #[expect(clippy::cast_precision_loss, reason = "a sentence has few pieces")]
        let count = count.max(1) as f32;
        let values = self.weights.times(sum);
        values.iter().zip(&self.bias).map(|(value, bias)| (value + count * bias) / count.sqrt()).collect()
    }
}

impl Norm {
    fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, EncoderFileError> {
        Ok(Self { stretch: reader.vector(width)?, shift: reader.vector(width)? })
    }

    fn apply(&self, spread: Spread, row: &mut [f32]) {
        for ((value, stretch), shift) in row.iter_mut().zip(&self.stretch).zip(&self.shift) {
            *value = (*value - spread.mean) * spread.scale * stretch + shift;
        }
    }
}

impl Spread {
    #[expect(clippy::cast_precision_loss, reason = "a row has some hundred numbers")]
    fn of<'a, I: Iterator<Item = &'a f32>>(values: impl Fn() -> I) -> Self {
        let count = values().count().max(1) as f32;
        let mean = values().sum::<f32>() / count;
        let variance = values().map(|value| (value - mean) * (value - mean)).sum::<f32>() / count;
        Self { mean, scale: 1.0 / (variance + TINY).sqrt() }
    }
}

fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

fn positive(mut values: Vec<f32>) -> Vec<f32> {
    for value in &mut values {
        *value = value.max(0.0);
    }
    values
}

//! Which examples resemble a text by the words and letters they share.

use rustc_hash::FxHashMap;

use super::Language;
use super::features::Splitter;
use super::vectoriser::{Sparse, Vectoriser};

/// Examples by their features.
pub struct Index {
    splitter: Splitter,
    vectoriser: Vectoriser,
    vectors: Vec<Sparse>,
    /// By column, the examples that have it and its weight there.
    postings: FxHashMap<u32, Vec<(usize, f32)>>,
}

impl Index {
    pub fn of(texts: &[&str], language: Option<Language>) -> Self {
        let splitter = Splitter::new(language);
        let counts: Vec<_> = texts.iter().map(|text| splitter.split(text)).collect();
        let vectoriser = Vectoriser::learn(&counts);
        let vectors: Vec<Sparse> = counts.iter().map(|counts| of_length_one(vectoriser.vector(counts))).collect();
        let mut postings: FxHashMap<u32, Vec<(usize, f32)>> = FxHashMap::default();
        for (at, vector) in vectors.iter().enumerate() {
            for (column, weight) in vector {
                postings.entry(*column).or_default().push((at, *weight));
            }
        }
        Self { splitter, vectoriser, vectors, postings }
    }

    /// How much each example resembles the text, from 0 to 1.
    pub fn similarities(&self, text: &str) -> Vec<f32> {
        self.similarities_to(&of_length_one(self.vectoriser.of_text(&self.splitter, text)))
    }

    /// How much each example resembles the example at `at`.
    pub fn similarities_within(&self, at: usize) -> Vec<f32> {
        self.vectors.get(at).map_or_else(Vec::new, |vector| self.similarities_to(vector))
    }

    fn similarities_to(&self, vector: &Sparse) -> Vec<f32> {
        let mut similarities = vec![0.0_f32; self.vectors.len()];
        for (column, weight) in vector {
            for (at, other) in self.postings.get(column).into_iter().flatten() {
                if let Some(similarity) = similarities.get_mut(*at) {
                    *similarity += weight * other;
                }
            }
        }
        for similarity in &mut similarities {
            *similarity = similarity.clamp(0.0, 1.0);
        }
        similarities
    }
}

fn of_length_one(mut vector: Sparse) -> Sparse {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut vector {
            *weight /= length;
        }
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_words_is_near() {
        let index = Index::of(&["quiero mi pedido", "¡Quiero mi pedido!", "cuanto sale"], Some(Language::Es));
        let within = index.similarities_within(0);
        assert!(within[1] > 0.999 && within[2] < 0.1, "{within:?}");
        let asked = index.similarities("mi pedido?");
        assert!(asked[0] > 0.5 && asked[2] < 0.1, "{asked:?}");
        assert_eq!(index.similarities("zzz"), [0.0; 3]);
    }
}

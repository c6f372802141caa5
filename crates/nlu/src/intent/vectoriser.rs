//! From counted features to a weighted vector: rare features weigh more, long texts no more than short ones.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::features::{Counts, Splitter};

/// A column and its weight.
pub type Sparse = Vec<(u32, f32)>;

/// The features seen in training, each with its column and its rarity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<(u32, f32)>", into = "Vec<(u32, f32)>")]
pub struct Vectoriser {
    columns: FxHashMap<u32, Column>,
    /// How rare a feature is that was never seen.
    unknown: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Column {
    at: u32,
    rarity: f32,
}

/// What words count for beside character sequences.
const WORDS: f32 = 1.2;
const CHARACTERS: f32 = 1.0;

impl Vectoriser {
    #[expect(clippy::cast_precision_loss, reason = "counts of examples are far below 2^24")]
    pub fn learn(texts: &[Counts]) -> Self {
        let mut documents: FxHashMap<u32, usize> = FxHashMap::default();
        for counts in texts {
            for feature in counts.words.keys().chain(counts.characters.keys()) {
                *documents.entry(*feature).or_default() += 1;
            }
        }
        let mut rarities: Vec<(u32, f32)> = documents
            .into_iter()
            .map(|(feature, count)| (feature, ((1 + texts.len()) as f32 / (1 + count) as f32).ln() + 1.0))
            .collect();
        rarities.sort_unstable_by_key(|(feature, _)| *feature);
        Self::from(rarities)
    }

    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// The vector of a text, by column. Unknown features are left out but still make the known ones weigh less.
    pub fn vector(&self, counts: &Counts) -> Sparse {
        let mut vector = self.part(&counts.words, WORDS);
        vector.extend(self.part(&counts.characters, CHARACTERS));
        vector.sort_unstable_by_key(|(column, _)| *column);
        vector
    }

    fn part(&self, counts: &FxHashMap<u32, f32>, share: f32) -> Sparse {
        let mut part: Sparse = Vec::with_capacity(counts.len());
        let mut unknown = 0.0_f32;
        for (feature, count) in counts {
            let weight = 1.0 + count.ln();
            match self.columns.get(feature) {
                Some(column) => part.push((column.at, weight * column.rarity)),
                None => unknown += weight * weight,
            }
        }
        part.sort_unstable_by_key(|(column, _)| *column);
        let known = part.iter().map(|(_, weight)| weight * weight).sum::<f32>();
        let length = (known + unknown * self.unknown * self.unknown).sqrt();
        if length > 0.0 {
            for (_, weight) in &mut part {
                *weight *= share / length;
            }
        }
        part
    }

    pub fn of_text(&self, splitter: &Splitter, text: &str) -> Sparse {
        self.vector(&splitter.split(text))
    }
}

impl From<Vec<(u32, f32)>> for Vectoriser {
    fn from(rarities: Vec<(u32, f32)>) -> Self {
        let unknown = rarities.iter().map(|(_, rarity)| *rarity).fold(1.0, f32::max);
        let columns = (0..).zip(rarities).map(|(at, (feature, rarity))| (feature, Column { at, rarity }));
        Self { columns: columns.collect(), unknown }
    }
}

impl From<Vectoriser> for Vec<(u32, f32)> {
    fn from(vectoriser: Vectoriser) -> Self {
        let mut columns: Vec<(u32, Column)> = vectoriser.columns.into_iter().collect();
        columns.sort_unstable_by_key(|(_, column)| column.at);
        columns.into_iter().map(|(feature, column)| (feature, column.rarity)).collect()
    }
}

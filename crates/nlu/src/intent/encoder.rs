//! What turns a sentence into a vector of its meaning.

/// A sentence encoder: sentences that mean the same, in any of its languages, get vectors that point the same way.
///
/// Training and asking must use the same one: a [`super::Model`] remembers the [`Encoder::id`] it was trained with and
/// leaves any other aside.
pub trait Encoder: Send + Sync {
    /// Name and version; equal ids give equal vectors.
    fn id(&self) -> &str;

    /// How many numbers a vector has.
    fn dimensions(&self) -> usize;

    /// The vector of a text, of length one, or all zeros when there is nothing to encode.
    fn encode(&self, text: &str) -> Vec<f32>;

    /// Whether it has a word as a whole. One it has not may be a slip of the finger, and is mended where a word of the
    /// training set is near.
    fn knows(&self, _word: &str) -> bool {
        true
    }
}

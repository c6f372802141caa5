//! Words into pieces: of all ways to cut a text into known pieces, the likeliest (a unigram model, by Viterbi).

use super::EncoderFileError;
use super::file::Reader;

const UNKNOWN: u32 = 0;
/// What a letter of no piece costs below the worst piece.
const UNKNOWN_COST: f64 = 10.0;

/// The known pieces as a tree of bytes.
pub struct Pieces {
    /// Breadth first; the children of a node lie side by side, in byte order.
    nodes: Vec<Node>,
    bytes: Vec<u8>,
    scores: Vec<f32>,
    unknown_score: f64,
}

#[derive(Clone, Copy)]
struct Node {
    children: u32,
    count: u16,
    /// The piece that ends here, if any.
    piece: Option<std::num::NonZeroU32>,
}

impl Pieces {
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, EncoderFileError> {
        let count = reader.length()?;
        let mut sorted: Vec<(&[u8], u32)> = Vec::new();
        let mut scores: Vec<f32> = Vec::new();
        for _ in 0..count {
            let length = usize::from(reader.byte()?);
            let text = reader.take(length)?;
            let number = reader.number()?;
            let score = reader.float()?;
            if number as usize >= count {
                return Err(EncoderFileError::Shape("number of a piece"));
            }
            if scores.len() <= number as usize {
                scores.resize(number as usize + 1, 0.0);
            }
            if let Some(slot) = scores.get_mut(number as usize) {
                *slot = score;
            }
            sorted.push((text, number));
        }
        let worst = scores.iter().copied().fold(0.0_f32, f32::min);
        let (nodes, bytes) = tree(&sorted);
        Ok(Self { nodes, bytes, scores, unknown_score: f64::from(worst) - UNKNOWN_COST })
    }

    /// The numbers of the pieces of a normalised text; one that is unknown when there is nothing.
    pub fn split(&self, text: &str) -> Vec<u32> {
        let mut ends = vec![End { score: f64::NEG_INFINITY, start: 0, piece: UNKNOWN }; text.len() + 1];
        if let Some(first) = ends.first_mut() {
            first.score = 0.0;
        }
        for (start, c) in text.char_indices() {
            self.extend(text, start, c.len_utf8(), &mut ends);
        }
        let mut numbers = Vec::new();
        let mut at = text.len();
        while let Some(end) = ends.get(at).filter(|_| at > 0) {
            numbers.push(end.piece);
            at = end.start;
        }
        if numbers.is_empty() {
            numbers.push(UNKNOWN);
        }
        numbers.reverse();
        numbers
    }

    /// Tries every piece that begins at `start`, where a letter of `letter` bytes stands.
    fn extend(&self, text: &str, start: usize, letter: usize, ends: &mut [End]) {
        let base = ends.get(start).map_or(f64::NEG_INFINITY, |end| end.score);
        let mut offer = |length: usize, piece: u32, score: f64| {
            if let Some(end) = ends.get_mut(start + length).filter(|end| score > end.score) {
                *end = End { score, start, piece };
            }
        };
        let mut has_letter = false;
        let mut node = self.nodes.first();
        for (at, byte) in text.bytes().skip(start).enumerate() {
            node = node.and_then(|node| self.child(node, byte));
            let Some(found) = node else { break };
            if let Some(piece) = found.piece.map(std::num::NonZeroU32::get) {
                let score = self.scores.get(piece as usize).copied().unwrap_or_default();
                offer(at + 1, piece, base + f64::from(score));
                has_letter |= at + 1 == letter;
            }
        }
        if !has_letter {
            offer(letter, UNKNOWN, base + self.unknown_score);
        }
    }

    fn child(&self, node: &Node, byte: u8) -> Option<&Node> {
        let first = node.children as usize;
        let bytes = self.bytes.get(first..first + usize::from(node.count))?;
        self.nodes.get(first + bytes.binary_search(&byte).ok()?)
    }
}

/// The best way to reach a place in the text.
#[derive(Clone, Copy)]
struct End {
    score: f64,
    start: usize,
    piece: u32,
}

/// The nodes and the byte that leads to each, from pieces in byte order.
fn tree(sorted: &[(&[u8], u32)]) -> (Vec<Node>, Vec<u8>) {
    let mut nodes = vec![Node { children: 0, count: 0, piece: None }];
    let mut bytes = vec![0];
    // What lies under each node: its pieces and the number of bytes they share.
    let mut under = std::collections::VecDeque::from([(sorted, 0)]);
    let mut at = 0;
    while let Some((pieces, depth)) = under.pop_front() {
        let children = nodes.len();
        let longer = pieces.iter().position(|(text, _)| text.len() > depth).unwrap_or(pieces.len());
        let (ended, longer) = pieces.split_at_checked(longer).unwrap_or((pieces, &[]));
        for group in longer.chunk_by(|(a, _), (b, _)| a.get(depth) == b.get(depth)) {
            let byte = group.first().and_then(|(text, _)| text.get(depth));
            nodes.push(Node { children: 0, count: 0, piece: None });
            bytes.push(byte.copied().unwrap_or_default());
            under.push_back((group, depth + 1));
        }
        let count = nodes.len() - children;
        if let Some(node) = nodes.get_mut(at) {
            node.children = u32::try_from(children).unwrap_or(u32::MAX);
            node.count = u16::try_from(count).unwrap_or(u16::MAX);
            node.piece = ended.first().and_then(|(_, number)| std::num::NonZeroU32::new(*number));
        }
        at += 1;
    }
    (nodes, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(list: &[(&str, f32)]) -> Pieces {
        let mut sorted: Vec<(&[u8], u32)> = list.iter().zip(1..).map(|((text, _), at)| (text.as_bytes(), at)).collect();
        sorted.sort_unstable();
        let (nodes, bytes) = tree(&sorted);
        let scores = std::iter::once(0.0).chain(list.iter().map(|(_, score)| *score)).collect();
        Pieces { nodes, bytes, scores, unknown_score: -20.0 }
    }

    #[test]
    fn the_likeliest_cut_is_taken() {
        let pieces = pieces(&[("a", -3.0), ("b", -3.0), ("ab", -4.0), ("abc", -20.0), ("c", -3.0), ("ñ", -2.0)]);
        let cases = [("ab", vec![3]), ("abc", vec![3, 5]), ("aab", vec![1, 3]), ("ñx", vec![6, 0]), ("", vec![0])];
        for (text, expected) in cases {
            assert_eq!(pieces.split(text), expected, "{text}");
        }
    }
}

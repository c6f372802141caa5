//! Texts as hurried thumbs write them: training on such copies makes a model forgive them.

use super::random::Random;

/// The rows of a telephone's keyboard: neighbours get hit for one another.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjklñ", "zxcvbnm"];
/// Shorter words are seldom mistyped, and change their meaning when they are.
const SHORTEST: usize = 4;

/// The text with one slip in one of its longer words.
pub fn with_typo(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let long: Vec<usize> =
        words.iter().enumerate().filter(|(_, word)| word.chars().count() >= SHORTEST).map(|(at, _)| at).collect();
    let Some(chosen) = random.pick(&long).copied() else { return text.to_owned() };
    let slip = |(at, word): (usize, &&str)| if at == chosen { slipped(word, random) } else { (*word).to_owned() };
    words.iter().enumerate().map(slip).collect::<Vec<_>>().join(" ")
}

/// A letter is left out, doubled, swapped with the next or hit beside, never the first.
fn slipped(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + random.below(letters.len() - 1);
    let Some(letter) = letters.get(at).copied() else { return word.to_owned() };
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letter),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {
            if let Some(slot) = letters.get_mut(at) {
                *slot = beside(letter, random);
            }
        }
    }
    letters.into_iter().collect()
}

fn beside(letter: char, random: &mut Random) -> char {
    let row = KEYS.iter().find(|row| row.contains(letter));
    let keys: Vec<char> = row.map(|row| row.chars().collect()).unwrap_or_default();
    let at = keys.iter().position(|key| *key == letter).unwrap_or_default();
    let neighbours: Vec<char> =
        [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|at| keys.get(at).copied()).collect();
    random.pick(&neighbours).copied().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_changes_a_little() {
        let mut random = Random::new(5);
        let text = "no me llegó el pedido";
        let copies: Vec<String> = (0..100).map(|_| with_typo(text, &mut random)).collect();
        for copy in &copies {
            let pairs = text.split(' ').zip(copy.split(' '));
            let changed: Vec<_> = pairs.filter(|(word, typed)| word != typed).collect();
            assert!(changed.len() <= 1, "{copy}");
            for (word, typed) in changed {
                assert_eq!(word.chars().next(), typed.chars().next(), "{copy}");
                assert!(word.chars().count().abs_diff(typed.chars().count()) <= 1, "{copy}");
            }
        }
        let different = copies.iter().filter(|copy| *copy != text).count();
        assert!(different > 80, "{different}");
        assert_eq!(with_typo("ok si no", &mut random), "ok si no");
    }
}

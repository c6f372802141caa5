//! Comparing what people type: the same words in other case, with other accents, punctuation, emoji or spacing.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower-case letters and digits without accents, words parted by one space, nothing else.
///
/// ```
/// assert_eq!(domain::text::fold("¡¡No quiero   MÁS mensajes!! 🛑"), "no quiero mas mensajes");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = Folded { text: String::with_capacity(text.len()), word_ended: false };
    for character in text.chars() {
        if character.is_ascii() {
            folded.push(character);
        } else {
            // Compatibility decomposition also turns the styled and full-width letters of phone keyboards into plain
            // ones. The order of combining marks need not be mended: none is kept.
            decompose_compatible(character, |part| folded.push(part));
        }
    }
    folded.text
}

struct Folded {
    text: String,
    word_ended: bool,
}

impl Folded {
    fn push(&mut self, character: char) {
        if !character.is_ascii() && (is_combining_mark(character) || is_joiner(character)) {
            return;
        }
        if !character.is_alphanumeric() {
            self.word_ended = true;
            return;
        }
        if self.word_ended && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.word_ended = false;
        if character.is_ascii() {
            self.text.push(character.to_ascii_lowercase());
        } else {
            self.text.extend(character.to_lowercase());
        }
    }
}

/// Marks without width that keyboards and copied texts leave inside a word.
const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_words_fold_to_the_same_text() {
        for (text, folded) in [
            ("", ""),
            ("  🛑 !!", ""),
            ("STOP!!", "stop"),
            ("Adiós, señor Núñez", "adios senor nunez"),
            ("não, OBRIGADO", "nao obrigado"),
            ("cancelar\tinscrição.\n", "cancelar inscricao"),
            ("𝐒𝐓𝐎𝐏", "stop"),
            ("ＳＴＯＰ", "stop"),
            ("opt-out", "opt out"),
            ("\u{feff}st\u{ad}op\u{2060}", "stop"),
            ("a\u{200b}b", "a b"),
            ("don't", "don t"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}

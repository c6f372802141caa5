//! Comparing what people type: the same words in other case, with other accents, punctuation, emoji or spacing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower-case letters and digits without accents, words parted by one space, nothing else.
///
/// ```
/// assert_eq!(domain::text::fold("¡¡No quiero   MÁS mensajes!! 🛑"), "no quiero mas mensajes");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut word_ended = false;
    // Compatibility decomposition also turns the styled and full-width letters of phone keyboards into plain ones.
    for character in text.nfkd().filter(|character| !is_combining_mark(*character) && !is_joiner(*character)) {
        if !character.is_alphanumeric() {
            word_ended = true;
            continue;
        }
        if word_ended && !folded.is_empty() {
            folded.push(' ');
        }
        word_ended = false;
        folded.extend(character.to_lowercase());
    }
    folded
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

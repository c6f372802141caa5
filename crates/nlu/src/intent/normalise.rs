//! Text as the lexical tier sees it: what people vary without meaning anything by it is gone.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer messages are read up to here: nobody says what they want after so many letters.
const MOST_CHARS: usize = 2_000;

/// Lower case, compatibility forms and accents folded, emoji by name, drawn-out letters ("holaaaa") single.
pub fn normalised(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().take(MOST_CHARS).nfkc() {
        match emoji_name(c) {
            Some(name) => push_word(&mut folded, name),
            None => folded.extend(c.to_lowercase().nfd().filter(|part| !is_combining_mark(*part))),
        }
    }
    without_drawn_out_letters(&folded)
}

fn emoji_name(c: char) -> Option<&'static str> {
    // ASCII digits and signs begin emoji sequences, but are themselves.
    if c.is_ascii() || c.is_alphanumeric() {
        return None;
    }
    emojis::get(c.encode_utf8(&mut [0; 4])).map(emojis::Emoji::name)
}

fn push_word(text: &mut String, word: &str) {
    text.push(' ');
    text.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    text.push(' ');
}

/// Three or more of a letter in a row are one; of digits they mean something.
fn without_drawn_out_letters(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let mut run = 1;
        while characters.next_if_eq(&c).is_some() {
            run += 1;
        }
        let shown = if run >= 3 && !c.is_numeric() { 1 } else { run };
        kept.extend(std::iter::repeat_n(c, shown));
    }
    kept
}

/// The words of a normalised text.
pub fn words(normalised: &str) -> impl Iterator<Item = &str> {
    normalised.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Each run of letters of a text, as `is_letter` tells them, and where it begins.
pub fn words_at(text: &str, is_letter: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find(&is_letter)?;
        let rest = text.get(start..)?;
        let word = rest.get(..rest.find(|c| !is_letter(c)).unwrap_or(rest.len()))?;
        at = start + word.len();
        Some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variation_without_meaning_is_gone() {
        let cases = [
            ("¿Dónde ESTÁ mi pedido?", "¿donde esta mi pedido?"),
            ("holaaaa", "hola"),
            ("llamar a la perrera", "llamar a la perrera"),
            ("pedido 1000", "pedido 1000"),
            ("não, coração", "nao, coracao"),
            ("ﬁn ２４ ｈ", "fin 24 h"),
            ("gracias👍🏽", "gracias thumbs up 🏽"),
            ("❤️", " red heart "),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(normalised(text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_what_lies_between_signs() {
        let cases = [
            ("¿donde esta mi pedido?", vec!["donde", "esta", "mi", "pedido"]),
            ("what's up", vec!["what", "s", "up"]),
            ("...", vec![]),
            ("a-b_c,4.5", vec!["a", "b", "c", "4", "5"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}

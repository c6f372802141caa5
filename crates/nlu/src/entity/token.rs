//! A message cut into words, digits and signs, with a folded copy to compare by.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Word,
    Digits,
    Sign,
}

/// One word, run of digits or single sign.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub class: Class,
    /// Where it stands in the message, in bytes.
    pub span: Range<usize>,
    /// Where it stands in [`Text::folded`].
    folded: Range<usize>,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// A message with its tokens. Indices of tokens are the coordinates of every grammar.
#[derive(Debug)]
pub(crate) struct Text<'t> {
    pub raw: &'t str,
    folded: String,
    tokens: Vec<Token>,
}

impl<'t> Text<'t> {
    pub fn new(raw: &'t str) -> Self {
        let mut text =
            Self { raw, folded: String::with_capacity(raw.len()), tokens: Vec::with_capacity(raw.len() / 4) };
        let mut spaced = true;
        let mut characters = raw.char_indices().peekable();
        while let Some((start, first)) = characters.next() {
            if first.is_whitespace() {
                spaced = true;
                continue;
            }
            let class = classify(first);
            let folded = text.folded.len();
            fold(first, &mut text.folded);
            let mut end = start + first.len_utf8();
            while let Some(&(at, next)) = characters.peek() {
                let continues = is_combining_mark(next)
                    || (class != Class::Sign && classify(next) == class && !next.is_whitespace());
                if !continues {
                    break;
                }
                fold(next, &mut text.folded);
                end = at + next.len_utf8();
                characters.next();
            }
            let folded = folded..text.folded.len();
            text.tokens.push(Token { class, span: start..end, folded, spaced });
            spaced = false;
        }
        text
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn get(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// The folded word at `index`; nothing there is the empty word.
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).and_then(|token| self.folded.get(token.folded.clone())).unwrap_or("")
    }

    pub fn is(&self, index: usize, class: Class) -> bool {
        self.tokens.get(index).is_some_and(|token| token.class == class)
    }

    /// What the token at `index` is made of; past the end it is a sign.
    pub fn class(&self, index: usize) -> Class {
        self.tokens.get(index).map_or(Class::Sign, |token| token.class)
    }

    /// The token as it was typed.
    pub fn typed(&self, index: usize) -> &'t str {
        self.tokens.get(index).and_then(|token| self.raw.get(token.span.clone())).unwrap_or("")
    }

    /// The digits at `index`, when that is what stands there.
    pub fn digits(&self, index: usize) -> Option<&str> {
        self.is(index, Class::Digits).then(|| self.word(index))
    }

    /// Whether white space stands before the token; so it does past the end.
    pub fn spaced(&self, index: usize) -> bool {
        self.tokens.get(index).is_none_or(|token| token.spaced)
    }

    /// Whether the token touches the one before it.
    pub fn glued(&self, index: usize) -> bool {
        index > 0 && index < self.len() && !self.spaced(index)
    }

    /// The tokens a span of bytes touches: the first and the one after the last.
    pub fn tokens_of(&self, span: &Range<usize>) -> Option<(usize, usize)> {
        let from = self.tokens.partition_point(|token| token.span.end <= span.start);
        let to = self.tokens.partition_point(|token| token.span.start < span.end);
        (from < to).then_some((from, to))
    }

    /// The bytes from one token up to another.
    pub fn span(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.tokens.get(from).map_or(self.raw.len(), |token| token.span.start);
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.span.end);
        start..end.max(start)
    }
}

fn classify(character: char) -> Class {
    if character.is_ascii_digit() {
        Class::Digits
    } else if character.is_alphabetic() || is_combining_mark(character) {
        match character {
            'º' | 'ª' => Class::Sign,
            _ => Class::Word,
        }
    } else {
        Class::Sign
    }
}

/// Lower case without accents: "Sábado" and "sabado" are one word.
fn fold(character: char, into: &mut String) {
    if character.is_ascii() {
        into.push(character.to_ascii_lowercase());
        return;
    }
    if matches!(character, 'º' | 'ª') {
        into.push(character);
        return;
    }
    let lower = character.to_lowercase().flat_map(|lower| std::iter::once(lower).nfd());
    into.extend(lower.filter(|part| !is_combining_mark(*part)));
}

//! A list of values with their synonyms, found also when they are misspelt.
//!
//! Misspellings are found without comparing with every entry: two words are within a distance when deleting that many
//! letters from each can make them equal, so the list keeps every such shortened form.

use super::found;
use crate::entity::reader::Found;
use crate::entity::token::{Class, Text};
use rustc_hash::FxHashMap;

/// A value and what people call it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub value: String,
    pub synonyms: Vec<String>,
}

/// A list ready to be looked up.
#[derive(Debug)]
pub struct List {
    name: String,
    values: Vec<String>,
    /// Folded names, and the value each stands for.
    names: Vec<(String, usize)>,
    /// Folded names and their shortened forms, with the names they come from.
    index: FxHashMap<String, Vec<usize>>,
    /// The most words a name has.
    longest: usize,
}

impl List {
    /// `fuzzy` also accepts names misspelt by a letter, or two in a long one.
    pub fn new(name: impl Into<String>, entries: &[Entry], fuzzy: bool) -> Self {
        let mut list =
            Self { name: name.into(), values: Vec::new(), names: Vec::new(), index: FxHashMap::default(), longest: 0 };
        for entry in entries {
            list.values.push(entry.value.clone());
            for written in std::iter::once(&entry.value).chain(&entry.synonyms) {
                let text = Text::new(written);
                if text.len() > 0 {
                    list.longest = list.longest.max(text.len());
                    list.names.push((joined(&text, 0, text.len()), list.values.len() - 1));
                }
            }
        }
        for (place, (written, _)) in list.names.iter().enumerate() {
            let allowed = if fuzzy { allowed(written) } else { 0 };
            for form in shortened(written, allowed) {
                list.index.entry(form).or_default().push(place);
            }
        }
        list
    }

    pub(super) fn find(&self, text: &Text<'_>, all: &mut Vec<Found>) {
        let mut at = 0;
        while at < text.len() {
            let lengths = (1..=self.longest.min(text.len() - at)).rev();
            let best = lengths
                .filter_map(|length| Some((length, self.look_up(text, at, length)?)))
                .max_by(|(a, x), (b, y)| (x.1 >= 1.0, *a).cmp(&(y.1 >= 1.0, *b)).then(x.1.total_cmp(&y.1)));
            let Some((length, (value, score))) = best else {
                at += 1;
                continue;
            };
            all.push(found(at..at + length, &self.name, value, score));
            at += length;
        }
    }

    /// The nearest name to the tokens, and how near it is.
    fn look_up(&self, text: &Text<'_>, at: usize, length: usize) -> Option<(&str, f64)> {
        let touches = (text.glued(at) && !text.is(at - 1, Class::Sign))
            || (text.glued(at + length) && !text.is(at + length, Class::Sign));
        if touches || text.is(at, Class::Sign) {
            return None;
        }
        let typed = joined(text, at, at + length);
        let nearest = |form: String| self.index.get(&form).into_iter().flatten();
        let near = shortened(&typed, allowed(&typed)).into_iter().flat_map(nearest).filter_map(|place| {
            let (name, value) = self.names.get(*place)?;
            let distance = distance(&typed, name);
            let fits = distance <= allowed(name) && words_fit(&typed, name);
            fits.then_some((distance, name.len(), *value))
        });
        let (distance, length, value) = near.min_by_key(|(distance, _, value)| (*distance, *value))?;
        #[expect(clippy::cast_precision_loss, reason = "names are short")]
        let score = 1.0 - distance as f64 / length.max(1) as f64;
        Some((self.values.get(value)?, score))
    }
}

fn joined(text: &Text<'_>, from: usize, to: usize) -> String {
    let words: Vec<&str> = (from..to).map(|at| text.word(at)).collect();
    words.join(" ")
}

/// How many letters may be wrong.
fn allowed(name: &str) -> usize {
    match name.chars().count() {
        4..=7 => 1,
        8..=24 => 2,
        _ => 0,
    }
}

/// Of a name of several words, none may be quite another one: "the doctor" is no eye doctor.
fn words_fit(typed: &str, name: &str) -> bool {
    let is_one_word = !name.contains(' ') || typed.split(' ').count() != name.split(' ').count();
    is_one_word
        || typed.split(' ').zip(name.split(' ')).all(|(typed, wanted)| distance(typed, wanted) <= allowed(wanted))
}

/// A word and what is left of it without up to `count` of its letters.
fn shortened(word: &str, count: usize) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let mut last = forms.clone();
    for _ in 0..count {
        let mut next = Vec::new();
        for form in &last {
            for (at, letter) in form.char_indices() {
                let mut shorter = String::with_capacity(form.len());
                shorter.push_str(form.get(..at).unwrap_or(""));
                shorter.push_str(form.get(at + letter.len_utf8()..).unwrap_or(""));
                next.push(shorter);
            }
        }
        next.sort_unstable();
        next.dedup();
        forms.extend(next.iter().cloned());
        last = next;
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Insertions, deletions, replacements and swaps of neighbours that make one word the other.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
    for (y, letter) in one.iter().enumerate() {
        let mut next = vec![y + 1];
        for (x, wanted) in other.iter().enumerate() {
            let replaced = get(&row, x) + usize::from(letter != wanted);
            let mut best = replaced.min(get(&row, x + 1) + 1).min(get(&next, x) + 1);
            let swapped = x > 0 && y > 0 && one.get(y - 1) == Some(wanted) && other.get(x - 1) == Some(letter);
            if swapped {
                best = best.min(get(&before, x - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    get(&row, other.len())
}

#[cfg(test)]
mod tests {
    use super::{distance, words_fit};

    #[test]
    fn a_short_word_of_a_name_is_itself() {
        for (typed, name, expected) in [
            ("the doctor", "eye doctor", false),
            ("eye docter", "eye doctor", true),
            ("eyedoctor", "eye doctor", true),
            ("doctora", "doctor", true),
        ] {
            assert_eq!(words_fit(typed, name), expected, "{typed} {name}");
        }
    }

    #[test]
    fn a_swap_is_one_mistake() {
        for (one, other, expected) in [
            ("muzarella", "muzzarella", 1),
            ("napolitana", "napoiltana", 1),
            ("casa", "cosas", 2),
            ("", "ab", 2),
            ("abc", "abc", 0),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}

//! Names of ours from names of theirs: letters, digits and `_`, short, each only once.

use crate::flow::scope::ROOTS;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

const LENGTH: usize = 40;
/// Words of the expression language, which no variable may be called.
const KEYWORDS: [&str; 12] = ["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "loop", "range"];

/// `Lead Score` becomes `lead_score`; what has no letter or digit becomes `otherwise`.
pub(super) fn slug(text: &str, otherwise: &str) -> String {
    let mut slug = String::new();
    for word in fold(text).split_whitespace() {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        if !slug.is_empty() && slug.len() + word.len() >= LENGTH {
            break;
        }
        if !slug.is_empty() {
            slug.push('_');
        }
        slug.push_str(&word);
    }
    slug.truncate(LENGTH);
    if slug.is_empty() { otherwise.to_owned() } else { slug }
}

/// Begins with a letter and is not what the engine itself uses.
pub(super) fn variable(text: &str) -> String {
    let slug = slug(text, "value");
    let taken = ROOTS.contains(&slug.as_str()) || KEYWORDS.contains(&slug.as_str());
    if taken || slug.starts_with(|first: char| first.is_ascii_digit()) { format!("my_{slug}") } else { slug }
}

/// Where the answer that a node waits for is kept, when the other flow keeps it nowhere.
pub(super) fn of_answer(node: &str) -> String {
    let name = format!("{}_answer", node.replace('-', "_"));
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("my_{name}") } else { name }
}

/// Names that were given already, and the number that comes next for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    names: BTreeSet<String>,
    numbers: BTreeMap<String, u32>,
}

impl Taken {
    /// The name, or the name with a number when it is taken.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let mut unique = name.to_owned();
        while !self.names.insert(unique.clone()) {
            let number = self.numbers.entry(name.to_owned()).or_insert(1);
            *number += 1;
            unique = format!("{name}_{number}");
        }
        unique
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        for (text, expected) in [
            ("Lead Score", "lead_score"),
            ("¿Qué día?", "que_dia"),
            ("日本", "x"),
            ("", "x"),
            ("one two three four five six seven eight nine ten", "one_two_three_four_five_six_seven_eight"),
        ] {
            assert_eq!(slug(text, "x"), expected);
        }
        assert_eq!(variable("Contact"), "my_contact");
        assert_eq!(variable("1st choice"), "my_1st_choice");
        let mut taken = Taken::default();
        assert_eq!([taken.unique("a"), taken.unique("a"), taken.unique("a")], ["a", "a_2", "a_3"]);
    }
}

//! Answers that are written beside the flow, found by the words a question has in common with what people ask.

use super::HandOverReason;
use super::run::{Move, Moved, Run, follow};
use crate::flow::document::{Knowledge, KnowledgeEntry, Node};
use crate::text::fold;
use std::collections::BTreeSet;

impl Run<'_> {
    pub(super) fn look_up(&mut self, node: &Node, knowledge: &Knowledge) -> Moved {
        let question = match &knowledge.question {
            Some(question) => self.words().text(question, "the question")?,
            None => self.last_words(),
        };
        let flow = self.flow;
        let entries = flow.knowledge.get(&knowledge.collection).map_or(&[][..], Vec::as_slice);
        match best(entries, &question) {
            Some(entry) => {
                self.say_text(&entry.answer)?;
                Ok(follow(node.routes.next.as_ref()))
            }
            None => Ok(match &node.routes.otherwise {
                Some(otherwise) => Move::To(otherwise.clone()),
                None => self.pass_on(HandOverReason::NotUnderstood, "no answer fits the question"),
            }),
        }
    }
}

/// At least so much of what the question says must be in the entry, and the other way round, together.
const ENOUGH: f64 = 0.5;

/// Words that every question has.
const COMMON: &[&str] = &[
    "a", "al", "and", "are", "as", "cual", "cuales", "como", "con", "cuando", "da", "de", "del", "do", "does", "donde",
    "e", "el", "em", "en", "es", "esta", "este", "for", "hay", "how", "i", "is", "la", "las", "lo", "los", "me", "mi",
    "my", "na", "no", "o", "os", "para", "pode", "por", "puedo", "que", "qual", "quando", "quero", "quiero", "se",
    "si", "son", "su", "te", "tem", "the", "tienen", "to", "tu", "um", "uma", "un", "una", "voces", "what", "when",
    "where", "y", "you", "your", "can", "onde",
];

/// The entry whose questions share most words with this one; `None` when none shares enough.
fn best<'a>(entries: &'a [KnowledgeEntry], question: &str) -> Option<&'a KnowledgeEntry> {
    let asked = meaning(question);
    let mut found: Option<(f64, &KnowledgeEntry)> = None;
    for entry in entries {
        let score = entry.questions.iter().map(|known| likeness(&asked, &meaning(known))).fold(0.0, f64::max);
        if score >= ENOUGH && found.is_none_or(|(highest, _)| score > highest) {
            found = Some((score, entry));
        }
    }
    found.map(|(_, entry)| entry)
}

/// Dice's coefficient: twice what they share by what they have.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
    let count = |number: usize| number as f64;
    let all = one.len() + other.len();
    if all == 0 { 0.0 } else { 2.0 * count(one.intersection(other).count()) / count(all) }
}

/// The words that carry meaning, cut so that singular and plural, masculine and feminine are one.
fn meaning(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !word.is_empty() && !COMMON.contains(word));
    words.map(|word| word.trim_end_matches('s').trim_end_matches(['a', 'o', 'e']).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_that_shares_most_words_is_meant() {
        let entry = |question: &str| KnowledgeEntry { questions: vec![question.into()], answer: "".into() };
        let entries =
            [entry("¿Cuál es el horario?"), entry("¿Hacen envíos a domicilio?"), entry("¿Cuánto cuesta el envío?")];
        for (asked, expected) in [
            ("horario", Some(0)),
            ("qué horarios tienen?", Some(0)),
            ("envio a domicilio", Some(1)),
            ("cuánto cuestan los envíos", Some(2)),
            ("quiero hablar con alguien", None),
            ("", None),
        ] {
            let found = best(&entries, asked).map(|found| entries.iter().position(|entry| entry == found).unwrap());
            assert_eq!(found, expected, "{asked}");
        }
    }
}

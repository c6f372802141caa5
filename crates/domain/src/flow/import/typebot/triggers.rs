//! What sets the flow off: events beside the start, and the words WhatsApp's messages have to begin with.

use super::{Typebot, options};
use crate::flow::import::Fate;
use crate::flow::import::json::{list, text};
use crate::flow::import::tree::Tree;
use crate::text::fold;
use serde_json::Value;

impl Typebot<'_> {
    /// A command is sent by the page around the typebot; here the word itself does it.
    pub(super) fn commands(&mut self) {
        let events = self.events;
        for event in events.iter().filter(|event| text(event, "type") != "start") {
            let word = text(options(event), "command").trim();
            let target = self.target(text(event, "outgoingEdgeId"));
            let (fate, at, message) = match (text(event, "type"), target) {
                ("command", Some(target)) if !fold(word).is_empty() => {
                    self.draft.triggers.push(Tree::map([
                        ("keyword", Tree::texts([word])),
                        ("anytime", Tree::Value(true.into())),
                        ("go_to", Tree::text(target)),
                    ]));
                    let message = "the page sends it there; here the customer writes it, and what was going on ends";
                    (Fate::Changed, format!("the command “{word}”"), message.to_owned())
                }
                ("command", _) => {
                    (Fate::Dropped, format!("the command “{word}”"), "it has no word, or leads to nothing".to_owned())
                }
                (kind, _) => {
                    let message =
                        "nothing here happens at every reply, or at such an event: what it leads to is left out";
                    (Fate::Dropped, format!("the event “{kind}”"), message.to_owned())
                }
            };
            self.draft.note(fate, &at, message);
        }
    }

    /// The condition on the first message; without one any message begins the flow there.
    pub(super) fn starting_words(&mut self, file: &Value) {
        let condition = file.pointer("/settings/whatsApp/startCondition").unwrap_or(&Value::Null);
        let comparisons = list(condition, "comparisons");
        if comparisons.is_empty() {
            return;
        }
        let triggers: Option<Vec<Tree>> = comparisons.iter().map(trigger).collect();
        let is_either = comparisons.len() == 1 || text(condition, "logicalOperator") == "OR";
        match triggers {
            Some(triggers) if is_either => self.draft.triggers.extend(triggers),
            _ => {
                let message = "what the first message has to be cannot be told in words to begin with";
                self.draft.note(Fate::Dropped, "the start condition of WhatsApp", message);
            }
        }
    }
}

fn trigger(comparison: &Value) -> Option<Tree> {
    let word = text(comparison, "value").trim();
    let matching = match text(comparison, "comparisonOperator") {
        "Equal to" => "exact",
        "Contains" => "contains",
        "Starts with" => "starts_with",
        _ => return None,
    };
    let is_plain = !fold(word).is_empty() && !word.contains("{{");
    is_plain.then(|| Tree::map([("keyword", Tree::texts([word])), ("match", Tree::text(matching))]))
}

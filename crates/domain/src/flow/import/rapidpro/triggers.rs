//! What sets a flow off: words, a message that nothing else answers, and what there is none of here.

use super::Rapidpro;
use crate::flow::import::Fate;
use crate::flow::import::json::{list, text, words};
use crate::flow::import::tree::Tree;
use serde_json::Value;
use std::collections::BTreeSet;

impl Rapidpro<'_> {
    pub(super) fn triggers(&mut self) {
        let triggers = self.export.triggers(self.flow);
        let spoken: BTreeSet<&str> = self.export.keywords(self.flow).iter().map(String::as_str).collect();
        let of_words: Vec<&Value> = triggers.iter().filter(|trigger| is_of_words(trigger)).copied().collect();
        let (whole, first): (Vec<&Value>, Vec<&Value>) =
            of_words.iter().partition(|trigger| text(trigger, "match_type").eq_ignore_ascii_case("o"));
        self.on_words(whole.into_iter().flat_map(keywords).chain(spoken).collect(), None);
        self.on_words(first.into_iter().flat_map(keywords).collect(), Some("starts_with"));
        if triggers.iter().any(|trigger| text(trigger, "trigger_type") == "C") {
            self.draft.triggers.push(Tree::map([("any_message", Tree::Value(true.into()))]));
        }
        for trigger in triggers {
            self.note_trigger(trigger);
        }
        for campaign in self.export.campaigns(self.flow) {
            let name = text(campaign, "name");
            let why = format!("the campaign “{name}” starts it for people of a group: a campaign of ours can do it");
            self.draft.note(Fate::Dropped, "triggers", why);
        }
    }

    fn on_words(&mut self, words: BTreeSet<&str>, kind: Option<&str>) {
        if words.is_empty() {
            return;
        }
        let parts = [("keyword", Tree::texts(words))].into_iter();
        self.draft.triggers.push(Tree::map(parts.chain(kind.map(|kind| ("match", Tree::text(kind))))));
    }

    fn note_trigger(&mut self, trigger: &Value) {
        let why = match text(trigger, "trigger_type") {
            "C" | "K" => None,
            "" if is_of_words(trigger) => None,
            "N" => Some("a new conversation set it off: nothing tells of one here".to_owned()),
            "S" => Some("it was set off at a time: a campaign of ours can do it".to_owned()),
            "M" | "V" => Some("a telephone call set it off: there are none here".to_owned()),
            "R" => Some("an advertisement set it off: a trigger on `referral` does it here".to_owned()),
            other => Some(format!("a trigger of the kind “{other}” has no counterpart")),
        };
        if let Some(why) = why {
            self.draft.note(Fate::Dropped, "triggers", why);
        }
        for (key, only) in [("groups", "only people of"), ("exclude_groups", "nobody of"), ("contacts", "only")] {
            let names: Vec<String> = list(trigger, key).iter().filter_map(|group| words(group, "name")).collect();
            if !list(trigger, key).is_empty() {
                let why = format!("{only} {} could set it off; here everybody can", quoted(&names));
                self.draft.note(Fate::Changed, "triggers", why);
            }
        }
    }
}

fn quoted(names: &[String]) -> String {
    if names.is_empty() { "some".to_owned() } else { format!("“{}”", names.join("”, “")) }
}

fn is_of_words(trigger: &Value) -> bool {
    matches!(text(trigger, "trigger_type"), "K" | "") && keywords(trigger).next().is_some()
}

fn keywords(trigger: &Value) -> impl Iterator<Item = &str> {
    let several = list(trigger, "keywords").iter().filter_map(Value::as_str);
    std::iter::once(text(trigger, "keyword")).chain(several).filter(|word| !word.trim().is_empty())
}

//! Which flow answers a message, and where in it.

use crate::flow::document::{Flow, Matching, NodeId, Trigger, TriggerKind};
use crate::intent::Understood;
use crate::text::fold;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the customer sent, as far as a flow cares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// Meta's message type ("text", "interactive", "image", ...).
    pub kind: String,
    /// What was written, a caption, or the title of what was tapped.
    pub text: Option<String>,
    /// The id of a tapped button or row, or the payload of a template's button.
    pub payload: Option<String>,
    /// What it carries besides words: a place, a file, an order, the answers of a WhatsApp Flow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// The advertisement or post it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral: Option<Value>,
    /// Meta's id of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wamid: Option<String>,
    /// When it was written, by Meta's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// What it wants, where there is somebody to say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub understood: Option<Box<Understood>>,
}

impl Reply {
    pub fn text(text: impl Into<String>) -> Self {
        Self { kind: "text".into(), text: Some(text.into()), ..Self::default() }
    }

    pub fn tap(payload: impl Into<String>, title: impl Into<String>) -> Self {
        Self { kind: "interactive".into(), text: Some(title.into()), payload: Some(payload.into()), ..Self::default() }
    }

    /// Typed words and nothing else: more of them may follow.
    pub fn is_typed(&self) -> bool {
        self.kind == "text" && self.payload.is_none() && self.data.is_none() && self.text.is_some()
    }

    /// Whether it is known to want this.
    pub fn wants(&self, intent: &str) -> bool {
        self.understood.as_ref().is_some_and(|understood| understood.wants(intent))
    }

    /// Takes a message that came right after into this one.
    pub fn join(&mut self, next: Self) {
        let text = [self.text.take(), next.text].into_iter().flatten().collect::<Vec<_>>().join("\n");
        self.text = Some(text);
        self.referral = self.referral.take().or(next.referral);
        self.wamid = next.wamid.or(self.wamid.take());
        self.sent_at = next.sent_at.or(self.sent_at);
        self.understood = next.understood.or(self.understood.take());
    }
}

/// How much a flow has to do with a message; the greatest answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    AnyMessage,
    /// The model says so. What an author wrote down himself comes before what is guessed.
    Intent,
    /// A keyword stands in the message; the longer the keyword, the better: "mi pedido" says more than "hola".
    Within(usize),
    /// The message is the keyword.
    Exact,
    /// It comes from an advertisement.
    Referral,
    /// A button of this flow was tapped, now or long ago.
    Button,
}

/// What a shortcut rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Words and buttons.
    Written,
    /// An intent.
    Understood,
}

impl Flow {
    /// How well this flow answers a message that begins a session.
    pub fn matches_trigger(&self, reply: &Reply) -> Option<Priority> {
        let tapped = reply.payload.as_deref().filter(|payload| self.offers(payload)).map(|_| Priority::Button);
        tapped.max(best(self.triggers.iter(), reply).map(|(priority, _)| priority))
    }

    /// Where a message that begins a session leads.
    pub(crate) fn entry(&self, reply: &Reply) -> &NodeId {
        let trigger = best(self.triggers.iter(), reply);
        trigger.and_then(|(_, trigger)| trigger.go_to.as_ref()).unwrap_or(&self.start)
    }

    /// Where words lead that work at any time: those the author wrote down, whatever was asked; what the model makes of
    /// them, only where nothing else fits.
    pub(crate) fn shortcut(&self, reply: &Reply, trust: Trust) -> Option<&NodeId> {
        let is_asked = |trigger: &&Trigger| {
            trigger.anytime && matches!(trigger.on, TriggerKind::Intent(_)) == (trust == Trust::Understood)
        };
        let (_, trigger) = best(self.triggers.iter().filter(is_asked), reply)?;
        Some(trigger.go_to.as_ref().unwrap_or(&self.start))
    }
}

impl Flow {
    /// Where something that happened outside begins this flow, if it does.
    pub fn entry_of_event(&self, name: &str) -> Option<&NodeId> {
        let names = |trigger: &&Trigger| matches!(&trigger.on, TriggerKind::Event(event) if event == name);
        Some(self.triggers.iter().find(names)?.go_to.as_ref().unwrap_or(&self.start))
    }
}

/// The flow that answers: the best match, and among equals the first.
pub fn choose<'a>(flows: impl IntoIterator<Item = &'a Flow>, reply: &Reply) -> Option<&'a Flow> {
    let mut chosen: Option<(Priority, &Flow)> = None;
    for flow in flows {
        let Some(priority) = flow.matches_trigger(reply) else { continue };
        if chosen.is_none_or(|(best, _)| priority > best) {
            chosen = Some((priority, flow));
        }
    }
    chosen.map(|(_, flow)| flow)
}

fn best<'a>(triggers: impl Iterator<Item = &'a Trigger>, reply: &Reply) -> Option<(Priority, &'a Trigger)> {
    let text = fold(reply.text.as_deref().unwrap_or_default());
    let mut chosen: Option<(Priority, &Trigger)> = None;
    for trigger in triggers {
        let Some(priority) = matches(&trigger.on, &text, reply) else { continue };
        if chosen.is_none_or(|(best, _)| priority > best) {
            chosen = Some((priority, trigger));
        }
    }
    chosen
}

fn matches(trigger: &TriggerKind, text: &str, reply: &Reply) -> Option<Priority> {
    match trigger {
        TriggerKind::AnyMessage => Some(Priority::AnyMessage),
        TriggerKind::ButtonPayload(payload) => (reply.payload.as_ref() == Some(payload)).then_some(Priority::Button),
        TriggerKind::Event(_) => None,
        TriggerKind::Intent(names) => names.iter().any(|name| reply.wants(name)).then_some(Priority::Intent),
        TriggerKind::Referral(ids) => {
            let referral = reply.referral.as_ref()?;
            let source = referral.get("source_id").and_then(Value::as_str);
            (ids.is_empty() || source.is_some_and(|source| ids.iter().any(|id| id == source)))
                .then_some(Priority::Referral)
        }
        TriggerKind::Keyword { words, matching } => {
            words.iter().map(|word| fold(word)).filter_map(|word| keyword(&word, *matching, text)).max()
        }
    }
}

/// Both are folded: letters, digits, and single spaces between words.
fn keyword(word: &str, matching: Matching, text: &str) -> Option<Priority> {
    if word.is_empty() {
        return None;
    }
    if text == word {
        return Some(Priority::Exact);
    }
    let (text, word_alone) = (format!(" {text} "), format!(" {word} "));
    match matching {
        Matching::Exact => None,
        Matching::StartsWith => text.starts_with(&word_alone).then_some(Priority::Within(word.len())),
        Matching::Contains => text.contains(&word_alone).then_some(Priority::Within(word.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(triggers: &str) -> Flow {
        Flow::parse(&format!(
            "name: t\nlanguage: es\ntriggers: {triggers}\nstart: menu\nnodes:\n  menu:\n    say: {{text: hi, buttons: [{{id: a, title: A, go_to: menu}}]}}\n"
        ))
        .unwrap()
    }

    #[test]
    fn keywords_are_compared_as_people_type_them() {
        let exact = flow("[{keyword: [Menú, buenos días]}]");
        let starts = flow("[{keyword: hola, match: starts_with}]");
        let contains = flow("[{keyword: [pedido, mi pedido], match: contains}]");
        let anything = flow("[{any_message: true}]");
        for (flow, text, expected) in [
            (&exact, "¡¡MENU!!", Some(Priority::Exact)),
            (&exact, "Buenos  dias", Some(Priority::Exact)),
            (&exact, "el menú", None),
            (&starts, "Hola, ¿qué tal?", Some(Priority::Within(4))),
            (&starts, "holanda", None),
            (&contains, "dónde está mi pedido?", Some(Priority::Within(9))),
            (&contains, "los pedidos", None),
            (&anything, "", Some(Priority::AnyMessage)),
        ] {
            assert_eq!(flow.matches_trigger(&Reply::text(text)), expected, "{text}");
        }
    }

    #[test]
    fn what_was_understood_counts_more_than_anything_and_less_than_a_keyword() {
        let flows = [
            flow("[{any_message: true}]"),
            flow("[{intent: [order_status, refund]}]"),
            flow("[{keyword: plata, match: contains}]"),
        ];
        let chosen = |text: &str, intent: &str| {
            let reply = Reply { understood: Some(Box::new(Understood::chosen(intent))), ..Reply::text(text) };
            choose(&flows, &reply).map(|flow| flows.iter().position(|one| one == flow))
        };
        assert_eq!(chosen("y lo mío?", "order_status"), Some(Some(1)));
        assert_eq!(chosen("y mi plata?", "refund"), Some(Some(2)));
        assert_eq!(chosen("hola", "hours"), Some(Some(0)));
    }

    #[test]
    fn the_most_specific_flow_answers_and_a_tapped_button_above_all() {
        let flows =
            [flow("[{any_message: true}]"), flow("[{keyword: hola}]"), flow("[{keyword: hola, match: contains}]")];
        let chosen = |reply: &Reply| choose(&flows, reply).map(|flow| flows.iter().position(|one| one == flow));
        assert_eq!(chosen(&Reply::text("hola")), Some(Some(1)));
        assert_eq!(chosen(&Reply::text("hola, buenas")), Some(Some(2)));
        assert_eq!(chosen(&Reply::text("¿?")), Some(Some(0)));
        assert_eq!(flows[2].matches_trigger(&Reply::tap("menu:a", "A")), Some(Priority::Button));
        assert_eq!(flows[2].matches_trigger(&Reply::tap("menu:gone", "A")), None);
    }
}

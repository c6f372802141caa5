//! What makes a flow answer.

use super::NodeId;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenTrigger", into = "WrittenTrigger")]
pub struct Trigger {
    pub on: TriggerKind,
    /// Where to begin; the flow's start when absent.
    pub go_to: Option<NodeId>,
    /// Also while this flow is running: the words that lead to the menu or to a person from anywhere.
    pub anytime: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum TriggerKind {
    Keyword {
        words: Vec<String>,
        matching: Matching,
    },
    AnyMessage,
    /// What was understood of the message is one of these intents.
    Intent(Vec<String>),
    ButtonPayload(String),
    /// Something that happened outside and was told to Recado.
    Event(String),
    /// A message that comes from an advertisement or post; of any when the list is empty.
    Referral(Vec<String>),
}

words! {
    /// How a keyword is compared with what the customer wrote; case, accents and punctuation never count.
    #[derive(Default)]
    Matching {
        /// The whole message is the keyword.
        #[default]
        Exact = "exact",
        /// The keyword stands somewhere in it, as whole words.
        Contains = "contains",
        /// It begins with the keyword, as whole words.
        StartsWith = "starts_with",
    }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenTrigger {
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<OneOrMore>,
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    matching: Option<Matching>,
    #[serde(skip_serializing_if = "is_false")]
    any_message: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    intent: Option<OneOrMore>,
    #[serde(skip_serializing_if = "Option::is_none")]
    button_payload: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    referral: Option<AnyOrSome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    go_to: Option<NodeId>,
    #[serde(skip_serializing_if = "is_false")]
    anytime: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Vec<String> {
    fn from(written: OneOrMore) -> Self {
        match written {
            OneOrMore::One(one) => vec![one],
            OneOrMore::More(more) => more,
        }
    }
}

/// `true`, or the ids of the advertisements.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum AnyOrSome {
    Any(bool),
    Some(OneOrMore),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

impl TryFrom<WrittenTrigger> for Trigger {
    type Error = &'static str;

    fn try_from(written: WrittenTrigger) -> Result<Self, Self::Error> {
        let WrittenTrigger { keyword, matching, any_message, intent, button_payload, event, referral, go_to, anytime } =
            written;
        if matching.is_some() && keyword.is_none() {
            return Err("`match` belongs to `keyword`");
        }
        let mut kinds = Vec::new();
        let matching = matching.unwrap_or_default();
        kinds.extend(keyword.map(|words| TriggerKind::Keyword { words: words.into(), matching }));
        kinds.extend(any_message.then_some(TriggerKind::AnyMessage));
        kinds.extend(intent.map(|names| TriggerKind::Intent(names.into())));
        kinds.extend(button_payload.map(TriggerKind::ButtonPayload));
        kinds.extend(event.map(TriggerKind::Event));
        match referral {
            Some(AnyOrSome::Any(true)) => kinds.push(TriggerKind::Referral(Vec::new())),
            Some(AnyOrSome::Some(ids)) => kinds.push(TriggerKind::Referral(ids.into())),
            Some(AnyOrSome::Any(false)) | None => {}
        }
        match (kinds.pop(), kinds.pop()) {
            (Some(on), None) => Ok(Self { on, go_to, anytime }),
            _ => Err(
                "a trigger has exactly one of `keyword`, `any_message: true`, `intent`, `button_payload`, `event` and `referral`",
            ),
        }
    }
}

impl From<Trigger> for WrittenTrigger {
    fn from(trigger: Trigger) -> Self {
        let Trigger { on, go_to, anytime } = trigger;
        let mut written = Self { go_to, anytime, ..Self::default() };
        match on {
            TriggerKind::Keyword { words, matching } => {
                written.keyword = Some(OneOrMore::More(words));
                written.matching = Some(matching);
            }
            TriggerKind::AnyMessage => written.any_message = true,
            TriggerKind::Intent(names) => written.intent = Some(OneOrMore::More(names)),
            TriggerKind::ButtonPayload(payload) => written.button_payload = Some(payload),
            TriggerKind::Event(name) => written.event = Some(name),
            TriggerKind::Referral(ids) if ids.is_empty() => written.referral = Some(AnyOrSome::Any(true)),
            TriggerKind::Referral(ids) => written.referral = Some(AnyOrSome::Some(OneOrMore::More(ids))),
        }
        written
    }
}

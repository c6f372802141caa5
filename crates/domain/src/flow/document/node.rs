//! The kinds of node. One key names the kind and holds what it does; where to go next stands beside it.

use super::{Localised, NodeId, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use whatsapp::message::MediaKind;

/// One step of a flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenNode", into = "WrittenNode")]
pub struct Node {
    pub kind: NodeKind,
    pub routes: Routes,
}

/// Where a node leads. Which of them a kind may have is said by [`NodeKind::allowed_routes`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Routes {
    /// The usual way; the flow ends where there is none.
    pub next: Option<NodeId>,
    /// A reply that is none of the choices, or no case of a branch.
    pub otherwise: Option<NodeId>,
    /// No reply in time.
    pub on_timeout: Option<NodeId>,
    /// No valid answer after all retries, or a request that failed.
    pub on_failure: Option<NodeId>,
}

impl Routes {
    /// Each route that is there, by its key in the document.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &NodeId)> {
        [
            ("next", &self.next),
            ("otherwise", &self.otherwise),
            ("on_timeout", &self.on_timeout),
            ("on_failure", &self.on_failure),
        ]
        .into_iter()
        .filter_map(|(key, target)| Some((key, target.as_ref()?)))
    }
}

/// Declares the kinds once: the enum, their keys, and the node as it is written.
macro_rules! node_kinds {
    ($($(#[$doc:meta])* $variant:ident($content:ty) = $key:ident),+ $(,)?) => {
        #[derive(Clone, Debug, PartialEq)]
        pub enum NodeKind {
            $($(#[$doc])* $variant($content)),+
        }

        impl NodeKind {
            /// The keys that name a kind in a document.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($key)),+];

            pub const fn key(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => stringify!($key)),+
                }
            }
        }

        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct WrittenNode {
            $(#[serde(skip_serializing_if = "Option::is_none")] $key: Option<$content>,)+
            #[serde(skip_serializing_if = "Option::is_none")]
            next: Option<NodeId>,
            #[serde(skip_serializing_if = "Option::is_none")]
            otherwise: Option<NodeId>,
            #[serde(skip_serializing_if = "Option::is_none")]
            on_timeout: Option<NodeId>,
            #[serde(skip_serializing_if = "Option::is_none")]
            on_failure: Option<NodeId>,
        }

        impl TryFrom<WrittenNode> for Node {
            type Error = String;

            fn try_from(written: WrittenNode) -> Result<Self, String> {
                let WrittenNode { $($key,)+ next, otherwise, on_timeout, on_failure } = written;
                let mut kinds = Vec::new();
                $(kinds.extend($key.map(NodeKind::$variant));)+
                let routes = Routes { next, otherwise, on_timeout, on_failure };
                match (kinds.pop(), kinds.pop()) {
                    (Some(kind), None) => Node { kind, routes }.with_allowed_routes(),
                    (Some(one), Some(other)) => Err(format!("a node does one thing, not both `{}` and `{}`", other.key(), one.key())),
                    (None, _) => Err(format!("a node needs one of these keys: {}", NodeKind::KEYS.join(", "))),
                }
            }
        }

        impl From<Node> for WrittenNode {
            fn from(node: Node) -> Self {
                let Routes { next, otherwise, on_timeout, on_failure } = node.routes;
                let mut written = Self { next, otherwise, on_timeout, on_failure, ..Self::default() };
                match node.kind {
                    $(NodeKind::$variant(content) => written.$key = Some(content)),+
                }
                written
            }
        }
    };
}

node_kinds! {
    /// Says something; with buttons or a list it waits for a choice.
    Say(Say) = say,
    /// Asks, checks the answer and remembers it.
    Ask(Ask) = ask,
    /// Goes the way of the first case that holds.
    Branch(Branch) = branch,
    SetContactField(SetContactField) = set_contact_field,
    Label(Label) = label,
    WaitForReply(WaitForReply) = wait_for_reply,
    HttpRequest(HttpRequest) = http_request,
    /// Gives the conversation to a person, and ends.
    HandOver(HandOver) = hand_over,
    GoTo(NodeId) = go_to,
    End(End) = end,
}

impl Node {
    fn with_allowed_routes(self) -> Result<Self, String> {
        let allowed = self.kind.allowed_routes();
        if let Some((key, _)) = self.routes.named().find(|(key, _)| !allowed.contains(key)) {
            return Err(format!("`{key}` has no meaning beside `{}`", self.kind.key()));
        }
        Ok(self)
    }
}

impl NodeKind {
    pub const fn allowed_routes(&self) -> &'static [&'static str] {
        match self {
            Self::Say(_) => &["next", "otherwise", "on_timeout"],
            Self::Ask(_) => &["next", "on_timeout", "on_failure"],
            Self::Branch(_) => &["otherwise"],
            Self::SetContactField(_) | Self::Label(_) => &["next"],
            Self::WaitForReply(_) => &["next", "on_timeout"],
            Self::HttpRequest(_) => &["next", "on_failure"],
            Self::HandOver(_) | Self::GoTo(_) | Self::End(_) => &[],
        }
    }

    /// What the customer can tap here.
    pub fn choices(&self) -> Box<dyn Iterator<Item = &Choice> + '_> {
        match self {
            Self::Say(say) => Box::new(say.choices()),
            Self::Ask(ask) => Box::new(ask.choices.iter()),
            _ => Box::new(std::iter::empty()),
        }
    }

    /// How long it waits for a reply: `None` when it goes on by itself.
    pub fn waits(&self) -> Option<Option<Span>> {
        match self {
            Self::Say(say) => say.waits().then_some(say.timeout),
            Self::Ask(ask) => Some(ask.timeout),
            Self::WaitForReply(wait) => Some(wait.timeout),
            _ => None,
        }
    }

    /// Every text the customer may read, with its path in the node.
    pub fn texts(&self) -> Vec<(String, &Localised)> {
        match self {
            Self::Say(say) => say.texts(),
            Self::Ask(ask) => ask.texts(),
            Self::HandOver(hand_over) => {
                hand_over.text.iter().map(|text| ("hand_over.text".to_owned(), text)).collect()
            }
            _ => Vec::new(),
        }
    }
}

type Texts<'a> = Vec<(String, &'a Localised)>;

fn add<'a>(texts: &mut Texts<'a>, path: &str, text: impl IntoIterator<Item = &'a Localised>) {
    texts.extend(text.into_iter().map(|text| (path.to_owned(), text)));
}

fn add_choices<'a>(texts: &mut Texts<'a>, path: &str, choices: &'a [Choice]) {
    for (index, choice) in choices.iter().enumerate() {
        add(texts, &format!("{path}[{index}].title"), [&choice.title]);
        add(texts, &format!("{path}[{index}].description"), &choice.description);
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Say {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Localised>,
    /// A small line below buttons or a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<Localised>,
    /// A file; the text becomes its caption, or it heads the buttons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<MediaPart>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Menu>,
    /// An approved template: the only thing that can be said when the window has closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplatePart>,
    /// Shows a preview of the first link of a plain text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub link_preview: bool,
    /// How long to wait for a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

impl Say {
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        let rows = self.list.iter().flat_map(|list| &list.sections).flat_map(|section| &section.rows);
        self.buttons.iter().chain(rows)
    }

    pub fn waits(&self) -> bool {
        self.choices().next().is_some()
    }

    fn texts(&self) -> Texts<'_> {
        let mut texts = Texts::new();
        add(&mut texts, "say.text", &self.text);
        add(&mut texts, "say.footer", &self.footer);
        add(&mut texts, "say.media.link", self.media.iter().map(|media| &media.link));
        add_choices(&mut texts, "say.buttons", &self.buttons);
        if let Some(list) = &self.list {
            add(&mut texts, "say.list.button", &list.button);
            for (index, section) in list.sections.iter().enumerate() {
                add(&mut texts, &format!("say.list.sections[{index}].title"), &section.title);
                add_choices(&mut texts, &format!("say.list.sections[{index}].rows"), &section.rows);
            }
        }
        if let Some(template) = &self.template {
            template.add_texts(&mut texts);
        }
        texts
    }
}

/// A button, a row of a list, or a possible answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    pub title: Localised,
    /// A second, smaller line; lists only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Localised>,
    /// The node's `next` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go_to: Option<NodeId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Menu {
    /// The words on the button that opens the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub button: Option<Localised>,
    pub sections: Vec<MenuSection>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuSection {
    /// Needed when there are several sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Localised>,
    pub rows: Vec<Choice>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaPart {
    pub kind: MediaKind,
    pub link: Localised,
    /// The name a document is saved under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplatePart {
    pub name: String,
    /// Meta's code of the template's language; the contact's or the flow's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_text: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_media: Option<MediaPart>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<TemplateParameters>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub url_suffixes: Vec<UrlSuffix>,
}

impl TemplatePart {
    fn add_texts<'a>(&'a self, texts: &mut Texts<'a>) {
        add(texts, "say.template.language", &self.language);
        add(texts, "say.template.header_text", &self.header_text);
        add(texts, "say.template.header_media.link", self.header_media.iter().map(|media| &media.link));
        match &self.body {
            Some(TemplateParameters::Positional(values)) => add(texts, "say.template.body", values),
            Some(TemplateParameters::Named(values)) => add(texts, "say.template.body", values.values()),
            None => {}
        }
        add(texts, "say.template.url_suffixes", self.url_suffixes.iter().map(|suffix| &suffix.text));
    }
}

/// The values for the blanks of a template's body: a list for `{{1}}`, `{{2}}`; a map for named ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TemplateParameters {
    Positional(Vec<Localised>),
    Named(BTreeMap<String, Localised>),
}

/// The variable end of a template's link button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrlSuffix {
    /// Counted from zero over all buttons of the template.
    pub index: u32,
    pub text: Localised,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    pub text: Localised,
    pub save_as: String,
    #[serde(default, rename = "type")]
    pub kind: AnswerKind,
    /// A regular expression that the whole answer matches; for `pattern`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// For `choice`: shown as buttons, or as a list when they are many or long.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_button: Option<Localised>,
    /// For `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    /// How often an answer may be wrong and is asked for again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retries: Option<u32>,
    /// Said after a wrong answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Localised>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

impl Ask {
    fn texts(&self) -> Texts<'_> {
        let mut texts = vec![("ask.text".to_owned(), &self.text)];
        add(&mut texts, "ask.error", &self.error);
        add(&mut texts, "ask.list_button", &self.list_button);
        add_choices(&mut texts, "ask.choices", &self.choices);
        texts
    }
}

words! {
    /// What counts as an answer, and as what it is remembered.
    #[derive(Default)]
    AnswerKind {
        #[default]
        Text = "text",
        /// `1.234,5` and `1,234.5` alike; remembered as a number.
        Number = "number",
        Email = "email",
        /// Remembered in E.164.
        Phone = "phone",
        /// Remembered as `2026-03-31`.
        Date = "date",
        /// Remembered as the id of the choice.
        Choice = "choice",
        Pattern = "pattern",
    }
}

/// The cases, tried in order.
pub type Branch = Vec<Case>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// An expression.
    pub when: String,
    pub go_to: NodeId,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetContactField {
    /// `name` and `language` are the contact's own; every other name is a custom field.
    pub field: String,
    /// A value; a text that is one `{{ expression }}` keeps the expression's type.
    pub value: Value,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Label {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WaitForReply {
    /// Remembers the text of the reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpRequest {
    #[serde(default)]
    pub method: HttpMethod,
    pub url: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Sent as JSON; the texts in it are filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
    /// Remembers the body of the answer; `http.status` is always remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
}

words! {
    #[derive(Default)]
    HttpMethod {
        #[default]
        Get = "GET",
        Post = "POST",
        Put = "PUT",
        Patch = "PATCH",
        Delete = "DELETE",
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HandOver {
    /// Said to the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Localised>,
    /// Told to the person who takes over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct End {
    /// A word for the reports: what came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

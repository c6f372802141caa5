//! The kinds of node. One key names the kind and holds what it does; where to go next stands beside it.

use super::act::{Label, SetContactField, SetVariable};
use super::ask::Ask;
use super::call::{CallFlow, End, Restart, StartFlow};
use super::knowledge::Knowledge;
use super::logic::{Branch, Split};
use super::people::{AskConsent, Assign, HandOver, NotifyStaff, Survey};
use super::request::{HttpRequest, LanguageModel, RequestPayment};
use super::say::{Choice, Say};
use super::wait::{Wait, WaitForReply};
use super::{Localised, NodeId, Span};
use serde::{Deserialize, Serialize};

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
                    (Some(one), Some(other)) => {
                        Err(format!("a node does one thing, not both `{}` and `{}`", other.key(), one.key()))
                    }
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
    /// Says something; with something to tap or to send it waits for it.
    Say(Box<Say>) = say,
    /// Asks, checks the answer and remembers it.
    Ask(Box<Ask>) = ask,
    /// Asks for a consent and keeps the answer as proof.
    AskConsent(Box<AskConsent>) = ask_consent,
    Survey(Box<Survey>) = survey,
    /// Answers from what is written beside the flow.
    Knowledge(Knowledge) = knowledge,
    RequestPayment(Box<RequestPayment>) = request_payment,
    /// Goes the way of the first case that holds.
    Branch(Branch) = branch,
    /// Goes one of several ways by chance.
    Split(Split) = split,
    Wait(Wait) = wait,
    WaitForReply(WaitForReply) = wait_for_reply,
    SetVariable(SetVariable) = set_variable,
    SetContactField(SetContactField) = set_contact_field,
    SetLanguage(String) = set_language,
    Label(Label) = label,
    HttpRequest(Box<HttpRequest>) = http_request,
    LanguageModel(Box<LanguageModel>) = language_model,
    CallFlow(CallFlow) = call_flow,
    StartFlow(StartFlow) = start_flow,
    NotifyStaff(Box<NotifyStaff>) = notify_staff,
    Assign(Assign) = assign,
    /// Gives the conversation to a person, and ends.
    HandOver(Box<HandOver>) = hand_over,
    GoTo(NodeId) = go_to,
    Restart(Restart) = restart,
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
            Self::Say(_) | Self::AskConsent(_) | Self::Wait(_) => &["next", "otherwise", "on_timeout"],
            Self::Ask(_) | Self::Survey(_) | Self::CallFlow(_) => &["next", "on_timeout", "on_failure"],
            Self::Knowledge(_) => &["next", "otherwise"],
            Self::Branch(_) => &["otherwise"],
            Self::RequestPayment(_) => &["next", "otherwise", "on_timeout", "on_failure"],
            Self::SetVariable(_)
            | Self::SetContactField(_)
            | Self::SetLanguage(_)
            | Self::Label(_)
            | Self::Assign(_) => &["next"],
            Self::WaitForReply(_) => &["next", "on_timeout"],
            Self::HttpRequest(_) | Self::StartFlow(_) | Self::NotifyStaff(_) => &["next", "on_failure"],
            Self::LanguageModel(_) => &["next", "otherwise", "on_failure"],
            Self::Split(_) | Self::HandOver(_) | Self::GoTo(_) | Self::Restart(_) | Self::End(_) => &[],
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
            Self::AskConsent(ask) => Some(ask.timeout),
            Self::Survey(survey) => Some(survey.timeout),
            Self::WaitForReply(wait) => Some(wait.timeout),
            _ => None,
        }
    }

    /// Every text the customer may read, with its path in the node.
    pub fn texts(&self) -> Vec<(String, &Localised)> {
        match self {
            Self::Say(say) => say.texts(),
            Self::Ask(ask) => ask.texts(),
            Self::AskConsent(ask) => ask.texts(),
            Self::Survey(survey) => survey.texts(),
            Self::RequestPayment(payment) => payment.texts(),
            Self::NotifyStaff(notice) => notice.texts(),
            Self::HandOver(hand_over) => {
                hand_over.text.iter().map(|text| ("hand_over.text".to_owned(), text)).collect()
            }
            _ => Vec::new(),
        }
    }
}

//! Answers, menus and links.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Framed, Named};
use crate::Extra;

/// One to three buttons under a text.
pub type ReplyButtons = Framed<ButtonsAction>;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ButtonsAction {
    pub buttons: Vec<Button>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A button of a [`ReplyButtons`] or of a card.
#[derive(Debug, Clone, PartialEq)]
pub enum Button {
    Reply(ReplyButton),
    /// The same on a card of a carousel.
    QuickReply(ReplyButton),
    /// A link; in [Direct Send](super::super::DirectSend) only.
    CtaUrl(CtaUrlParameters),
    Unknown {
        kind: String,
        raw: Value,
    },
}

tagged!(Button { Reply = "reply", QuickReply = "quick_reply", CtaUrl = "cta_url" });

/// A button that answers; its `id` comes back, its `title` is what the customer sees.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReplyButton {
    pub id: String,
    pub title: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A menu of up to ten rows behind one button.
pub type List = Framed<ListAction>;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ListAction {
    /// The words on the button that opens the menu.
    pub button: String,
    pub sections: Vec<Section>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A part of a [`List`]; the title is needed when there are several.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Section {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub rows: Vec<Row>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A line of a [`List`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A button that opens a web page.
pub type CtaUrl = Framed<CtaUrlAction>;

/// Its name is `cta_url`.
pub type CtaUrlAction = Named<CtaUrlParameters>;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CtaUrlParameters {
    pub display_text: String,
    pub url: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl ReplyButton {
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), extra: Extra::new() }
    }
}

impl CtaUrlParameters {
    pub fn new(display_text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { display_text: display_text.into(), url: url.into(), extra: Extra::new() }
    }
}

impl Section {
    /// Some rows under a title, which only a menu of several sections needs.
    pub fn new(title: Option<String>, rows: Vec<Row>) -> Self {
        Self { title, rows, extra: Extra::new() }
    }
}

impl Row {
    /// A line of a menu.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), description: None, extra: Extra::new() }
    }

    /// The same with a second, smaller line.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
}

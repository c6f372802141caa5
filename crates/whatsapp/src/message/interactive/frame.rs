//! What all messages one can tap have in common.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Extra;
use crate::message::Media;

/// A piece of text in a message of several parts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TextPart {
    pub text: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl<T: Into<String>> From<T> for TextPart {
    fn from(text: T) -> Self {
        Self { text: text.into(), extra: Extra::new() }
    }
}

/// What stands above the body.
#[derive(Debug, Clone, PartialEq)]
pub enum Header {
    Text(String),
    Image(Media),
    Video(Media),
    Document(Media),
    Unknown { kind: String, raw: Value },
}

tagged!(Header { Text = "text", Image = "image", Video = "video", Document = "document" });

/// An action with a text above it, and perhaps a header and a footer. Which kind may have which is checked by
/// [`crate::limits::check`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Framed<A> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    pub body: TextPart,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<TextPart>,
    pub action: A,
    #[serde(flatten)]
    pub extra: Extra,
}

/// As [`Framed`], for the kinds that can do without a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FramedWithoutBody<A> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<TextPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<TextPart>,
    pub action: A,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An action that says its name and takes parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Named<P> {
    /// Always the same for each kind of action.
    pub name: String,
    pub parameters: P,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An action of which the name says everything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedOnly {
    /// Always the same for each kind of action.
    pub name: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl<A> Framed<A> {
    /// An action under a text.
    pub fn new(body: impl Into<String>, action: A) -> Self {
        Self { header: None, body: body.into().into(), footer: None, action, extra: Extra::new() }
    }
}

impl<A> FramedWithoutBody<A> {
    /// An action, under a text if there is one.
    pub fn new(body: Option<String>, action: A) -> Self {
        Self { header: None, body: body.map(TextPart::from), footer: None, action, extra: Extra::new() }
    }
}

impl<P> Named<P> {
    pub fn new(name: impl Into<String>, parameters: P) -> Self {
        Self { name: name.into(), parameters, extra: Extra::new() }
    }
}

impl NamedOnly {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), extra: Extra::new() }
    }
}

/// The parts around an action.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) header: Option<&'a Header>,
    pub(super) body: Option<&'a TextPart>,
    pub(super) footer: Option<&'a TextPart>,
}

/// The same, to be changed.
pub(in crate::message) struct PartsMut<'a> {
    pub(in crate::message) header: &'a mut Option<Header>,
    pub(in crate::message) footer: &'a mut Option<TextPart>,
}

pub(super) trait Frame {
    fn parts(&self) -> Parts<'_>;
    fn parts_mut(&mut self) -> PartsMut<'_>;
}

impl<A> Frame for Framed<A> {
    fn parts(&self) -> Parts<'_> {
        Parts { header: self.header.as_ref(), body: Some(&self.body), footer: self.footer.as_ref() }
    }

    fn parts_mut(&mut self) -> PartsMut<'_> {
        PartsMut { header: &mut self.header, footer: &mut self.footer }
    }
}

impl<A> Frame for FramedWithoutBody<A> {
    fn parts(&self) -> Parts<'_> {
        Parts { header: self.header.as_ref(), body: self.body.as_ref(), footer: self.footer.as_ref() }
    }

    fn parts_mut(&mut self) -> PartsMut<'_> {
        PartsMut { header: &mut self.header, footer: &mut self.footer }
    }
}

//! What a customer sends, in short ways to write it.

use bytes::Bytes;
use serde_json::{Value, json};

use crate::world::Said;

/// Something a customer sends.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    said: Said,
    file: Option<(String, Bytes)>,
}

impl Content {
    /// Any message as customers send them: `{"type": …, "<type>": …}`.
    pub fn raw(message: Value) -> Self {
        Self { said: Said { message, context: None, number: None, referral: None }, file: None }
    }

    pub fn text(body: impl Into<String>) -> Self {
        Self::raw(json!({ "type": "text", "text": { "body": body.into() } }))
    }

    /// A tap on a reply button.
    pub fn button_reply(id: &str, title: &str) -> Self {
        let reply = json!({ "type": "button_reply", "button_reply": { "id": id, "title": title } });
        Self::raw(json!({ "type": "interactive", "interactive": reply }))
    }

    /// A choice from a list.
    pub fn list_reply(id: &str, title: &str) -> Self {
        let reply = json!({ "type": "list_reply", "list_reply": { "id": id, "title": title } });
        Self::raw(json!({ "type": "interactive", "interactive": reply }))
    }

    /// A tap on a quick-reply button of a template.
    pub fn template_button(payload: &str, text: &str) -> Self {
        Self::raw(json!({ "type": "button", "button": { "payload": payload, "text": text } }))
    }

    pub fn reaction(message_id: &str, emoji: &str) -> Self {
        Self::raw(json!({ "type": "reaction", "reaction": { "message_id": message_id, "emoji": emoji } }))
    }

    pub fn location(latitude: f64, longitude: f64) -> Self {
        Self::raw(json!({ "type": "location", "location": { "latitude": latitude, "longitude": longitude } }))
    }

    /// A file; `kind` is `image`, `audio`, `video`, `document` or `sticker`.
    pub fn file(kind: &str, mime_type: &str, bytes: impl Into<Bytes>, caption: Option<&str>) -> Self {
        let mut content = json!({});
        if let (Some(caption), Some(content)) = (caption, content.as_object_mut()) {
            content.insert("caption".to_owned(), caption.into());
        }
        Self::raw(json!({ "type": kind, kind: content })).with_file(mime_type.to_owned(), bytes)
    }

    /// The same with a file, for kinds that have one.
    #[must_use]
    pub(crate) fn with_file(mut self, mime_type: String, bytes: impl Into<Bytes>) -> Self {
        self.file = Some((mime_type, bytes.into()));
        self
    }

    pub(crate) fn addressed_to(mut self, number: usize) -> Self {
        self.said.number = Some(number);
        self
    }

    pub(crate) fn into_parts(self) -> (Said, Option<(String, Bytes)>) {
        (self.said, self.file)
    }

    /// What is wrong with it, if anything.
    pub(crate) fn mistake(&self) -> Option<String> {
        self.said.mistake()
    }

    /// The same in answer to a message.
    #[must_use]
    pub fn replying_to(mut self, message_id: impl Into<String>) -> Self {
        self.said.context = Some(message_id.into());
        self
    }

    /// The same by way of an advertisement.
    #[must_use]
    pub fn from_advertisement(mut self, referral: Value) -> Self {
        self.said.referral = Some(referral);
        self
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

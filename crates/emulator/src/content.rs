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
        Self { said: Said { message, ..Said::default() }, file: None }
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

    /// A recorded voice note.
    pub fn voice_note(bytes: impl Into<Bytes>) -> Self {
        let message = json!({ "type": "audio", "audio": { "voice": true } });
        Self::raw(message).with_file("audio/ogg; codecs=opus".to_owned(), bytes)
    }

    /// A sticker.
    pub fn sticker(bytes: impl Into<Bytes>, animated: bool) -> Self {
        let message = json!({ "type": "sticker", "sticker": { "animated": animated } });
        Self::raw(message).with_file("image/webp".to_owned(), bytes)
    }

    /// Somebody's card: their name and telephone number.
    pub fn contact(name: &str, phone: &str) -> Self {
        let wa_id = crate::world::digits(phone);
        let phones = json!([{ "phone": phone, "wa_id": wa_id, "type": "CELL" }]);
        let card = json!({ "name": { "formatted_name": name, "first_name": name }, "phones": phones });
        Self::raw(json!({ "type": "contacts", "contacts": [card] }))
    }

    /// The own number of somebody with a user name, in answer to a request for it.
    pub fn own_contact(name: &str, phone: &str) -> Self {
        let mut content = Self::contact(name, phone);
        for place in ["/contacts/0", ""] {
            let object = content.said.message.pointer_mut(place).and_then(Value::as_object_mut);
            object.map(|object| object.insert("origin".to_owned(), "contact_request".into()));
        }
        content
    }

    /// Written in a group that the customer is in.
    #[must_use]
    pub fn in_group(mut self, group_id: impl Into<String>) -> Self {
        self.said.group = Some(group_id.into());
        self
    }

    /// A reaction is taken away.
    pub fn no_reaction(message_id: &str) -> Self {
        Self::raw(json!({ "type": "reaction", "reaction": { "message_id": message_id } }))
    }

    /// A basket: what it is, how many, and what one costs.
    pub fn order(catalog_id: &str, items: &[(&str, u32, f64)], currency: &str, text: Option<&str>) -> Self {
        let item = |(product, quantity, price): &(&str, u32, f64)| json!({ "product_retailer_id": product, "quantity": quantity, "item_price": price, "currency": currency });
        let items: Vec<Value> = items.iter().map(item).collect();
        let mut order = json!({ "catalog_id": catalog_id, "product_items": items });
        if let (Some(text), Some(order)) = (text, order.as_object_mut()) {
            order.insert("text".to_owned(), text.into());
        }
        Self::raw(json!({ "type": "order", "order": order }))
    }

    /// A Flow was completed with these answers, its token among them.
    pub fn flow_completion(answers: &Value) -> Self {
        Self::form("flow", answers)
    }

    /// An address was filled in.
    pub fn address(answers: &Value) -> Self {
        Self::form("address_message", answers)
    }

    fn form(name: &str, answers: &Value) -> Self {
        let reply = json!({ "name": name, "body": "Sent", "response_json": answers.to_string() });
        let interactive = json!({ "type": "nfm_reply", "nfm_reply": reply });
        Self::raw(json!({ "type": "interactive", "interactive": interactive }))
    }

    /// The customer lets the business call, or does not.
    pub fn call_permission(accepted: bool) -> Self {
        let response = if accepted { "accept" } else { "reject" };
        let reply = json!({ "response": response, "response_source": "user_action" });
        let interactive = json!({ "type": "call_permission_reply", "call_permission_reply": reply });
        Self::raw(json!({ "type": "interactive", "interactive": interactive }))
    }

    /// Something that Meta cannot pass on, such as a `poll_creation`.
    pub fn unsupported(kind: &str) -> Self {
        Self::raw(json!({ "type": "unsupported", "unsupported": { "type": kind } }))
    }

    /// The chat is opened for the first time. Meta has not sent these since March 2026.
    pub fn welcome() -> Self {
        Self::raw(json!({ "type": "request_welcome" }))
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

    /// The same, passed on from another chat.
    #[must_use]
    pub fn forwarded(mut self, often: bool) -> Self {
        let how = if often { "frequently_forwarded" } else { "forwarded" };
        self.said.more_context = Some(json!({ how: true }));
        self
    }

    /// The same, asked from the page of a product.
    #[must_use]
    pub fn about_product(mut self, catalog_id: &str, product_retailer_id: &str) -> Self {
        let product = json!({ "catalog_id": catalog_id, "product_retailer_id": product_retailer_id });
        self.said.more_context = Some(json!({ "referred_product": product }));
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

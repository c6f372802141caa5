//! What nodes do besides speaking, as effects.

use super::run::{Move, Moved, Run, in_part};
use super::trouble::Trouble;
use super::{ContactField, FlowEffect, HandOverReason};
use crate::flow::document::{HandOver, HttpRequest, Label, SetContactField};
use crate::flow::session::{HttpCall, Waiting};
use crate::flow::{expression, limits};
use crate::id::HttpRequestId;
use serde_json::Value;
use std::collections::BTreeMap;
use whatsapp::message::Message;

impl Run<'_> {
    pub(super) fn set_contact_field(&mut self, set: &SetContactField) -> Result<(), Trouble> {
        let value = expression::fill_in_value(&set.value, &self.context()).map_err(in_part("the value"))?;
        let field = ContactField::named(&set.field);
        let text = value.as_str().map(str::to_owned);
        match &field {
            ContactField::Name => self.contact.name = text.ok_or(Trouble::Unsayable("a name is a text"))?,
            ContactField::Language => {
                self.contact.language = Some(text.ok_or(Trouble::Unsayable("a language is a text"))?);
            }
            ContactField::Custom(name) => drop(self.contact.fields.insert(name.clone(), value.clone())),
        }
        self.effects.push(FlowEffect::SetContactField { field, value });
        Ok(())
    }

    pub(super) fn label(&mut self, label: &Label) {
        for added in &label.add {
            if self.contact.labels.insert(added.clone()) {
                self.effects.push(FlowEffect::AddLabel(added.clone()));
            }
        }
        for removed in &label.remove {
            if self.contact.labels.remove(removed) {
                self.effects.push(FlowEffect::RemoveLabel(removed.clone()));
            }
        }
    }

    pub(super) fn request(&mut self, request: &HttpRequest) -> Moved {
        let context = self.context();
        let text = |text: &String| expression::fill_in(text, &context).map_err(in_part("the request"));
        let url = text(&request.url)?;
        let headers = request.headers.iter().map(|(name, value)| Ok((name.clone(), text(value)?)));
        let headers = headers.collect::<Result<BTreeMap<_, _>, Trouble>>()?;
        let body = request.body.as_ref().map(|body| expression::fill_in_value(body, &context));
        let body = body.transpose().map_err(in_part("the body of the request"))?;
        sendable(&url, &headers, body.as_ref())?;
        let timeout = request.timeout.map_or(limits::HTTP_TIMEOUT, |span| span.0.min(limits::HTTP_TIMEOUT_MAXIMUM));
        let call = HttpCall {
            id: HttpRequestId::new(self.ids, self.scope.now),
            session: self.session.id,
            conversation: self.session.conversation,
            method: request.method.as_str().to_owned(),
            url,
            headers,
            body,
            deadline: self.scope.now.plus(timeout),
            requested_at: self.scope.now,
        };
        let waiting = Waiting::Http { call: call.id, until: call.deadline.plus(limits::HTTP_GRACE) };
        self.effects.push(FlowEffect::RequestHttp(call));
        Ok(Move::Wait(waiting))
    }

    pub(super) fn ask_for_a_person(&mut self, hand_over: &HandOver) -> Moved {
        let context = self.context();
        let note = hand_over.note.as_deref().unwrap_or_default();
        let note = expression::fill_in(note, &context).map_err(in_part("the note"))?;
        if let Some(text) = &hand_over.text {
            let message = Message::text(self.fill_in(text, &context)?);
            whatsapp::limits::check(&message)?;
            self.say(message)?;
        }
        Ok(Move::HandOver { note, reason: HandOverReason::Asked })
    }
}

fn sendable(url: &str, headers: &BTreeMap<String, String>, body: Option<&Value>) -> Result<(), Trouble> {
    let printable = |text: &str| !text.chars().any(char::is_control);
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(Trouble::Request("the address does not begin with https:// or http://"));
    }
    if url.contains(char::is_whitespace) || !printable(url) {
        return Err(Trouble::Request("the address has spaces or line breaks; use the filter `urlencode`"));
    }
    if url.len() > limits::HTTP_URL_BYTES {
        return Err(Trouble::limit("bytes of address", limits::HTTP_URL_BYTES));
    }
    if !headers.iter().all(|(name, value)| printable(name) && printable(value)) {
        return Err(Trouble::Request("a header has line breaks"));
    }
    let size = body.map_or(0, |body| body.to_string().len());
    if size > limits::HTTP_BODY_BYTES {
        return Err(Trouble::limit("bytes of body", limits::HTTP_BODY_BYTES));
    }
    Ok(())
}

//! Requests to other systems and their answers.

use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::{FlowEffect, Step};
use crate::flow::document::{HttpRequest, Node, NodeKind};
use crate::flow::limits;
use crate::flow::session::{Destination, HttpAnswer, HttpCall, Waiting};
use crate::id::HttpRequestId;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// A request as a node asks for it.
pub(super) struct Asked {
    pub(super) to: Destination,
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Option<Value>,
    pub(super) timeout: Duration,
}

pub(super) fn call_for(run: &mut Run<'_>, asked: Asked) -> HttpCall {
    let now = run.scope.now;
    HttpCall {
        id: HttpRequestId::new(run.ids, now),
        session: run.session.id,
        conversation: run.session.conversation,
        to: asked.to,
        method: asked.method,
        url: asked.url,
        headers: asked.headers,
        body: asked.body,
        deadline: now.plus(asked.timeout),
        requested_at: now,
    }
}

impl Run<'_> {
    pub(super) fn request(&mut self, request: &HttpRequest) -> Moved {
        let asked = self.asked(request)?;
        let call = call_for(self, asked);
        let waiting = Waiting::Http { call: call.id, until: call.deadline.plus(limits::HTTP_GRACE) };
        self.effects.push(FlowEffect::RequestHttp(call));
        Ok(Move::Wait(waiting))
    }

    fn asked(&self, request: &HttpRequest) -> Result<Asked, Trouble> {
        let words = self.words();
        let url = words.text(&request.url, "the request")?;
        let headers = request.headers.iter().map(|(name, value)| Ok((name.clone(), words.text(value, "the request")?)));
        let headers = headers.collect::<Result<BTreeMap<_, _>, Trouble>>()?;
        let body = request.body.as_ref().map(|body| words.value(body, "the body of the request")).transpose()?;
        sendable(&url, &headers, body.as_ref())?;
        let timeout = request.timeout.map_or(limits::HTTP_TIMEOUT, |span| span.0.min(limits::HTTP_TIMEOUT_MAXIMUM));
        Ok(Asked { to: Destination::Address, method: request.method.as_str().to_owned(), url, headers, body, timeout })
    }

    pub(super) fn http_answered(mut self, answer: HttpAnswer) -> Step {
        match &self.session.waiting {
            Waiting::Http { call, .. } if *call == answer.call => {}
            _ => return self.unchanged(),
        }
        let moved = self.take_answer(answer);
        self.walk(moved)
    }

    fn take_answer(&mut self, answer: HttpAnswer) -> Moved {
        self.count()?;
        let node = self.here()?;
        match &node.kind {
            NodeKind::HttpRequest(request) => Ok(self.request_answered(node, request, answer)),
            NodeKind::LanguageModel(model) => self.model_answered(node, model, &answer),
            _ => Err(Trouble::Request("the flow is elsewhere by now")),
        }
    }

    fn request_answered(&mut self, node: &Node, request: &HttpRequest, answer: HttpAnswer) -> Move {
        let too_large = answer.body.to_string().len() > limits::HTTP_BODY_BYTES;
        let answered = !too_large && answer.status.is_some_and(|status| (200..300).contains(&status));
        let mapped = if answered { self.map_answer(request, &answer.body) } else { Ok(Vec::new()) };
        let error = match &mapped {
            _ if too_large => Some("the answer is too large".to_owned()),
            Err(error) => Some(error.clone()),
            Ok(_) => answer.error,
        };
        let succeeded = answered && mapped.is_ok();
        let status = answer.status.map_or_else(|| "no answer".to_owned(), |status| format!("answer {status}"));
        let why = mapped.as_ref().err().map(|error| format!("; {error}")).unwrap_or_default();
        let told = if succeeded || too_large { &Value::Null } else { &answer.body };
        self.remember("http", json!({"status": answer.status, "ok": succeeded, "error": error, "body": told}));
        if succeeded {
            self.remember_if(request.save_as.as_ref(), answer.body);
            for (name, value) in mapped.unwrap_or_default() {
                self.remember(&name, value);
            }
            return follow(node.routes.next.as_ref());
        }
        self.failed(node, &format!("the request failed ({status}{why})"))
    }

    /// All or nothing: an answer in which something is missing is a failed one.
    fn map_answer(&self, request: &HttpRequest, answer: &Value) -> Result<Vec<(String, Value)>, String> {
        let words = self.words();
        let map = request.map.iter().map(|(name, source)| {
            let value =
                words.of_answer(source, answer).map_err(|error| format!("`{name}` is not in the answer: {error}"))?;
            Ok((name.clone(), value))
        });
        map.collect()
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

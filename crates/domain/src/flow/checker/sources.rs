//! Every piece of a node that is written in the expression language.

use crate::flow::document::{
    AttributeTest, Condition, Flow, Localised, NodeKind, PayBy, PaymentOrder, RequestPayment, Say, Wait,
};
use crate::flow::expression::{self, ExpressionError};
use serde_json::Value;
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'a> {
    Condition(&'a str),
    Text(&'a str),
    /// An expression over the answer of a request.
    OfAnswer(&'a str),
}

impl Source<'_> {
    pub(super) fn names(&self) -> Result<BTreeSet<String>, ExpressionError> {
        match self {
            Self::Condition(source) | Self::OfAnswer(source) => expression::names_in_expression(source),
            Self::Text(source) => expression::names_in_text(source),
        }
    }

    /// Whether it asks itself if things are there.
    pub(super) fn is_careful(&self) -> bool {
        let (Self::Condition(source) | Self::Text(source) | Self::OfAnswer(source)) = self;
        expression::is_careful(source)
    }
}

/// Sources with their paths.
pub(super) type Sources<'a> = Vec<(String, Source<'a>)>;

/// With the path of each in its node.
pub(super) fn of_node(kind: &NodeKind) -> Sources<'_> {
    let mut sources = Sources::new();
    for (path, text) in kind.texts() {
        add_texts(&mut sources, &path, text);
    }
    match kind {
        NodeKind::Say(say) => add_say(&mut sources, say),
        NodeKind::Ask(ask) => {
            add(&mut sources, "ask.earliest", &ask.earliest);
            add(&mut sources, "ask.latest", &ask.latest);
        }
        NodeKind::Branch(cases) => {
            for (index, case) in cases.iter().enumerate() {
                add_condition(&mut sources, index, &case.on);
            }
        }
        NodeKind::Wait(Wait::Until(until)) => add(&mut sources, "wait.until", [until]),
        NodeKind::SetVariable(set) => add_value(&mut sources, "set_variable.value", &set.value),
        NodeKind::SetContactField(set) => add_value(&mut sources, "set_contact_field.value", &set.value),
        NodeKind::SetLanguage(language) => add(&mut sources, "set_language", [language]),
        NodeKind::Knowledge(knowledge) => add(&mut sources, "knowledge.question", &knowledge.question),
        NodeKind::RequestPayment(payment) => add_payment(&mut sources, payment),
        NodeKind::HttpRequest(request) => {
            add(&mut sources, "http_request.url", [&request.url]);
            for (name, value) in &request.headers {
                add(&mut sources, &format!("http_request.headers.{name}"), [value]);
            }
            if let Some(body) = &request.body {
                add_value(&mut sources, "http_request.body", body);
            }
            let map = request.map.iter();
            sources.extend(map.map(|(name, source)| (format!("http_request.map.{name}"), Source::OfAnswer(source))));
        }
        NodeKind::LanguageModel(model) => {
            add(&mut sources, "language_model.instructions", [&model.instructions]);
            add(&mut sources, "language_model.question", &model.question);
        }
        _ => add_people(&mut sources, kind),
    }
    sources
}

fn add_people<'a>(sources: &mut Sources<'a>, kind: &'a NodeKind) {
    match kind {
        NodeKind::CallFlow(call) => add_values(sources, "call_flow.input", &call.input),
        NodeKind::StartFlow(start) => {
            add(sources, "start_flow.contact", [&start.contact]);
            add_values(sources, "start_flow.input", &start.input);
        }
        NodeKind::NotifyStaff(notice) => add(sources, "notify_staff.to", [&notice.to]),
        NodeKind::Assign(assign) => {
            add(sources, "assign.note", &assign.note);
            add(sources, "assign.team", &assign.team);
            add(sources, "assign.person", &assign.person);
        }
        NodeKind::HandOver(hand_over) => {
            add(sources, "hand_over.note", &hand_over.note);
            add(sources, "hand_over.team", &hand_over.team);
            add(sources, "hand_over.person", &hand_over.person);
        }
        _ => {}
    }
}

/// The texts that belong to no node.
pub(super) fn of_document(flow: &Flow) -> Sources<'_> {
    let mut sources = Sources::new();
    for (path, text) in flow.own_texts() {
        add_texts(&mut sources, &path, text);
    }
    sources
}

fn add_say<'a>(sources: &mut Sources<'a>, say: &'a Say) {
    if let Some(location) = &say.location {
        add_value(sources, "say.location.latitude", &location.latitude);
        add_value(sources, "say.location.longitude", &location.longitude);
    }
    if let Some(data) = say.whatsapp_flow.as_ref().and_then(|form| form.data.as_ref()) {
        add_value(sources, "say.whatsapp_flow.data", data);
    }
}

fn add_condition<'a>(sources: &mut Sources<'a>, index: usize, condition: &'a Condition) {
    match condition {
        Condition::When(source) => sources.push((format!("branch[{index}].when"), Source::Condition(source))),
        Condition::Attribute(attribute) => {
            let path = format!("branch[{index}].attribute");
            match &attribute.test {
                AttributeTest::Is(value) | AttributeTest::IsNot(value) => add_value(sources, &path, value),
                AttributeTest::Contains(text) => add(sources, &path, [text]),
                _ => {}
            }
        }
        _ => {}
    }
}

fn add_payment<'a>(sources: &mut Sources<'a>, payment: &'a RequestPayment) {
    add(sources, "request_payment.reference", [&payment.reference]);
    if let Some(order) = &payment.order {
        add_order(sources, order);
    }
}

fn add_order<'a>(sources: &mut Sources<'a>, order: &'a PaymentOrder) {
    let path = "request_payment.order";
    for (index, item) in order.items.iter().enumerate() {
        add_value(sources, &format!("{path}.items[{index}].amount"), &item.amount);
        add_value(sources, &format!("{path}.items[{index}].quantity"), &item.quantity);
    }
    for (name, amount) in [("tax", &order.tax), ("shipping", &order.shipping), ("discount", &order.discount)] {
        if let Some(amount) = amount {
            add_value(sources, &format!("{path}.{name}"), amount);
        }
    }
    let pay_by = format!("{path}.pay_by");
    match &order.pay_by {
        PayBy::Link(text) | PayBy::Boleto(text) => add(sources, &pay_by, [text]),
        PayBy::Pix { code, merchant_name, key, .. } => add(sources, &pay_by, [code, merchant_name, key]),
        PayBy::Gateway { configuration, .. } => add(sources, &pay_by, [configuration]),
    }
}

fn add<'a>(sources: &mut Sources<'a>, path: &str, texts: impl IntoIterator<Item = &'a String>) {
    sources.extend(texts.into_iter().map(|text| (path.to_owned(), Source::Text(text))));
}

fn add_texts<'a>(sources: &mut Sources<'a>, path: &str, text: &'a Localised) {
    sources.extend(text.texts().map(|(language, text)| {
        let path = language.map_or_else(|| path.to_owned(), |language| format!("{path}.{language}"));
        (path, Source::Text(text))
    }));
}

fn add_values<'a>(sources: &mut Sources<'a>, path: &str, values: impl IntoIterator<Item = (&'a String, &'a Value)>) {
    for (name, value) in values {
        add_value(sources, &format!("{path}.{name}"), value);
    }
}

/// The documents' depth is bounded by the reader, so this recursion is.
fn add_value<'a>(sources: &mut Sources<'a>, path: &str, value: &'a Value) {
    match value {
        Value::String(text) => sources.push((path.to_owned(), Source::Text(text))),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                add_value(sources, &format!("{path}[{index}]"), item);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                add_value(sources, &format!("{path}.{key}"), field);
            }
        }
        _ => {}
    }
}

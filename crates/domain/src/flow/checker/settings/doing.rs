//! Nodes that decide, wait, remember, request and bring people in.

use super::Here;
use crate::contact::phone;
use crate::flow::checker::ProblemCode;
use crate::flow::document::{
    Case, Condition, HttpRequest, LanguageModel, Node, NodeKind, NotifyStaff, RequestPayment, SplitWay, Wait, is_name,
};
use crate::flow::expression;
use crate::flow::limits;
use serde_json::Value;
use std::collections::BTreeMap;

impl Here<'_> {
    pub(super) fn doing(&mut self, node: &Node, kind: &NodeKind) {
        match kind {
            NodeKind::Branch(cases) => self.branch(cases),
            NodeKind::Split(ways) => self.split(ways),
            NodeKind::Wait(wait) => self.wait(node, wait),
            NodeKind::SetVariable(set) => self.variable("set_variable.name", &set.name),
            NodeKind::SetContactField(set) if !is_name(&set.field) => {
                let message = format!("`{}` cannot be the name of a field", set.field);
                self.add(ProblemCode::BadName, "set_contact_field.field", message);
            }
            NodeKind::SetLanguage(language) => self.is_empty("set_language", language, "the language"),
            NodeKind::Label(label) if label.add.is_empty() && label.remove.is_empty() => {
                self.add(ProblemCode::NoEffect, "label", "no label to add or to remove".to_owned());
            }
            NodeKind::Knowledge(knowledge) if !self.flow.knowledge.contains_key(&knowledge.collection) => {
                let message = format!("the document's `knowledge` has no `{}`", knowledge.collection);
                self.add(ProblemCode::BadSetting, "knowledge.collection", message);
            }
            NodeKind::HttpRequest(request) => self.request(request),
            NodeKind::LanguageModel(model) => self.model(model),
            NodeKind::RequestPayment(payment) => self.payment(payment),
            _ => self.bringing_in(kind),
        }
    }

    fn bringing_in(&mut self, kind: &NodeKind) {
        match kind {
            NodeKind::CallFlow(call) => {
                self.is_empty("call_flow.flow", &call.flow, "the name of the flow");
                self.variable_if("call_flow.save_as", call.save_as.as_ref());
                self.input("call_flow.input", &call.input);
            }
            NodeKind::StartFlow(start) => {
                self.is_empty("start_flow.flow", &start.flow, "the name of the flow");
                self.phone("start_flow.contact", &start.contact);
                self.input("start_flow.input", &start.input);
            }
            NodeKind::NotifyStaff(notice) => self.notice(notice),
            NodeKind::Assign(assign) if assign.team.is_none() && assign.person.is_none() => {
                self.add(ProblemCode::NoEffect, "assign", "neither a team nor a person".to_owned());
            }
            _ => {}
        }
    }

    fn branch(&mut self, cases: &[Case]) {
        if cases.is_empty() {
            self.add(ProblemCode::BadSetting, "branch", "a branch without cases".to_owned());
        }
        for (index, case) in cases.iter().enumerate() {
            if matches!(case.on, Condition::Hours(_)) && self.flow.business_hours.is_none() {
                let message = "the flow has no `business_hours`".to_owned();
                self.add(ProblemCode::BadSetting, &format!("branch[{index}].hours"), message);
            }
        }
    }

    fn split(&mut self, ways: &[SplitWay]) {
        if ways.iter().all(|way| way.weight == 0) {
            self.add(ProblemCode::BadSetting, "split", "no way has a weight above zero".to_owned());
        }
        for (index, _) in ways.iter().enumerate().filter(|(_, way)| way.weight == 0) {
            let message = "a way with weight 0 is never taken".to_owned();
            self.add(ProblemCode::NoEffect, &format!("split[{index}].weight"), message);
        }
    }

    fn wait(&mut self, node: &Node, wait: &Wait) {
        match wait {
            Wait::For(span) => self.span("wait.for", *span, limits::TIME_WAIT_MAXIMUM),
            Wait::Until(until) => {
                let is_date = |text: &str| text.parse::<jiff::civil::Date>().is_ok();
                let is_moment = |text: &str| text.replacen(' ', "T", 1).parse::<jiff::civil::DateTime>().is_ok();
                if expression::is_plain(until) && !is_date(until.trim()) && !is_moment(until.trim()) {
                    let message = "neither a day nor a moment, such as 2026-03-31 18:00".to_owned();
                    self.add(ProblemCode::BadSetting, "wait.until", message);
                }
            }
            Wait::Event { name, save_as, timeout } => {
                self.is_empty("wait.event", name, "the name of the event");
                self.variable_if("wait.save_as", save_as.as_ref());
                if let Some(timeout) = timeout {
                    self.span("wait.timeout", *timeout, limits::WAIT_MAXIMUM);
                }
            }
        }
        if !matches!(wait, Wait::Event { .. }) && node.routes.on_timeout.is_some() {
            self.add(ProblemCode::NoEffect, "on_timeout", "only `event` can fail to come".to_owned());
        }
    }

    fn request(&mut self, request: &HttpRequest) {
        self.variable_if("http_request.save_as", request.save_as.as_ref());
        for name in request.map.keys() {
            self.variable(&format!("http_request.map.{name}"), name);
        }
        if let Some(timeout) = request.timeout {
            self.span("http_request.timeout", timeout, limits::HTTP_TIMEOUT_MAXIMUM);
        }
        let url = request.url.trim_start();
        let begins_well = ["http://", "https://", "{{"].iter().any(|beginning| url.starts_with(beginning));
        let fixed = expression::without_tags(url);
        if !begins_well || fixed.contains(char::is_whitespace) {
            self.add(ProblemCode::BadAddress, "http_request.url", "this is no address".to_owned());
        }
    }

    fn model(&mut self, model: &LanguageModel) {
        self.variable_if("language_model.save_as", model.save_as.as_ref());
        self.is_empty("language_model.instructions", &model.instructions, "what it is told to do");
        if model.topics.iter().all(|topic| topic.trim().is_empty()) {
            let message = "without topics it may speak about nothing".to_owned();
            self.add(ProblemCode::BadSetting, "language_model.topics", message);
        }
        let beyond = |tokens: Option<u32>, most: u32| tokens.is_some_and(|tokens| tokens == 0 || tokens > most);
        for (path, tokens, most) in [
            ("language_model.maximum_tokens", model.maximum_tokens, limits::MODEL_TOKENS_MAXIMUM),
            ("language_model.budget", model.budget, limits::MODEL_BUDGET_MAXIMUM),
        ] {
            if beyond(tokens, most) {
                self.add(ProblemCode::BadSetting, path, format!("where 1 to {most} tokens are allowed"));
            }
        }
    }

    fn payment(&mut self, payment: &RequestPayment) {
        self.is_empty("request_payment.reference", &payment.reference, "the reference");
        self.variable_if("request_payment.save_as", payment.save_as.as_ref());
        if let Some(timeout) = payment.timeout {
            self.span("request_payment.timeout", timeout, limits::WAIT_MAXIMUM);
        }
    }

    fn notice(&mut self, notice: &NotifyStaff) {
        self.phone("notify_staff.to", &notice.to);
        match (&notice.text, &notice.template) {
            (None, None) => {
                self.add(ProblemCode::BadSetting, "notify_staff", "neither a text nor a template".to_owned());
            }
            (Some(_), None) => {
                let message = "a text reaches only somebody who wrote to this number within 24 hours".to_owned();
                self.add(ProblemCode::StaffMayNotHear, "notify_staff.text", message);
            }
            _ => {}
        }
    }

    /// Written out, it must be one; what a text gives is known only later.
    fn phone(&mut self, path: &str, text: &str) {
        if expression::is_plain(text) && phone::parse(text, "").is_none() {
            let message = format!("`{text}` is no phone number with its country, like +34 600 111 222");
            self.add(ProblemCode::BadSetting, path, message);
        }
    }

    fn input(&mut self, path: &str, input: &BTreeMap<String, Value>) {
        for name in input.keys() {
            self.variable(&format!("{path}.{name}"), name);
        }
    }
}

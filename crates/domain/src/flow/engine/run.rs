//! One step as it happens: nodes are entered one after the other until one waits or the session ends.

use super::trouble::Trouble;
use super::{Begin, EndReason, FlowEffect, HandOverReason, Passage, Speaker, Step, compose, phrases};
use crate::contact::Contact;
use crate::flow::document::{Flow, Localised, Node, NodeId, NodeKind, Span};
use crate::flow::limits;
use crate::flow::scope::Scope;
use crate::flow::session::{Progress, Session, Waiting};
use crate::id::{IdSource, SessionId};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem;
use whatsapp::message::Message;

pub(super) struct Run<'a> {
    /// The flow the session is in at this moment; calls change it.
    pub(super) flow: &'a Flow,
    pub(super) scope: &'a Scope<'a>,
    pub(super) ids: &'a mut IdSource,
    pub(super) session: Session,
    /// As the nodes of this step have changed it.
    pub(super) contact: Cow<'a, Contact>,
    pub(super) effects: Vec<FlowEffect>,
    trail: Vec<Passage>,
    said: usize,
}

/// Where a node leads.
pub(super) enum Move {
    To(NodeId),
    Wait(Waiting),
    End(EndReason, Option<String>),
    HandOver(Passing),
}

/// A conversation on its way to a person.
#[derive(Default)]
pub(super) struct Passing {
    pub(super) note: String,
    /// `None` when the flow leads there.
    pub(super) trouble: Option<HandOverReason>,
    pub(super) team: Option<String>,
    pub(super) person: Option<String>,
}

pub(super) type Moved = Result<Move, Trouble>;

impl<'a> Run<'a> {
    pub(super) fn begin(flow: &'a Flow, begin: Begin, scope: &'a Scope<'a>, ids: &'a mut IdSource) -> Self {
        let session = Session {
            id: SessionId::new(ids, scope.now),
            conversation: begin.conversation,
            flow: begin.flow,
            flow_version: begin.flow_version,
            node: flow.start.clone(),
            variables: BTreeMap::new(),
            waiting: Waiting::Reply { until: None },
            attempts: 0,
            steps: 0,
            progress: Progress::default(),
            started_at: scope.now,
            updated_at: scope.now,
        };
        Self::resume(flow, session, scope, ids)
    }

    pub(super) fn knowing(mut self, known: BTreeMap<String, Json>) -> Self {
        self.session.variables = known;
        self
    }

    pub(super) fn resume(flow: &'a Flow, session: Session, scope: &'a Scope<'a>, ids: &'a mut IdSource) -> Self {
        let contact = Cow::Borrowed(scope.contact);
        Self { flow, scope, ids, session, contact, effects: Vec::new(), trail: Vec::new(), said: 0 }
    }

    /// Nothing to do: the input is stale or not for this moment.
    pub(super) fn unchanged(self) -> Step {
        Step { session: Some(self.session), effects: self.effects, trail: self.trail }
    }

    /// Walks on from where the input led, until something waits.
    pub(super) fn walk(mut self, moved: Moved) -> Step {
        let mut moved = moved;
        for _ in 0..limits::NODES_PER_STEP {
            match moved {
                Ok(Move::To(node)) => moved = self.enter(node),
                Ok(Move::End(reason, outcome)) if self.is_called() => moved = self.come_back(reason, outcome),
                Ok(Move::Wait(waiting)) => return self.wait(waiting),
                Ok(Move::End(reason, outcome)) => return self.end(reason, outcome),
                Ok(Move::HandOver(passing)) => return self.hand_over(passing),
                Err(trouble) => return self.give_up(&trouble),
            }
        }
        self.give_up(&Trouble::limit("nodes without a question", limits::NODES_PER_STEP as usize))
    }

    fn wait(mut self, waiting: Waiting) -> Step {
        if self.variables_are_too_large() {
            return self.give_up(&Trouble::limit("bytes of variables", limits::VARIABLES_BYTES));
        }
        self.session.waiting = waiting;
        self.session.updated_at = self.scope.now;
        Step { session: Some(self.session), effects: self.effects, trail: self.trail }
    }

    /// Also of the flows that wait for this one.
    fn variables_are_too_large(&self) -> bool {
        let size = |variables: &BTreeMap<String, Json>| serde_json::to_vec(variables).map_or(0, |json| json.len());
        let callers = self.session.progress.callers.iter().map(|caller| size(&caller.variables));
        size(&self.session.variables) + callers.sum::<usize>() > limits::VARIABLES_BYTES
    }

    fn end(mut self, reason: EndReason, outcome: Option<String>) -> Step {
        self.effects.push(FlowEffect::Ended { reason, outcome });
        Step { session: None, effects: self.effects, trail: self.trail }
    }

    /// Unless the flow led here and said so itself, the customer hears that a person takes over.
    fn hand_over(mut self, passing: Passing) -> Step {
        let Passing { note, trouble, team, person } = passing;
        if trouble.is_some() && self.scope.window_is_open() {
            let fallback = self.fallback();
            self.effects.push(FlowEffect::Say(fallback));
        }
        let reason = trouble.unwrap_or(HandOverReason::Asked);
        self.effects.push(FlowEffect::HandOver { note, reason, team, person });
        self.end(EndReason::HandedOver, None)
    }

    /// The way out of every trouble.
    fn give_up(self, trouble: &Trouble) -> Step {
        let note = self.noted(&trouble.to_string());
        self.hand_over(Passing { note, trouble: Some(trouble.reason()), ..Passing::default() })
    }

    /// What happened, for the person who takes over: where it was, and what.
    pub(super) fn noted(&self, what: &str) -> String {
        format!("{} → {}: {what}", self.flow.name, self.session.node)
    }

    /// The author's words if they can be said, else ours.
    fn fallback(&self) -> Message {
        let own = self.flow.fallback.as_ref().and_then(|text| self.words().say(text).ok());
        let own = own.map(Message::text).filter(|message| whatsapp::limits::check(message).is_ok());
        own.unwrap_or_else(|| Message::text(phrases::FALLBACK.in_language(self.language())))
    }

    fn enter(&mut self, node: NodeId) -> Moved {
        let flow = self.flow;
        let Some(found) = flow.nodes.get(&node) else { return Err(Trouble::UnknownNode(node)) };
        let from = mem::replace(&mut self.session.node, node.clone());
        self.trail.push(Passage { flow: self.session.flow, from: Some(from), to: node });
        self.session.attempts = 0;
        self.session.progress.partial = None;
        self.act(found)
    }

    fn act(&mut self, node: &'a Node) -> Moved {
        let next = || follow(node.routes.next.as_ref());
        if let NodeKind::Ask(ask) = &node.kind
            && let Some(moved) = self.named_already(node, ask)?
        {
            return Ok(moved);
        }
        match &node.kind {
            NodeKind::Say(_) | NodeKind::Ask(_) | NodeKind::AskConsent(_) => {
                self.show(node)?;
                Ok(node.kind.waits().map_or_else(next, |timeout| self.waiting(timeout)))
            }
            NodeKind::Survey(survey) => self.begin_survey(node, survey),
            NodeKind::Knowledge(knowledge) => self.look_up(node, knowledge),
            NodeKind::RequestPayment(payment) => self.request_payment(payment),
            NodeKind::Branch(cases) => self.branch(node, cases),
            NodeKind::Split(ways) => self.split(ways),
            NodeKind::Wait(wait) => self.wait_for(node, wait),
            NodeKind::WaitForReply(wait) => Ok(self.waiting(wait.timeout)),
            NodeKind::SetVariable(set) => self.set_variable(set).map(|()| next()),
            NodeKind::SetContactField(set) => self.set_contact_field(set).map(|()| next()),
            NodeKind::SetLanguage(language) => self.set_language(language).map(|()| next()),
            NodeKind::Label(label) => {
                self.label(label);
                Ok(next())
            }
            NodeKind::HttpRequest(request) => self.request(request),
            NodeKind::LanguageModel(model) => self.ask_model(node, model),
            NodeKind::CallFlow(call) => self.call(node, call),
            NodeKind::StartFlow(start) => self.start_elsewhere(node, start),
            NodeKind::NotifyStaff(notice) => self.notify(node, notice),
            NodeKind::Assign(assign) => self.assign(assign).map(|()| next()),
            NodeKind::HandOver(hand_over) => self.ask_for_a_person(hand_over),
            NodeKind::GoTo(target) => Ok(Move::To(target.clone())),
            NodeKind::Restart(_) => Ok(self.restart()),
            NodeKind::End(end) => Ok(Move::End(EndReason::Finished, end.outcome.clone())),
        }
    }

    /// Says what a node that waits for an answer has to say.
    pub(super) fn show(&mut self, node: &Node) -> Result<(), Trouble> {
        let message = self.compose(|speaker| {
            Ok(Some(match &node.kind {
                NodeKind::Say(say) => compose::compose_say(say, speaker)?,
                NodeKind::Ask(ask) => compose::compose_ask(ask, speaker)?,
                NodeKind::AskConsent(ask) => compose::compose_consent(ask, speaker)?,
                NodeKind::Survey(survey) => compose::compose_survey(survey, speaker)?,
                _ => return Ok(None),
            }))
        })?;
        message.map_or(Ok(()), |message| self.say(message))
    }

    /// Composes with what the session knows.
    pub(super) fn compose<T>(&self, compose: impl FnOnce(&Speaker<'_>) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let words = self.words();
        let last_message = self.session.variables.get("message").and_then(|message| message.get("id")?.as_str());
        compose(&Speaker {
            node: &self.session.node,
            language: self.language(),
            text: &|text: &Localised| words.say(text),
            value: &|value: &Json| words.value(value, "a value of the message"),
            last_message,
        })
    }

    /// Says a text of the author's that stands alone.
    pub(super) fn say_text(&mut self, text: &Localised) -> Result<(), Trouble> {
        let words = self.words().say(text)?;
        self.say_words(words)
    }

    pub(super) fn say_words(&mut self, words: String) -> Result<(), Trouble> {
        let message = Message::text(words);
        whatsapp::limits::check(&message)?;
        self.say(message)
    }

    pub(super) fn say(&mut self, message: Message) -> Result<(), Trouble> {
        if message.needs_open_window() && !self.scope.window_is_open() {
            return Err(Trouble::WindowClosed);
        }
        self.said += 1;
        if self.said > limits::MESSAGES_PER_STEP {
            return Err(Trouble::limit("messages at once", limits::MESSAGES_PER_STEP));
        }
        self.effects.push(FlowEffect::Say(message));
        Ok(())
    }

    pub(super) fn waiting(&self, timeout: Option<Span>) -> Move {
        Move::Wait(Waiting::Reply { until: Some(self.until(timeout)) })
    }

    pub(super) fn until(&self, timeout: Option<Span>) -> crate::time::Timestamp {
        let timeout = timeout.map_or(limits::WAIT, |span| span.0.min(limits::WAIT_MAXIMUM));
        self.scope.now.plus(timeout)
    }

    pub(super) fn language(&self) -> &str {
        self.contact.language.as_deref().unwrap_or(&self.flow.language)
    }

    pub(super) fn remember(&mut self, name: &str, value: Json) {
        self.session.variables.insert(name.to_owned(), value);
    }

    pub(super) fn remember_if(&mut self, name: Option<&String>, value: Json) {
        if let Some(name) = name {
            self.remember(name, value);
        }
    }

    pub(super) fn here(&self) -> Result<&'a Node, Trouble> {
        let flow = self.flow;
        flow.nodes.get(&self.session.node).ok_or_else(|| Trouble::UnknownNode(self.session.node.clone()))
    }
}

/// The next node, or a quiet end where there is none.
pub(super) fn follow(next: Option<&NodeId>) -> Move {
    next.map_or(Move::End(EndReason::Finished, None), |node| Move::To(node.clone()))
}

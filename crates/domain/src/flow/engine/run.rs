//! One step as it happens: nodes are entered one after the other until one waits or the session ends.

use super::trouble::Trouble;
use super::{Begin, EndReason, FlowEffect, HandOverReason, Step, compose, phrases};
use crate::contact::Contact;
use crate::flow::document::{Flow, Localised, Node, NodeId, NodeKind, Span};
use crate::flow::scope::{Scope, contact_value};
use crate::flow::session::{Session, Waiting};
use crate::flow::{expression, limits};
use crate::id::{IdSource, SessionId};
use minijinja::value::{Serde, Value};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use whatsapp::message::Message;

pub(super) struct Run<'a> {
    pub(super) flow: &'a Flow,
    pub(super) scope: &'a Scope<'a>,
    pub(super) ids: &'a mut IdSource,
    pub(super) session: Session,
    /// As the nodes of this step have changed it.
    pub(super) contact: Contact,
    pub(super) effects: Vec<FlowEffect>,
    trail: Vec<NodeId>,
    said: usize,
}

/// Where a node leads.
pub(super) enum Move {
    To(NodeId),
    Wait(Waiting),
    End(EndReason, Option<String>),
    HandOver { note: String, reason: HandOverReason },
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
            started_at: scope.now,
            updated_at: scope.now,
        };
        Self::resume(flow, session, scope, ids)
    }

    pub(super) fn resume(flow: &'a Flow, session: Session, scope: &'a Scope<'a>, ids: &'a mut IdSource) -> Self {
        Self {
            flow,
            scope,
            ids,
            session,
            contact: scope.contact.clone(),
            effects: Vec::new(),
            trail: Vec::new(),
            said: 0,
        }
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
                Ok(Move::Wait(waiting)) => return self.wait(waiting),
                Ok(Move::End(reason, outcome)) => return self.end(reason, outcome),
                Ok(Move::HandOver { note, reason }) => return self.hand_over(note, reason),
                Err(trouble) => return self.give_up(&trouble),
            }
        }
        self.give_up(&Trouble::limit("nodes without a question", limits::NODES_PER_STEP as usize))
    }

    fn wait(mut self, waiting: Waiting) -> Step {
        let size = serde_json::to_vec(&self.session.variables).map_or(0, |json| json.len());
        if size > limits::VARIABLES_BYTES {
            return self.give_up(&Trouble::limit("bytes of variables", limits::VARIABLES_BYTES));
        }
        self.session.waiting = waiting;
        self.session.updated_at = self.scope.now;
        Step { session: Some(self.session), effects: self.effects, trail: self.trail }
    }

    fn end(mut self, reason: EndReason, outcome: Option<String>) -> Step {
        self.effects.push(FlowEffect::Ended { reason, outcome });
        Step { session: None, effects: self.effects, trail: self.trail }
    }

    /// Unless the flow led here and said so itself, the customer hears that a person takes over.
    fn hand_over(mut self, note: String, reason: HandOverReason) -> Step {
        if reason != HandOverReason::Asked && self.scope.window_is_open() {
            let fallback = self.fallback();
            self.effects.push(FlowEffect::Say(fallback));
        }
        self.effects.push(FlowEffect::HandOver { note, reason });
        self.end(EndReason::HandedOver, None)
    }

    /// The way out of every trouble.
    fn give_up(self, trouble: &Trouble) -> Step {
        let note = format!("{} → {}: {trouble}", self.flow.name, self.session.node);
        self.hand_over(note, trouble.reason())
    }

    /// The author's words if they can be said, else ours.
    fn fallback(&self) -> Message {
        let own = self.flow.fallback.as_ref().and_then(|text| self.fill_in(text, &self.context()).ok());
        let own = own.map(Message::text).filter(|message| whatsapp::limits::check(message).is_ok());
        own.unwrap_or_else(|| Message::text(phrases::FALLBACK.in_language(self.language())))
    }

    fn enter(&mut self, node: NodeId) -> Moved {
        let flow = self.flow;
        let Some(found) = flow.nodes.get(&node) else { return Err(Trouble::UnknownNode(node)) };
        self.trail.push(node.clone());
        self.session.node = node;
        self.session.attempts = 0;
        self.act(found)
    }

    fn act(&mut self, node: &Node) -> Moved {
        match &node.kind {
            NodeKind::Say(say) => {
                self.show(node)?;
                if say.waits() { Ok(self.waiting(say.timeout)) } else { Ok(follow(node.routes.next.as_ref())) }
            }
            NodeKind::Ask(ask) => {
                self.show(node)?;
                Ok(self.waiting(ask.timeout))
            }
            NodeKind::Branch(cases) => {
                let context = self.context();
                for case in cases {
                    if expression::holds(&case.when, &context).map_err(in_part("the condition"))? {
                        return Ok(Move::To(case.go_to.clone()));
                    }
                }
                Ok(follow(node.routes.otherwise.as_ref()))
            }
            NodeKind::SetContactField(set) => {
                self.set_contact_field(set)?;
                Ok(follow(node.routes.next.as_ref()))
            }
            NodeKind::Label(label) => {
                self.label(label);
                Ok(follow(node.routes.next.as_ref()))
            }
            NodeKind::WaitForReply(wait) => Ok(self.waiting(wait.timeout)),
            NodeKind::HttpRequest(request) => self.request(request),
            NodeKind::HandOver(hand_over) => self.ask_for_a_person(hand_over),
            NodeKind::GoTo(target) => Ok(Move::To(target.clone())),
            NodeKind::End(end) => Ok(Move::End(EndReason::Finished, end.outcome.clone())),
        }
    }

    /// Says what a `say` or `ask` node has to say.
    pub(super) fn show(&mut self, node: &Node) -> Result<(), Trouble> {
        let context = self.context();
        let speak = |text: &Localised| self.fill_in(text, &context);
        let id = &self.session.node;
        let message = match &node.kind {
            NodeKind::Say(say) => compose::compose_say(say, id, self.language(), &speak)?,
            NodeKind::Ask(ask) => compose::compose_ask(ask, id, self.language(), &speak)?,
            _ => return Ok(()),
        };
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

    pub(super) fn fill_in(&self, text: &Localised, context: &Value) -> Result<String, Trouble> {
        let text = text.pick(self.language(), &self.flow.language).ok_or(Trouble::NoText)?;
        expression::fill_in(text, context).map_err(in_part("the text"))
    }

    pub(super) fn waiting(&self, timeout: Option<Span>) -> Move {
        let timeout = timeout.map_or(limits::WAIT, |span| span.0.min(limits::WAIT_MAXIMUM));
        Move::Wait(Waiting::Reply { until: Some(self.scope.now.plus(timeout)) })
    }

    /// Everything an expression can read at this moment.
    pub(super) fn context(&self) -> Value {
        let scope = self.scope;
        let settings = scope.settings.iter().map(|(name, value)| (name.as_str(), Value::from(Serde(value))));
        let world = [
            ("contact", contact_value(&self.contact, &self.flow.language)),
            ("settings", Value::from_pairs(settings)),
            ("now", scope.now_value(self.flow)),
            ("window", scope.window_value()),
        ];
        let variables = self.session.variables.iter().map(|(name, value)| (name.as_str(), Value::from(Serde(value))));
        // The world comes last: no variable can pass for it.
        Value::from_pairs(variables.chain(world))
    }

    pub(super) fn language(&self) -> &str {
        self.contact.language.as_deref().unwrap_or(&self.flow.language)
    }

    pub(super) fn remember(&mut self, name: &str, value: Json) {
        self.session.variables.insert(name.to_owned(), value);
    }
}

/// The next node, or a quiet end where there is none.
pub(super) fn follow(next: Option<&NodeId>) -> Move {
    next.map_or(Move::End(EndReason::Finished, None), |node| Move::To(node.clone()))
}

pub(super) fn in_part(part: &'static str) -> impl Fn(expression::ExpressionError) -> Trouble {
    move |source| Trouble::Expression { part, source }
}

//! Flows within flows: one calls another on purpose, or a message interrupts one that only waits for time to pass.

use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::{Cause, EndReason, Step};
use crate::flow::book::PublishedFlow;
use crate::flow::document::{CallFlow, Node, NodeId, NodeKind};
use crate::flow::limits;
use crate::flow::session::Caller;
use crate::flow::trigger::{Reply, Trust};
use crate::id::FlowId;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::mem;

impl<'a> Run<'a> {
    pub(super) fn is_called(&self) -> bool {
        !self.session.progress.callers.is_empty()
    }

    pub(super) fn call(&mut self, node: &Node, call: &CallFlow) -> Moved {
        let flows = self.scope.flows;
        let Some(called) = flows.named(&call.flow) else {
            return Ok(self.failed(node, &format!("no published flow is called “{}”", call.flow)));
        };
        let input = self.words().values(&call.input, "the input")?;
        self.go_into(called, input, false)?;
        Ok(Move::To(called.document.start.clone()))
    }

    fn go_into(
        &mut self,
        other: &'a PublishedFlow,
        variables: BTreeMap<String, Value>,
        interrupts: bool,
    ) -> Result<(), Trouble> {
        if self.session.progress.callers.len() >= limits::CALLERS {
            return Err(Trouble::limit("flows within flows", limits::CALLERS));
        }
        let message = self.session.variables.get("message").cloned();
        let caller = Caller {
            flow: mem::replace(&mut self.session.flow, other.id),
            flow_version: mem::replace(&mut self.session.flow_version, other.version),
            node: mem::replace(&mut self.session.node, other.document.start.clone()),
            variables: mem::replace(&mut self.session.variables, variables),
            interrupted: interrupts.then(|| self.session.waiting.clone()),
        };
        self.session.progress.callers.push(caller);
        self.flow = &other.document;
        if let Some(message) = message {
            self.remember("message", message);
        }
        Ok(())
    }

    /// The called flow has ended; the one that called goes on where it stood.
    pub(super) fn come_back(&mut self, reason: EndReason, outcome: Option<String>) -> Moved {
        let Some(caller) = self.session.progress.callers.pop() else { return Ok(Move::End(reason, outcome)) };
        let interrupted = caller.interrupted.clone();
        let known = self.stand_in(caller)?;
        if let Some(waiting) = interrupted {
            return Ok(Move::Wait(waiting));
        }
        let node = self.here()?;
        let NodeKind::CallFlow(call) = &node.kind else { return Err(Trouble::UnknownNode(self.session.node.clone())) };
        if reason == EndReason::TimedOut {
            let on_timeout = node.routes.on_timeout.as_ref();
            return Ok(on_timeout.map_or(Move::End(reason, None), |target| Move::To(target.clone())));
        }
        let mut result: Map<String, Value> = known.into_iter().filter(|(name, _)| name != "message").collect();
        result.insert("outcome".into(), json!(outcome));
        self.remember_if(call.save_as.as_ref(), Value::Object(result));
        Ok(follow(node.routes.next.as_ref()))
    }

    /// Makes a caller the present flow again; answers what the called one knew.
    fn stand_in(&mut self, caller: Caller) -> Result<BTreeMap<String, Value>, Trouble> {
        let flow = self.scope.flows.version(caller.flow, caller.flow_version).ok_or(Trouble::UnknownFlow)?;
        self.flow = &flow.document;
        let message = self.session.variables.get("message").cloned();
        self.session.flow = caller.flow;
        self.session.flow_version = caller.flow_version;
        self.session.node = caller.node;
        let known = mem::replace(&mut self.session.variables, caller.variables);
        if let Some(message) = message {
            self.remember("message", message);
        }
        Ok(known)
    }

    /// Where words lead that work at any time, in this flow or in one that called it.
    pub(super) fn shortcut(&mut self, reply: &Reply, trust: Trust) -> Result<Option<NodeId>, Trouble> {
        if let Some(target) = self.flow.shortcut(reply, trust) {
            return Ok(Some(target.clone()));
        }
        let flows = self.scope.flows;
        let callers = self.session.progress.callers.iter().enumerate().rev();
        let found = callers.filter_map(|(depth, caller)| {
            let flow = flows.version(caller.flow, caller.flow_version)?;
            Some((depth, flow.document.shortcut(reply, trust)?.clone()))
        });
        let Some((depth, target)) = found.into_iter().next() else { return Ok(None) };
        self.unwind_to(depth)?;
        Ok(Some(target))
    }

    fn unwind_to(&mut self, depth: usize) -> Result<(), Trouble> {
        while self.session.progress.callers.len() > depth {
            let Some(caller) = self.session.progress.callers.pop() else { break };
            self.stand_in(caller)?;
        }
        Ok(())
    }

    /// A button of a flow that called this one.
    pub(super) fn tapped_in_a_caller(&mut self, payload: &str) -> Result<bool, Trouble> {
        let flows = self.scope.flows;
        let owns = |caller: &Caller| {
            flows.version(caller.flow, caller.flow_version).is_some_and(|flow| flow.document.offers(payload))
        };
        let Some(depth) = self.session.progress.callers.iter().rposition(owns) else { return Ok(false) };
        self.unwind_to(depth)?;
        Ok(true)
    }

    /// A message while the flow waits for something other than a reply: the flow that answers it comes between.
    pub(super) fn interrupted_by_message(&mut self, reply: &Reply) -> Result<Option<Move>, Trouble> {
        let flows = self.scope.flows;
        let Some(other) = flows.best(reply) else { return Ok(None) };
        self.go_into(other, BTreeMap::new(), true)?;
        match self.tapped(reply)? {
            Some(moved) => Ok(Some(moved)),
            None => Ok(Some(Move::To(other.document.entry(reply).clone()))),
        }
    }

    /// Something outside begins another flow while this one waits.
    pub(super) fn interrupted_by(mut self, flow: FlowId, version: u32, cause: Cause) -> Step {
        let Some(other) = self.scope.flows.version(flow, version) else { return self.unchanged() };
        let (entry, variables) = entry_of(&other.document, cause);
        let moved = self.go_into(other, variables, true).map(|()| Move::To(entry));
        self.walk(moved)
    }

    pub(super) fn start_by(mut self, cause: Cause) -> Step {
        let (entry, variables) = entry_of(self.flow, cause);
        self.session.variables = variables;
        self.walk(Ok(Move::To(entry)))
    }
}

fn entry_of(flow: &crate::flow::document::Flow, cause: Cause) -> (NodeId, BTreeMap<String, Value>) {
    match cause {
        Cause::Asked(input) => (flow.start.clone(), input),
        Cause::Happening(happening) => {
            let entry = flow.entry_of_event(&happening.name).unwrap_or(&flow.start).clone();
            let event = json!({"name": happening.name, "properties": happening.properties});
            (entry, BTreeMap::from([("event".to_owned(), event)]))
        }
    }
}

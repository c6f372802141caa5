//! Waiting for a time or for something outside, and what came of it.

use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::{EndReason, Step};
use crate::flow::document::{Node, NodeKind, Span, Wait};
use crate::flow::limits;
use crate::flow::scope::zone_of;
use crate::flow::session::{Happening, Waiting};
use crate::time::Timestamp;
use jiff::civil::{Date, DateTime};
use serde_json::{Value, json};

impl Run<'_> {
    pub(super) fn wait_for(&mut self, node: &Node, wait: &Wait) -> Moved {
        let longest = self.scope.now.plus(limits::TIME_WAIT_MAXIMUM);
        let until = match wait {
            Wait::Event { name, timeout, .. } => {
                let until = self.until(timeout.or(Some(Span(limits::EVENT_WAIT))));
                return Ok(Move::Wait(Waiting::Event { name: name.clone(), until }));
            }
            Wait::For(span) => self.scope.now.plus(span.0),
            Wait::Until(until) => self.moment(until)?,
        };
        if until <= self.scope.now {
            return Ok(follow(node.routes.next.as_ref()));
        }
        Ok(Move::Wait(Waiting::Time { until: until.min(longest) }))
    }

    /// A day or a moment in the flow's time zone.
    fn moment(&self, source: &str) -> Result<Timestamp, Trouble> {
        let value = self.words().value(&Value::String(source.to_owned()), "the time to wait until")?;
        let text =
            value.as_str().ok_or(Trouble::Unsayable("a time to wait until is a date, or a date and a time"))?.trim();
        let at = match text.parse::<Date>() {
            Ok(date) if text.len() <= 10 => Ok(date.to_datetime(jiff::civil::Time::midnight())),
            _ => text.replacen(' ', "T", 1).parse::<DateTime>(),
        };
        let at = at.map_err(|_| Trouble::Unsayable("a time to wait until is a date, or a date and a time"))?;
        let zoned = at.to_zoned(zone_of(self.flow));
        let zoned = zoned.map_err(|_| Trouble::Unsayable("this moment does not exist in the flow's time zone"))?;
        Ok(Timestamp(zoned.timestamp().as_millisecond()))
    }

    /// The time has come for a node that waited for nothing but time, or for something that did not come.
    pub(super) fn time_came(&self, waiting: &Waiting) -> Moved {
        let routes = &self.here()?.routes;
        Ok(match waiting {
            Waiting::Time { .. } => follow(routes.next.as_ref()),
            _ => routes
                .on_timeout
                .as_ref()
                .map_or(Move::End(EndReason::TimedOut, None), |target| Move::To(target.clone())),
        })
    }

    pub(super) fn happened(mut self, happening: &Happening) -> Step {
        match self.session.waiting.clone() {
            Waiting::Event { name, .. } if name == happening.name => {
                let moved = self.count().and_then(|()| self.take_in(happening));
                self.walk(moved)
            }
            Waiting::Payment { reference, .. } => match self.settled(&reference, happening) {
                Some(moved) => self.walk(moved),
                None => self.unchanged(),
            },
            _ => {
                self.tell_callers(happening);
                self.unchanged()
            }
        }
    }

    fn take_in(&mut self, happening: &Happening) -> Moved {
        let node = self.here()?;
        let NodeKind::Wait(Wait::Event { save_as, .. }) = &node.kind else {
            return Err(Trouble::UnknownNode(self.session.node.clone()));
        };
        self.remember("event", event_value(happening));
        self.remember_if(save_as.as_ref(), json!(happening.properties));
        Ok(follow(node.routes.next.as_ref()))
    }

    /// A flow that was interrupted while it waited for this need not wait any more when its turn comes.
    fn tell_callers(&mut self, happening: &Happening) {
        let flows = self.scope.flows;
        for caller in &mut self.session.progress.callers {
            let waits = matches!(&caller.interrupted, Some(Waiting::Event { name, .. }) if *name == happening.name);
            if !waits {
                continue;
            }
            let flow = flows.version(caller.flow, caller.flow_version);
            let node = flow.and_then(|flow| flow.document.nodes.get(&caller.node));
            if let Some(NodeKind::Wait(Wait::Event { save_as: Some(name), .. })) = node.map(|node| &node.kind) {
                caller.variables.insert(name.clone(), json!(happening.properties));
            }
            caller.variables.insert("event".to_owned(), event_value(happening));
            caller.interrupted = Some(Waiting::Time { until: self.scope.now });
        }
    }
}

fn event_value(happening: &Happening) -> Value {
    json!({"name": happening.name, "properties": happening.properties})
}

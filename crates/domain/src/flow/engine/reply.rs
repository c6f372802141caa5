//! What an input means where the session stands: an answer, a choice, an old button, a time-out, an HTTP answer.

use super::answer;
use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::{EndReason, HandOverReason, Step, phrases};
use crate::contact::IdentifierKind;
use crate::contact::phone::{self, E164};
use crate::flow::document::{Ask, Choice, Node, NodeKind};
use crate::flow::limits;
use crate::flow::session::{HttpAnswer, Waiting};
use crate::flow::trigger::Reply;
use serde_json::{Value, json};
use whatsapp::message::Message;

impl<'a> Run<'a> {
    /// The message that set the flow off.
    pub(super) fn first(mut self, reply: &Reply) -> Step {
        let moved = self.hear(reply).and_then(|()| match self.tapped(reply) {
            Some(tapped) => tapped,
            None => Ok(Move::To(self.flow.entry(reply).clone())),
        });
        self.walk(moved)
    }

    pub(super) fn reply(mut self, reply: &Reply) -> Step {
        // The answer of the request is what the flow waits for; a message in the meantime stays in the thread.
        if matches!(self.session.waiting, Waiting::Http { .. }) {
            return self.unchanged();
        }
        let moved = self.hear(reply).and_then(|()| self.understand(reply));
        self.walk(moved)
    }

    pub(super) fn timed_out(mut self) -> Step {
        let due = self.session.wake_at().is_some_and(|moment| moment <= self.scope.now);
        match self.session.waiting.clone() {
            _ if !due => self.unchanged(),
            Waiting::Http { call, .. } => self.http_answered(HttpAnswer {
                call,
                status: None,
                body: Value::Null,
                error: Some("no answer in time".into()),
            }),
            Waiting::Reply { .. } => {
                let moved = self.nobody_came();
                self.walk(moved)
            }
        }
    }

    pub(super) fn http_answered(mut self, answer: HttpAnswer) -> Step {
        match &self.session.waiting {
            Waiting::Http { call, .. } if *call == answer.call => {}
            _ => return self.unchanged(),
        }
        let moved = self.take_answer(answer);
        self.walk(moved)
    }

    /// Counts an input that takes the session further.
    fn count(&mut self) -> Result<(), Trouble> {
        self.session.steps = self.session.steps.saturating_add(1);
        if self.session.steps > limits::STEPS_PER_SESSION {
            return Err(Trouble::limit("steps in one session", limits::STEPS_PER_SESSION as usize));
        }
        Ok(())
    }

    /// Keeps what was said, so that any node can read it.
    fn hear(&mut self, reply: &Reply) -> Result<(), Trouble> {
        self.count()?;
        let heard = json!({"kind": reply.kind, "text": said(reply), "payload": reply.payload.as_deref().map(shorten)});
        self.remember("message", heard);
        Ok(())
    }

    fn here(&self) -> Result<&'a Node, Trouble> {
        let flow = self.flow;
        flow.nodes.get(&self.session.node).ok_or_else(|| Trouble::UnknownNode(self.session.node.clone()))
    }

    /// What a tap on a button or row of this flow does, be it of the present question or of one long past.
    fn tapped(&mut self, reply: &Reply) -> Option<Moved> {
        let flow = self.flow;
        let (id, choice) = flow.choice(reply.payload.as_deref()?)?;
        let node = flow.nodes.get(id)?;
        Some(Ok(self.choose(node, choice)))
    }

    fn choose(&mut self, node: &Node, choice: &Choice) -> Move {
        if let NodeKind::Ask(ask) = &node.kind {
            self.remember(&ask.save_as, choice.id.clone().into());
        }
        follow(choice.go_to.as_ref().or(node.routes.next.as_ref()))
    }

    fn understand(&mut self, reply: &Reply) -> Moved {
        if let Some(moved) = self.tapped(reply) {
            return moved;
        }
        if let Some(target) = self.flow.shortcut(reply) {
            return Ok(Move::To(target.clone()));
        }
        let node = self.here()?;
        if let Some(choice) = self.typed(node, reply) {
            return Ok(self.choose(node, choice));
        }
        match &node.kind {
            NodeKind::Ask(ask) => self.answered(node, ask, reply),
            NodeKind::WaitForReply(wait) => {
                if let Some(name) = &wait.save_as {
                    self.remember(name, said(reply).into());
                }
                Ok(follow(node.routes.next.as_ref()))
            }
            _ => self.no_choice(node),
        }
    }

    /// The choice whose title, or number, the customer typed instead of tapping.
    fn typed<'n>(&self, node: &'n Node, reply: &Reply) -> Option<&'n Choice> {
        let context = self.context();
        let title = |choice: &Choice| self.fill_in(&choice.title, &context).ok();
        answer::typed_choice(node.kind.choices(), reply.text.as_deref()?, title)
    }

    fn answered(&mut self, node: &Node, ask: &Ask, reply: &Reply) -> Moved {
        if let Some(value) = answer::understand(ask, &said(reply), &self.country())? {
            self.remember(&ask.save_as, value);
            return Ok(follow(node.routes.next.as_ref()));
        }
        let retries = ask.retries.unwrap_or(limits::RETRIES).min(limits::RETRIES_MAXIMUM);
        if self.session.attempts >= retries {
            return Ok(node
                .routes
                .on_failure
                .as_ref()
                .map_or_else(|| self.not_understood(), |target| Move::To(target.clone())));
        }
        self.session.attempts += 1;
        let words = match &ask.error {
            Some(error) => self.fill_in(error, &self.context())?,
            None => phrases::NOT_UNDERSTOOD.in_language(self.language()).to_owned(),
        };
        let message = Message::text(words);
        whatsapp::limits::check(&message)?;
        self.say(message)?;
        if !ask.choices.is_empty() {
            self.show(node)?;
        }
        Ok(self.waiting(ask.timeout))
    }

    /// A reply that is none of the choices: the way the author chose, or the same again, and at last a person.
    fn no_choice(&mut self, node: &Node) -> Moved {
        if let Some(otherwise) = &node.routes.otherwise {
            return Ok(Move::To(otherwise.clone()));
        }
        if self.session.attempts >= limits::RETRIES {
            return Ok(self.not_understood());
        }
        self.session.attempts += 1;
        self.show(node)?;
        Ok(self.waiting(node.kind.waits().flatten()))
    }

    fn not_understood(&self) -> Move {
        let note = format!(
            "{} → {}: no answer that fits, after {} tries",
            self.flow.name,
            self.session.node,
            self.session.attempts + 1
        );
        Move::HandOver { note, reason: HandOverReason::NotUnderstood }
    }

    fn nobody_came(&mut self) -> Moved {
        self.count()?;
        let route = self.here()?.routes.on_timeout.as_ref();
        Ok(route.map_or(Move::End(EndReason::TimedOut, None), |target| Move::To(target.clone())))
    }

    fn take_answer(&mut self, answer: HttpAnswer) -> Moved {
        self.count()?;
        let node = self.here()?;
        let NodeKind::HttpRequest(request) = &node.kind else {
            return Err(Trouble::Request("the flow is elsewhere by now"));
        };
        let too_large = answer.body.to_string().len() > limits::HTTP_BODY_BYTES;
        let error = if too_large { Some("the answer is too large".to_owned()) } else { answer.error };
        let succeeded = !too_large && answer.status.is_some_and(|status| (200..300).contains(&status));
        self.remember("http", json!({"status": answer.status, "ok": succeeded, "error": error}));
        if let Some(name) = &request.save_as {
            self.remember(name, if too_large { Value::Null } else { answer.body });
        }
        if succeeded {
            return Ok(follow(node.routes.next.as_ref()));
        }
        let status = answer.status.map_or_else(|| "no answer".to_owned(), |status| format!("answer {status}"));
        let note = format!("{} → {}: the request failed ({status})", self.flow.name, self.session.node);
        Ok(match &node.routes.on_failure {
            Some(target) => Move::To(target.clone()),
            None => Move::HandOver { note, reason: HandOverReason::RequestFailed },
        })
    }

    /// Where a phone number without its country belongs: where the contact's own does.
    fn country(&self) -> String {
        let own = self.contact.identifier(IdentifierKind::Phone);
        let own = own.and_then(|number| E164::from_digits(number.trim_start_matches('+')));
        own.and_then(|number| phone::country_of(&number)).unwrap_or_default()
    }
}

fn said(reply: &Reply) -> String {
    shorten(reply.text.as_deref().unwrap_or_default())
}

fn shorten(text: &str) -> String {
    text.chars().take(limits::REPLY_CHARACTERS).collect()
}

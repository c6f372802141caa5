//! What an input means where the session stands: an answer, a choice, an old button, a time-out.

use super::answer;
use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::{EndReason, HandOverReason, Step};
use crate::flow::document::{AnswerKind, Ask, Awaited, Choice, Node, NodeKind, Say};
use crate::flow::limits;
use crate::flow::session::{HttpAnswer, Waiting};
use crate::flow::trigger::{Reply, Trust};
use serde_json::{Value, json};

impl<'a> Run<'a> {
    pub(super) fn start(mut self, reply: &Reply) -> Step {
        match self.gather(reply.clone(), true) {
            Some(reply) => self.first(&reply),
            None => self.unchanged(),
        }
    }

    /// The message that set the flow off.
    pub(super) fn first(mut self, reply: &Reply) -> Step {
        let moved = self.hear(reply).and_then(|()| {
            Ok(match self.tapped(reply)? {
                Some(moved) => moved,
                None => Move::To(self.flow.entry(reply).clone()),
            })
        });
        self.walk(moved)
    }

    pub(super) fn reply(mut self, reply: Reply) -> Step {
        let begins = self.session.progress.gathering.as_ref().is_some_and(|gathering| gathering.begins);
        if self.is_a_second_tap(&reply) {
            return self.unchanged();
        }
        match self.gather(reply, begins) {
            Some(reply) if begins => self.first(&reply),
            Some(reply) => self.hear_and_answer(&reply),
            None => self.unchanged(),
        }
    }

    pub(super) fn hear_and_answer(mut self, reply: &Reply) -> Step {
        // The answer of the request is what the flow waits for; a message in the meantime stays in the thread.
        if matches!(self.session.waiting, Waiting::Http { .. }) {
            return self.unchanged();
        }
        let moved = self.hear(reply).and_then(|()| self.understand(reply));
        self.walk(moved)
    }

    /// The same button twice in a row, where the first tap has led on already: a nervous finger.
    fn is_a_second_tap(&self, reply: &Reply) -> bool {
        let Some(payload) = reply.payload.as_deref() else { return false };
        let last = self.session.variables.get("message").and_then(|message| message.get("payload")?.as_str());
        let soon = self.scope.now.since(self.session.updated_at) <= limits::SECOND_TAP;
        let of_this_node = payload.split_once(':').is_some_and(|(node, _)| node == self.session.node);
        last == Some(payload) && soon && !of_this_node
    }

    pub(super) fn timed_out(mut self) -> Step {
        let due = self.session.wake_at().is_some_and(|moment| moment <= self.scope.now);
        if !due {
            return self.unchanged();
        }
        if let Some(gathering) = self.session.progress.gathering.take() {
            return self.gathered(&gathering);
        }
        match self.session.waiting.clone() {
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
            waiting => {
                let moved = self.count().and_then(|()| self.time_came(&waiting));
                self.walk(moved)
            }
        }
    }

    /// Counts an input that takes the session further.
    pub(super) fn count(&mut self) -> Result<(), Trouble> {
        self.session.steps = self.session.steps.saturating_add(1);
        if self.session.steps > limits::STEPS_PER_SESSION {
            return Err(Trouble::limit("steps in one session", limits::STEPS_PER_SESSION as usize));
        }
        Ok(())
    }

    /// Keeps what was said, so that any node can read it.
    fn hear(&mut self, reply: &Reply) -> Result<(), Trouble> {
        self.count()?;
        let text = said(reply);
        let named = self.name(reply, &text);
        let heard = json!({
            "kind": reply.kind,
            "text": text,
            "payload": reply.payload.as_deref().map(shorten),
            "data": reply.data,
            "id": reply.wamid,
            "intent": reply.understood.as_ref().and_then(|understood| understood.intent.as_deref()),
            "entities": named,
        });
        self.remember("message", heard);
        if let Some(referral) = &reply.referral {
            self.remember("referral", referral.clone());
        }
        Ok(())
    }

    /// The words of the customer's last message.
    pub(super) fn last_words(&self) -> String {
        let message = self.session.variables.get("message");
        message.and_then(|message| message.get("text")?.as_str()).unwrap_or_default().to_owned()
    }

    /// What the customer's last message wanted.
    pub(super) fn last_intent(&self) -> Option<&str> {
        self.session.variables.get("message")?.get("intent")?.as_str()
    }

    /// What a tap on a button or row of this flow does, be it of the present question or of one long past.
    pub(super) fn tapped(&mut self, reply: &Reply) -> Result<Option<Move>, Trouble> {
        let Some(payload) = reply.payload.as_deref() else { return Ok(None) };
        if !self.flow.offers(payload) && !self.tapped_in_a_caller(payload)? {
            return Ok(None);
        }
        let flow = self.flow;
        if let Some((id, choice)) = flow.choice(payload) {
            let node = flow.nodes.get(id).ok_or_else(|| Trouble::UnknownNode(id.clone()))?;
            return Ok(Some(self.choose(node, choice)));
        }
        let Some((id, answer)) = flow.offered(payload) else { return Ok(None) };
        let node = flow.nodes.get(id).ok_or_else(|| Trouble::UnknownNode(id.clone()))?;
        self.session.node.clone_from(id);
        self.take_offer(node, answer, said(reply)).map(Some)
    }

    /// An answer that the engine itself had offered.
    fn take_offer(&mut self, node: &'a Node, answer: &str, words: String) -> Moved {
        let yes = answer == super::offer::YES;
        let step = answer.parse::<i64>().unwrap_or_default();
        match &node.kind {
            NodeKind::AskConsent(ask) => Ok(self.consented(node, ask, yes, words)),
            NodeKind::Survey(survey) => self.scored(node, survey, step),
            NodeKind::Ask(ask) => {
                self.understood();
                let is_word = [super::offer::YES, super::offer::NO].contains(&answer);
                let offered = if is_word { yes.into() } else { step.into() };
                self.remember(&ask.save_as, super::naming::meant(answer).unwrap_or(offered));
                Ok(follow(node.routes.next.as_ref()))
            }
            _ => Err(Trouble::UnknownNode(self.session.node.clone())),
        }
    }

    fn choose(&mut self, node: &Node, choice: &Choice) -> Move {
        self.understood();
        self.forget_message();
        match &node.kind {
            NodeKind::Ask(ask) => self.remember(&ask.save_as, choice.id.clone().into()),
            NodeKind::Say(say) => self.remember_if(say.save_as.as_ref(), choice.id.clone().into()),
            _ => {}
        }
        follow(choice.go_to.as_ref().or(node.routes.next.as_ref()))
    }

    fn understand(&mut self, reply: &Reply) -> Moved {
        if let Some(moved) = self.tapped(reply)? {
            return Ok(moved);
        }
        if let Some(target) = self.shortcut(reply, Trust::Written)? {
            self.understood();
            return Ok(Move::To(target));
        }
        if !matches!(self.session.waiting, Waiting::Reply { .. }) {
            return match self.wanted_instead(reply)? {
                Some(moved) => Ok(moved),
                None => self.meanwhile(reply),
            };
        }
        let node = self.here()?;
        if let Some(choice) = self.typed(node, reply) {
            return Ok(self.choose(node, choice));
        }
        match &node.kind {
            NodeKind::Ask(ask) => self.answered(node, ask, reply),
            NodeKind::AskConsent(ask) => match crate::flow::answer::yes_no::read(&said(reply)) {
                Some(given) => Ok(self.consented(node, ask, given, said(reply))),
                None => self.try_again(node, None, None),
            },
            NodeKind::Survey(survey) => self.answer_survey(node, survey, reply),
            NodeKind::WaitForReply(wait) => {
                self.understood();
                self.remember_if(wait.save_as.as_ref(), said(reply).into());
                Ok(follow(node.routes.next.as_ref()))
            }
            NodeKind::Say(say) => match self.awaited(say, reply) {
                Some(value) => {
                    self.understood();
                    self.remember_if(say.save_as.as_ref(), value);
                    Ok(follow(node.routes.next.as_ref()))
                }
                None => self.no_choice_of(node, reply),
            },
            _ => self.no_choice_of(node, reply),
        }
    }

    /// What was said fits nothing here: it may be for another part of the flow, else it is not understood.
    fn no_choice_of(&mut self, node: &'a Node, reply: &Reply) -> Moved {
        match self.wanted_instead(reply)? {
            Some(moved) => Ok(moved),
            None => self.no_choice(node),
        }
    }

    /// Where an intent leads that counts at any time.
    fn wanted_instead(&mut self, reply: &Reply) -> Result<Option<Move>, Trouble> {
        let target = self.shortcut(reply, Trust::Understood)?;
        if target.is_some() {
            self.understood();
        }
        Ok(target.map(Move::To))
    }

    /// The place, form or order that a `say` waits for.
    fn awaited(&self, say: &Say, reply: &Reply) -> Option<Value> {
        let data = reply.data.clone()?;
        let fits = match say.awaited()? {
            Awaited::Location => reply.kind == "location",
            // A form names in its token the node that sent it; an old one is not this one's answer.
            Awaited::Form => data.get("flow_token").is_none_or(|token| token == self.session.node.as_str()),
            Awaited::Order => reply.kind == "order",
        };
        fits.then_some(data)
    }

    /// A message while the flow waits for a time, an event or a payment.
    fn meanwhile(&mut self, reply: &Reply) -> Moved {
        if let Some(otherwise) = &self.here()?.routes.otherwise {
            return Ok(Move::To(otherwise.clone()));
        }
        match self.interrupted_by_message(reply)? {
            Some(moved) => Ok(moved),
            None => Ok(self.pass_on(HandOverReason::NotUnderstood, "wrote while the flow was waiting")),
        }
    }

    /// The choice whose title, or number, the customer typed instead of tapping.
    fn typed<'n>(&self, node: &'n Node, reply: &Reply) -> Option<&'n Choice> {
        let words = self.words();
        let title = |choice: &Choice| words.say(&choice.title).ok();
        answer::typed_choice(node.kind.choices(), reply.text.as_deref()?, title)
    }

    fn answered(&mut self, node: &'a Node, ask: &'a Ask, reply: &Reply) -> Moved {
        if let Some(value) = self.typed_reading(reply) {
            self.forget_message();
            return self.take(node, ask, vec![(value, said(reply))]);
        }
        if let Some(moved) = self.named_already(node, ask)? {
            return Ok(moved);
        }
        let given = self.given(reply);
        let mut candidates = answer::understand(ask, reply, self.scope.entities(), &given)?;
        candidates = self.in_bounds(ask, candidates)?;
        if ask.kind != AnswerKind::Entity {
            candidates.truncate(1);
        }
        if !candidates.is_empty() {
            self.forget_answer(ask);
            return self.take(node, ask, candidates);
        }
        match self.wanted_instead(reply)? {
            Some(moved) => Ok(moved),
            None => self.try_again(node, ask.retries, ask.error.as_ref()),
        }
    }

    /// Days and times are written so that they sort.
    pub(super) fn is_in_time(&self, ask: &Ask, value: &Value) -> Result<bool, Trouble> {
        let Some(value) = value.as_str().filter(|_| ask.is_moment()) else { return Ok(true) };
        let words = self.words();
        let bound = |source: &Option<String>| {
            source.as_deref().map(|source| words.text(source, "the earliest or latest")).transpose()
        };
        let (earliest, latest) = (bound(&ask.earliest)?, bound(&ask.latest)?);
        // `2026-03-31 17:05` is not after the day `2026-03-31`.
        let start = |bound: &str| value.get(..bound.len()).unwrap_or(value).to_owned();
        Ok(earliest.is_none_or(|earliest| value >= earliest.as_str())
            && latest.is_none_or(|latest| start(&latest) <= latest))
    }

    fn nobody_came(&mut self) -> Moved {
        self.count()?;
        let routes = &self.here()?.routes;
        if self.has_scored()? {
            return Ok(follow(routes.next.as_ref()));
        }
        let route = routes.on_timeout.as_ref();
        Ok(route.map_or(Move::End(EndReason::TimedOut, None), |target| Move::To(target.clone())))
    }
}

fn said(reply: &Reply) -> String {
    shorten(reply.text.as_deref().unwrap_or_default())
}

fn shorten(text: &str) -> String {
    text.chars().take(limits::REPLY_CHARACTERS).collect()
}

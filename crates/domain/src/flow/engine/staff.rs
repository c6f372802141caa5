//! Bringing people of the business in: hand-over, assignment, notices, and flows begun with somebody else.

use super::run::{Move, Moved, Passing, Run, follow};
use super::trouble::Trouble;
use super::{FlowEffect, HandOverReason, compose};
use crate::contact::phone;
use crate::flow::document::{Assign, HandOver, Node, NotifyStaff, StartFlow};
use whatsapp::message::Message;

impl Run<'_> {
    pub(super) fn ask_for_a_person(&mut self, hand_over: &HandOver) -> Moved {
        let note = self.words().text(hand_over.note.as_deref().unwrap_or_default(), "the note")?;
        let (team, person) = (self.name_of(hand_over.team.as_deref())?, self.name_of(hand_over.person.as_deref())?);
        if let Some(text) = &hand_over.text {
            self.say_text(text)?;
        }
        Ok(Move::HandOver(Passing { note, trouble: None, team, person }))
    }

    pub(super) fn assign(&mut self, assign: &Assign) -> Result<(), Trouble> {
        let note = self.words().text(assign.note.as_deref().unwrap_or_default(), "the note")?;
        let (team, person) = (self.name_of(assign.team.as_deref())?, self.name_of(assign.person.as_deref())?);
        self.effects.push(FlowEffect::Assign { team, person, note });
        Ok(())
    }

    fn name_of(&self, name: Option<&str>) -> Result<Option<String>, Trouble> {
        name.map(|name| self.words().text(name, "the name")).transpose()
    }

    pub(super) fn notify(&mut self, node: &Node, notice: &NotifyStaff) -> Moved {
        let Some(phone) = self.phone(&notice.to)? else { return Ok(self.failed(node, "this is no phone number")) };
        let text = match &notice.text {
            Some(text) => {
                let message = Message::text(self.words().say(text)?);
                whatsapp::limits::check(&message)?;
                Some(Box::new(message))
            }
            None => None,
        };
        let template = notice.template.as_ref();
        let template = template.map(|template| self.compose(|speaker| compose::compose_template(template, speaker)));
        self.effects.push(FlowEffect::NotifyStaff { phone, text, template: template.transpose()?.map(Box::new) });
        Ok(follow(node.routes.next.as_ref()))
    }

    pub(super) fn start_elsewhere(&mut self, node: &Node, start: &StartFlow) -> Moved {
        let Some(phone) = self.phone(&start.contact)? else { return Ok(self.failed(node, "this is no phone number")) };
        if self.scope.flows.named(&start.flow).is_none() {
            return Ok(self.failed(node, "no published flow has this name"));
        }
        let input = self.words().values(&start.input, "the input")?;
        self.effects.push(FlowEffect::StartFlow { flow: start.flow.clone(), phone, input });
        Ok(follow(node.routes.next.as_ref()))
    }

    fn phone(&self, text: &str) -> Result<Option<String>, Trouble> {
        let text = self.words().text(text, "the phone number")?;
        Ok(phone::parse(&text, &self.country()).map(|phone| phone.as_str().to_owned()))
    }

    /// The way of `on_failure`, or a person.
    pub(super) fn failed(&self, node: &Node, what: &str) -> Move {
        node.routes
            .on_failure
            .as_ref()
            .map_or_else(|| self.pass_on(HandOverReason::RequestFailed, what), |target| Move::To(target.clone()))
    }

    /// To a person, with a note of where and what.
    pub(super) fn pass_on(&self, reason: HandOverReason, what: &str) -> Move {
        Move::HandOver(Passing { note: self.noted(what), trouble: Some(reason), ..Passing::default() })
    }
}

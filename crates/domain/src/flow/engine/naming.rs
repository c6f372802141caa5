//! What a message names beyond the answer to the present question: kept until it is asked for, and asked back about
//! where its words have several meanings.

use super::answer;
use super::run::{Move, Moved, Run, follow};
use super::trouble::Trouble;
use super::{compose, phrases};
use crate::contact::IdentifierKind;
use crate::contact::phone::{self, E164};
use crate::flow::document::{AnswerKind, Ask, Node, NodeKind};
use crate::flow::limits;
use crate::flow::scope::{time_zone, zone_of};
use crate::flow::trigger::Reply;
use crate::intent::entity::{BuiltIn, Given, Named, label};
use crate::text::fold;
use serde_json::{Map, Value, json};
use whatsapp::limits::ROW_TITLE;

impl<'a> Run<'a> {
    /// When and where a reply was written, as far as that is known.
    pub(super) fn given(&self, reply: &Reply) -> Given {
        let instant = reply.sent_at.unwrap_or(self.scope.now).as_millis();
        let instant = jiff::Timestamp::from_millisecond(instant).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let own = self.contact.time_zone();
        let zone = |guessed: bool| own.as_ref().filter(|it| it.guessed == guessed).and_then(|it| time_zone(&it.name));
        // What somebody wrote down, where the business is, what the phone number suggests.
        let of_flow = || self.flow.time_zone.is_some().then(|| zone_of(self.flow));
        let zone = zone(false).or_else(of_flow).or_else(|| zone(true)).unwrap_or(jiff::tz::TimeZone::UTC);
        Given { now: instant.to_zoned(zone), language: self.language().to_owned(), country: self.country() }
    }

    /// Where a phone number without its country belongs: where the contact's own does.
    pub(super) fn country(&self) -> String {
        let own = self.contact.identifier(IdentifierKind::Phone);
        let own = own.and_then(|number| E164::from_digits(number.trim_start_matches('+')));
        own.and_then(|number| phone::country_of(&number)).unwrap_or_default()
    }

    /// Keeps what a message names, in place of what messages before it named of the same kind. Answers the first reading
    /// of each, for expressions.
    pub(super) fn name(&mut self, reply: &Reply, text: &str) -> Map<String, Value> {
        if !self.scope.flows.reads_entities() || !reply.is_typed() {
            return Map::new();
        }
        let named = self.scope.entities().read(text, &self.given(reply));
        let kept = &mut self.session.progress.named;
        kept.retain(|old| named.iter().all(|new| new.entity != old.entity));
        // A "yes" answers nothing that was not asked.
        kept.extend(named.iter().filter(|one| one.entity != BuiltIn::YesNo.as_str()).cloned());
        kept.truncate(limits::NAMED);
        let mut first = Map::new();
        for one in named {
            if let Some(value) = one.values.into_iter().next() {
                first.entry(one.entity).or_insert(value);
            }
        }
        first
    }

    /// A question that was answered before it was asked is not asked.
    pub(super) fn named_already(&mut self, node: &'a Node, ask: &'a Ask) -> Result<Option<Move>, Trouble> {
        let Some(entity) = ask.entity.as_deref().filter(|_| ask.kind == AnswerKind::Entity) else { return Ok(None) };
        if self.session.variables.contains_key(&ask.save_as) {
            return Ok(None);
        }
        let open = self.flow.nodes.values().filter(|node| match &node.kind {
            NodeKind::Ask(other) => {
                other.entity.as_deref() == Some(entity) && !self.session.variables.contains_key(&other.save_as)
            }
            _ => false,
        });
        let (open, mut named) = (open.count(), self.take_named(entity));
        // "2 adultos y 1 niño" answers two questions in their order; "2 o 3" is no answer to one.
        if named.len() > 1 && named.len() <= open {
            self.session.progress.named.extend(named.split_off(1));
        }
        let candidates = self.in_bounds(ask, answer::candidates(&named))?;
        if candidates.is_empty() { Ok(None) } else { self.take(node, ask, candidates).map(Some) }
    }

    /// Takes what was named of an entity, and with it whatever is a part of the same words or has them as a part.
    fn take_named(&mut self, entity: &str) -> Vec<Named> {
        let kept = std::mem::take(&mut self.session.progress.named);
        let (taken, mut left): (Vec<Named>, Vec<Named>) = kept.into_iter().partition(|one| one.entity == entity);
        left.retain(|other| !taken.iter().any(|one| overlaps(one, other)));
        self.session.progress.named = left;
        taken
    }

    /// What an answer names is not there for the next question of its kind as well.
    pub(super) fn forget_answer(&mut self, ask: &Ask) {
        match (ask.entity.as_deref(), ask.built_in(), ask.kind) {
            (Some(entity), _, AnswerKind::Entity) => drop(self.take_named(entity)),
            (_, Some(kind), _) => drop(self.take_named(kind.as_str())),
            (_, _, AnswerKind::Rating | AnswerKind::YesNo) => self.forget_message(),
            _ => {}
        }
    }

    /// A message that was a choice, "2" for the second, named nothing.
    pub(super) fn forget_message(&mut self) {
        let words = self.last_words();
        self.session.progress.named.retain(|one| !words.contains(&one.text));
    }

    /// One reading is the answer; of several the customer says which is meant.
    pub(super) fn take(&mut self, node: &'a Node, ask: &Ask, mut candidates: Vec<(Value, String)>) -> Moved {
        if candidates.len() > 1 {
            return self.ask_which(ask, &candidates);
        }
        let Some((value, _)) = candidates.pop() else { return Err(Trouble::NoText) };
        self.understood();
        self.remember(&ask.save_as, value);
        Ok(follow(node.routes.next.as_ref()))
    }

    fn ask_which(&mut self, ask: &Ask, candidates: &[(Value, String)]) -> Moved {
        let mut readings: Vec<(String, &Value)> = Vec::new();
        for (value, _) in candidates.iter().filter(|(value, _)| button_of(value).len() <= MEANT_BYTES) {
            let title = shorten(label(value, self.language()));
            if readings.len() < limits::READINGS && readings.iter().all(|(known, _)| *known != title) {
                readings.push((title, value));
            }
        }
        self.session.progress.partial = Some(json!(readings));
        let offers = readings.into_iter().map(|(title, value)| (button_of(value), title)).collect();
        let question = phrases::WHICH.in_language(self.language());
        let words = candidates.first().map(|(_, words)| words.as_str());
        let words = words.filter(|first| candidates.iter().all(|(_, words)| words == first));
        let question = words.map_or_else(|| format!("{question}?"), |words| format!("{question} «{words}»?"));
        let message = self.compose(|speaker| compose::compose_offers(question, offers, speaker))?;
        self.say(message)?;
        Ok(self.waiting(ask.timeout))
    }

    /// The reading whose title was typed instead of tapped, or its number in the order shown.
    pub(super) fn typed_reading(&self, reply: &Reply) -> Option<Value> {
        let typed = fold(reply.text.as_deref()?);
        let readings = self.session.progress.partial.as_ref()?.as_array()?;
        let is_meant = |(place, reading): &(usize, &Value)| {
            let title = reading.get(0).and_then(Value::as_str).map(fold);
            title.as_ref() == Some(&typed) || typed == (place + 1).to_string()
        };
        readings.iter().enumerate().find(is_meant)?.1.get(1).cloned()
    }

    /// Those that the question takes.
    pub(super) fn in_bounds(
        &self,
        ask: &Ask,
        candidates: Vec<(Value, String)>,
    ) -> Result<Vec<(Value, String)>, Trouble> {
        let mut fitting = Vec::new();
        for candidate in candidates {
            if answer::is_in_range(ask, &candidate.0) && self.is_in_time(ask, &candidate.0)? {
                fitting.push(candidate);
            }
        }
        Ok(fitting)
    }
}

/// How the id of a button begins that stands for one of several readings; the value follows.
const MEANT: &str = "is:";
/// Meta allows 200 characters, and the name of the node stands before it.
const MEANT_BYTES: usize = 130;

fn button_of(value: &Value) -> String {
    format!("{MEANT}{value}")
}

/// To what a row of a list holds.
fn shorten(title: String) -> String {
    if title.chars().count() <= ROW_TITLE {
        return title;
    }
    title.chars().take(ROW_TITLE - 1).chain(['…']).collect()
}

/// The value of such a button.
pub(super) fn meant(answer: &str) -> Option<Value> {
    serde_json::from_str(answer.strip_prefix(MEANT)?).ok()
}

fn overlaps(one: &Named, other: &Named) -> bool {
    let (Some(first), Some(second)) = (BuiltIn::parse(&one.entity), BuiltIn::parse(&other.entity)) else {
        return false;
    };
    one.text == other.text && (first.contains(second) || second.contains(first))
}

//! What a message names, as flows remember it: what every business knows (dates, numbers, money, ...) and the things of
//! this one. An entity of the business takes the place of a built-in one of its name.

mod built_in;
mod label;
mod moment;

pub use built_in::BuiltIn;
pub(crate) use label::label;
pub(crate) use moment::likeliest_first;

use super::TrainingSet;
use super::custom::tagger;
use crate::flow::scope::time_zone;
use crate::time::Timestamp;
use jiff::Zoned;
use jiff::tz::TimeZone;
use nlu::entity::{Context, Custom, Entity, Kind, Kinds, Language};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// The moment and the person a message comes from.
#[derive(Clone, Debug)]
pub struct Given {
    /// When it was sent, on the person's clock.
    pub now: Zoned,
    /// The language that is tried first.
    pub language: String,
    /// Where a phone number without prefix belongs, and whose peso it is; may be empty.
    pub country: String,
}

impl Given {
    /// A moment where `zone` is, a name of the tz database; in UTC where it is none.
    pub fn at(now: Timestamp, zone: &str, language: &str, country: &str) -> Self {
        let instant = jiff::Timestamp::from_millisecond(now.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let zone = time_zone(zone).unwrap_or(TimeZone::UTC);
        Self { now: instant.to_zoned(zone), language: language.to_owned(), country: country.to_owned() }
    }
}

/// Something a message names. Of a day and an hour in one there are three: the day, the hour, and both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    pub entity: String,
    /// The words as they were typed.
    pub text: String,
    /// Every reading, the earlier first; never empty.
    pub values: Vec<Value>,
}

/// What the things of a business are known by.
#[derive(Debug, Default)]
pub struct Entities {
    custom: Vec<Custom>,
    names: BTreeSet<String>,
}

impl Entities {
    pub(super) fn of(set: &TrainingSet) -> Self {
        let found_by = set.entities.iter().filter_map(super::CustomEntity::finder);
        Self {
            custom: found_by.chain(tagger(set)).collect(),
            names: set.entities.iter().map(|entity| entity.name.clone()).collect(),
        }
    }

    /// All that a message names, in its order; where readings overlap, the longest.
    pub fn read(&self, text: &str, given: &Given) -> Vec<Named> {
        let languages = Languages::of(given);
        let own = self.find(text, given, languages.own(), Kinds::ALL);
        let found = if own.is_empty() { self.find(text, given, languages.all(), Kinds::ALL) } else { own };
        let named = self.named(text, &found, given);
        let is_asked_for = |one: &Named| one.entity != BuiltIn::YesNo.as_str() || is_all_of(&one.text, text);
        let is_count = |one: &Named| one.entity != BuiltIn::Number.as_str() || !is_article(&one.text);
        named.into_iter().filter(|one| is_asked_for(one) && is_count(one)).collect()
    }

    /// What the answer to a question for this entity names of it, in whatever language. A question says what its answer is
    /// about: what would be part of something longer counts where nothing else fits.
    pub fn asked_for(&self, entity: &str, text: &str, given: &Given) -> Vec<Named> {
        let built_in = BuiltIn::parse(entity).filter(|_| !self.names.contains(entity));
        let written = built_in.and_then(|kind| kind.plain_form(text));
        let text = written.as_deref().unwrap_or(text);
        let languages = Languages::of(given);
        let only = built_in.map_or(Kinds::from(Kind::Custom), BuiltIn::kinds);
        let mut attempts = [Kinds::ALL, only].into_iter().map(|kinds| {
            let found = self.find(text, given, languages.all(), kinds);
            let mut named = self.named(text, &found, given);
            if let Some(kind) = built_in {
                named.extend(kind.in_answer(text, &found, given));
            }
            without_articles(named.into_iter().filter(|one| one.entity == entity).collect())
        });
        attempts.find(|named| !named.is_empty()).unwrap_or_default()
    }

    fn find(&self, text: &str, given: &Given, languages: &[Language], kinds: Kinds) -> Vec<Entity> {
        let country = Some(given.country.as_str()).filter(|country| !country.is_empty());
        nlu::entity::find(text, &Context { languages, now: &given.now, country, kinds, custom: &self.custom })
    }

    fn named(&self, text: &str, found: &[Entity], given: &Given) -> Vec<Named> {
        let named = |one: &Entity| -> Vec<Named> {
            if one.kind == Kind::Custom {
                return one.values.iter().filter_map(|value| of_business(one, value)).collect();
            }
            let built_in = BuiltIn::all_of(text, one, given);
            let built_in = built_in.into_iter().filter(|(kind, _)| !self.names.contains(kind.as_str()));
            built_in.map(|(kind, values)| kind.named(&one.text, values)).collect()
        };
        found.iter().flat_map(named).filter(|one| !one.values.is_empty()).collect()
    }
}

fn of_business(one: &Entity, value: &nlu::entity::Value) -> Option<Named> {
    let nlu::entity::Value::Custom { entity, value, .. } = value else { return None };
    Some(Named { entity: entity.clone(), text: one.text.clone(), values: vec![value.as_str().into()] })
}

/// "Una mesa para 4" names one number.
fn without_articles(named: Vec<Named>) -> Vec<Named> {
    let has_number = named.iter().any(|one| !is_article(&one.text));
    named.into_iter().filter(|one| !has_number || !is_article(&one.text)).collect()
}

fn is_article(words: &str) -> bool {
    ["un", "una", "um", "uma"].contains(&crate::text::fold(words).as_str())
}

/// A "no" somewhere in a sentence answers nothing that was not asked.
fn is_all_of(words: &str, text: &str) -> bool {
    crate::text::fold(words) == crate::text::fold(text)
}

/// The language of the person first, then the others.
struct Languages {
    order: Vec<Language>,
    is_known: bool,
}

impl Languages {
    fn of(given: &Given) -> Self {
        let own = Language::from_code(&given.language);
        let others = Language::ALL.into_iter().filter(|language| Some(*language) != own);
        Self { order: own.into_iter().chain(others).collect(), is_known: own.is_some() }
    }

    fn own(&self) -> &[Language] {
        if self.is_known { self.order.get(..1).unwrap_or_default() } else { &self.order }
    }

    fn all(&self) -> &[Language] {
        &self.order
    }
}

#[cfg(test)]
mod tests;

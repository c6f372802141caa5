//! What is wrong with the segments, campaigns, series and goals of a pack: asked of each in every language, as if the pack
//! were installed where everything else is in order.

use super::{Pack, Place};
use crate::campaign::check::Known;
use crate::contact::Attribute;
use crate::contact::attribute::is_name;
use crate::id::{IdSource, NumberId, SegmentId, TemplateId, WorkspaceId};
use crate::number::{Health, Number};
use crate::segment::{self, Condition, Fault, Library, Members, Segment};
use crate::template::{NewTemplate, Status, Template};
use crate::time::Timestamp;
use crate::{campaign, series};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const ACCOUNT: &str = "account";

/// Where it stands, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFault {
    pub file: &'static str,
    /// The key of the piece, and the place in it.
    pub place: String,
    pub message: String,
}

/// A workspace that has nothing but the pack, all of it approved.
struct Ground {
    number: Number,
    segments: BTreeMap<String, SegmentId>,
    templates: Vec<Template>,
}

/// Everything that would keep it from working once it is installed.
pub fn check(pack: &Pack) -> Vec<PackFault> {
    let mut faults = Vec::new();
    let ground = Ground::of(pack);
    keys(pack, &mut faults);
    attributes(pack, &mut faults);
    for language in &pack.facts.languages {
        in_language(pack, &ground, language, &mut faults);
    }
    goals(pack, &mut faults);
    events(pack, &mut faults);
    // Most are the same in every language.
    let mut told = BTreeSet::new();
    faults.retain(|fault| told.insert((fault.file, fault.place.clone(), fault.message.clone())));
    faults
}

fn told(file: &'static str, key: &str) -> impl Fn(Fault) -> PackFault {
    move |Fault { place, message }| {
        let place = if place.is_empty() { key.to_owned() } else { format!("{key}: {place}") };
        PackFault { file, place, message }
    }
}

fn keys(pack: &Pack, faults: &mut Vec<PackFault>) {
    let outreach = &pack.outreach;
    let lists: [(&'static str, Vec<&String>); 4] = [
        ("segments.yaml", outreach.segments.iter().map(|piece| &piece.key).collect()),
        ("campaigns.yaml", outreach.campaigns.iter().map(|piece| &piece.key).collect()),
        ("series.yaml", outreach.series.iter().map(|piece| &piece.key).collect()),
        ("goals.yaml", outreach.goals.iter().map(|piece| &piece.key).collect()),
    ];
    for (file, keys) in lists {
        let mut known = BTreeSet::new();
        for key in keys.into_iter().filter(|key| !known.insert(*key)) {
            faults.push(told(file, key)(Fault::new("", "there are two of this key")));
        }
    }
}

fn attributes(pack: &Pack, faults: &mut Vec<PackFault>) {
    for attribute in pack.outreach.attributes.iter().filter(|attribute| !is_name(&attribute.name)) {
        faults.push(told("attributes.yaml", &attribute.name)(Fault::new("", "small letters, digits and _")));
    }
}

fn in_language(pack: &Pack, ground: &Ground, language: &str, faults: &mut Vec<PackFault>) {
    let outreach = &pack.outreach;
    let library = ground.library(pack, language, faults);
    let numbers = std::slice::from_ref(&ground.number);
    let known = Known { numbers, segments: &library, templates: &ground.templates };
    let place = Place { language, numbers: &[ground.number.id], segments: &ground.segments };
    for piece in &outreach.campaigns {
        let found = match piece.plan(place) {
            Ok(plan) => campaign::check::check(&plan, known),
            Err(fault) => vec![fault],
        };
        faults.extend(found.into_iter().map(told("campaigns.yaml", &piece.key)));
    }
    let attributes: Vec<Attribute> = outreach.attributes.iter().map(|piece| piece.attribute(language)).collect();
    for piece in &outreach.series {
        let found = match piece.series(place) {
            Ok(series) => series::check(&series, known, &attributes),
            Err(fault) => vec![fault],
        };
        faults.extend(found.into_iter().map(told("series.yaml", &piece.key)));
    }
}

fn goals(pack: &Pack, faults: &mut Vec<PackFault>) {
    for piece in &pack.outreach.goals {
        let found = piece.goal().map_or_else(|fault| vec![fault], |goal| goal.faults());
        faults.extend(found.into_iter().map(told("goals.yaml", &piece.key)));
    }
}

/// An event that nobody tells makes a segment that is always empty, and nobody notices.
fn events(pack: &Pack, faults: &mut Vec<PackFault>) {
    let told_of = pack.facts.events.iter().map(|event| &event.name);
    let told_of: BTreeSet<&String> = told_of.chain(pack.parts.iter().flat_map(|part| &part.playbook.events)).collect();
    let outreach = &pack.outreach;
    let pieces = outreach.segments.iter().map(|piece| ("segments.yaml", &piece.key, &piece.condition));
    let pieces = pieces.chain(outreach.campaigns.iter().map(|piece| ("campaigns.yaml", &piece.key, &piece.plan)));
    let pieces = pieces.chain(outreach.series.iter().map(|piece| ("series.yaml", &piece.key, &piece.document)));
    let pieces = pieces.chain(outreach.goals.iter().map(|piece| ("goals.yaml", &piece.key, &piece.goal)));
    for (file, key, value) in pieces {
        for event in named_in(value).into_iter().filter(|event| !told_of.contains(event)) {
            let message = format!("pack.yaml does not say who tells of {event}");
            faults.push(told(file, key)(Fault::new("", message)));
        }
    }
}

/// The events that conditions, plans, series and goals speak of.
fn named_in(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(named_in).collect(),
        Value::Object(fields) => {
            let is_share = fields.get("kind").is_some_and(|kind| kind == "share");
            let named = |name: &str| fields.get(name)?.as_str().map(str::to_owned);
            let own = named("event").into_iter().chain(named("of").filter(|_| is_share));
            own.chain(fields.values().flat_map(named_in)).collect()
        }
        _ => BTreeSet::new(),
    }
}

impl Ground {
    fn of(pack: &Pack) -> Self {
        let (mut ids, now) = (IdSource::new(0), Timestamp(0));
        let number = Number {
            id: NumberId::new(&mut ids, now),
            workspace: WorkspaceId::new(&mut ids, now),
            phone_number_id: String::new(),
            waba_id: ACCOUNT.to_owned(),
            display_phone_number: String::new(),
            verified_name: String::new(),
            messages_per_second: 1,
            health: Health::Connected,
            simulated: true,
        };
        let segments =
            pack.outreach.segments.iter().map(|piece| (piece.key.clone(), SegmentId::new(&mut ids, now))).collect();
        let contents = pack.parts.iter().flat_map(|part| &part.templates);
        let contents = contents.filter_map(|content| serde_json::from_value::<NewTemplate>(content.clone()).ok());
        let templates = contents.map(|content| {
            let template = Template::begun(TemplateId::new(&mut ids, now), ACCOUNT, content.clone(), now);
            Template { content: Some(content), draft: None, status: Status::Approved, ..template }
        });
        Self { number, segments, templates: templates.collect() }
    }

    fn library(&self, pack: &Pack, language: &str, faults: &mut Vec<PackFault>) -> Library {
        let mut segments = Vec::new();
        for piece in &pack.outreach.segments {
            let Some(id) = self.segments.get(&piece.key) else { continue };
            let condition = match piece.condition(language) {
                Ok(condition) => condition,
                Err(fault) => {
                    faults.push(told("segments.yaml", &piece.key)(fault));
                    Condition::everybody()
                }
            };
            let name = super::outreach::text(&piece.name, language);
            segments.push(Segment { id: *id, name, members: Members::Meeting(condition) });
        }
        let library = Library::new(segments);
        for piece in &pack.outreach.segments {
            let members = self.segments.get(&piece.key).and_then(|id| library.members(*id));
            let Some(Members::Meeting(condition)) = members else { continue };
            let found = segment::check::check(condition, &library, None);
            faults.extend(found.into_iter().map(told("segments.yaml", &piece.key)));
        }
        library
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: &str = "name: p\nindustry: i\ntitle: {en: P}\ndescription: {en: D}\nlanguages: [en]\nplaybooks: []\n\
        events:\n  - {name: paid, about: {en: A payment}}\n";
    const SEGMENT: &str = "- {key: buyers, name: {en: B}, about: {en: B}, condition: {did: {event: paid}}}\n";

    #[test]
    fn faults_name_their_file_and_place() {
        let named = "name: {en: N}, about: {en: A}";
        let message = "message: {name: A, template: t, language: en}";
        for (file, source, expected) in [
            ("segments.yaml", SEGMENT.replace("paid", "pade"), "buyers"),
            ("segments.yaml", SEGMENT.replace("{did: {event: paid}}", "{label: 5}"), "buyers: label"),
            ("segments.yaml", format!("{SEGMENT}{SEGMENT}"), "buyers"),
            (
                "campaigns.yaml",
                format!("- {{key: c, {named}, plan: {{audience: {{include: [nobody]}}}}}}"),
                "c: audience.include[0]",
            ),
            (
                "campaigns.yaml",
                format!("- {{key: c, {named}, plan: {{audience: {{include: [buyers]}}}}}}"),
                "c: variants",
            ),
            (
                "series.yaml",
                format!(
                    "- {{key: s, {named}, document: {{trigger: {{kind: date, attribute: x}}, steps: [{{{message}}}]}}}}"
                ),
                "s: trigger.attribute",
            ),
            (
                "goals.yaml",
                format!("- {{key: g, {named}, goal: {{measure: {{kind: rate, rate: luck}}, target: 0.1}}}}"),
                "g: measure.rate",
            ),
        ] {
            let pack = Pack::read(|name| match name {
                "pack.yaml" => Some(FACTS.to_owned()),
                name if name == file => Some(source.clone()),
                "segments.yaml" => Some(SEGMENT.to_owned()),
                _ => None,
            });
            let faults = check(&pack.unwrap());
            let found: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.file, fault.place.as_str())).collect();
            assert!(found.contains(&(file, expected)), "{source}: {faults:?}");
        }
    }
}

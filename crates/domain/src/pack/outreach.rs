//! What a pack brings besides conversations: segments, campaigns, series and goals, and the attributes they ask for.
//!
//! Each is written as its own API takes it, but that a text may be there in every language of the pack and that segments
//! go by their key. Whoever installs a pack chooses the language.

use super::{PackError, Texts, optional};
use crate::campaign::Plan;
use crate::contact::{Attribute, AttributeKind};
use crate::goal::Goal;
use crate::id::{NumberId, SegmentId};
use crate::segment::{Condition, Fault};
use crate::series::Series;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub struct Outreach {
    pub attributes: Vec<PackAttribute>,
    pub segments: Vec<PackSegment>,
    pub campaigns: Vec<PackCampaign>,
    pub series: Vec<PackSeries>,
    pub goals: Vec<PackGoal>,
}

/// Something that is to be known of people.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackAttribute {
    pub name: String,
    pub title: Texts,
    pub kind: AttributeKind,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSegment {
    /// What the pack's campaigns call it.
    pub key: String,
    pub name: Texts,
    pub about: Texts,
    pub(super) condition: Value,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackCampaign {
    pub key: String,
    pub name: Texts,
    pub about: Texts,
    pub(super) plan: Value,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSeries {
    pub key: String,
    pub name: Texts,
    pub about: Texts,
    pub(super) document: Value,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackGoal {
    pub key: String,
    pub name: Texts,
    pub about: Texts,
    pub(super) goal: Value,
}

/// Where a pack is being installed.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// One of the pack's.
    pub language: &'a str,
    /// From which campaigns and series go; none when somebody has to choose.
    pub numbers: &'a [NumberId],
    /// The pack's segments there, by key.
    pub segments: &'a BTreeMap<String, SegmentId>,
}

impl Outreach {
    pub(super) fn read(file: impl Fn(&str) -> Option<String>) -> Result<Self, PackError> {
        Ok(Self {
            attributes: optional(&file, "attributes.yaml")?,
            segments: optional(&file, "segments.yaml")?,
            campaigns: optional(&file, "campaigns.yaml")?,
            series: optional(&file, "series.yaml")?,
            goals: optional(&file, "goals.yaml")?,
        })
    }
}

impl PackAttribute {
    pub fn attribute(&self, language: &str) -> Attribute {
        let title = text(&self.title, language);
        Attribute { name: self.name.clone(), title, kind: self.kind, choices: Vec::new() }
    }
}

impl PackSegment {
    pub fn condition(&self, language: &str) -> Result<Condition, Fault> {
        Condition::read(in_one_language(&self.condition, &self.name, language))
    }
}

impl PackCampaign {
    pub fn plan(&self, place: Place<'_>) -> Result<Plan, Fault> {
        let mut plan = in_one_language(&self.plan, &self.name, place.language);
        for list in ["include", "exclude"] {
            let Some(Value::Array(keys)) = plan.pointer_mut(&format!("/audience/{list}")) else { continue };
            for (position, key) in keys.iter_mut().enumerate() {
                let id = key.as_str().and_then(|key| place.segments.get(key));
                let unknown = || Fault::new(format!("audience.{list}[{position}]"), "the pack has no such segment");
                *key = id.ok_or_else(unknown)?.to_string().into();
            }
        }
        Ok(Plan { numbers: place.numbers.to_vec(), ..Plan::read(plan)? })
    }
}

impl PackSeries {
    pub fn series(&self, place: Place<'_>) -> Result<Series, Fault> {
        let document = in_one_language(&self.document, &self.name, place.language);
        Ok(Series { numbers: place.numbers.to_vec(), ..Series::read(document)? })
    }
}

impl PackGoal {
    pub fn goal(&self) -> Result<Goal, Fault> {
        Goal::read(self.goal.clone())
    }
}

/// A text in this language, or in any.
pub(super) fn text(texts: &Texts, language: &str) -> String {
    texts.get(language).or_else(|| texts.values().next()).cloned().unwrap_or_default()
}

/// Whatever is there in every language of `like` becomes what it is in one.
fn in_one_language(value: &Value, like: &Texts, language: &str) -> Value {
    match value {
        Value::Object(fields) if fields.len() == like.len() && fields.keys().all(|key| like.contains_key(key)) => {
            fields.get(language).cloned().unwrap_or_default()
        }
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), in_one_language(value, like, language))).collect()
        }
        Value::Array(items) => items.iter().map(|item| in_one_language(item, like, language)).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::IdSource;
    use crate::time::Timestamp;
    use serde_json::json;

    fn campaign(audience: &Value) -> PackCampaign {
        let texts = json!({"es": "Vuelve", "en": "Come back"});
        let variant = json!({"name": "A", "template": "t", "language": {"es": "es", "en": "en"},
            "parameters": {"body.1": {"attribute": "first_name", "default": {"es": "cliente", "en": "there"}}}});
        serde_json::from_value(json!({"key": "back", "name": texts, "about": texts,
            "plan": {"audience": audience, "variants": [variant]}}))
        .unwrap()
    }

    #[test]
    fn a_plan_speaks_one_language_and_knows_its_segments() {
        let id = SegmentId::new(&mut IdSource::new(1), Timestamp(1));
        let segments = BTreeMap::from([("silent".to_owned(), id)]);
        for (language, default) in [("es", "cliente"), ("en", "there")] {
            let place = Place { language, numbers: &[], segments: &segments };
            let plan = campaign(&json!({"include": ["silent"]})).plan(place).unwrap();
            assert_eq!(plan.audience.include, [id]);
            let variant = &plan.variants[0];
            assert_eq!(variant.language, language);
            assert_eq!(variant.parameters["body.1"].default.as_deref(), Some(default));
        }
        let place = Place { language: "es", numbers: &[], segments: &segments };
        let fault = campaign(&json!({"exclude": ["loud"]})).plan(place).unwrap_err();
        assert_eq!(fault.place, "audience.exclude[0]");
    }
}

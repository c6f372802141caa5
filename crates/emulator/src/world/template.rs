//! The templates of the account, and how they live.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::blanks::Blanks;
use super::quality::{Quality, Record};
use super::review::{self, Verdict};
use super::thread::Category;
use super::turn::{Event, MessageKey, Turn};
use super::{World, ids};
use crate::clock::Millis;
use crate::refusal::Refusal;

/// Where a template is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TemplateStatus {
    Pending,
    Approved,
    Rejected,
    Paused,
    Disabled,
}

/// A template of the account.
#[derive(Debug, Clone, Serialize)]
pub struct Template {
    #[serde(serialize_with = "as_text")]
    pub id: u64,
    pub name: String,
    pub language: String,
    pub category: String,
    pub status: TemplateStatus,
    pub parameter_format: String,
    pub components: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_reason: Option<&'static str>,
    #[serde(skip)]
    pub(crate) quality: Quality,
    /// How it has fared.
    #[serde(skip)]
    pub(crate) record: Record,
    /// Whether it has passed its trial.
    #[serde(skip)]
    pub(crate) paced: bool,
    /// Messages that wait for the end of the trial.
    #[serde(skip)]
    pub(crate) held: Vec<MessageKey>,
    /// What it will be, once an announced change takes effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) correct_category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) previous_category: Option<String>,
    /// How long a message of it is tried to be delivered, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_send_ttl_seconds: Option<i64>,
    #[serde(skip)]
    pub(crate) blanks: Blanks,
    #[serde(skip)]
    pub(crate) last_updated: Millis,
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Templates {
    by_id: BTreeMap<u64, Template>,
    /// Names of deleted approved templates, blocked until then.
    blocked: BTreeMap<String, Millis>,
}

const NAME_BLOCKED_FOR: Millis = 30 * 24 * 3_600 * 1_000;
const MOST_TEMPLATES: usize = 6_000;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn as_text<S: serde::Serializer>(id: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

impl TemplateStatus {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
            Self::Paused => "PAUSED",
            Self::Disabled => "DISABLED",
        }
    }
}

impl Template {
    pub(crate) fn billed_as(&self) -> Category {
        match self.category.as_str() {
            "UTILITY" => Category::Utility,
            "AUTHENTICATION" => Category::Authentication,
            _ => Category::Marketing,
        }
    }

    /// The fields that were asked for; without a choice, those of a list.
    pub(crate) fn to_json(&self, fields: Option<&[String]>) -> Value {
        let mut whole = serde_json::to_value(self).unwrap_or_default();
        if let Some(object) = whole.as_object_mut() {
            match fields {
                None => {
                    for rarely in
                        ["rejected_reason", "correct_category", "previous_category", "message_send_ttl_seconds"]
                    {
                        object.remove(rarely);
                    }
                }
                Some(fields) => {
                    object.entry("rejected_reason").or_insert("NONE".into());
                    object.insert("quality_score".to_owned(), json!({ "score": self.quality }));
                    object.insert("last_updated_time".to_owned(), (self.last_updated / 1_000).into());
                    object.retain(|key, _| key == "id" || fields.contains(key));
                }
            }
        }
        whole
    }
}

impl Templates {
    pub(crate) fn get(&self, id: u64) -> Option<&Template> {
        self.by_id.get(&id)
    }

    pub(crate) fn get_mut(&mut self, id: u64) -> Option<&mut Template> {
        self.by_id.get_mut(&id)
    }

    pub(crate) fn find(&self, name: &str, language: &str) -> Option<&Template> {
        self.by_id.values().find(|template| template.name == name && template.language == language)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Template> {
        self.by_id.values()
    }

    fn check_free(&self, draft: &Draft, now: Millis) -> Result<(), Refusal> {
        if self.by_id.len() >= MOST_TEMPLATES {
            return Err(Refusal::new(100, "Message template limit exceeded").with_subcode(2_388_019));
        }
        if self.find(&draft.name, &draft.language).is_some() {
            let message = format!("There is already {} content for this template.", draft.language);
            return Err(Refusal::new(100, "Invalid parameter")
                .with_subcode(2_388_024)
                .explained("Content in this language already exists", message));
        }
        if self.blocked.get(&draft.name).is_some_and(|until| now < *until) {
            return Err(Refusal::new(100, "Invalid parameter")
                .with_subcode(2_388_023)
                .explained("Message template language is being deleted", "This name can be used again in 30 days."));
        }
        Ok(())
    }
}

/// The body of a creation, read.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub name: String,
    pub language: String,
    pub category: String,
    pub parameter_format: String,
    pub components: Vec<Value>,
    pub message_send_ttl_seconds: Option<i64>,
}

impl Draft {
    pub(crate) fn read(body: &Value) -> Result<Self, Refusal> {
        let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
        let required =
            |key: &str| text(key).ok_or_else(|| Refusal::new(100, format!("The parameter {key} is required.")));
        let components = match body.get("components") {
            Some(Value::Array(components)) => components.clone(),
            // Forms carry the array as text.
            Some(Value::String(components)) => {
                serde_json::from_str(components).map_err(|_| Refusal::new(100, "Param components must be an array."))?
            }
            _ => return Err(Refusal::new(100, "The parameter components is required.")),
        };
        let draft = Self {
            name: required("name")?,
            language: required("language")?,
            category: required("category")?.to_uppercase(),
            parameter_format: text("parameter_format").map_or_else(|| "POSITIONAL".to_owned(), |f| f.to_uppercase()),
            components,
            message_send_ttl_seconds: body.get("message_send_ttl_seconds").and_then(Value::as_i64),
        };
        review::check_form(&draft)?;
        Ok(draft)
    }
}

impl World {
    /// Takes a template in for review.
    pub(crate) fn create_template(&mut self, turn: &mut Turn<'_>, draft: Draft) -> Result<u64, Refusal> {
        self.templates.check_free(&draft, turn.now)?;
        let wait = self.settings.review_after;
        let id = self.insert_template(turn, draft, TemplateStatus::Pending);
        turn.later(wait, Event::TemplateReviewed(id));
        Ok(id)
    }

    /// Puts an approved template in, without review.
    pub(crate) fn add_approved_template(&mut self, turn: &mut Turn<'_>, draft: Draft) -> Result<u64, Refusal> {
        self.templates.check_free(&draft, turn.now)?;
        Ok(self.insert_template(turn, draft, TemplateStatus::Approved))
    }

    pub(super) fn insert_template(&mut self, turn: &mut Turn<'_>, draft: Draft, status: TemplateStatus) -> u64 {
        let id = ids::object_id(turn.rng);
        let category = review::category(&draft);
        let blanks = Blanks::of(&draft.components, &draft.parameter_format);
        let Draft { name, language, parameter_format, components, message_send_ttl_seconds, .. } = draft;
        let template = Template {
            id,
            name,
            language,
            category,
            status,
            parameter_format,
            components,
            rejected_reason: None,
            quality: Quality::Unknown,
            record: Record::default(),
            paced: false,
            held: Vec::new(),
            correct_category: None,
            previous_category: None,
            message_send_ttl_seconds,
            blanks,
            last_updated: turn.now,
        };
        self.templates.by_id.insert(id, template);
        id
    }

    /// The review comes to its end.
    pub(crate) fn template_reviewed(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(template) = self.templates.by_id.get(&id) else { return };
        if template.status != TemplateStatus::Pending {
            return;
        }
        let (status, reason) = match review::verdict(template) {
            Verdict::Approved => (TemplateStatus::Approved, None),
            Verdict::Rejected(reason) => (TemplateStatus::Rejected, Some(reason)),
        };
        self.set_template_status(turn, id, status, reason);
    }

    /// Moves a template to a status, and tells the subscriber.
    pub(crate) fn set_template_status(
        &mut self,
        turn: &mut Turn<'_>,
        id: u64,
        status: TemplateStatus,
        reason: Option<&'static str>,
    ) -> bool {
        let Some(template) = self.templates.by_id.get_mut(&id) else { return false };
        template.rejected_reason = reason;
        self.move_template(turn, id, status, &[])
    }

    /// Replaces the components or the category of a template, which then goes into review again.
    pub(crate) fn edit_template(&mut self, turn: &mut Turn<'_>, id: u64, body: &Value) -> Result<(), Refusal> {
        let wait = self.settings.review_after;
        let template = self.templates.by_id.get_mut(&id).ok_or_else(|| Refusal::unknown_object(&id.to_string()))?;
        if template.status == TemplateStatus::Pending {
            return Err(Refusal::new(100, "Message template is in review").with_subcode(2_388_039));
        }
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        let draft = Draft {
            name: template.name.clone(),
            language: template.language.clone(),
            category: text("category").unwrap_or(&template.category).to_uppercase(),
            parameter_format: text("parameter_format").unwrap_or(&template.parameter_format).to_uppercase(),
            components: body
                .get("components")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_else(|| template.components.clone()),
            message_send_ttl_seconds: body
                .get("message_send_ttl_seconds")
                .and_then(Value::as_i64)
                .or(template.message_send_ttl_seconds),
        };
        review::check_form(&draft)?;
        template.category = review::category(&draft);
        template.blanks = Blanks::of(&draft.components, &draft.parameter_format);
        template.components = draft.components;
        template.parameter_format = draft.parameter_format;
        template.message_send_ttl_seconds = draft.message_send_ttl_seconds;
        template.status = TemplateStatus::Pending;
        template.last_updated = turn.now;
        turn.later(wait, Event::TemplateReviewed(id));
        Ok(())
    }

    /// Deletes by name (every language) or only one of them; tells whether there was any.
    pub(crate) fn delete_templates(&mut self, now: Millis, name: Option<&str>, ids: &[u64]) -> bool {
        let chosen = |template: &Template| {
            name.is_none_or(|name| template.name == name) && (ids.is_empty() || ids.contains(&template.id))
        };
        let doomed: Vec<u64> = self.templates.iter().filter(|template| chosen(template)).map(|t| t.id).collect();
        for id in &doomed {
            let Some(template) = self.templates.by_id.remove(id) else { continue };
            if template.status == TemplateStatus::Approved && !self.templates.iter().any(|t| t.name == template.name) {
                self.templates.blocked.insert(template.name, now + NAME_BLOCKED_FOR);
            }
        }
        !doomed.is_empty()
    }
}

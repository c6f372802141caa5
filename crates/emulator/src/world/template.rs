//! The templates of the account, and how they live.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::blanks::Blanks;
use super::quality::{Quality, Record};
use super::review::{self, Verdict};
use super::thread::Category;
use super::turn::{Event, MessageKey, Turn};
use super::{World, ids, template_form, template_parts};
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
    Archived,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) library_template_name: Option<String>,
    pub(crate) cta_url_link_tracking_opted_out: bool,
    /// When it was edited while it was approved.
    #[serde(skip)]
    pub(super) edits: Vec<Millis>,
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
            Self::Archived => "ARCHIVED",
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

    /// Everything there is to tell, null where there is nothing.
    pub(crate) fn whole(&self) -> Value {
        let mut whole = serde_json::to_value(self).unwrap_or_default();
        if let Some(object) = whole.as_object_mut() {
            let can_send = if self.status == TemplateStatus::Approved { "AVAILABLE" } else { "BLOCKED" };
            let id = self.id.to_string();
            let entities = json!([{ "entity_type": "MESSAGE_TEMPLATE", "id": id, "can_send_message": can_send }]);
            let absent = [
                "correct_category",
                "previous_category",
                "message_send_ttl_seconds",
                "library_template_name",
                "is_primary_device_delivery_only",
                "display_format",
                "bid_spec",
            ];
            for name in absent {
                object.entry(name).or_insert(Value::Null);
            }
            object.entry("rejected_reason").or_insert("NONE".into());
            object.insert("sub_category".to_owned(), Value::Null);
            object.insert(
                "quality_score".to_owned(),
                json!({ "score": self.quality, "date": self.last_updated / 1_000 }),
            );
            object.insert("last_updated_time".to_owned(), (self.last_updated / 1_000).into());
            object.insert("specific_rejection_reason".to_owned(), Value::Null);
            object.insert("rejection_reason".to_owned(), Value::Null);
            object.insert("degrees_of_freedom_spec".to_owned(), Value::Null);
            object.insert("allow_category_change".to_owned(), true.into());
            object.insert("health_status".to_owned(), json!({ "can_send_message": can_send, "entities": entities }));
        }
        whole
    }

    /// Becomes what a draft says, and waits for review.
    pub(super) fn take(&mut self, draft: Draft) {
        self.category = review::category(&draft);
        self.blanks = Blanks::of(&draft.components, &draft.parameter_format);
        self.components = draft.components;
        self.parameter_format = draft.parameter_format;
        self.message_send_ttl_seconds = draft.message_send_ttl_seconds;
        self.status = TemplateStatus::Pending;
    }

    /// What a list tells when nothing is chosen.
    pub(crate) fn listed(&self) -> Value {
        let mut whole = self.whole();
        if let Some(object) = whole.as_object_mut() {
            object.retain(|key, value| USUAL.contains(&key.as_str()) && !value.is_null());
        }
        whole
    }
}

/// The fields of a list.
pub(crate) const USUAL: [&str; 8] =
    ["name", "parameter_format", "components", "language", "status", "category", "sub_category", "id"];

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

    pub(crate) fn blocked_names(&self) -> &BTreeMap<String, Millis> {
        &self.blocked
    }

    pub(crate) fn block_names(&mut self, names: BTreeMap<String, Millis>) {
        self.blocked = names;
    }

    /// Gives a template another id.
    pub(crate) fn rename(&mut self, from: u64, to: u64) {
        if let Some(mut template) = self.by_id.remove(&from) {
            template.id = to;
            self.by_id.insert(to, template);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Template> {
        self.by_id.values()
    }

    /// Deletes a template. The name of an approved one is not free again at once.
    pub(super) fn remove(&mut self, id: u64, now: Millis) {
        let Some(template) = self.by_id.remove(&id) else { return };
        if template.status == TemplateStatus::Approved && !self.iter().any(|known| known.name == template.name) {
            self.blocked.insert(template.name, now + NAME_BLOCKED_FOR);
        }
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
        let required = |key: &str| text(key).ok_or_else(|| Refusal::missing(key));
        let components = match body.get("components") {
            Some(Value::Array(components)) => components.clone(),
            // Forms carry the array as text.
            Some(Value::String(components)) => {
                serde_json::from_str(components).map_err(|_| Refusal::of_graph("Param components must be an array."))?
            }
            _ => return Err(Refusal::missing("components")),
        };
        let draft = Self {
            name: required("name")?,
            language: required("language")?.replace('-', "_"),
            category: required("category")?.to_uppercase(),
            parameter_format: text("parameter_format").map_or_else(|| "POSITIONAL".to_owned(), |f| f.to_uppercase()),
            components,
            message_send_ttl_seconds: body.get("message_send_ttl_seconds").and_then(Value::as_i64),
        };
        draft.check()?;
        Ok(draft)
    }
}

impl Draft {
    /// What is refused at once.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        review::check_form(self)?;
        template_form::check(self)?;
        template_parts::check(self)
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
            library_template_name: None,
            cta_url_link_tracking_opted_out: false,
            edits: Vec::new(),
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
}

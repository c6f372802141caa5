//! Templates after their creation: edited, put away, deleted, made from Meta's library.

use serde_json::Value;

use super::template::{Draft, Template, TemplateStatus};
use super::turn::{Event, Turn};
use super::{World, parameter, review};
use crate::clock::Millis;
use crate::refusal::Refusal;

const DAY: Millis = 24 * 3_600 * 1_000;
/// An approved template can be edited so often in 30 days, and once a day.
const MOST_EDITS: usize = 10;

impl Template {
    /// Whether an approved template may be edited once more.
    fn check_edits(&self, now: Millis) -> Result<(), Refusal> {
        if self.status != TemplateStatus::Approved {
            return Ok(());
        }
        let within = |span: Millis| self.edits.iter().filter(|at| now - **at < span).count();
        if within(DAY) >= 1 || within(30 * DAY) >= MOST_EDITS {
            let message = "An approved template can be edited once in 24 hours and 10 times in 30 days.";
            return Err(Refusal::new(100, "Invalid parameter")
                .with_subcode(2_388_040)
                .explained("Message template cannot be edited", message));
        }
        Ok(())
    }

    fn check_editable(&self, body: &Value) -> Result<(), Refusal> {
        match self.status {
            TemplateStatus::Pending => Err(Refusal::new(100, "Message template is in review").with_subcode(2_388_039)),
            TemplateStatus::Disabled | TemplateStatus::Archived => {
                Err(Refusal::new(100, "Only approved, rejected and paused templates can be edited."))
            }
            TemplateStatus::Approved => {
                let category = parameter::text(body, "category").map(|category| category.to_uppercase());
                match category {
                    Some(other) if other != self.category => {
                        Err(Refusal::new(100, "The category of an approved template cannot be changed."))
                    }
                    _ => Ok(()),
                }
            }
            TemplateStatus::Rejected | TemplateStatus::Paused => Ok(()),
        }
    }

    /// What it consists of, as it is told after an edit.
    fn told_of_components(&self) -> Value {
        let text_of =
            |kind: &str| review::part(&self.components, kind).map(review::text).filter(|text| !text.is_empty());
        let buttons = review::part(&self.components, "BUTTONS").and_then(|part| part.get("buttons")?.as_array());
        let buttons = buttons.into_iter().flatten().map(|button| {
            let word = |name: &str| button.get(name).and_then(Value::as_str);
            let fields = [
                ("message_template_button_type", word("type")),
                ("message_template_button_text", word("text")),
                ("message_template_button_url", word("url")),
                ("message_template_button_phone_number", word("phone_number")),
            ];
            fields.into_iter().filter_map(|(name, word)| Some((name.to_owned(), Value::from(word?)))).collect::<Value>()
        });
        let buttons: Vec<Value> = buttons.collect();
        let fields = [
            ("message_template_id", Some(self.id.into())),
            ("message_template_name", Some(self.name.as_str().into())),
            ("message_template_language", Some(self.language.as_str().into())),
            ("message_template_title", text_of("HEADER").map(Value::from)),
            ("message_template_element", Some(text_of("BODY").unwrap_or_default().into())),
            ("message_template_footer", text_of("FOOTER").map(Value::from)),
            ("message_template_buttons", Some(buttons).filter(|buttons| !buttons.is_empty()).map(Value::from)),
        ];
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }

    /// The draft that an edit makes of it.
    fn edited(&self, body: &Value) -> Result<Draft, Refusal> {
        let text = |key: &str| parameter::text(body, key);
        Ok(Draft {
            name: self.name.clone(),
            language: self.language.clone(),
            category: text("category").unwrap_or_else(|| self.category.clone()).to_uppercase(),
            parameter_format: text("parameter_format").unwrap_or_else(|| self.parameter_format.clone()).to_uppercase(),
            components: parameter::list(body, "components")?.unwrap_or_else(|| self.components.clone()),
            message_send_ttl_seconds: body
                .get("message_send_ttl_seconds")
                .and_then(Value::as_i64)
                .or(self.message_send_ttl_seconds),
        })
    }
}

impl World {
    /// Replaces the components or the category of a template, which then goes into review again.
    pub(crate) fn edit_template(&mut self, turn: &mut Turn<'_>, id: u64, body: &Value) -> Result<(), Refusal> {
        let wait = self.settings.review_after;
        let template = self.templates.get_mut(id).ok_or_else(|| Refusal::unknown_object(&id.to_string()))?;
        if let Some(opted_out) = parameter::flag(body, "cta_url_link_tracking_opted_out")? {
            template.cta_url_link_tracking_opted_out = opted_out;
            if body.get("components").is_none() && body.get("category").is_none() {
                return Ok(());
            }
        }
        template.check_editable(body)?;
        template.check_edits(turn.now)?;
        let draft = template.edited(body)?;
        draft.check()?;
        if template.status == TemplateStatus::Approved {
            template.edits.retain(|at| turn.now - *at < 30 * DAY);
            template.edits.push(turn.now);
        }
        template.take(draft);
        template.last_updated = turn.now;
        let told = template.told_of_components();
        turn.webhook("message_template_components_update", &told, None, 0);
        turn.later(wait, Event::TemplateReviewed(id));
        Ok(())
    }

    /// A template of Meta's library needs no review.
    pub(crate) fn create_from_library(
        &mut self,
        turn: &mut Turn<'_>,
        draft: Draft,
        library_name: String,
    ) -> Result<u64, Refusal> {
        let id = self.add_approved_template(turn, draft)?;
        if let Some(template) = self.templates.get_mut(id) {
            template.library_template_name = Some(library_name);
        }
        Ok(id)
    }

    /// Deletes by name (every language), by id, or by both.
    pub(crate) fn delete_templates(
        &mut self,
        turn: &mut Turn<'_>,
        name: Option<&str>,
        ids: &[u64],
    ) -> Result<(), Refusal> {
        let chosen = |template: &Template| {
            name.is_none_or(|name| template.name == name) && (ids.is_empty() || ids.contains(&template.id))
        };
        let doomed: Vec<(u64, TemplateStatus)> =
            self.templates.iter().filter(|template| chosen(template)).map(|t| (t.id, t.status)).collect();
        if doomed.is_empty() {
            return Err(Refusal::new(100, "Invalid parameter")
                .with_subcode(2_593_002)
                .explained("Message template was not found", "There is no template of that name."));
        }
        if doomed.iter().any(|(_, status)| *status == TemplateStatus::Disabled) {
            return Err(Refusal::new(100, "A disabled template cannot be deleted."));
        }
        for (id, _) in doomed {
            self.templates.remove(id, turn.now);
        }
        Ok(())
    }

    /// Puts templates away, or takes them out again; those that were, and why others were not.
    pub(crate) fn archive_templates(
        &mut self,
        turn: &mut Turn<'_>,
        ids: &[u64],
        archive: bool,
    ) -> (Vec<u64>, Vec<(u64, &'static str)>) {
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for id in ids {
            match (self.templates.get(*id).map(|template| template.status), archive) {
                (None, _) => failed.push((*id, "There is no such template.")),
                (Some(TemplateStatus::Archived), true) => failed.push((*id, "The template is archived already.")),
                (Some(TemplateStatus::Archived), false) => {
                    self.set_template_status(turn, *id, TemplateStatus::Approved, None);
                    done.push(*id);
                }
                (Some(TemplateStatus::Approved), true) => {
                    self.set_template_status(turn, *id, TemplateStatus::Archived, None);
                    done.push(*id);
                }
                (Some(_), true) => failed.push((*id, "Only approved templates can be archived.")),
                (Some(_), false) => failed.push((*id, "The template is not archived.")),
            }
        }
        (done, failed)
    }
}

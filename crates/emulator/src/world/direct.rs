//! The templates that Meta makes for messages sent directly, without one.

use serde_json::{Value, json};
use whatsapp::message::Envelope;

use super::thread::Category;
use super::turn::Turn;
use super::{Draft, World, ids};

impl World {
    /// The template such a message counts as: one for all that differ in numbers only.
    pub(super) fn template_for(&mut self, turn: &mut Turn<'_>, category: Category, envelope: &Envelope) -> u64 {
        let message = serde_json::to_value(&envelope.message).unwrap_or_default();
        let text = message.pointer("/interactive/body/text").or(message.pointer("/text/body")).and_then(Value::as_str);
        let text = text.unwrap_or_default();
        let shape: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let hash = ids::short_hash(&format!("{}:{shape}", category.as_str())).to_lowercase();
        let name = format!("auto_generated_{}", hash.replace('-', "_"));
        if let Some(known) = self.templates.find(&name, "en") {
            return known.id;
        }
        let draft = Draft {
            name,
            language: "en".to_owned(),
            category: category.as_str().to_uppercase(),
            parameter_format: "POSITIONAL".to_owned(),
            components: vec![json!({ "type": "BODY", "text": text })],
            message_send_ttl_seconds: None,
        };
        self.insert_template(turn, draft, super::TemplateStatus::Approved)
    }
}

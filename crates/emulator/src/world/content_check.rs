//! What a message says, checked against what the account has: templates, files, messages to react to.

use std::sync::Arc;

use serde_json::Value;
use whatsapp::message::{DirectSend, Envelope, Media as SentMedia, Message, Template as Filling};

use super::World;
use super::blanks::render;
use super::history::Moments;
use super::template::{Template, TemplateStatus};
use super::thread::{Category, Content, Entry, MessageStatus};
use crate::clock::Millis;
use crate::refusal::Refusal;

const MONTH: Millis = 30 * 24 * 3_600 * 1_000;
/// How long a one-time password is tried to be delivered when its template does not say.
const PASSWORD_FOR: Millis = 10 * 60 * 1_000;

/// Which door a message came in by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// `POST /{number}/messages`
    Messages,
    /// `POST /{number}/marketing_messages`
    MarketingMessages,
}

/// What is known of a message by the time it is accepted.
pub(super) struct Checked {
    pub category: Category,
    pub shown: Option<Value>,
    /// It is accepted, but a `failed` status will follow.
    pub fails_with: Option<u32>,
    /// The template it is made from.
    pub template: Option<u64>,
    /// Whether it may be sent although the customer's window is closed.
    pub opens_window: bool,
    /// How long it is tried to be delivered.
    pub lives_for: Millis,
    /// Through the marketing messages API.
    pub lite: bool,
}

impl Checked {
    fn free_text() -> Self {
        Self {
            category: Category::Service,
            shown: None,
            fails_with: None,
            template: None,
            opens_window: false,
            lives_for: MONTH,
            lite: false,
        }
    }

    /// The message as it stands on a phone.
    pub(super) fn into_entry(self, id: Arc<str>, now: Millis, envelope: Arc<Envelope>) -> Entry {
        Entry {
            id,
            at: now,
            context: envelope.context.as_ref().map(|context| context.message_id.as_str().into()),
            content: Content::ToCustomer { envelope, shown: self.shown },
            status: MessageStatus::Accepted,
            error: None,
            category: self.category,
            price: None,
            price_told: false,
            expires_at: now.saturating_add(self.lives_for),
            template: self.template,
            direct_template: None,
            lite: self.lite,
            referral: None,
            altered: None,
            moments: Moments::default(),
            group: None,
            author: None,
        }
    }

    fn failing(code: u32) -> Self {
        Self { fails_with: Some(code), ..Self::free_text() }
    }
}

impl World {
    pub(super) fn check_content(
        &self,
        now: Millis,
        number: usize,
        envelope: &Envelope,
        way: Way,
    ) -> Result<Checked, Refusal> {
        match &envelope.message {
            Message::Template(filling) => self.check_template(now, envelope, filling, way),
            _ if way == Way::MarketingMessages => {
                Err(Refusal::new(134_100, "Only marketing templates can be sent through this end point."))
            }
            Message::Reaction(reaction) => match self.find_message(&reaction.message_id) {
                Some((_, target)) if now - target.at <= MONTH && !target.is_reaction() => Ok(Checked::free_text()),
                _ => Ok(Checked::failing(131_009)),
            },
            message => match message.media() {
                Some(media) => self.check_file(now, number, message.kind(), media),
                None => direct_send(envelope),
            },
        }
    }

    fn check_template(
        &self,
        now: Millis,
        envelope: &Envelope,
        filling: &Filling,
        way: Way,
    ) -> Result<Checked, Refusal> {
        let template = self.template_to_send(filling)?;
        let category = template.billed_as();
        if way == Way::MarketingMessages && category != Category::Marketing {
            return Err(Refusal::new(134_100, "Only marketing templates can be sent through this end point."));
        }
        if way == Way::Messages && category == Category::Marketing && self.assets.switches.marketing_elsewhere {
            return Err(Refusal::new(131_063, "Marketing templates go through the marketing messages end point."));
        }
        if category == Category::Authentication && envelope.to.is_none() {
            return Err(Refusal::new(131_062, "Authentication templates need a phone number."));
        }
        if category == Category::Utility && self.account.is_restricted("RESTRICTED_UTILITY_TEMPLATES", now) {
            return Err(Refusal::new(131_064, "Utility templates are restricted after repeated misclassification."));
        }
        template.blanks.check(filling)?;
        Ok(Checked {
            category,
            shown: Some(render(&template.components, filling)?),
            fails_with: None,
            template: Some(template.id),
            opens_window: true,
            lives_for: time_to_live(template),
            lite: way == Way::MarketingMessages,
        })
    }

    fn template_to_send(&self, filling: &Filling) -> Result<&Template, Refusal> {
        let (name, language) = (&filling.name, &filling.language.code);
        let unknown = || Refusal::new(132_001, format!("template name ({name}) does not exist in {language}"));
        let template = self.templates.find(name, language).ok_or_else(unknown)?;
        match template.status {
            TemplateStatus::Approved => Ok(template),
            TemplateStatus::Paused => Err(Refusal::new(132_015, "Template is paused due to low quality.")),
            TemplateStatus::Disabled => Err(Refusal::new(132_016, "Template is disabled.")),
            _ => Err(unknown()),
        }
    }

    /// Ids must be known at once; that the file is of another kind, or cannot be fetched, is found out later.
    fn check_file(&self, now: Millis, number: usize, kind: &str, media: &SentMedia) -> Result<Checked, Refusal> {
        let Some(id) = media.id.as_deref() else {
            let link = media.link.as_deref().unwrap_or_default();
            let can_be_fetched = link.starts_with("https://") || link.starts_with("http://");
            return Ok(if can_be_fetched { Checked::free_text() } else { Checked::failing(131_053) });
        };
        let file = id.parse().ok().and_then(|id| self.media.get(id, now)).filter(|file| file.number == number);
        let Some(file) = file else {
            return Err(Refusal::new(100, format!("Media with id {id} does not exist.")));
        };
        let voice = media.voice == Some(true);
        let fits = fits(kind, &file.mime_type) && (!voice || file.mime_type.starts_with("audio/ogg"));
        Ok(if fits { Checked::free_text() } else { Checked::failing(131_053) })
    }
}

/// Whether a file of this type can be sent as this kind of message.
fn fits(kind: &str, mime_type: &str) -> bool {
    match kind {
        "sticker" => mime_type.starts_with("image/webp"),
        "image" => mime_type.starts_with("image/") && !mime_type.starts_with("image/webp"),
        "audio" => mime_type.starts_with("audio/"),
        "video" => mime_type.starts_with("video/"),
        _ => true,
    }
}

/// Free text with a category of its own is sent as a template that Meta makes, whatever the window.
fn direct_send(envelope: &Envelope) -> Result<Checked, Refusal> {
    let category = match &envelope.category {
        None | Some(DirectSend::Service) => return Ok(Checked::free_text()),
        Some(DirectSend::Utility) => Category::Utility,
        Some(DirectSend::Authentication) => Category::Authentication,
        Some(DirectSend::Other(other)) => {
            return Err(Refusal::new(100, format!("Param category has no value {other}.")));
        }
    };
    Ok(Checked { category, opens_window: true, ..Checked::free_text() })
}

fn time_to_live(template: &Template) -> Millis {
    match template.message_send_ttl_seconds {
        Some(-1) => MONTH,
        Some(seconds) => seconds.saturating_mul(1_000),
        None if template.billed_as() == Category::Authentication => PASSWORD_FOR,
        None => MONTH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_fit_the_kinds_they_are_sent_as() {
        let cases = [
            ("image", "image/png", true),
            ("image", "image/webp", false),
            ("image", "application/pdf", false),
            ("sticker", "image/webp", true),
            ("audio", "audio/ogg; codecs=opus", true),
            ("video", "audio/ogg", false),
            ("document", "image/png", true),
        ];
        for (kind, mime_type, expected) in cases {
            assert_eq!(fits(kind, mime_type), expected, "{mime_type} as {kind}");
        }
    }
}

//! Quality: what customers' blocks and reports do to templates and numbers. A bad template is paused for three hours,
//! then for six, then disabled.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::World;
use super::template::{Template, TemplateStatus};
use super::turn::{Event, Turn};
use crate::clock::Millis;

const HOUR: Millis = 3_600 * 1_000;

/// The first pause and the second; after the third time there is no coming back.
const PAUSES: [Millis; 2] = [3 * HOUR, 6 * HOUR];

/// How well customers take it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Quality {
    /// Not known yet.
    #[default]
    Unknown,
    Green,
    Yellow,
    Red,
}

/// How a template has fared so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub sent: u32,
    pub delivered: u32,
    pub disliked: u32,
    pub pauses: u8,
}

impl Quality {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Green => "GREEN",
            Self::Yellow => "YELLOW",
            Self::Red => "RED",
        }
    }

    /// What so many complaints among so many deliveries mean; few deliveries mean nothing yet.
    fn of(delivered: u32, disliked: u32) -> Self {
        const ENOUGH: u32 = 20;
        let per_mille = disliked.saturating_mul(1_000) / delivered.max(1);
        match per_mille {
            _ if delivered < ENOUGH && disliked < 3 => Self::Unknown,
            0..20 => Self::Green,
            20..50 => Self::Yellow,
            _ => Self::Red,
        }
    }
}

impl World {
    pub(super) fn template_delivered(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(template) = self.templates.get_mut(id) else { return };
        template.record.delivered = template.record.delivered.saturating_add(1);
        let Record { delivered, disliked, .. } = template.record;
        self.set_template_quality(turn, id, Quality::of(delivered, disliked));
    }

    pub(super) fn template_disliked(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(template) = self.templates.get_mut(id) else { return };
        template.record.disliked = template.record.disliked.saturating_add(1);
        let Record { delivered, disliked, .. } = template.record;
        self.set_template_quality(turn, id, Quality::of(delivered, disliked));
    }

    /// Gives a template a quality, which is told by webhook when it is another; a red one is paused.
    pub(crate) fn set_template_quality(&mut self, turn: &mut Turn<'_>, id: u64, quality: Quality) -> bool {
        let Some(template) = self.templates.get_mut(id) else { return false };
        let previous = std::mem::replace(&mut template.quality, quality);
        if previous == quality {
            return true;
        }
        let value = json!({
            "previous_quality_score": previous.as_str(),
            "new_quality_score": quality.as_str(),
            "message_template_id": id,
            "message_template_name": template.name,
            "message_template_language": template.language,
        });
        turn.webhook("message_template_quality_update", &value, None, 0);
        let suffers = quality == Quality::Red && template.status == TemplateStatus::Approved;
        if suffers {
            self.pause_for_quality(turn, id);
        }
        true
    }

    fn pause_for_quality(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(template) = self.templates.get_mut(id) else { return };
        let so_far = usize::from(template.record.pauses);
        template.record.pauses = template.record.pauses.saturating_add(1);
        // Whoever comes back from a pause starts anew.
        (template.record.delivered, template.record.disliked) = (0, 0);
        let Some(wait) = PAUSES.get(so_far) else {
            let info = json!({ "title": "DISABLED", "description": "Customers kept disliking this template." });
            self.move_template(turn, id, TemplateStatus::Disabled, &[("other_info", info)]);
            return;
        };
        let (title, hours) = if so_far == 0 { ("FIRST_PAUSE", 3) } else { ("SECOND_PAUSE", 6) };
        let description = format!("Your WhatsApp message template has been paused for {hours} hours.");
        turn.later(*wait, Event::TemplateUnpaused(id));
        let info = json!({ "title": title, "description": description });
        self.move_template(turn, id, TemplateStatus::Paused, &[("other_info", info)]);
    }

    /// The pause is over, or was ended by hand.
    pub(crate) fn unpause_template(&mut self, turn: &mut Turn<'_>, id: u64) -> bool {
        let paused = self.templates.get(id).is_some_and(|template| template.status == TemplateStatus::Paused);
        if paused {
            if let Some(template) = self.templates.get_mut(id) {
                template.quality = Quality::Unknown;
            }
            let info = json!({ "title": "UNPAUSE", "description": "Your WhatsApp message template is active again." });
            self.move_template(turn, id, TemplateStatus::Approved, &[("other_info", info)]);
        }
        paused
    }

    /// Moves a template to a status and tells the subscriber, with what there is to add.
    pub(super) fn move_template(
        &mut self,
        turn: &mut Turn<'_>,
        id: u64,
        status: TemplateStatus,
        more: &[(&str, Value)],
    ) -> bool {
        let Some(template) = self.templates.get_mut(id) else { return false };
        template.status = status;
        template.last_updated = turn.now;
        let mut value = status_update(template);
        if let Some(value) = value.as_object_mut() {
            value.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        }
        turn.webhook("message_template_status_update", &value, None, 0);
        true
    }

    pub(super) fn number_disliked(&mut self, turn: &mut Turn<'_>, number: usize) {
        let Some(known) = self.numbers.get_mut(number) else { return };
        known.disliked = known.disliked.saturating_add(1);
        let quality = Quality::of(known.delivered, known.disliked);
        if quality != Quality::Unknown {
            self.set_number_quality(turn, number, quality);
        }
    }

    /// Gives a number a quality; since October 2025 it no longer lowers the tier, and only the worst is told.
    pub(crate) fn set_number_quality(&mut self, turn: &mut Turn<'_>, number: usize, quality: Quality) {
        let tier = self.account.tier.as_str();
        let Some(known) = self.numbers.get_mut(number) else { return };
        let previous = std::mem::replace(&mut known.quality, quality);
        let event = match (previous, quality) {
            (before, Quality::Red) if before != Quality::Red => "FLAGGED",
            (Quality::Red, after) if after != Quality::Red => "UNFLAGGED",
            _ => return,
        };
        let value = json!({ "display_phone_number": known.digits, "event": event, "current_limit": tier });
        turn.webhook("phone_number_quality_update", &value, None, 0);
    }
}

/// The value of a `message_template_status_update`.
fn status_update(template: &Template) -> Value {
    json!({
        "event": template.status.as_str(),
        "message_template_id": template.id,
        "message_template_name": template.name,
        "message_template_language": template.language,
        "message_template_category": template.category,
        "reason": template.rejected_reason.unwrap_or("NONE"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_is_a_share_of_what_was_delivered() {
        let cases = [
            ((0, 0), Quality::Unknown),
            ((19, 2), Quality::Unknown),
            ((4, 3), Quality::Red),
            ((100, 0), Quality::Green),
            ((100, 2), Quality::Yellow),
            ((100, 5), Quality::Red),
        ];
        for ((delivered, disliked), quality) in cases {
            assert_eq!(Quality::of(delivered, disliked), quality, "{disliked} of {delivered}");
        }
    }
}

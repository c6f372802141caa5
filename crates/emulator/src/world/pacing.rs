//! Messages that are accepted and held: while a template is on trial, or Meta looks at what the portfolio sends.

use serde_json::json;

use super::World;
use super::quality::Quality;
use super::template::TemplateStatus;
use super::thread::Category;
use super::turn::{Event, MessageKey, Turn};

/// What becomes of a message once it is accepted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Hold {
    #[default]
    None,
    /// Until it is known how customers take the template.
    Template(u64),
    /// Until it is known what to think of the portfolio.
    Portfolio,
}

impl Hold {
    /// The `message_status` of a template message.
    pub(crate) fn message_status(self) -> &'static str {
        match self {
            Self::None => "accepted",
            Self::Template(_) => "held_for_quality_assessment",
            Self::Portfolio => "paused",
        }
    }
}

impl World {
    /// Counts one more send of a template, and tells whether it is held.
    pub(super) fn pace(&mut self, turn: &mut Turn<'_>, id: u64) -> Hold {
        let limits = self.settings.limits;
        if self.account.pacing {
            return Hold::Portfolio;
        }
        let Some(template) = self.templates.get_mut(id) else { return Hold::None };
        template.record.sent = template.record.sent.saturating_add(1);
        let on_trial = template.billed_as() == Category::Marketing && template.quality == Quality::Unknown;
        if !on_trial || template.paced || template.record.sent <= limits.pacing_after {
            return Hold::None;
        }
        if template.held.is_empty() {
            turn.later(limits.pacing_ms, Event::PacingEnds(id));
        }
        Hold::Template(id)
    }

    /// Puts an accepted message aside until it is decided.
    pub(super) fn hold(&mut self, key: MessageKey, hold: Hold) {
        match hold {
            Hold::None => {}
            Hold::Portfolio => self.account.held.push(key),
            Hold::Template(id) => {
                if let Some(template) = self.templates.get_mut(id) {
                    template.held.push(key);
                }
            }
        }
    }

    /// The trial ends: what was held goes out, or is dropped and the template paused.
    pub(crate) fn pacing_ends(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(template) = self.templates.get_mut(id) else { return };
        if template.held.is_empty() {
            return;
        }
        let held = std::mem::take(&mut template.held);
        let good = template.quality != Quality::Red && template.status == TemplateStatus::Approved;
        template.paced = good;
        if !good && template.status == TemplateStatus::Approved {
            let description = "Held messages were dropped because customers disliked this template.";
            let info = json!({ "title": "RATE_LIMITING_PAUSE", "description": description });
            self.move_template(turn, id, TemplateStatus::Paused, &[("other_info", info)]);
        }
        release(turn, held, good);
    }

    /// Meta begins to look at what the portfolio sends, or has made up its mind about what was held.
    pub(crate) fn set_portfolio_pacing(&mut self, turn: &mut Turn<'_>, pacing: bool, good: bool) {
        self.account.pacing = pacing;
        if !pacing {
            release(turn, std::mem::take(&mut self.account.held), good);
        }
    }
}

fn release(turn: &mut Turn<'_>, held: Vec<MessageKey>, good: bool) {
    for key in held {
        turn.later(0, if good { Event::Sent(key) } else { Event::Failed(key, 132_015) });
    }
}

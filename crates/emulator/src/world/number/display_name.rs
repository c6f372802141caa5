//! The name people see: asked for, reviewed, and worn after the next registration.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Millis;
use crate::refusal::Refusal;
use crate::world::parameter::at_most;
use crate::world::{Event, Turn, World};

const DAY: Millis = 24 * 3_600 * 1_000;
/// Within 30 days a name can be changed so often.
const MOST_CHANGES: usize = 10;
/// So long an approved name waits for the number to be registered again.
const WAITS_FOR: Millis = 14 * DAY;

/// A name on its way.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct DisplayName {
    wanted: Option<String>,
    status: NameStatus,
    changes: Vec<Millis>,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum NameStatus {
    #[default]
    None,
    PendingReview,
    Declined,
    Approved,
    Expired,
}

impl DisplayName {
    pub(crate) fn wanted(&self) -> Option<&str> {
        self.wanted.as_deref()
    }

    pub(crate) fn status(&self) -> &'static str {
        match self.status {
            NameStatus::None => "NONE",
            NameStatus::PendingReview => "PENDING_REVIEW",
            NameStatus::Declined => "DECLINED",
            NameStatus::Approved => "APPROVED",
            NameStatus::Expired => "EXPIRED",
        }
    }

    /// The approved name, once the number is registered.
    pub(super) fn take_effect(&mut self) -> Option<String> {
        if self.status != NameStatus::Approved {
            return None;
        }
        self.status = NameStatus::None;
        self.wanted.take()
    }
}

/// Why a name is not accepted: names are words, not addresses or shouting marks.
fn objection(name: &str) -> Option<&'static str> {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let lower = name.to_lowercase();
    if letters < 3 || lower.contains("http") || lower.contains("www.") || name.contains(['!', '?', '@', '#']) {
        return Some("NAME_FORMAT_UNACCEPTABLE");
    }
    let about_nobody = ["whatsapp", "facebook", "meta "].iter().any(|word| lower.contains(word));
    about_nobody.then_some("NAME_NOT_CONSISTENT")
}

impl World {
    pub(crate) fn change_display_name(
        &mut self,
        turn: &mut Turn<'_>,
        index: usize,
        name: String,
    ) -> Result<(), Refusal> {
        at_most("new_display_name", &name, 75)?;
        if name.trim().is_empty() {
            return Err(Refusal::missing("new_display_name"));
        }
        let wait = self.settings.review_after;
        let Some(number) = self.numbers.get_mut(index) else { return Ok(()) };
        let record = &mut number.record.display_name;
        record.changes.retain(|at| turn.now - at < 30 * DAY);
        if record.changes.len() >= MOST_CHANGES {
            return Err(Refusal::new(100, "The display name can be changed 10 times in 30 days."));
        }
        record.changes.push(turn.now);
        record.wanted = Some(name);
        record.status = NameStatus::PendingReview;
        turn.later(wait, Event::NameReviewed(index));
        Ok(())
    }

    /// The reviewers have looked at the name.
    pub(crate) fn name_reviewed(&mut self, turn: &mut Turn<'_>, index: usize) {
        let Some(number) = self.numbers.get_mut(index) else { return };
        let record = &mut number.record.display_name;
        let (NameStatus::PendingReview, Some(wanted)) = (record.status, record.wanted.clone()) else { return };
        let objection = objection(&wanted);
        record.status = if objection.is_some() { NameStatus::Declined } else { NameStatus::Approved };
        let decision = if objection.is_some() { "REJECTED" } else { "APPROVED" };
        let value = json!({
            "display_phone_number": number.digits,
            "decision": decision,
            "requested_verified_name": wanted,
            "rejection_reason": objection.map_or(Value::Null, Value::from),
        });
        turn.webhook("phone_number_name_update", &value, None, 0);
        if objection.is_none() {
            turn.later(WAITS_FOR, Event::NameLapsed(index));
        }
    }

    /// An approved name that nobody registered the number for is gone.
    pub(crate) fn name_lapsed(&mut self, index: usize) {
        let Some(number) = self.numbers.get_mut(index) else { return };
        if number.record.display_name.status == NameStatus::Approved {
            number.record.display_name.status = NameStatus::Expired;
        }
    }
}

//! What keeps a person from getting a campaign's message: the one gate (`crate::policy`), and what the plan adds to it.
//! Asked when the ledger is planned and again of each row when it is sent.

use super::plan::{Cap, Window};
use super::{schedule, skip};
use crate::consent::Consents;
use crate::id::NumberId;
use crate::number::Health;
use crate::policy::{Circumstances, Form, FrequencyCap, Purpose, Reason, TemplateCategory, TemplateStatus, may_send};
use crate::time::Timestamp;

/// What is known of one person at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub consents: &'a Consents,
    pub blocked: bool,
    /// By name; as somebody wrote it down or as the phone lets guess.
    pub zone: Option<&'a str>,
    /// Messages of campaigns within the days of the cap.
    pub messages: u32,
}

/// What holds for everybody who gets this variant from this number.
#[derive(Clone, Copy, Debug)]
pub struct Common<'a> {
    pub number: NumberId,
    pub health: Health,
    pub category: TemplateCategory,
    pub template: TemplateStatus,
    pub cap: Option<Cap>,
    pub window: Option<&'a Window>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Go,
    /// For good.
    Skip(&'static str),
    /// It is quiet where the person is.
    NotBefore(Timestamp),
    /// Nobody can get anything of it now: the campaign has to stop.
    Halt(Reason),
}

pub fn judge(now: Timestamp, common: Common<'_>, known: Known<'_>) -> Verdict {
    let circumstances = Circumstances {
        number: common.health,
        contact_blocked: known.blocked,
        consents: &known.consents.on(common.number),
        window_expires_at: None,
        form: Form::Template { category: common.category, status: common.template },
        purpose: Purpose::Campaign,
        quiet_hours: None,
        frequency_cap: common.cap.map(|cap| FrequencyCap { limit: cap.messages, already_sent: known.messages }),
        tier_room: None,
    };
    match may_send(now, &circumstances).refusal() {
        Some(
            reason @ (Reason::NumberUnavailable
            | Reason::NumberRestricted
            | Reason::TemplateNotApproved
            | Reason::TemplatePaused),
        ) => Verdict::Halt(reason),
        Some(reason) => Verdict::Skip(reason.as_str()),
        // The cap of a campaign holds for whatever it carries.
        None if common.cap.is_some_and(|cap| known.messages >= cap.messages) => {
            Verdict::Skip(Reason::FrequencyCap.as_str())
        }
        None => match common.window {
            Some(window) if !schedule::is_open(window, now, known.zone) => {
                Verdict::NotBefore(schedule::open_from(window, now, known.zone))
            }
            _ => Verdict::Go,
        },
    }
}

/// What the plan's exclusions say of one person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lately {
    pub written: bool,
    pub unseen: bool,
    pub in_flow: bool,
}

impl Lately {
    pub const fn refusal(self) -> Option<&'static str> {
        if self.written {
            Some(skip::WRITTEN_LATELY)
        } else if self.unseen {
            Some(skip::NOT_SEEN)
        } else if self.in_flow {
            Some(skip::IN_FLOW)
        } else {
            None
        }
    }
}

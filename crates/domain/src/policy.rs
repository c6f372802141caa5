//! The gate: nothing forbidden is sent, whoever wants to send it (agent, flow, campaign, API).
//!
//! Asked when a message is planned and again when it is sent, since hours may lie between. The rules, from the contract
//! with Meta (cloud API §4.4, §7.2, §7.4, §12) and from what people expect of a decent business:
//!
//! - A number that Meta blocked sends nothing, a restricted one only answers.
//! - A contact we blocked gets nothing.
//! - Free text needs an open window; anything else needs an approved template.
//! - **Answering is not marketing.** A reply in an open window is what the person asked for by writing, so it needs no
//!   consent and passes quiet hours, even after a typed STOP: §12 bars messages the *business* starts. A marketing
//!   template stays marketing even then and a no holds (Meta would refuse it with 131050).
//! - Marketing that the business starts needs an opt-in; a notice (utility) needs that the person did not opt out;
//!   a campaign needs an opt-in whatever it carries.
//! - Authentication templates need no consent: a code goes out because the person asked for it a moment ago.

use crate::consent::{Category, ConsentState, Consents};
use crate::number::Health;
use crate::time::Timestamp;
use crate::{tier, window};

words! {
    /// Why a message may not go out. The UI has words for each.
    Reason {
        NumberUnavailable = "number_unavailable",
        /// Meta restricts the number: for now it only answers.
        NumberRestricted = "number_restricted",
        BlockedContact = "blocked_contact",
        WindowClosed = "window_closed",
        TemplateNotApproved = "template_not_approved",
        TemplatePaused = "template_paused",
        OptedOut = "opted_out",
        NoConsent = "no_consent",
        QuietHours = "quiet_hours",
        FrequencyCap = "frequency_cap",
        TierExhausted = "tier_exhausted",
    }
}

impl Reason {
    /// Whether the same message may pass later by itself, without anybody changing anything.
    pub const fn passes_with_time(self) -> bool {
        matches!(self, Self::QuietHours | Self::FrequencyCap | Self::TierExhausted | Self::TemplatePaused)
    }
}

words! {
    TemplateCategory {
        Marketing = "marketing",
        Utility = "utility",
        Authentication = "authentication",
    }
}

words! {
    /// As far as sending goes.
    TemplateStatus {
        Approved = "approved",
        Paused = "paused",
        NotApproved = "not_approved",
        /// Not asked of Meta yet: Meta judges single messages, but no campaign is risked on it.
        Unknown = "unknown",
    }
}

impl TemplateCategory {
    /// Meta's word in any case; a category we do not know is held to the strictest rules.
    pub fn from_meta(word: &str) -> Self {
        Self::parse(&word.to_ascii_lowercase()).unwrap_or(Self::Marketing)
    }
}

impl TemplateStatus {
    pub fn from_meta(word: &str) -> Self {
        match word.to_ascii_uppercase().as_str() {
            "APPROVED" | "REINSTATED" => Self::Approved,
            "PAUSED" => Self::Paused,
            _ => Self::NotApproved,
        }
    }
}

/// What is to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    FreeForm,
    Template { category: TemplateCategory, status: TemplateStatus },
}

words! {
    /// Why it is to be sent.
    Purpose {
        /// Answers the person, by an agent or a flow.
        Reply = "reply",
        /// The business tells one person something ("your order is on its way").
        Notification = "notification",
        /// The business tells many people something.
        Campaign = "campaign",
    }
}

/// When the business starts no conversation, in the local time it chose. From evening to morning when `from > until`.
#[derive(Clone, Debug, PartialEq)]
pub struct QuietHours {
    pub from: jiff::civil::Time,
    pub until: jiff::civil::Time,
    pub time_zone: jiff::tz::TimeZone,
}

/// At most `limit` marketing messages in a span the caller counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrequencyCap {
    pub limit: u32,
    pub already_sent: u32,
}

/// Room in Meta's messaging limit: unique people outside a window, in 24 h, for the whole portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierRoom {
    pub remaining: u32,
    /// This person is among those counted already and costs no room.
    pub already_counted: bool,
}

/// All that the gate looks at. Rules that a workspace has not set are `None`.
#[derive(Clone, Debug)]
pub struct Circumstances<'a> {
    pub number: Health,
    pub contact_blocked: bool,
    pub consents: &'a Consents,
    pub window_expires_at: Option<Timestamp>,
    pub form: Form,
    pub purpose: Purpose,
    pub quiet_hours: Option<&'a QuietHours>,
    pub frequency_cap: Option<FrequencyCap>,
    pub tier_room: Option<TierRoom>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Allowed,
    Refused(Reason),
}

impl Verdict {
    pub const fn refusal(self) -> Option<Reason> {
        match self {
            Self::Allowed => None,
            Self::Refused(reason) => Some(reason),
        }
    }
}

/// The gate. Of several reasons the one that lasts longest is told.
pub fn may_send(now: Timestamp, circumstances: &Circumstances<'_>) -> Verdict {
    let rules = [number_health, contact_block, shape, consent, frequency, tier_room, quiet];
    rules.iter().find_map(|rule| rule(now, circumstances)).map_or(Verdict::Allowed, Verdict::Refused)
}

fn number_health(now: Timestamp, it: &Circumstances<'_>) -> Option<Reason> {
    match it.number {
        Health::Connected => None,
        Health::Restricted => (!it.answers(now)).then_some(Reason::NumberRestricted),
        Health::Blocked => Some(Reason::NumberUnavailable),
    }
}

fn contact_block(_: Timestamp, it: &Circumstances<'_>) -> Option<Reason> {
    it.contact_blocked.then_some(Reason::BlockedContact)
}

/// Whether this form of message can be sent at all.
fn shape(now: Timestamp, it: &Circumstances<'_>) -> Option<Reason> {
    match it.form {
        Form::FreeForm => (!window::is_open(now, it.window_expires_at)).then_some(Reason::WindowClosed),
        Form::Template { status, .. } => match status {
            TemplateStatus::Approved => None,
            TemplateStatus::Paused => Some(Reason::TemplatePaused),
            TemplateStatus::NotApproved => Some(Reason::TemplateNotApproved),
            TemplateStatus::Unknown => (it.purpose == Purpose::Campaign).then_some(Reason::TemplateNotApproved),
        },
    }
}

fn consent(now: Timestamp, it: &Circumstances<'_>) -> Option<Reason> {
    let category = it.category()?;
    let answers = it.answers(now);
    if answers && category == Category::Utility {
        return None;
    }
    let needs_opt_in = it.purpose == Purpose::Campaign || (category == Category::Marketing && !answers);
    match it.consents.state(category) {
        ConsentState::OptedIn => None,
        ConsentState::OptedOut => Some(Reason::OptedOut),
        ConsentState::Unknown => needs_opt_in.then_some(Reason::NoConsent),
    }
}

fn frequency(now: Timestamp, it: &Circumstances<'_>) -> Option<Reason> {
    let counted = it.category() == Some(Category::Marketing) && !it.answers(now);
    let cap = it.frequency_cap.filter(|_| counted)?;
    (cap.already_sent >= cap.limit).then_some(Reason::FrequencyCap)
}

/// Only messages outside a window count against Meta's limit.
fn tier_room(now: Timestamp, it: &Circumstances<'_>) -> Option<Reason> {
    let room = it.tier_room.filter(|_| it.takes_room(now))?;
    (room.remaining == 0 && !room.already_counted).then_some(Reason::TierExhausted)
}

/// A person's answer does not wait for the morning, and neither does a code somebody asked for.
fn quiet(now: Timestamp, it: &Circumstances<'_>) -> Option<Reason> {
    let hours = it.quiet_hours.filter(|_| it.purpose != Purpose::Reply && it.category().is_some())?;
    hours.contain(now).then_some(Reason::QuietHours)
}

impl Circumstances<'_> {
    /// A reply while the person's own message is less than a day old.
    fn answers(&self, now: Timestamp) -> bool {
        self.purpose == Purpose::Reply && window::is_open(now, self.window_expires_at)
    }

    /// Whether it counts against Meta's limit of people who are written to first.
    pub fn takes_room(&self, now: Timestamp) -> bool {
        self.form != Form::FreeForm && tier::counts(now, self.window_expires_at)
    }

    /// The category whose consent counts; `None` when none is needed.
    fn category(&self) -> Option<Category> {
        match (self.form, self.purpose) {
            (Form::Template { category: TemplateCategory::Marketing, .. }, _) | (Form::FreeForm, Purpose::Campaign) => {
                Some(Category::Marketing)
            }
            (Form::Template { category: TemplateCategory::Utility, .. }, _)
            | (Form::FreeForm, Purpose::Reply | Purpose::Notification)
            | (Form::Template { category: TemplateCategory::Authentication, .. }, Purpose::Campaign) => {
                Some(Category::Utility)
            }
            (Form::Template { category: TemplateCategory::Authentication, .. }, _) => None,
        }
    }
}

impl QuietHours {
    /// An instant that no calendar holds is quiet: in doubt, silence.
    pub fn contain(&self, now: Timestamp) -> bool {
        let Ok(instant) = jiff::Timestamp::from_millisecond(now.as_millis()) else {
            return true;
        };
        let time = instant.to_zoned(self.time_zone.clone()).time();
        if self.from <= self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod consent_tests;

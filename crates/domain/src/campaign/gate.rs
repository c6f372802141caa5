//! What keeps a person from getting a campaign's message: the one gate (`crate::policy`), and what the plan adds to it.
//! Asked when the ledger is planned and again of each row when it is sent.

use super::plan::{Cap, Window};
use super::{schedule, skip};
use crate::consent::Consents;
use crate::id::NumberId;
use crate::number::Health;
use crate::policy::{
    Circumstances, Form, FrequencyCap, Purpose, Reason, TemplateCategory, TemplateStatus, TierRoom, may_send,
};
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
    /// In which the person wrote to this number.
    pub window_expires_at: Option<Timestamp>,
    /// `None` when nothing is held back, or it is not asked about yet.
    pub tier_room: Option<TierRoom>,
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
    /// Meta's limit has no room for one more person; it stays where it is until there is.
    Hold,
    /// Nobody can get anything of it now: the campaign has to stop.
    Halt(Reason),
}

pub fn judge(now: Timestamp, common: Common<'_>, known: Known<'_>) -> Verdict {
    let circumstances = Circumstances {
        number: common.health,
        contact_blocked: known.blocked,
        consents: &known.consents.on(common.number),
        window_expires_at: known.window_expires_at,
        form: Form::Template { category: common.category, status: common.template },
        purpose: Purpose::Campaign,
        quiet_hours: None,
        frequency_cap: common.cap.map(|cap| FrequencyCap { limit: cap.messages, already_sent: known.messages }),
        tier_room: known.tier_room,
    };
    match may_send(now, &circumstances).refusal() {
        Some(
            reason @ (Reason::NumberUnavailable
            | Reason::NumberRestricted
            | Reason::TemplateNotApproved
            | Reason::TemplatePaused),
        ) => Verdict::Halt(reason),
        Some(Reason::TierExhausted) => Verdict::Hold,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::plan::RECIPIENT_CLOCK;
    use crate::consent::{Category, ConsentRecord, ConsentSource, ConsentState};
    use crate::id::{ContactId, IdSource};
    use jiff::civil::Time;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn consents(said: &[(Category, ConsentState)]) -> Consents {
        let contact = ContactId::new(&mut IdSource::new(1), NOW);
        let mut consents = Consents::default();
        for (at, (category, state)) in (1..).zip(said) {
            let source = (ConsentSource::Import, "alta");
            consents.record(&ConsentRecord::new(contact, *category, *state, source, Timestamp(at)));
        }
        consents
    }

    fn words() -> impl Strategy<Value = Vec<(Category, ConsentState)>> {
        let state = prop::sample::select(vec![ConsentState::OptedIn, ConsentState::OptedOut]);
        prop::collection::vec((prop::sample::select(Category::ALL), state), 0..4)
    }

    proptest! {
        #[test]
        fn nobody_gets_what_they_may_not(
            said in words(),
            blocked: bool,
            health in prop::sample::select(vec![Health::Connected, Health::Restricted, Health::Blocked]),
            category in prop::sample::select(TemplateCategory::ALL),
            template in prop::sample::select(TemplateStatus::ALL),
            (cap, messages) in (prop::option::of(1_u32..4), 0_u32..5),
            (from, until, zone) in (0_i8..24, 0_i8..24, prop::sample::select(vec!["America/Lima", "Asia/Tokyo"])),
            windowed: bool,
            wrote: bool,
            room in prop::option::of((0_u32..2, any::<bool>())),
        ) {
            prop_assume!(from != until);
            let consents = consents(&said);
            let hour = |hour| Time::new(hour, 0, 0, 0).unwrap();
            let clock = RECIPIENT_CLOCK.to_owned();
            let window = Window { from: hour(from), until: hour(until), days: Vec::new(), clock };
            let number = NumberId::new(&mut IdSource::new(2), NOW);
            let cap = cap.map(|messages| Cap { messages, days: 7 });
            let common = Common { number, health, category, template, cap, window: windowed.then_some(&window) };
            let tier_room = room.map(|(remaining, already_counted)| TierRoom { remaining, already_counted });
            let window_expires_at = wrote.then(|| NOW.plus(std::time::Duration::from_hours(1)));
            let known =
                Known { consents: &consents, blocked, zone: Some(zone), messages, window_expires_at, tier_room };
            let verdict = judge(NOW, common, known);
            let asked = if category == TemplateCategory::Marketing { Category::Marketing } else { Category::Utility };
            let may_go = health == Health::Connected
                && !blocked
                && template == TemplateStatus::Approved
                && consents.state(asked) == ConsentState::OptedIn
                && cap.is_none_or(|cap| messages < cap.messages);
            let has_room = wrote || room.is_none_or(|(remaining, counted)| remaining > 0 || counted);
            let is_open = !windowed || schedule::is_open(&window, NOW, Some(zone));
            prop_assert_eq!(verdict == Verdict::Go, may_go && has_room && is_open);
            prop_assert_eq!(verdict == Verdict::Hold, may_go && !has_room);
            prop_assert_eq!(matches!(verdict, Verdict::NotBefore(_)), may_go && has_room && !is_open);
            if let Verdict::NotBefore(later) = verdict {
                prop_assert!(later > NOW && schedule::is_open(&window, later, Some(zone)));
            }
        }
    }
}

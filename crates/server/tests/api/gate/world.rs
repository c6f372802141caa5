//! A world as it is drawn: what is true of each person, and what the pure gate says of it.

use domain::consent::{Category, ConsentRecord, ConsentSource, ConsentState, Consents};
use domain::id::{ContactId, IdSource};
use domain::number::Health;
use domain::policy::{
    Circumstances, Form, FrequencyCap, Purpose, Reason, TemplateCategory, TemplateStatus, TierRoom, may_send,
};
use domain::time::Timestamp;

const PEOPLE: usize = 10;
const HOUR: i64 = 3_600_000;

/// The numbers of the house, in the order they were added.
pub const NUMBERS: [Health; 3] = [Health::Connected, Health::Restricted, Health::Blocked];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    pub marketing: ConsentState,
    pub utility: ConsentState,
    /// The switch in WhatsApp.
    pub stopped: bool,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub phone: String,
    pub contact: ContactId,
    pub said: Said,
    pub blocked: bool,
    pub window: bool,
    /// Of the numbers of the house, the one the conversation is on.
    pub number: usize,
    /// Written to first within the day.
    pub counted: bool,
    /// Messages of campaigns in the last days.
    pub messages: u32,
}

/// A template, as the house has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    pub name: &'static str,
    pub category: TemplateCategory,
    pub status: TemplateStatus,
}

pub const TEMPLATES: [Template; 3] = [
    Template { name: "promo", category: TemplateCategory::Marketing, status: TemplateStatus::Approved },
    Template { name: "aviso", category: TemplateCategory::Utility, status: TemplateStatus::Approved },
    Template { name: "pausada", category: TemplateCategory::Marketing, status: TemplateStatus::Paused },
];

#[derive(Clone, Debug)]
pub struct World {
    pub seed: u64,
    pub people: Vec<Person>,
    /// How many more Meta allows; none when there is no end.
    pub room: Option<u32>,
    pub cap: Option<u32>,
    /// Whether the campaign's window is open now; none when it has none.
    pub open: Option<bool>,
    /// Of the templates, the one the campaign sends.
    pub template: usize,
}

/// A small generator: the same numbers from the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    fn state(&mut self) -> ConsentState {
        [ConsentState::OptedIn, ConsentState::OptedIn, ConsentState::OptedOut, ConsentState::Unknown]
            [usize::try_from(self.roll(4)).expect("small")]
    }
}

impl World {
    pub fn draw(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut ids = IdSource::new(seed.wrapping_mul(7_919));
        let person = |n: usize, dice: &mut Dice, ids: &mut IdSource| Person {
            phone: format!("346{:04}{n:04}", seed % 10_000),
            contact: ContactId::new(ids, Timestamp(1_700_000_000_000)),
            said: Said { marketing: dice.state(), utility: dice.state(), stopped: dice.one_in(8) },
            blocked: dice.one_in(8),
            window: dice.one_in(3),
            number: usize::try_from([0, 0, 0, 0, 1, 2][usize::try_from(dice.roll(6)).expect("small")]).expect("small"),
            counted: dice.one_in(3),
            messages: u32::try_from(dice.roll(4)).expect("small"),
        };
        let people = (0..PEOPLE).map(|n| person(n, &mut dice, &mut ids)).collect();
        Self {
            seed,
            people,
            room: (!dice.one_in(3)).then(|| u32::try_from(dice.roll(4)).expect("small")),
            cap: (!dice.one_in(3)).then(|| u32::try_from(1 + dice.roll(3)).expect("small")),
            open: (!dice.one_in(3)).then(|| !dice.one_in(4)),
            template: usize::try_from(dice.roll(2)).expect("small"),
        }
    }

    /// The limit that leaves the room.
    pub fn limit(&self) -> Option<u32> {
        let counted = self.people.iter().filter(|person| person.counted).count();
        self.room.map(|room| room + u32::try_from(counted).expect("few"))
    }
}

impl Person {
    pub fn records(&self, at: Timestamp) -> Vec<ConsentRecord> {
        let mut records = Vec::new();
        for (category, state) in [(Category::Marketing, self.said.marketing), (Category::Utility, self.said.utility)] {
            if state != ConsentState::Unknown {
                let source = (ConsentSource::Import, "alta");
                records.push(ConsentRecord::new(self.contact, category, state, source, at));
            }
        }
        if self.said.stopped {
            records.push(ConsentRecord::marketing_stopped(self.contact, at));
        }
        records
    }

    fn consents(&self) -> Consents {
        let mut consents = Consents::default();
        for record in self.records(Timestamp(1)) {
            consents.record(&record);
        }
        consents
    }

    /// What the one pure gate says of a message to this person. `room` is what is left for others.
    pub fn verdict(&self, form: Form, purpose: Purpose, room: Option<u32>, cap: Option<u32>) -> Result<(), Reason> {
        let now = Timestamp(1_800_000_000_000);
        let circumstances = Circumstances {
            number: if purpose == Purpose::Campaign { NUMBERS[0] } else { NUMBERS[self.number] },
            contact_blocked: self.blocked,
            consents: &self.consents(),
            // Campaigns write from the first number; the window is one of the conversation's.
            window_expires_at: (self.window && (purpose != Purpose::Campaign || self.number == 0))
                .then(|| Timestamp(now.0 + 12 * HOUR)),
            form,
            purpose,
            quiet_hours: None,
            frequency_cap: cap.map(|limit| FrequencyCap { limit, already_sent: self.messages }),
            tier_room: room.map(|remaining| TierRoom { remaining, already_counted: self.counted }),
        };
        may_send(now, &circumstances).refusal().map_or(Ok(()), Err)
    }

    /// Whether a template to them takes room of Meta's limit.
    pub fn takes_room(&self, from: usize) -> bool {
        !(self.counted || self.window && self.number == from)
    }
}

impl Template {
    pub const fn form(self) -> Form {
        Form::Template { category: self.category, status: self.status }
    }
}

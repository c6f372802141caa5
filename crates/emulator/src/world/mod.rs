//! What exists in the emulated world and the rules it goes by.
//!
//! A state machine without clock, chance or I/O of its own: each step is given a [`Turn`] with the moment and the dice,
//! and leaves [`Effect`]s behind. The shell (`engine`) carries them out.

mod accepted;
mod account;
mod addressee;
mod assets;
mod base64_bytes;
mod blanks;
mod bucket;
mod calendar;
mod catalog;
mod category;
mod changed;
mod content_check;
mod customer;
mod direct;
mod feedback;
mod flow;
mod group_message;
mod history;
mod identity;
mod ids;
mod inbound;
mod media;
mod notice;
mod number;
mod pacing;
mod pairs;
pub(crate) mod parameter;
mod payment;
mod pricing;
mod progress;
mod quality;
mod request;
mod review;
mod saved;
mod send;
mod simulation;
mod status;
mod template;
mod template_edit;
mod template_form;
mod template_parts;
mod thread;
mod turn;
mod view;
mod wire;

pub use accepted::Accepted;
pub use account::Restriction;
pub use catalog::{Catalog, Product};
pub use customer::{CustomerId, Language, NewCustomer};
pub use flow::{FlowDeed, Step as FlowStep, Trouble as FlowTrouble};
pub use notice::{Alert, PaymentConfiguration, Review};
pub use payment::{NotPayable, PaymentOutcome};
pub use quality::Quality;
pub use template::TemplateStatus;
pub use thread::{Alteration, MessageStatus};
pub use view::{Author, CustomerView, Direction, PhoneMessage};

pub(crate) use assets::{Granularity, Group, Measure, Order, Span};
pub(crate) use calendar::day_of;
pub(crate) use changed::{Changed, NotChanged};
pub(crate) use content_check::Way;
pub(crate) use customer::{Customer, Customers};
pub(crate) use flow::{Need as FlowNeed, SessionId};
pub(crate) use history::HISTORY_STATUSES;
pub(crate) use ids::{digits, fbtrace_id};
pub(crate) use inbound::Said;
pub(crate) use media::{address as media_address, seal as media_seal};
pub(crate) use number::{Badge, ContactAction, NumberRecord, PROFILE_FIELDS, PublicKey, QR_FORMATS, QrCode};
pub(crate) use request::Request;
pub(crate) use review::category_of_sample;
pub(crate) use saved::SavedWorld;
pub(crate) use template::{Draft, Template, USUAL as TEMPLATE_FIELDS};
pub(crate) use thread::Entry;
pub(crate) use turn::{Effect, Event, Live, MessageKey, ThreadKey, Turn, Update};

use std::collections::VecDeque;
use std::sync::Arc;

use rand::SeedableRng;
use rand::rngs::SmallRng;
use rustc_hash::FxHashMap;

use self::account::Account;
use self::assets::Assets;
use self::bucket::Bucket;
use self::media::MediaStore;
use self::pricing::FreeService;
use self::template::Templates;
use self::thread::Thread;
use crate::clock::Millis;
use crate::config::{Config, Keep, NumberConfig, Pace, Population, UnknownRecipients, WindowRefusal, millis};
use crate::customers;
use crate::limits::Limits;

/// A number of the business.
#[derive(Debug)]
pub(crate) struct Number {
    pub config: NumberConfig,
    pub digits: String,
    throughput: Bucket,
    free_service: FreeService,
    pub quality: Quality,
    delivered: u32,
    disliked: u32,
    /// Whether it may send a thousand messages a second.
    pub upgraded: bool,
    in_maintenance_until: Millis,
    /// What it has beside its messages.
    pub record: NumberRecord,
}

/// What of the configuration the rules depend on.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub business_id: String,
    pub limits: Limits,
    pub pace: Pace,
    pub population: Population,
    pub free_entry: Millis,
    pub parent_user_ids: bool,
    pub statuses: bool,
    pub distinct_seconds: bool,
    pub window_refusal: WindowRefusal,
    pub unknown_recipients: UnknownRecipients,
    pub review_after: Millis,
    pub keep: Keep,
    /// Where this emulator is reached, for the addresses of files.
    pub base_url: String,
}

/// Everything there is.
#[derive(Debug)]
pub(crate) struct World {
    pub settings: Settings,
    pub numbers: Vec<Number>,
    pub customers: Customers,
    pub templates: Templates,
    pub media: MediaStore,
    pub account: Account,
    pub catalog: Catalog,
    pub assets: Assets,
    // The ids are ours, and looked up many times for each message: a quick hash does.
    threads: FxHashMap<ThreadKey, Thread>,
    places: FxHashMap<Arc<str>, MessageKey>,
    pub accepted: VecDeque<Arc<Accepted>>,
    pub accepted_count: u64,
}

impl World {
    /// The world at its beginning, without its people.
    pub(crate) fn new(config: &Config, base_url: &str) -> Self {
        Self {
            settings: Settings {
                business_id: config.business_id.clone(),
                limits: config.limits,
                pace: config.pace,
                population: config.population.clone(),
                free_entry: millis(config.free_entry),
                parent_user_ids: config.parent_user_ids,
                statuses: config.statuses,
                distinct_seconds: config.distinct_seconds,
                window_refusal: config.window_refusal,
                unknown_recipients: config.unknown_recipients,
                review_after: millis(config.review_after),
                keep: config.keep,
                base_url: base_url.to_owned(),
            },
            numbers: config.numbers.iter().cloned().map(Number::new).collect(),
            customers: Customers::default(),
            templates: Templates::default(),
            media: MediaStore::default(),
            account: Account::new(config.limits.tier),
            catalog: Catalog::default(),
            assets: Assets::default(),
            threads: FxHashMap::default(),
            places: FxHashMap::default(),
            accepted: VecDeque::new(),
            accepted_count: 0,
        }
    }

    /// Fills it with the people it begins with.
    pub(crate) fn populate(&mut self, turn: &mut Turn<'_>) {
        let Population { count, chatting, .. } = self.settings.population;
        let people = customers::population(count, turn.rng);
        self.settle(turn, people, chatting);
    }

    /// More people, of a seed of their own or of the common one; all of one kind, or a mixture.
    pub(crate) fn add_people(
        &mut self,
        turn: &mut Turn<'_>,
        count: usize,
        chatting: usize,
        seed: Option<u64>,
        profile: Option<customers::Profile>,
    ) {
        let mut people = match seed {
            Some(seed) => customers::population(count, &mut SmallRng::seed_from_u64(seed)),
            None => customers::population(count, turn.rng),
        };
        if let Some(profile) = profile {
            for person in &mut people {
                person.profile = profile;
            }
        }
        self.settle(turn, people, chatting);
    }

    fn settle(&mut self, turn: &mut Turn<'_>, people: Vec<NewCustomer>, chatting: usize) {
        for (n, person) in people.into_iter().enumerate() {
            let customer = self.customers.add(person, turn.rng);
            self.plan_first_chat(turn, customer, n, chatting);
        }
    }

    pub(crate) fn add_customer(&mut self, rng: &mut SmallRng, new: NewCustomer) -> CustomerId {
        self.customers.add(new, rng)
    }

    pub(crate) fn number(&self, phone_number_id: &str) -> Option<usize> {
        self.numbers.iter().position(|number| number.config.phone_number_id == phone_number_id)
    }

    pub(crate) fn thread(&self, key: ThreadKey) -> Option<&Thread> {
        self.threads.get(&key)
    }

    pub(crate) fn find_message(&self, id: &str) -> Option<(MessageKey, &Entry)> {
        let key = *self.places.get(id)?;
        Some((key, self.entry(key)?))
    }

    pub(crate) fn entry(&self, key: MessageKey) -> Option<&Entry> {
        self.threads.get(&key.thread)?.get(key.place)
    }

    fn entry_mut(&mut self, key: MessageKey) -> Option<&mut Entry> {
        self.threads.get_mut(&key.thread)?.get_mut(key.place)
    }

    /// Puts a message on the phone.
    fn push(&mut self, turn: &mut Turn<'_>, key: ThreadKey, entry: Entry) -> MessageKey {
        let id = Arc::clone(&entry.id);
        let (place, forgotten) =
            self.threads.entry(key).or_default().push(entry, self.settings.keep.messages_per_phone);
        self.forget_place(key, forgotten);
        let place = MessageKey { thread: key, place };
        self.places.insert(Arc::clone(&id), place);
        turn.live(Live::Message { customer: key.customer, id });
        place
    }

    /// A message that is no longer on a phone is not found there; copies on other phones are.
    fn forget_place(&mut self, thread: ThreadKey, forgotten: Option<Entry>) {
        let Some(forgotten) = forgotten else { return };
        if self.places.get(&forgotten.id).is_some_and(|place| place.thread == thread) {
            self.places.remove(&forgotten.id);
        }
    }

    /// Something that was put off is due.
    pub(crate) fn happen(&mut self, turn: &mut Turn<'_>, event: Event, faults: &crate::faults::Faults) {
        match event {
            Event::Sent(key) => self.sent(turn, key),
            Event::Delivered(key) => self.delivered(turn, key, faults),
            Event::Failed(key, code) => self.failed(turn, key, code),
            Event::Deed { customer, deed } => self.act(turn, customer, deed),
            Event::TemplateReviewed(id) => self.template_reviewed(turn, id),
            Event::TemplateUnpaused(id) => drop(self.unpause_template(turn, id)),
            Event::TemplateRecategorised(id) => self.recategorise(turn, id),
            Event::PacingEnds(id) => self.pacing_ends(turn, id),
            Event::TierReviewed => self.tier_reviewed(turn),
            Event::NameReviewed(number) => self.name_reviewed(turn, number),
            Event::NameLapsed(number) => self.name_lapsed(number),
            Event::GroupMade(place) => self.group_made(turn, place),
            Event::CallTaken(place) => self.call_taken(turn, place),
            Event::MediaExpired(id) => self.media.forget(id, turn.now),
        }
    }
}

impl Number {
    fn new(config: NumberConfig) -> Self {
        let digits = ids::digits(&config.display_phone_number);
        Self {
            config,
            digits,
            throughput: Bucket::default(),
            free_service: FreeService::default(),
            quality: Quality::Unknown,
            delivered: 0,
            disliked: 0,
            upgraded: false,
            in_maintenance_until: 0,
            record: NumberRecord::default(),
        }
    }

    /// The country code, as far as the way the number is written shows it.
    pub(crate) fn country_code(&self) -> String {
        let written = self.config.display_phone_number.trim_start_matches('+');
        let first = written.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        if first.len() <= 3 { first.to_owned() } else { first.chars().take(2).collect() }
    }
}

//! People drawn from small pools, so that conditions drawn from the same pools meet them.

use super::world::{DAY, NOW};
use domain::consent::{Category, ConsentState};
use domain::segment::campaign::Outcome;
use domain::time::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
pub struct PersonDrawn {
    pub name: String,
    pub language: Option<String>,
    pub fields: BTreeMap<String, Value>,
    pub labels: BTreeSet<String>,
    /// What was said, and what WhatsApp signalled.
    pub consents: Vec<(Category, ConsentState, bool)>,
    pub blocked: bool,
    pub created_at: Timestamp,
    pub conversations: Vec<ConversationDrawn>,
    pub occurrences: Vec<OccurrenceDrawn>,
    /// What became of the message of each campaign that wrote to them.
    pub addressed: Vec<Option<Vec<(Outcome, Timestamp)>>>,
}

#[derive(Clone, Debug)]
pub struct ConversationDrawn {
    pub window_until: Option<Timestamp>,
    pub inbound: Option<Timestamp>,
    pub message: Option<Timestamp>,
}

#[derive(Clone, Debug)]
pub struct OccurrenceDrawn {
    pub name: String,
    pub at: Timestamp,
    pub amount: Option<(i64, String)>,
    pub properties: BTreeMap<String, Value>,
}

pub const NAMES: [&str; 5] = ["Ana", "ANA MARÍA", "ñandú", " ", "100%_!"];
pub const LANGUAGES: [&str; 6] = ["es", "ES", "pt-BR", "pt_PT", "pt", "ptx"];
pub const FIELDS: [&str; 4] = ["city", "total", "since-day", "A1"];
pub const LABELS: [&str; 4] = ["vip", "VIP", "a\"b\",\"c", "ñ"];
pub const EVENTS: [&str; 3] = ["order_paid", "visit", "Visit"];
/// Campaigns that somebody may have had a message of.
pub const CAMPAIGNS: usize = 2;
pub const CURRENCIES: [&str; 2] = ["BRL", "ARS"];
pub const TEXTS: [&str; 16] = [
    "Lima",
    "lima",
    "LIMA ",
    "CÓRDOBA",
    "córdoba",
    "5",
    "true",
    "",
    "  ",
    "2026-03-30",
    "2026-03-29",
    "2026-03-31",
    "2026-03-30T12:00:00Z",
    "abcd-ef-gh",
    "50%_off!",
    "[\"Lima\"]",
];
pub const NUMBERS: [f64; 8] = [5.0, 4.99, 0.0, -0.0, -3.0, 1e15, 0.1, 9_007_199_254_740_993.0];

/// Moments around now, around whole days ago, and far away.
pub fn moment() -> impl Strategy<Value = Timestamp> {
    let days = prop::sample::select(vec![0, -1, -2, -7, -8, -30, 1]);
    let apart = prop::sample::select(vec![0, 1, -1]);
    (days, apart).prop_map(|(days, apart)| Timestamp(NOW.0 + days * DAY + apart))
}

pub fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => prop::sample::select(TEXTS.to_vec()).prop_map(Value::from),
        3 => prop::sample::select(NUMBERS.to_vec()).prop_map(|number| json!(number)),
        1 => Just(json!(5)),
        2 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!(["Lima"])),
        1 => Just(json!({"city": "Lima"})),
    ]
}

fn values() -> impl Strategy<Value = BTreeMap<String, Value>> {
    prop::collection::btree_map(prop::sample::select(FIELDS.to_vec()).prop_map(str::to_owned), value(), 0..4)
}

fn conversation() -> impl Strategy<Value = ConversationDrawn> {
    let maybe = || prop::option::of(moment());
    (maybe(), maybe(), maybe()).prop_map(|(window_until, inbound, message)| ConversationDrawn {
        window_until,
        inbound,
        message,
    })
}

fn occurrence() -> impl Strategy<Value = OccurrenceDrawn> {
    let name = prop::sample::select(EVENTS.to_vec()).prop_map(str::to_owned);
    let currency = prop::sample::select(CURRENCIES.to_vec()).prop_map(str::to_owned);
    let amount = prop::option::of((prop::sample::select(vec![0_i64, 100, 101, -5]), currency));
    (name, moment(), amount, values()).prop_map(|(name, at, amount, properties)| OccurrenceDrawn {
        name,
        at,
        amount,
        properties,
    })
}

/// Each at most once; none of them for a message that still waits.
fn outcomes() -> impl Strategy<Value = Vec<(Outcome, Timestamp)>> {
    let every = prop::collection::vec(prop::option::of(moment()), Outcome::ALL.len());
    every.prop_map(|moments| {
        Outcome::ALL.iter().copied().zip(moments).filter_map(|(one, at)| Some((one, at?))).collect()
    })
}

fn consent() -> impl Strategy<Value = (Category, ConsentState, bool)> {
    let state = prop::sample::select(vec![ConsentState::OptedIn, ConsentState::OptedOut]);
    (prop::sample::select(Category::ALL.to_vec()), state, any::<bool>())
}

fn person() -> impl Strategy<Value = PersonDrawn> {
    let names = |pool: &[&str]| prop::sample::select(pool.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    let known = (
        names(&NAMES),
        prop::option::of(names(&LANGUAGES)),
        values(),
        prop::collection::btree_set(names(&LABELS), 0..3),
    );
    let stand = (prop::collection::vec(consent(), 0..4), any::<bool>(), moment());
    let addressed = prop::collection::vec(prop::option::of(outcomes()), CAMPAIGNS);
    let lived = (prop::collection::vec(conversation(), 0..3), prop::collection::vec(occurrence(), 0..5), addressed);
    (known, stand, lived).prop_map(|(known, stand, lived)| {
        let (name, language, fields, labels) = known;
        let (consents, blocked, created_at) = stand;
        let (conversations, occurrences, addressed) = lived;
        PersonDrawn {
            name,
            language,
            fields,
            labels,
            consents,
            blocked,
            created_at,
            conversations,
            occurrences,
            addressed,
        }
    })
}

pub fn people() -> impl Strategy<Value = Vec<PersonDrawn>> {
    prop::collection::vec(person(), 1..12)
}

/// Somebody of whom nothing is known.
pub fn nobody() -> PersonDrawn {
    PersonDrawn {
        name: String::new(),
        language: None,
        fields: BTreeMap::new(),
        labels: BTreeSet::new(),
        consents: Vec::new(),
        blocked: false,
        created_at: NOW,
        conversations: Vec::new(),
        occurrences: Vec::new(),
        addressed: Vec::new(),
    }
}

//! Segments drawn from everything a condition can say.

use super::people::{CAMPAIGNS, CURRENCIES, EVENTS, FIELDS, LABELS, LANGUAGES, NAMES, NUMBERS, PersonDrawn, TEXTS};
use super::world::{campaign_id, segment_id};
use domain::consent::{Category, ConsentState};
use domain::flow::document::OpenOrClosed;
use domain::segment::behaviour::{Amount, Behaviour, Period, Property, Times};
use domain::segment::campaign::{CampaignOutcome, Outcome};
use domain::segment::condition::{Attribute, Consent, Is, LastMessage, Membership, Writer};
use domain::segment::value::{Number, Scalar, ValueTest};
use domain::segment::{Age, Condition, Moment};
use proptest::prelude::*;

const NOWHERE: usize = 99;

/// A world: people, two saved segments of which the second may speak of the first, a frozen one, and what is asked.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub people: Vec<PersonDrawn>,
    pub saved: [Condition; 2],
    pub frozen: Condition,
    pub asked: Vec<Condition>,
}

/// A tree that speaks of the first `segments` saved segments.
pub fn tree(segments: usize) -> impl Strategy<Value = Condition> {
    leaf(segments).prop_recursive(3, 16, 4, |inner| {
        let children = || prop_oneof![1 => Just(Vec::new()), 15 => prop::collection::vec(inner.clone(), 1..4)];
        prop_oneof![
            children().prop_map(Condition::All),
            children().prop_map(Condition::Any),
            children().prop_map(Condition::None),
        ]
    })
}

fn leaf(segments: usize) -> impl Strategy<Value = Condition> {
    let about_them = prop_oneof![
        4 => attribute().prop_map(Condition::Attribute),
        1 => is(pick(&LABELS)).prop_map(Condition::Label),
        1 => is(pick(&LANGUAGES)).prop_map(Condition::Language),
        1 => consent().prop_map(Condition::Consent),
        1 => any::<bool>().prop_map(Condition::Blocked),
        1 => age().prop_map(Condition::Created),
    ];
    let lived = prop_oneof![
        1 => prop::sample::select(OpenOrClosed::ALL.to_vec()).prop_map(Condition::Window),
        1 => last_message().prop_map(Condition::LastMessage),
        3 => behaviour().prop_map(Condition::Did),
        1 => behaviour().prop_map(|behaviour| Condition::DidNot(Behaviour { times: Times::AtLeast(1), ..behaviour })),
    ];
    let addressed = campaign_outcome().prop_map(Condition::Campaign);
    // The one past the last is a segment that is nowhere.
    let membership = (0..=segments, any::<bool>()).prop_map(move |(which, is_in)| {
        let id = segment_id(if which == segments { NOWHERE } else { which });
        Condition::Segment(if is_in { Membership::In(id) } else { Membership::NotIn(id) })
    });
    prop_oneof![4 => about_them, 4 => lived, 2 => addressed, 1 => membership]
}

fn campaign_outcome() -> impl Strategy<Value = CampaignOutcome> {
    let outcome = prop::sample::select(Outcome::ALL.to_vec());
    // The one past the last was never sent.
    let campaign = prop::option::of((0..=CAMPAIGNS).prop_map(campaign_id));
    (outcome, any::<bool>(), campaign, prop::option::of(days())).prop_map(
        |(outcome, is_not, campaign, in_last_days)| CampaignOutcome { outcome, is_not, campaign, in_last_days },
    )
}

fn pick(pool: &[&str]) -> impl Strategy<Value = String> + use<> {
    prop::sample::select(pool.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
}

fn is<T: Clone + std::fmt::Debug>(inner: impl Strategy<Value = T>) -> impl Strategy<Value = Is<T>> {
    (inner, any::<bool>()).prop_map(|(value, is)| if is { Is::Is(value) } else { Is::IsNot(value) })
}

fn consent() -> impl Strategy<Value = Consent> {
    let state = is(prop::sample::select(ConsentState::ALL.to_vec()));
    (prop::sample::select(Category::ALL.to_vec()), state).prop_map(|(category, state)| Consent { category, state })
}

fn days() -> impl Strategy<Value = u32> {
    prop::sample::select(vec![1, 2, 7, 30])
}

fn moment() -> impl Strategy<Value = Moment> {
    let texts =
        vec!["2026-03-30", "2026-03-29", "2026-03-30T12:00:00Z", "2026-03-23T12:00:00Z", "2026-02-28T09:00:00-03:00"];
    prop::sample::select(texts).prop_map(|text| Moment::parse(text).expect("a moment"))
}

fn age() -> impl Strategy<Value = Age> {
    prop_oneof![
        days().prop_map(Age::InLastDays),
        days().prop_map(Age::OverDaysAgo),
        moment().prop_map(Age::Since),
        moment().prop_map(Age::Before),
        any::<bool>().prop_map(Age::Never),
    ]
}

fn last_message() -> impl Strategy<Value = LastMessage> {
    (prop::sample::select(Writer::ALL.to_vec()), age()).prop_map(|(by, age)| LastMessage { by, age })
}

fn number() -> impl Strategy<Value = Number> {
    prop::sample::select(NUMBERS.to_vec()).prop_map(Number)
}

fn scalar() -> impl Strategy<Value = Scalar> {
    prop_oneof![
        3 => pick(&TEXTS).prop_map(Scalar::Text),
        1 => pick(&NAMES).prop_map(Scalar::Text),
        2 => number().prop_map(Scalar::Number),
        1 => any::<bool>().prop_map(Scalar::Boolean),
    ]
}

fn test() -> impl Strategy<Value = ValueTest> {
    let parts = || pick(&["im", "Ó", "%", "_", "!", "2026", "a", "5", " "]);
    prop_oneof![
        3 => scalar().prop_map(ValueTest::Is),
        2 => scalar().prop_map(ValueTest::IsNot),
        2 => prop::collection::vec(scalar(), 0..4).prop_map(ValueTest::IsOneOf),
        1 => parts().prop_map(ValueTest::Contains),
        1 => parts().prop_map(ValueTest::StartsWith),
        1 => number().prop_map(ValueTest::Over),
        1 => number().prop_map(ValueTest::Under),
        1 => number().prop_map(ValueTest::AtLeast),
        1 => number().prop_map(ValueTest::AtMost),
        1 => moment().prop_map(ValueTest::Since),
        1 => moment().prop_map(ValueTest::Before),
        1 => days().prop_map(ValueTest::InLastDays),
        1 => days().prop_map(ValueTest::InNextDays),
        2 => any::<bool>().prop_map(ValueTest::Known),
    ]
}

fn attribute() -> impl Strategy<Value = Attribute> {
    let name = prop_oneof![4 => pick(&FIELDS), 1 => Just("name".to_owned())];
    (name, test()).prop_map(|(name, test)| Attribute { name, test })
}

fn times() -> impl Strategy<Value = Times> {
    prop_oneof![
        3 => (1_u32..4).prop_map(Times::AtLeast),
        1 => (0_u32..3).prop_map(Times::AtMost),
        1 => (0_u32..3).prop_map(Times::Exactly),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    let between = (prop::option::of(moment()), prop::option::of(moment()));
    prop_oneof![
        Just(Period::Ever),
        days().prop_map(Period::InLastDays),
        between.prop_map(|(since, before)| Period::Between { since, before }),
    ]
}

fn amount() -> impl Strategy<Value = Amount> {
    let limit = || prop::option::of(prop::sample::select(vec![0_i64, 100, 101]));
    (pick(&CURRENCIES), limit(), limit()).prop_map(|(currency, at_least, at_most)| Amount {
        currency,
        at_least,
        at_most,
    })
}

fn behaviour() -> impl Strategy<Value = Behaviour> {
    let property = (pick(&FIELDS), test()).prop_map(|(name, test)| Property { name, test });
    let properties = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(property, 1..3)];
    let amount = prop_oneof![3 => Just(None), 1 => amount().prop_map(Some)];
    (pick(&EVENTS), times(), period(), properties, amount)
        .prop_map(|(event, times, period, properties, amount)| Behaviour { event, times, period, properties, amount })
}

proptest! {
    /// What is written is read as it was.
    #[test]
    fn a_tree_is_written_and_read(tree in tree(2)) {
        let written = serde_json::to_value(&tree).expect("written");
        let read = Condition::read(written.clone()).expect("read");
        prop_assert_eq!(serde_json::to_value(&read).expect("written"), written);
    }
}

use super::*;
use crate::import::mapping::{DateOrder, DecimalMark};
use proptest::prelude::*;
use serde_json::json;

fn mapping(existing: Existing, key: Option<&str>) -> Mapping {
    Mapping {
        columns: Vec::new(),
        has_header: true,
        default_country: String::new(),
        match_on: key.map_or(MatchOn::Phone, |name| MatchOn::Attribute { name: name.to_owned() }),
        existing,
        date_order: DateOrder::DayFirst,
        decimal_mark: DecimalMark::Comma,
        labels: Vec::new(),
        consent: None,
        event_name: None,
    }
}

fn person(phone: &str, name: &str) -> Person {
    Person { phone: E164::from_digits(phone), name: Some(name.to_owned()), ..Person::default() }
}

fn keyed(key: &str, phone: &str) -> Person {
    let fields = BTreeMap::from([("code".to_owned(), json!(key))]);
    Person { key: Some(key.to_owned()), fields, ..person(phone, key) }
}

/// Slice after slice, at 1000, 2000, ...; what was decided in each.
fn import(mapping: &Mapping, known: &mut Known, slices: &[&[Person]]) -> Vec<TakenIn> {
    let mut ids = IdSource::new(7);
    let (mut number, mut done) = (1, Vec::new());
    for (place, people) in slices.iter().enumerate() {
        let rows = people.iter().map(|person| {
            number += 1;
            (number, Row { person: person.clone(), happening: None })
        });
        let now = Timestamp(1_000 * (i64::try_from(place).unwrap() + 1));
        done.push(take_in(mapping, Origin::File("lista.csv"), known, rows.collect(), now, &mut ids));
    }
    done
}

fn names(known: &Known) -> Vec<&str> {
    let mut names: Vec<&str> = known.contacts.values().map(|contact| contact.name.as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn spellings_of_one_mobile_are_one_person() {
    for (first, second) in [
        ("5511987654321", "551187654321"),
        ("5215512345678", "525512345678"),
        ("541123456789", "5491123456789"),
        ("34600111222", "34600111222"),
    ] {
        let mut known = Known::default();
        let done = import(
            &mapping(Existing::Update, None),
            &mut known,
            &[&[person(first, "Ana")], &[person(second, "Ana P.")]],
        );
        assert_eq!((done[0].counts.created, done[1].counts.updated), (1, 1), "{first}");
        assert_eq!(names(&known), ["Ana P."]);
        let contact = known.contacts.values().next().unwrap();
        assert_eq!(contact.identifiers.len(), 1, "the other spelling is no other number");
    }
}

#[test]
fn what_becomes_of_people_who_are_known() {
    for (existing, name, city, counts) in [
        (Existing::Update, "Nueva", json!("Lima"), (0, 1, 0)),
        (Existing::FillIn, "Vieja", json!("Lima"), (0, 1, 0)),
        (Existing::Skip, "Vieja", json!(null), (0, 0, 1)),
    ] {
        let mut known = Known::default();
        import(&mapping(Existing::Update, None), &mut known, &[&[person("34600111222", "Vieja")]]);
        let row =
            Person { fields: BTreeMap::from([("city".to_owned(), json!("Lima"))]), ..person("34600111222", "Nueva") };
        let done = import(&mapping(existing, None), &mut known, &[&[row]]).remove(0).counts;
        assert_eq!((done.created, done.updated, done.skipped), counts, "{existing}");
        let contact = known.contacts.values().next().unwrap();
        assert_eq!(
            (contact.name.as_str(), contact.fields.get("city").cloned().unwrap_or_default()),
            (name, city),
            "{existing}"
        );
    }
}

#[test]
fn a_row_that_says_nothing_new_writes_nothing() {
    let mut known = Known::default();
    let done = import(
        &mapping(Existing::Update, None),
        &mut known,
        &[&[person("34600111222", "Ana")], &[person("34600111222", "Ana")]],
    );
    assert_eq!(done[1].counts.unchanged, 1);
    assert!(done[1].events.is_empty());
}

#[test]
fn people_are_told_apart_by_their_key() {
    let mut known = Known::default();
    let mapping = mapping(Existing::Update, Some("code"));
    let rows = [
        keyed("A", "34600111222"),
        keyed("B", "34600111333"),
        keyed("A", "34600111444"),
        keyed("B", "34600111222"),
        keyed("C", "34600111333"),
    ];
    let done = import(&mapping, &mut known, &[&rows]).remove(0);
    assert_eq!((done.counts.created, done.counts.updated, done.counts.failed), (2, 1, 2));
    assert_eq!(done.faults[0], (5, Fault::new(Reason::PhoneOfAnother, "", "+34600111222")));
    let a = &known.contacts[&known.by_key["A"]];
    assert_eq!(a.identifiers.len(), 2, "a second number is added");
}

#[test]
fn a_list_never_undoes_a_no() {
    let consent = |state| Person {
        consents: vec![(Category::Marketing, state, "Acepta: x".to_owned())],
        ..person("34600111222", "Ana")
    };
    let mut known = Known::default();
    let (yes, no) = (consent(ConsentState::OptedIn), consent(ConsentState::OptedOut));
    let done = import(
        &mapping(Existing::Update, None),
        &mut known,
        &[std::slice::from_ref(&yes), &[no], std::slice::from_ref(&yes)],
    );
    let contact = known.contacts.values().next().unwrap();
    assert_eq!(contact.consents.state(Category::Marketing), ConsentState::OptedOut);
    assert_eq!(done[2].counts.kept_opt_outs, 1);
    let Event::ConsentRecorded(record) = &done[0].events[0] else { panic!("{:?}", done[0].events) };
    assert_eq!((record.source, record.words.as_str()), (ConsentSource::Import, "lista.csv, row 2: Acepta: x"));
}

/// What an import wrote, last slice first, taken back.
fn undo(known: &mut Known, done: Vec<TakenIn>) {
    for (place, slice) in done.into_iter().enumerate().rev() {
        let written_at = Timestamp(1_000 * (i64::try_from(place).unwrap() + 1));
        for change in slice.changes {
            let contact = known.contacts.get_mut(&change.contact).unwrap();
            change.undo(contact, written_at, Timestamp(99_000));
        }
        for id in slice.created {
            if known.contacts[&id].updated_at == written_at {
                known.contacts.remove(&id);
            }
        }
    }
}

#[test]
fn what_somebody_changed_since_stays() {
    let mut known = Known::default();
    let old = import(&mapping(Existing::Update, None), &mut known, &[&[person("34600111222", "Vieja")]]);
    let id = old[0].created[0];
    let row = Person { fields: BTreeMap::from([("city".to_owned(), json!("Lima"))]), ..person("34600111222", "Nueva") };
    let done = import(&mapping(Existing::Update, None), &mut known, &[&[row, person("34600111333", "Otra")]]);
    let contact = known.contacts.get_mut(&id).unwrap();
    contact.fields.insert("city".to_owned(), json!("Cusco"));
    contact.updated_at = Timestamp(50_000);
    undo(&mut known, done);
    assert_eq!(names(&known), ["Vieja"]);
    assert_eq!(known.contacts[&id].fields["city"], "Cusco");
}

fn people() -> impl Strategy<Value = Vec<Vec<Person>>> {
    let phone = prop::sample::select(vec![
        "34600111222",
        "5511987654321",
        "551187654321",
        "34600111333",
        "5491123456789",
        "541123456789",
    ]);
    let one = (phone, "[A-C]", prop::option::of("[x-z]"), prop::option::of(0..3_i64), any::<bool>());
    let one = one.prop_map(|(phone, name, label, points, agrees)| Person {
        labels: label.into_iter().collect(),
        fields: points.map(|points| ("points".to_owned(), json!(points))).into_iter().collect(),
        consents: agrees.then(|| (Category::Marketing, ConsentState::OptedIn, "sí".to_owned())).into_iter().collect(),
        ..person(phone, &name)
    });
    prop::collection::vec(prop::collection::vec(one, 0..6), 0..5)
}

proptest! {
    /// Undone with nobody in between, an import has never been; and each identifier is one person's.
    #[test]
    fn an_import_undone_leaves_no_trace(before in people(), slices in people(), existing in prop::sample::select(Existing::ALL.to_vec())) {
        let mut known = Known::default();
        let as_slices = |people: &[Vec<Person>]| people.to_vec();
        let before = as_slices(&before);
        import(&mapping(Existing::Update, None), &mut known, &before.iter().map(Vec::as_slice).collect::<Vec<_>>());
        // What was there is older than any slice.
        for contact in known.contacts.values_mut() {
            contact.updated_at = Timestamp(1);
        }
        let was = known.contacts.clone();
        let slices = as_slices(&slices);
        let mut ids = IdSource::new(99);
        let mut done = Vec::new();
        for (place, people) in slices.iter().enumerate() {
            let rows = people.iter().map(|person| (2, Row { person: person.clone(), happening: None })).collect();
            let now = Timestamp(1_000 * (i64::try_from(place).unwrap() + 1));
            done.push(take_in(&mapping(existing, None), Origin::File("f"), &mut known, rows, now, &mut ids));
        }
        let mut owners = HashMap::new();
        for contact in known.contacts.values() {
            for identifier in &contact.identifiers {
                prop_assert!(owners.insert(identifier.clone(), contact.id).is_none());
            }
        }
        undo(&mut known, done);
        prop_assert_eq!(known.contacts, was);
    }
}

use super::*;
use crate::id::IdSource;
use proptest::prelude::*;

/// "phone +34600111222" and the like.
fn identifier(text: &str) -> Identifier {
    let (kind, value) = text.split_once(' ').unwrap();
    Identifier::new(IdentifierKind::parse(kind).unwrap(), value)
}

fn set(texts: &[&str]) -> BTreeSet<Identifier> {
    texts.iter().map(|text| identifier(text)).collect()
}

fn written(identifiers: impl IntoIterator<Item = Identifier>) -> Vec<String> {
    identifiers.into_iter().map(|identifier| format!("{} {}", identifier.kind, identifier.value)).collect()
}

#[test]
fn cards() {
    for (wa_id, user_id, parent, username, expected) in [
        (
            Some("34600111222"),
            Some("ES.1"),
            Some("ES.ENT.2"),
            Some("@Ana.Perez"),
            &[
                "phone +34600111222",
                "wa_id 34600111222",
                "user_id ES.1",
                "parent_user_id ES.ENT.2",
                "username ana.perez",
            ][..],
        ),
        (None, Some("ES.1"), None, None, &["user_id ES.1"]),
        (Some(""), Some(" ES.1 "), Some(""), Some("@"), &["user_id ES.1"]),
        (Some("+34600111222"), None, None, None, &["phone +34600111222", "wa_id 34600111222"]),
        // Not a phone: kept as Meta gave it.
        (Some("not-a-phone"), None, None, None, &["wa_id not-a-phone"]),
        (None, None, None, None, &[]),
    ] {
        assert_eq!(written(from_card(wa_id, user_id, parent, username)), expected);
    }
}

#[test]
fn keys_to_look_up() {
    for (identifiers, expected) in [
        (&["phone +34600111222"][..], &["phone +34600111222", "wa_id 34600111222"][..]),
        (
            &["wa_id 5511987654321"],
            &["phone +551187654321", "phone +5511987654321", "wa_id 551187654321", "wa_id 5511987654321"],
        ),
        (
            &["phone +525512345678"],
            &["phone +5215512345678", "phone +525512345678", "wa_id 5215512345678", "wa_id 525512345678"],
        ),
        (
            &["phone +5491123456789"],
            &["phone +541123456789", "phone +5491123456789", "wa_id 541123456789", "wa_id 5491123456789"],
        ),
        // A landline has one spelling.
        (&["phone +551132221100"], &["phone +551132221100", "wa_id 551132221100"]),
        (&["user_id ES.1", "parent_user_id ES.ENT.2", "username ana"], &["user_id ES.1"]),
        (&["wa_id not-a-phone"], &["wa_id not-a-phone"]),
        (&[], &[]),
    ] {
        assert_eq!(written(lookup_keys(&set(identifiers))), expected, "{identifiers:?}");
    }
}

#[test]
fn whose_message_it_is() {
    let mut ids = IdSource::new(3);
    // Created in this order.
    let people: Vec<ContactId> = (0..4).map(|at| ContactId::new(&mut ids, Timestamp(at))).collect();
    let [a, b, c, d] = people[..] else { unreachable!() };
    let card =
        ["user_id ES.2", "wa_id 5511987654321", "phone +5511987654321", "username ana", "parent_user_id ES.ENT.9"];

    for (found, previous, expected) in [
        (&[][..], None, Resolution::New),
        (&[(b, "user_id ES.2")], None, Resolution::Same(b)),
        (&[(b, "user_id ES.2"), (b, "wa_id 5511987654321"), (b, "phone +5511987654321")], None, Resolution::Same(b)),
        // The other spelling, from an imported file.
        (&[(b, "phone +551187654321")], None, Resolution::Same(b)),
        // Two contacts of one person: the order of Meta, not age, says who stays.
        (&[(a, "wa_id 5511987654321"), (b, "user_id ES.2")], None, Resolution::Merge { keep: b, gone: vec![a] }),
        (&[(b, "phone +551187654321"), (a, "wa_id 5511987654321")], None, Resolution::Merge { keep: a, gone: vec![b] }),
        // A changed number.
        (&[(c, "user_id ES.1")], Some("ES.1"), Resolution::Same(c)),
        (&[(c, "user_id ES.1")], None, Resolution::New),
        (
            &[(a, "wa_id 5511987654321"), (c, "user_id ES.1")],
            Some("ES.1"),
            Resolution::Merge { keep: c, gone: vec![a] },
        ),
        (
            &[
                (d, "wa_id 5511987654321"),
                (a, "phone +551187654321"),
                (c, "user_id ES.1"),
                (b, "user_id ES.2"),
                (d, "phone +5511987654321"),
            ],
            Some("ES.1"),
            Resolution::Merge { keep: b, gone: vec![a, c, d] },
        ),
        // A username or a company's parent id is not a person.
        (&[(a, "username ana")], None, Resolution::New),
        (&[(a, "parent_user_id ES.ENT.9"), (b, "user_id ES.2")], None, Resolution::Same(b)),
        // What does not match at all is ignored.
        (&[(a, "wa_id 34600999888"), (c, "user_id ES.77")], Some("ES.1"), Resolution::New),
    ] {
        let created_at = |id: ContactId| Timestamp(people.iter().zip(0..).find(|(one, _)| **one == id).unwrap().1);
        let found: Vec<_> = found.iter().map(|(id, key)| (*id, created_at(*id), identifier(key))).collect();
        assert_eq!(choose(&found, &set(&card), previous), expected, "{found:?} previous {previous:?}");
        let reversed: Vec<_> = found.into_iter().rev().collect();
        assert_eq!(choose(&reversed, &set(&card), previous), expected, "in the other order");
    }
}

#[test]
fn kinds_are_words() {
    for kind in IdentifierKind::ALL {
        assert_eq!(IdentifierKind::parse(kind.as_str()), Some(*kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
    assert_eq!(
        serde_json::to_value(identifier("user_id ES.1")).unwrap(),
        serde_json::json!({"kind": "user_id", "value": "ES.1"})
    );
}

proptest! {
    #[test]
    fn keys_of_a_key_are_the_same_keys(digits in "(55|52|54|34)[0-9]{8,12}", as_phone: bool) {
        let first = if as_phone { format!("phone +{digits}") } else { format!("wa_id {digits}") };
        let keys = lookup_keys(&set(&[&first]));
        prop_assert!(keys.contains(&identifier(&first)));
        // Whichever spelling came first, the same person is found.
        for key in &keys {
            prop_assert_eq!(&lookup_keys(&BTreeSet::from([key.clone()])), &keys);
        }
        prop_assert_eq!(lookup_keys(&keys.iter().cloned().collect()), keys);
    }
}

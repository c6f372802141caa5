//! What must hold for any input.

use proptest::prelude::*;
use serde_json::{Value, json};
use whatsapp::message::{Envelope, Message};
use whatsapp::signature::AppSecret;
use whatsapp::template::{fill, variables};
use whatsapp::webhook::{Change, Content, InboundMessage, Notification, Status};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 4.0)),
        ".{0,8}".prop_map(Value::from),
        "[0-9]{1,10}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(known_key(), inner, 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// Keys that the types look for, and some they do not.
fn known_key() -> impl Strategy<Value = String> {
    let known = [
        "id",
        "type",
        "text",
        "body",
        "from",
        "timestamp",
        "image",
        "interactive",
        "button_reply",
        "context",
        "errors",
        "code",
        "status",
        "pricing",
        "payment",
        "referral",
        "welcome_message",
        "session",
        "calls",
        "groups",
        "added_participants",
        "state_sync",
        "contact",
        "waba_info",
        "other_info",
        "payment_method",
        "statuses",
        "messages",
        "metadata",
        "phone_number_id",
        "contacts",
        "profile",
        "event",
        "message_template_id",
        "edit",
        "message",
        "original_message_id",
        "unsupported",
        "system",
        "action",
        "template",
        "name",
        "language",
        "components",
        "parameters",
        "entry",
        "changes",
        "field",
        "value",
        "object",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "[a-z_]{1,6}"]
}

fn any_field() -> impl Strategy<Value = String> {
    let spellings = Change::FIELDS.iter().flat_map(|(field, aliases)| std::iter::once(field).chain(*aliases));
    let fields: Vec<&str> = spellings.copied().chain(["unheard_of"]).collect();
    prop::sample::select(fields).prop_map(str::to_owned)
}

fn notification_of(field: &str, value: &Value) -> Vec<u8> {
    json!({"object": "o", "entry": [{"id": "1", "changes": [{"value": value, "field": field}]}]})
        .to_string()
        .into_bytes()
}

fn a_message(id: usize) -> Value {
    json!({"from": "34600", "id": format!("wamid.{id}"), "timestamp": "1", "type": "text", "text": {"body": "hola"}})
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..200), header in ".{0,80}") {
        let _ = Notification::parse(&body);
        let _ = serde_json::from_slice::<Envelope>(&body);
        let _ = AppSecret::new("s").verify(&body, &header);
    }

    #[test]
    fn no_damage_to_a_real_body_makes_it_panic(at in 0_usize..1000, with in any::<u8>(), cut in 0_usize..1000) {
        let body = include_bytes!("fixtures/webhooks/message_malformed_among_good.json");
        let mut damaged = body.to_vec();
        if let Some(byte) = damaged.get_mut(at) {
            *byte = with;
        }
        damaged.truncate(damaged.len().saturating_sub(cut));
        let _ = Notification::parse(&damaged);
    }

    #[test]
    fn any_value_of_any_field_is_kept_or_understood(field in any_field(), value in any_json()) {
        let notification = Notification::parse(&notification_of(&field, &value)).unwrap();
        prop_assert_eq!(notification.changes().count(), 1);
        prop_assert!(serde_json::to_vec(&notification).is_ok());
    }

    #[test]
    fn any_envelope_is_a_notification_or_an_error(value in any_json()) {
        let _ = Notification::parse(value.to_string().as_bytes());
    }

    #[test]
    fn a_broken_neighbour_takes_nothing_along(broken in any_json(), place in 0_usize..4, status in any_json()) {
        let mut messages: Vec<Value> = (0..3).map(a_message).collect();
        messages.insert(place, broken);
        let value = json!({"metadata": {"phone_number_id": "7"}, "messages": messages, "statuses": [status]});
        let notification = Notification::parse(&notification_of("messages", &value)).unwrap();
        let Change::Messages(read) = &notification.entry[0].changes[0] else {
            return Err(TestCaseError::fail(format!("{notification:?}")));
        };
        for id in 0..3 {
            let id = format!("wamid.{id}");
            prop_assert!(read.messages.iter().any(|message| message.id == id), "{read:?}");
        }
        let kept = read.messages.len() + read.statuses.len() + read.malformed.len();
        prop_assert_eq!(kept, 5);
    }

    #[test]
    fn what_is_read_of_a_message_is_written_back(raw in any_json(), kind in known_key()) {
        let object = json!({"id": "wamid.A", "timestamp": 7, "type": kind.clone(), kind: raw});
        if let Ok(message) = serde_json::from_value::<InboundMessage>(object) {
            let written = serde_json::to_string(&message).unwrap();
            prop_assert_eq!(serde_json::from_str::<InboundMessage>(&written).unwrap(), message.clone(), "{}", written);
            let stored = serde_json::to_string(&message.content).unwrap();
            prop_assert_eq!(serde_json::from_str::<Content>(&stored).unwrap(), message.content);
        }
    }

    #[test]
    fn what_is_read_of_a_status_is_written_back(status in "[a-z]{1,9}", seconds in any::<i32>(), to in ".{0,5}", extra in any_json()) {
        let object = json!({
            "id": "wamid.A", "status": status, "timestamp": seconds.to_string(), "recipient_id": to, "zz": extra,
        });
        let read: Status = serde_json::from_value(object).unwrap();
        prop_assert_eq!(serde_json::from_value::<Status>(serde_json::to_value(&read).unwrap()).unwrap(), read);
    }

    #[test]
    fn what_is_read_of_a_request_is_written_back(raw in any_json(), kind in known_key()) {
        let object = json!({"to": "+1", "type": kind.clone(), kind: raw});
        if let Ok(envelope) = serde_json::from_value::<Envelope>(object) {
            let written = serde_json::to_string(&envelope).unwrap();
            prop_assert_eq!(serde_json::from_str::<Envelope>(&written).unwrap(), envelope, "{}", written);
        }
    }

    #[test]
    fn every_text_survives(body in ".{1,200}") {
        let written = serde_json::to_string(&Message::text(body.clone())).unwrap();
        prop_assert_eq!(serde_json::from_str::<Message>(&written).unwrap(), Message::text(body.clone()));
        let preview = Message::text(body).preview();
        prop_assert!(preview.chars().count() <= 121 && !preview.contains('\n'));
    }

    #[test]
    fn filling_without_values_changes_nothing_but_blanks_inside(text in "[a{} 1_ñ]{0,20}") {
        let filled = fill(&text, &[]);
        prop_assert_eq!(variables(&filled), variables(&text));
    }
}

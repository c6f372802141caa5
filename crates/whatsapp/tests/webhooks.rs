//! What is understood of each kind of webhook: one fixture per field and per type of message, against a golden.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;

use serde_json::Value;
use whatsapp::webhook::{Change, Content, Notification, ParseError};

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/webhooks");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let mut fixtures: Vec<_> = paths.map(|path| (name(&path), std::fs::read(&path).unwrap())).collect();
    fixtures.sort();
    fixtures
}

fn fixture(name: &str) -> Notification {
    let (_, body) = fixtures().into_iter().find(|(known, _)| known == name).unwrap();
    Notification::parse(&body).unwrap()
}

#[test]
fn each_fixture_is_understood_as_before() {
    for (name, body) in fixtures() {
        insta::assert_debug_snapshot!(name, Notification::parse(&body).unwrap());
    }
}

#[test]
fn what_is_read_can_be_written_and_read_again() {
    for (name, body) in fixtures().into_iter().filter(|(name, _)| name != "broken_envelope") {
        let mut notification = Notification::parse(&body).unwrap();
        let written = serde_json::to_vec(&notification).unwrap();
        let mut again = Notification::parse(&written).unwrap();
        [&mut notification, &mut again].into_iter().for_each(forget_complaints);
        assert_eq!(again, notification, "{name}");
    }
}

/// Broken elements are not written again (the raw body keeps them), and reasons tell line and column.
fn forget_complaints(notification: &mut Notification) {
    for change in notification.entry.iter_mut().flat_map(|entry| &mut entry.changes) {
        match change {
            Change::Messages(value) => value.malformed.clear(),
            Change::MessageEchoes(value) => value.malformed.clear(),
            Change::Malformed { reason, .. } => reason.clear(),
            _ => {}
        }
    }
}

#[test]
fn nothing_of_a_well_formed_webhook_is_lost() {
    let loosely_spelt = ["broken_envelope", "message_text_empty_phone", "message_text_username_only"];
    for (name, body) in fixtures().into_iter().filter(|(name, _)| !name.contains("malformed")) {
        if loosely_spelt.contains(&name.as_str()) {
            continue;
        }
        let given: Value = serde_json::from_slice(&body).unwrap();
        let written = serde_json::to_value(Notification::parse(&body).unwrap()).unwrap();
        let missing = missing_from(&written, &given, String::new());
        assert!(missing.iter().all(|path| RESPELT.iter().any(|known| path.ends_with(known))), "{name}: {missing:?}");
    }
}

/// Fields that are read in several spellings and written in one.
const RESPELT: &[&str] = &[
    "/emoji",
    "/field",
    "/max_daily_conversation_per_phone",
    "/new_wa_id",
    "/parent_recipient_user_id",
    "/recipient_id",
    "/requested_username",
    "/decision",
];

/// The paths whose value was given and is not written, numbers and their strings being the same.
fn missing_from(written: &Value, given: &Value, path: String) -> Vec<String> {
    let spelt = |value: &Value| value.to_string().trim_matches('"').trim_end_matches(".0").to_owned();
    match (given, written) {
        (Value::Object(given), Value::Object(written)) => given
            .iter()
            .flat_map(|(key, value)| {
                missing_from(written.get(key).unwrap_or(&Value::Null), value, format!("{path}/{key}"))
            })
            .collect(),
        (Value::Array(given), Value::Array(written)) => given
            .iter()
            .enumerate()
            .flat_map(|(at, value)| {
                missing_from(written.get(at).unwrap_or(&Value::Null), value, format!("{path}/{at}"))
            })
            .collect(),
        _ if spelt(given) == spelt(written) => Vec::new(),
        _ => vec![path],
    }
}

#[test]
fn every_field_has_a_fixture() {
    let mut missing: Vec<&str> = Change::FIELDS.iter().map(|(field, _)| *field).collect();
    for (_, body) in fixtures() {
        let notification = Notification::parse(&body).unwrap();
        for (_, change) in notification.changes() {
            if !matches!(change, Change::Malformed { .. } | Change::Unknown { .. }) {
                missing.retain(|field| *field != change.field());
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_broken_message_spoils_no_other() {
    let notification = fixture("message_malformed_among_good");
    let Change::Messages(value) = &notification.entry[0].changes[0] else { panic!("{notification:?}") };
    let ids: Vec<&str> = value.messages.iter().map(|message| message.id.as_str()).collect();
    assert_eq!((ids.len(), ids[1]), (3, "wamid.BAD2"));
    assert!(matches!(&value.messages[1].content, Content::Unknown { kind, .. } if kind == "text"));
    assert_eq!(
        value.statuses.iter().map(|status| status.id.as_str()).collect::<Vec<_>>(),
        ["wamid.OUT0001", "wamid.OUT0003"]
    );
    assert_eq!(value.statuses[0].extra["pricing"], "gratis");
    assert_eq!(value.statuses[1].status.as_str(), "in_orbit");
    assert_eq!(value.malformed.iter().map(|bad| bad.list).collect::<Vec<_>>(), ["messages", "messages", "statuses"]);
}

#[test]
fn a_broken_change_spoils_no_other() {
    let notification = fixture("malformed_change_among_good");
    let kinds: Vec<bool> =
        notification.changes().map(|(_, change)| matches!(change, Change::Malformed { .. })).collect();
    assert_eq!(kinds, [true, true, false]);
}

#[test]
fn only_what_is_no_webhook_is_refused() {
    let cases: &[(&[u8], bool)] = &[
        (b"", true),
        (b"{", true),
        (b"{\"object\":\"x\",\"entry\":[]} trailing", true),
        (b"null", false),
        (b"[]", false),
        (b"{\"object\":\"x\"}", false),
        (b"{\"object\":\"x\",\"entry\":{}}", false),
    ];
    for (body, is_not_json) in cases {
        let error = Notification::parse(body).unwrap_err();
        assert_eq!(matches!(error, ParseError::NotJson(_)), *is_not_json, "{error}");
    }
    assert!(Notification::parse(br#"{"object":"x","entry":[]}"#).unwrap().entry.is_empty());
}

#[test]
fn what_a_message_says_and_whether_it_opens_the_window() {
    type Case = (&'static str, Option<&'static str>, Option<&'static str>, bool, &'static str);
    let cases: &[Case] = &[
        ("message_text", Some("Hola, ¿abrís el sábado? 😀"), None, true, "Hola, ¿abrís el sábado? 😀"),
        ("message_image", Some("Este modelo"), None, true, "📷 Este modelo"),
        ("message_video", None, None, true, "🎬"),
        ("message_document", Some("Mi receta"), None, true, "📄 Mi receta"),
        ("message_location", None, None, true, "📍 Praza de María Pita"),
        ("message_contacts", None, None, true, "👤 Ramón Piñeiro"),
        ("message_button", Some("Sí, voy"), Some("cita-si"), true, "Sí, voy"),
        ("message_interactive_button_reply", Some("Horario"), Some("horario"), true, "Horario"),
        ("message_interactive_list_reply", Some("Mi pedido"), Some("pedido"), true, "Mi pedido"),
        ("message_interactive_call_permission", None, None, false, "[call_permission_reply]"),
        ("message_reaction", None, None, false, "👍"),
        ("message_order", Some("Para el lunes"), None, true, "🛒 Para el lunes"),
        ("message_edit", None, None, false, "✏ ¿Abrís el domingo?"),
        ("message_revoke", None, None, false, "🚫"),
        ("message_unsupported", None, None, false, "[poll_creation]"),
        ("message_unknown_kind", None, None, false, "[hologram]"),
    ];
    for (name, text, reply_id, opens_window, preview) in cases {
        let notification = fixture(name);
        let Change::Messages(value) = &notification.entry[0].changes[0] else { panic!("{name}") };
        let content = &value.messages[0].content;
        assert_eq!(content.text_for_matching(), *text, "{name}");
        assert_eq!(content.reply_id(), *reply_id, "{name}");
        assert_eq!(content.opens_window(), *opens_window, "{name}");
        assert_eq!(content.preview(), *preview, "{name}");
    }
}

#[test]
fn the_sender_is_found_by_user_id_when_there_is_no_number() {
    let notification = fixture("message_text_username_only");
    let Change::Messages(value) = &notification.entry[0].changes[0] else { panic!() };
    let message = &value.messages[0];
    assert_eq!((message.from.as_deref(), message.timestamp), (None, 1_790_500_900));
    assert_eq!(value.sender_of(message).unwrap().profile.bare_username(), Some("uxia_proba"));
}

#[test]
fn a_content_is_stored_in_metas_shape() {
    let stored = r#"{"type":"text","text":{"body":"hola"}}"#;
    assert_eq!(serde_json::to_string(&Content::text("hola")).unwrap(), stored);
    assert_eq!(serde_json::from_str::<Content>(stored).unwrap(), Content::text("hola"));
}

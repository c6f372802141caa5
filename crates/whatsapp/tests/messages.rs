//! What we send: each way to write a message against the JSON it makes.

use serde_json::json;
use whatsapp::message::{
    ButtonKind, Component, Envelope, Header, Media, MediaKind, MediaSource, Message, Parameter, ParameterValue,
    Recipient, Row, Section, SharedContact,
};

fn link(file: &str) -> MediaSource {
    MediaSource::Link(format!("https://example.com/{file}"))
}

fn every_message() -> Vec<(&'static str, Message)> {
    let sections = vec![
        Section::new(Some("Pedidos".into()), vec![Row::new("estado", "Estado").described("Dónde está")]),
        Section::new(Some("Tienda".into()), vec![Row::new("horario", "Horario")]),
    ];
    let components = vec![
        Component::Header(vec![ParameterValue::Image(Media::from(MediaSource::Id("77".into()))).into()]),
        Component::Body(vec![Parameter::text("Ana"), Parameter::named("dia", "lunes")]),
        Component::Button {
            sub_type: ButtonKind::QuickReply,
            index: Some(0),
            parameters: vec![ParameterValue::Payload("si".into()).into()],
        },
        Component::Other(json!({"type": "limited_time_offer", "parameters": []})),
    ];
    vec![
        ("text", Message::text("Hola")),
        ("text with preview", Message::text_with_preview("https://example.com")),
        ("image by link", Message::file(MediaKind::Image, link("a.jpg"), Some("Gafas".into()))),
        ("video by id", Message::file(MediaKind::Video, MediaSource::Id("78".into()), None)),
        ("document", Message::document(link("f.pdf"), "factura.pdf", Some("Su factura".into()))),
        ("voice note", Message::voice_note(MediaSource::Id("79".into()))),
        ("sticker", Message::file(MediaKind::Sticker, link("s.webp"), Some("dropped".into()))),
        ("location", Message::location(43.37, -8.39, Some("Óptica".into()), None)),
        ("contacts", Message::contacts(vec![SharedContact::new("Taller", "+34600555030")])),
        ("reaction", Message::reaction("wamid.A", "👍")),
        ("reaction taken away", Message::reaction("wamid.A", "")),
        (
            "buttons",
            Message::buttons("¿Confirma?", [("si", "Sí"), ("no", "No")])
                .with_header(Header::Text("Cita".into()))
                .with_footer("Óptica"),
        ),
        ("list", Message::list("¿Qué necesita?", "Ver opciones", sections)),
        (
            "link button",
            Message::link_button("Su pedido", "Seguir", "https://example.com/p/1")
                .with_header(Header::Image(link("a.jpg").into())),
        ),
        ("ask location", Message::ask_location("¿Dónde está?")),
        ("template", Message::template("aviso_cita", "es", components)),
        ("template without blanks", Message::template("hola", "es", vec![])),
    ]
}

#[test]
fn each_message_makes_the_json_of_before() {
    let all: serde_json::Map<_, _> = every_message()
        .into_iter()
        .map(|(name, message)| (name.to_owned(), serde_json::to_value(&message).unwrap()))
        .collect();
    insta::assert_json_snapshot!("messages", all);
}

#[test]
fn each_message_survives_being_written_and_read() {
    for (name, message) in every_message() {
        let envelope = Envelope::to(Recipient::Phone("34600555021".into()), message.clone())
            .in_reply_to("wamid.A")
            .with_callback_data("fila-1");
        let written = serde_json::to_string(&envelope).unwrap();
        assert_eq!(serde_json::from_str::<Envelope>(&written).unwrap(), envelope, "{name}: {written}");
        let written = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&written).unwrap(), message, "{name}: {written}");
    }
}

#[test]
fn previews_and_windows() {
    for (name, message) in every_message() {
        assert_eq!(message.needs_open_window(), !name.starts_with("template"), "{name}");
        assert!(
            !message.preview().contains('\n') && (!message.preview().is_empty() || name.contains("taken")),
            "{name}"
        );
    }
    assert_eq!(Message::text("  a\n b  ").preview(), "a b");
    assert_eq!(Message::text("é".repeat(500)).preview(), format!("{}…", "é".repeat(120)));
}

#[test]
fn the_addressee_decides_the_fields() {
    let cases = [
        (Recipient::Phone("34600555021".into()), json!({"to": "+34600555021", "recipient_type": "individual"})),
        (Recipient::Phone("+34600555021".into()), json!({"to": "+34600555021", "recipient_type": "individual"})),
        (Recipient::UserId("ES.1".into()), json!({"recipient": "ES.1", "recipient_type": "individual"})),
        (Recipient::Group("Y2Fw".into()), json!({"to": "Y2Fw", "recipient_type": "group"})),
    ];
    for (recipient, expected) in cases {
        let envelope = Envelope::to(recipient, Message::text("Hola"));
        let mut written = serde_json::to_value(&envelope).unwrap();
        written.as_object_mut().unwrap().retain(|key, _| expected.get(key).is_some());
        assert_eq!(written, expected);
    }
}

#[test]
fn what_is_not_a_message_is_refused_and_what_is_unknown_is_kept() {
    for refused in [
        json!({"messaging_product": "whatsapp", "to": "1"}),
        json!({"to": "1", "type": "text", "text": "hola"}),
        json!({"to": "1", "type": "text", "text": {}}),
        json!({"to": "1", "type": "interactive", "interactive": {"type": "button", "body": {"text": "a"}}}),
        json!({"to": "1", "type": "template", "template": {"name": "a"}}),
        json!({"to": "1", "recipient_type": "crowd", "type": "text", "text": {"body": "a"}}),
        json!(["text"]),
    ] {
        assert!(serde_json::from_value::<Envelope>(refused.clone()).is_err(), "{refused}");
    }
    for kept in [
        json!({"messaging_product": "whatsapp", "to": "g", "type": "pin", "pin": {"type": "pin", "message_id": "w"}}),
        json!({"to": "1", "type": "interactive", "interactive": {"type": "flow", "action": {"name": "flow"}}}),
        json!({"to": "1", "type": "text", "text": {"body": "a", "new": 1}, "category": "utility"}),
        json!({"to": "1", "type": "poll"}),
    ] {
        let envelope: Envelope = serde_json::from_value(kept.clone()).unwrap();
        assert_eq!(serde_json::to_value(&envelope).unwrap(), kept);
    }
    let number: Envelope = serde_json::from_value(json!({"to": 34_600, "text": {"body": "a"}})).unwrap();
    assert_eq!((number.to.as_deref(), number.message), (Some("34600"), Message::text("a")));
}

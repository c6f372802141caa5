//! What we send: each way to write a message against the JSON it makes.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::json;
use whatsapp::limits;
use whatsapp::message::{
    AddressParameters, Amount, CarouselCard, Component, ContactAddress, ContactEmail, ContactName, ContactOrganisation,
    ContactUrl, DirectSend, Envelope, FlowParameters, GoodsKind, Header, Location, MediaKind, MediaSource, Message,
    Order, OrderDetails, OrderItem, OrderState, OrderUpdate, Parameter, ParameterValue, PaymentSetting, PaymentState,
    PostalAddress, ProductPolicy, ProductReference, ProductSection, Recipient, Row, SavedAddress, Section,
    SharedContact, VoiceCallParameters,
};

fn link(file: &str) -> MediaSource {
    MediaSource::Link(format!("https://example.com/{file}"))
}

fn every_message() -> Vec<(&'static str, Message)> {
    [simple_messages(), tappable_messages(), requests_and_calls(), commerce(), templates()].concat()
}

fn simple_messages() -> Vec<(&'static str, Message)> {
    let card = SharedContact {
        name: ContactName {
            formatted_name: Some("Dra. Ana Pérez".into()),
            first_name: Some("Ana".into()),
            last_name: Some("Pérez".into()),
            prefix: Some("Dra.".into()),
            ..ContactName::default()
        },
        emails: vec![ContactEmail::new("ana@example.com", "WORK")],
        urls: vec![ContactUrl::new("https://example.com", "WORK")],
        addresses: vec![ContactAddress {
            street: Some("Rúa Nova 1".into()),
            city: Some("Lugo".into()),
            zip: Some("27001".into()),
            country_code: Some("es".into()),
            ..ContactAddress::default()
        }],
        org: Some(ContactOrganisation { company: Some("Óptica".into()), ..ContactOrganisation::default() }),
        birthday: Some("1990-08-18".into()),
        ..SharedContact::new("", "+34600555031")
    };
    vec![
        ("text", Message::text("Hola")),
        ("text with preview", Message::text_with_preview("https://example.com")),
        ("image by link", Message::file(MediaKind::Image, link("a.jpg"), Some("Gafas".into()))),
        ("video by id", Message::file(MediaKind::Video, MediaSource::Id("78".into()), None)),
        ("document", Message::document(link("f.pdf"), "factura.pdf", Some("Su factura".into()))),
        ("voice note", Message::voice_note(MediaSource::Id("79".into()))),
        ("sticker", Message::file(MediaKind::Sticker, link("s.webp"), Some("dropped".into()))),
        ("location", Message::location(43.37, -8.39, Some("Óptica".into()), None)),
        ("contacts", Message::contacts(vec![SharedContact::new("Taller", "+34600555030"), card])),
        ("reaction", Message::reaction("wamid.A", "👍")),
        ("reaction taken away", Message::reaction("wamid.A", "")),
        ("pin", Message::pin("wamid.A", 7)),
        ("unpin", Message::unpin("wamid.A")),
    ]
}

fn tappable_messages() -> Vec<(&'static str, Message)> {
    let sections = vec![
        Section::new(Some("Pedidos".into()), vec![Row::new("estado", "Estado").described("Dónde está")]),
        Section::new(Some("Tienda".into()), vec![Row::new("horario", "Horario")]),
    ];
    let flow = FlowParameters::by_id("812", "Reservar").with_token("cesta-7").starting_at("FECHAS");
    vec![
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
        ("flow", Message::flow("¿Cuándo vamos?", flow.with_data(json!({"ciudad": "Lugo"})))),
        (
            "flow by name, asking its endpoint",
            Message::flow("¿Cuándo?", FlowParameters::by_name("citas", "Elegir").asking_the_endpoint().as_draft()),
        ),
    ]
}

fn requests_and_calls() -> Vec<(&'static str, Message)> {
    let home = PostalAddress {
        name: Some("Nidhi".into()),
        in_pin_code: Some("400051".into()),
        city: Some("Mumbai".into()),
        ..PostalAddress::default()
    };
    let form = AddressParameters {
        values: Some(home.clone()),
        saved_addresses: vec![SavedAddress { id: "1".into(), value: home, ..SavedAddress::default() }],
        validation_errors: [("in_pin_code".to_owned(), "No such code".to_owned())].into(),
        ..AddressParameters::india()
    };
    let call = VoiceCallParameters {
        display_text: Some("Llamar".into()),
        ttl_minutes: Some(100),
        payload: Some("pedido-7".into()),
        ..VoiceCallParameters::default()
    };
    vec![
        ("ask location", Message::ask_location("¿Dónde está?")),
        ("ask address", Message::ask_address("Where to?", form)),
        ("ask contact info", Message::ask_contact_info("¿Cuál es su teléfono?")),
        ("ask call permission", Message::ask_call_permission(Some("¿Le llamamos?".into()))),
        ("ask call permission without a text", Message::ask_call_permission(None)),
        ("voice call", Message::voice_call("Llámenos", call)),
    ]
}

fn bill() -> OrderDetails {
    let bread = OrderItem {
        sale_amount: Some(Amount::hundredths(1000)),
        retailer_id: Some("7".into()),
        ..OrderItem::new("Pan", Amount::hundredths(1500), 2)
    };
    let order = Order::new(vec![bread])
        .with_tax(Amount::hundredths(100).described("ICMS"))
        .with_shipping(Amount::hundredths(300))
        .with_discount(Amount::hundredths(50));
    OrderDetails::brazil("pedido-7", GoodsKind::PhysicalGoods, order)
}

fn commerce() -> Vec<(&'static str, Message)> {
    let picture = |name: &str| Header::Image(link(name).into());
    let links = vec![
        CarouselCard::link(picture("a.jpg"), "Ver", "https://example.com/a").with_body("Hoy"),
        CarouselCard::link(picture("b.jpg"), "Ver", "https://example.com/b").with_body("Mañana"),
    ];
    let replies = vec![
        CarouselCard::replies(picture("a.jpg"), [("a", "Me gusta")]),
        CarouselCard::replies(picture("b.jpg"), [("b", "Me gusta")]),
    ];
    let products = vec![CarouselCard::product("99", "gafas-1"), CarouselCard::product("99", "gafas-2")];
    let sections = vec![ProductSection::new(Some("Sol".into()), ["gafas-1", "gafas-2"])];
    let paid = OrderUpdate::new("pedido-7", OrderState::PartiallyShipped)
        .described("Va de camino")
        .with_payment(PaymentState::Captured, 1_790_416_800);
    vec![
        ("product", Message::product(ProductReference::new("99", "gafas-1"), None)),
        ("product list", Message::product_list("Gafas", "Las de sol", "99", sections)),
        ("catalog", Message::catalog("Todo", Some("gafas-1".into()))),
        ("catalog without a picture", Message::catalog("Todo", None)),
        ("carousel of links", Message::carousel("Ofertas", links)),
        ("carousel of replies", Message::carousel("Ofertas", replies)),
        ("carousel of products", Message::carousel("Gafas", products)),
        (
            "order details",
            Message::order_details("Su pedido", bill().payable_by(PaymentSetting::link("https://example.com/pago"))),
        ),
        ("order status", Message::order_status("Su pedido", paid)),
    ]
}

fn templates() -> Vec<(&'static str, Message)> {
    let to = |components| Message::template("aviso", "es", components);
    let card = |image: &str, payload: &str| {
        vec![Component::image_header(MediaSource::Id(image.into())), Component::quick_reply(0, payload)]
    };
    let sections = vec![ProductSection::new(Some("Sol".into()), ["gafas-1"])];
    let place = ParameterValue::Location(Location {
        latitude: 43.0,
        longitude: -8.0,
        name: Some("Óptica".into()),
        ..Location::default()
    });
    let currency =
        json!({"type": "currency", "currency": {"fallback_value": "5 €", "code": "EUR", "amount_1000": 5000}});
    let old_values = vec![serde_json::from_value(currency).unwrap(), Parameter::text("el lunes")];
    vec![
        (
            "template",
            to(vec![
                Component::image_header(MediaSource::Id("77".into())),
                Component::Body(vec![Parameter::text("Ana"), Parameter::text("lunes")]),
                Component::quick_reply(0, "si"),
                Component::url(1, "p/7"),
            ]),
        ),
        ("template without blanks", to(vec![])),
        ("template with names", to(vec![Component::Body(vec![Parameter::named("dia", "lunes")])])),
        ("template with a place", to(vec![Component::media_header(place), Component::Body(old_values)])),
        (
            "template with an offer",
            to(vec![Component::limited_time_offer(1_790_416_800_000), Component::copy_code(0, "SOL25")]),
        ),
        ("template with a carousel", to(vec![Component::carousel(vec![card("1", "a"), card("2", "b")])])),
        ("template with a password", to(Component::one_time_password("482913"))),
        ("template with a flow", to(vec![Component::flow(0, "cesta-7", Some(json!({"ciudad": "Lugo"})))])),
        ("template with the catalogue", to(vec![Component::catalog(0, "gafas-1")])),
        ("template with products", to(vec![Component::products(0, "gafas-1", sections)])),
        ("template with a bill", to(vec![Component::order_details(0, bill())])),
        ("template with a call", to(vec![Component::voice_call(0, 60, "pedido-7")])),
        ("template with a tap target", to(vec![Component::tap_target("Oferta", "https://example.com")])),
        ("template with news", to(vec![Component::order_status(OrderUpdate::new("p-7", OrderState::Shipped))])),
    ]
}

#[test]
fn every_kind_is_typed_and_within_the_limits() {
    for (name, message) in every_message() {
        assert_eq!(limits::check(&message), Ok(()), "{name}");
        assert!(!matches!(&message, Message::Unknown { .. }), "{name}");
    }
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
fn what_goes_along_with_a_message_has_fields_of_its_own() {
    let envelope = || Envelope::to(Recipient::UserId("ES.1".into()), Message::text("Hola"));
    let cases = [
        (envelope().if_identity_is("h1"), json!({"recipient_identity_key_hash": "h1"})),
        (envelope().paid_by("102"), json!({"messaging_account_id": "102"})),
        (envelope().directly(DirectSend::Utility), json!({"category": "utility"})),
        (
            envelope().as_marketing(ProductPolicy::CloudApiFallback, true),
            json!({"product_policy": "CLOUD_API_FALLBACK", "message_activity_sharing": true}),
        ),
        (envelope().in_reply_to("wamid.A"), json!({"context": {"message_id": "wamid.A"}})),
        (envelope().with_callback_data("fila-1"), json!({"biz_opaque_callback_data": "fila-1"})),
    ];
    for (envelope, fields) in cases {
        let written = serde_json::to_value(&envelope).unwrap();
        for (key, value) in fields.as_object().unwrap() {
            assert_eq!(&written[key], value, "{written}");
        }
        assert_eq!(serde_json::from_value::<Envelope>(written).unwrap(), envelope);
    }
    let first_spelling = json!({"to": "1", "type": "text", "text": {"body": "a"}, "paid_messaging_account_id": 102});
    let envelope: Envelope = serde_json::from_value(first_spelling).unwrap();
    assert_eq!(envelope.messaging_account_id.as_deref(), Some("102"));
}

#[test]
fn null_is_absent() {
    let given = json!({
        "messaging_product": "whatsapp", "recipient_type": null, "to": "1", "context": null, "category": null,
        "image": null, "template": {
            "name": "a", "language": {"code": "es"},
            "components": [{"type": "body", "sub_type": null, "index": null, "parameters": [{"type": "text", "text": "a"}]}]
        }, "type": "template"
    });
    let envelope: Envelope = serde_json::from_value(given).unwrap();
    let expected = Message::template("a", "es", vec![Component::Body(vec![Parameter::text("a")])]);
    assert_eq!(envelope.message, expected);
    let no_components =
        json!({"type": "template", "template": {"name": "a", "language": {"code": "es"}, "components": null}});
    assert_eq!(serde_json::from_value::<Message>(no_components).unwrap(), Message::template("a", "es", vec![]));
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
        json!({"to": "1", "type": "interactive", "interactive": {"type": "flow", "action": {"name": "flow"}}}),
        json!({"to": "1", "recipient_type": "crowd", "type": "text", "text": {"body": "a"}}),
        json!(["text"]),
    ] {
        assert!(serde_json::from_value::<Envelope>(refused.clone()).is_err(), "{refused}");
    }
    for kept in [
        json!({"messaging_product": "whatsapp", "to": "g", "type": "pin", "pin": {"type": "pin", "message_id": "w"}}),
        json!({"to": "1", "type": "interactive", "interactive": {"type": "poll", "action": {"name": "vote"}}}),
        json!({"to": "1", "type": "text", "text": {"body": "a", "new": 1}, "category": "utility"}),
        json!({"to": "1", "type": "poll"}),
    ] {
        let envelope: Envelope = serde_json::from_value(kept.clone()).unwrap();
        assert_eq!(serde_json::to_value(&envelope).unwrap(), kept);
    }
    let number: Envelope = serde_json::from_value(json!({"to": 34_600, "text": {"body": "a"}})).unwrap();
    assert_eq!((number.to.as_deref(), number.message), (Some("34600"), Message::text("a")));
}

//! Whatever is posted, it is answered: with a 200, or with an error that has a code.

use emulator::{Config, Content, Limits, NewCustomer, Post, Rehearsal};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde_json::{Map, Value, json};

use crate::support::NUMBER;

const BODIES: usize = 4_000;

/// Bodies that are right, to be spoilt.
fn right_bodies() -> Vec<Value> {
    let message = |kind: &str, content: Value| {
        json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": "+34600111222", "type": kind,
            kind: content})
    };
    let button = json!({"type": "reply", "reply": {"id": "a", "title": "A"}});
    let row = json!({"id": "a", "title": "A", "description": "B"});
    let text = json!([{"type": "text", "text": "Ana"}]);
    vec![
        message("text", json!({"body": "hola", "preview_url": true})),
        message("image", json!({"link": "https://shop.example/a.png", "caption": "mira"})),
        message("audio", json!({"id": "1234567890123456", "voice": true})),
        message("location", json!({"latitude": 40.4, "longitude": "-3.7", "name": "Tienda"})),
        message("contacts", json!([{"name": {"formatted_name": "Bea"}, "phones": [{"phone": "+34 600"}]}])),
        message("reaction", json!({"message_id": "wamid.X", "emoji": "👍"})),
        message(
            "interactive",
            json!({"type": "button", "header": {"type": "text", "text": "H"},
            "body": {"text": "¿Sí?"}, "footer": {"text": "F"}, "action": {"buttons": [button]}}),
        ),
        message(
            "interactive",
            json!({"type": "list", "body": {"text": "Elige"},
            "action": {"button": "Menú", "sections": [{"title": "S", "rows": [row]}]}}),
        ),
        message(
            "interactive",
            json!({"type": "flow", "body": {"text": "F"}, "action": {"name": "flow", "parameters":
            {"flow_message_version": "3", "flow_id": "1", "flow_cta": "Abrir", "flow_action": "navigate"}}}),
        ),
        message(
            "template",
            json!({"name": "order", "language": {"code": "es"},
            "components": [{"type": "body", "parameters": text}]}),
        ),
        json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.X",
            "typing_indicator": {"type": "text"}}),
    ]
}

/// Any JSON, not deeper than so many levels.
fn anything(rng: &mut SmallRng, depth: u32) -> Value {
    match rng.random_range(0..if depth == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => rng.random_bool(0.5).into(),
        2 => rng.random::<i64>().into(),
        3 => rng.random_range(-1e9..1e9).into(),
        4 => "".into(),
        5 => {
            let length = *[1, 20, 61, 1_025, 4_097].get(rng.random_range(0..5)).unwrap();
            let letters = ['a', 'ñ', '🎉', '{', '}', '1', '\n', '\u{0}', '+', '.'];
            (0..length).map(|_| letters[rng.random_range(0..letters.len())]).collect::<String>().into()
        }
        6 => (0..rng.random_range(0..12)).map(|_| anything(rng, depth - 1)).collect(),
        _ => {
            let names = ["type", "text", "body", "id", "action", "parameters", "to", "language", "components", "x"];
            let field =
                |rng: &mut SmallRng| (names[rng.random_range(0..names.len())].to_owned(), anything(rng, depth - 1));
            Value::Object((0..rng.random_range(0..5)).map(|_| field(rng)).collect::<Map<_, _>>())
        }
    }
}

/// The same with one place of it replaced, left out, or said twice.
fn spoil(rng: &mut SmallRng, value: &mut Value) {
    let deeper = rng.random_bool(0.75);
    match value {
        Value::Object(fields) if deeper && !fields.is_empty() => {
            let place = rng.random_range(0..fields.len());
            let name = fields.keys().nth(place).unwrap().clone();
            match rng.random_range(0..6) {
                0 => drop(fields.remove(&name)),
                1 => drop(fields.insert(format!("{name}s"), anything(rng, 1))),
                _ => spoil(rng, fields.get_mut(&name).unwrap()),
            }
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let place = rng.random_range(0..items.len());
            let copies = rng.random_range(0..15);
            let item = items[place].clone();
            items.extend(std::iter::repeat_n(item, copies));
            spoil(rng, &mut items[place]);
        }
        other => *other = anything(rng, 3),
    }
}

#[tokio::test]
async fn random_bodies_are_answered_and_never_break_anything() {
    let order = json!({"name": "order", "language": "es", "category": "UTILITY", "components": [{"type": "BODY",
        "text": "Hola {{1}}, tu pedido ya está listo.", "example": {"body_text": [["Ana"]]}}]});
    let config = Config { templates: vec![order], limits: Limits::NONE, ..Config::for_tests() };
    let mut rehearsal = Rehearsal::new(config).unwrap();
    let ana = rehearsal.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
    rehearsal.handle().customer_says(ana, Content::text("hola"));
    let mut rng = SmallRng::seed_from_u64(3);
    let right = right_bodies();
    let (mut accepted, mut refused) = (0, 0);
    for n in 0..BODIES {
        let body = if n % 5 == 0 {
            anything(&mut rng, 5)
        } else {
            let mut body = right[n % right.len()].clone();
            for _ in 0..rng.random_range(0..3) {
                spoil(&mut rng, &mut body);
            }
            body
        };
        let post = Post { path: format!("v26.0/{NUMBER}/messages"), body };
        let (status, answer) = rehearsal.post(&post).await.expect("an answer");
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        match status {
            200 => accepted += 1,
            400..=404 => {
                refused += 1;
                assert!(answer["error"]["code"].is_u64(), "{post:?}\n{answer}");
            }
            _ => panic!("{status} {answer}\n{post:?}"),
        }
    }
    rehearsal.live_for(std::time::Duration::from_hours(1), |_| Vec::new()).await;
    assert!(accepted > 500 && refused > 500, "{accepted} accepted, {refused} refused");
}

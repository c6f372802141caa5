//! What a simulated customer answers to a message: a pure choice from what is on the screen.

use rand::Rng;
use serde_json::{Value, json};
use whatsapp::message::{Button, Envelope, Interactive, Message};

use super::{Line, Profile, line};
use crate::faults::chance;
use crate::world::Language;

/// What the customer sends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reply {
    /// `{"type": …, "<type>": …}`, as customers' messages come.
    pub message: Value,
    /// Whether it answers that message, as taps do.
    pub quotes: bool,
}

/// What this customer is, for the choice.
pub(crate) struct Character<'a> {
    pub profile: Profile,
    pub language: Language,
    pub order_numbers: &'a [String],
    /// Whether this is the last thing they will say.
    pub last_words: bool,
}

impl Reply {
    pub(crate) fn text(body: impl Into<String>) -> Self {
        Self { message: json!({ "type": "text", "text": { "body": body.into() } }), quotes: false }
    }

    fn tap(message: Value) -> Self {
        Self { message, quotes: true }
    }
}

/// The answer, if there is one.
pub(crate) fn reply(
    character: &Character<'_>,
    envelope: &Envelope,
    shown: Option<&Value>,
    rng: &mut impl Rng,
) -> Option<Reply> {
    match character.profile {
        Profile::Still | Profile::Silent | Profile::NeverReads => return None,
        Profile::OptsOut if character.last_words => return Some(say(Line::Stop, character, rng)),
        Profile::Tapper | Profile::Chatty | Profile::Impatient | Profile::OptsOut => {}
    }
    let eager = if character.profile == Profile::Tapper { 1.0 } else { 0.7 };
    if let Some(tap) = tap(envelope, shown, rng)
        && chance(rng, eager)
    {
        return Some(tap);
    }
    let text = words_of(envelope, shown).to_lowercase();
    if asks_for_order_number(&text) {
        let number = character.order_numbers.get(rng.random_range(0..character.order_numbers.len().max(1)));
        return Some(Reply::text(number.cloned().unwrap_or_else(|| "1001".to_owned())));
    }
    let occasion = match (character.last_words, text.contains('?')) {
        (true, _) => Line::Thanks,
        (false, true) => Line::Yes,
        (false, false) => Line::SmallTalk,
    };
    Some(say(occasion, character, rng))
}

fn say(occasion: Line, character: &Character<'_>, rng: &mut impl Rng) -> Reply {
    Reply::text(line(occasion, character.language, rng))
}

/// One of the buttons or rows of the message, touched.
fn tap(envelope: &Envelope, shown: Option<&Value>, rng: &mut impl Rng) -> Option<Reply> {
    let choices = choices(&envelope.message, shown);
    if choices.is_empty() {
        return None;
    }
    choices.get(rng.random_range(0..choices.len())).cloned().map(Reply::tap)
}

/// What can be touched on a message, as the customer's messages that touching gives.
pub(crate) fn choices(message: &Message, shown: Option<&Value>) -> Vec<Value> {
    match message {
        Message::Interactive(interactive) => match interactive.as_ref() {
            Interactive::Button(buttons) => buttons
                .action
                .buttons
                .iter()
                .filter_map(|button| match button {
                    Button::Reply(reply) => {
                        Some(interactive_reply("button_reply", &json!({ "id": reply.id, "title": reply.title })))
                    }
                    _ => None,
                })
                .collect(),
            Interactive::List(list) => list
                .action
                .sections
                .iter()
                .flat_map(|section| &section.rows)
                .map(|row| {
                    let mut choice = json!({ "id": row.id, "title": row.title });
                    if let (Some(description), Some(choice)) = (&row.description, choice.as_object_mut()) {
                        choice.insert("description".to_owned(), description.as_str().into());
                    }
                    interactive_reply("list_reply", &choice)
                })
                .collect(),
            other => order(&serde_json::to_value(other).unwrap_or_default()).into_iter().collect(),
        },
        Message::Template(_) => {
            let buttons = shown.and_then(|shown| shown.get("buttons")).and_then(Value::as_array);
            let replies = buttons.into_iter().flatten().filter(|button| button["type"] == "quick_reply");
            replies
                .map(|b| json!({ "type": "button", "button": { "payload": b["payload"], "text": b["text"] } }))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// What buying gives, when products are offered: one of the first.
fn order(interactive: &Value) -> Option<Value> {
    let action = interactive.get("action")?;
    let first = "/sections/0/product_items/0/product_retailer_id";
    let thumbnail = "/parameters/thumbnail_product_retailer_id";
    let places = ["/product_retailer_id", first, thumbnail];
    let product = places.iter().find_map(|place| action.pointer(place))?;
    let item = json!({ "product_retailer_id": product, "quantity": 1, "item_price": 10, "currency": "EUR" });
    let catalog = action.get("catalog_id").cloned().unwrap_or_else(|| "catalog".into());
    Some(json!({ "type": "order", "order": { "catalog_id": catalog, "product_items": [item] } }))
}

fn interactive_reply(kind: &str, choice: &Value) -> Value {
    json!({ "type": "interactive", "interactive": { "type": kind, kind: choice } })
}

fn words_of<'a>(envelope: &'a Envelope, shown: Option<&'a Value>) -> &'a str {
    let words = match &envelope.message {
        Message::Text(text) => Some(text.body.as_str()),
        Message::Interactive(interactive) => interactive.body(),
        Message::Template(_) => shown.and_then(|shown| shown.get("body")).and_then(Value::as_str),
        other => other.media().and_then(|media| media.caption.as_deref()),
    };
    words.unwrap_or_default()
}

fn asks_for_order_number(text: &str) -> bool {
    ["número de pedido", "número do pedido", "número del pedido", "order number", "nº de pedido"]
        .iter()
        .any(|asked| text.contains(asked))
        || (text.contains("pedido") && (text.contains("número") || text.contains("numero")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::SmallRng;
    use whatsapp::message::{Recipient, Row, Section};

    fn answer(profile: Profile, message: Message, last_words: bool) -> Option<Value> {
        let orders = ["77".to_owned()];
        let character = Character { profile, language: Language::Spanish, order_numbers: &orders, last_words };
        let envelope = Envelope::to(Recipient::Phone("34600".into()), message);
        reply(&character, &envelope, None, &mut SmallRng::seed_from_u64(1)).map(|reply| reply.message)
    }

    #[test]
    fn a_tapper_taps_what_can_be_tapped() {
        let menu =
            Message::list("¿Qué necesitas?", "Menú", vec![Section::new(None, vec![Row::new("hours", "Horario")])]);
        let tapped = answer(Profile::Tapper, menu, false).unwrap();
        assert_eq!(tapped["interactive"]["list_reply"], json!({"id": "hours", "title": "Horario"}));
    }

    #[test]
    fn a_tapper_buys_what_is_offered() {
        let product = json!({ "type": "product", "body": { "text": "Nuevo" },
            "action": { "catalog_id": "c", "product_retailer_id": "p" } });
        let offer = serde_json::from_value(json!({ "type": "interactive", "interactive": product })).unwrap();
        let bought = answer(Profile::Tapper, offer, false).unwrap();
        assert_eq!(bought["order"]["product_items"][0]["product_retailer_id"], "p");
    }

    #[test]
    fn asked_for_an_order_number_they_give_one() {
        let asked = answer(Profile::Chatty, Message::text("Dime tu número de pedido"), false).unwrap();
        assert_eq!(asked["text"]["body"], "77");
    }

    #[test]
    fn the_silent_say_nothing_and_the_leaving_say_stop() {
        assert_eq!(answer(Profile::Silent, Message::text("Hola"), false), None);
        let last = answer(Profile::OptsOut, Message::text("¿Algo más?"), true).unwrap();
        assert!(["BAJA", "stop"].contains(&last["text"]["body"].as_str().unwrap()));
    }
}

//! A month of a thousand customers, twice from one seed: every byte the same.

use std::collections::HashMap;
use std::time::Duration;

use aws_lc_rs::digest::{Context, SHA256};
use emulator::{Config, DeliveryConfig, Faults, Keep, Limits, Pace, Population, Post, Rehearsal, Webhook};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::NUMBER;

const CUSTOMERS: usize = 1_000;
const DAY: Duration = Duration::from_hours(24);

/// What a run left behind.
#[derive(Debug, PartialEq, Eq)]
struct Record {
    digest: Vec<u8>,
    exchanges: u64,
    bytes: usize,
    statuses: HashMap<String, u64>,
}

/// A shop that answers everything with a menu, and remembers whom it has heard from.
#[derive(Default)]
struct Shop {
    customers: Vec<String>,
    statuses: HashMap<String, u64>,
}

impl Shop {
    fn hears(&mut self, webhook: Webhook<'_>) -> Vec<Post> {
        let body: Value = serde_json::from_slice(webhook.body).unwrap();
        let mut answers = Vec::new();
        for change in body["entry"][0]["changes"].as_array().unwrap() {
            for message in change["value"]["messages"].as_array().into_iter().flatten() {
                let user_id = message["from_user_id"].as_str().unwrap_or_default();
                if !user_id.is_empty() {
                    self.remember(user_id);
                    answers.push(send(&json!({ "recipient": user_id, "type": "interactive", "interactive": menu() })));
                }
            }
            for status in change["value"]["statuses"].as_array().into_iter().flatten() {
                *self.statuses.entry(status["status"].as_str().unwrap().to_owned()).or_default() += 1;
            }
        }
        answers
    }

    fn remember(&mut self, user_id: &str) {
        if let Err(place) = self.customers.binary_search_by(|known| known.as_str().cmp(user_id)) {
            self.customers.insert(place, user_id.to_owned());
        }
    }
}

fn menu() -> Value {
    let button = |id: &str, title: &str| json!({ "type": "reply", "reply": { "id": id, "title": title } });
    json!({ "type": "button", "body": { "text": "¿Qué necesitas?" },
        "action": { "buttons": [button("hours", "Horario"), button("order", "Mi pedido")] } })
}

fn send(message: &Value) -> Post {
    let mut body = json!({ "messaging_product": "whatsapp" });
    body.as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
    Post { path: format!("v26.0/{NUMBER}/messages"), body }
}

fn world(seed: u64) -> Config {
    let week: i64 = 7 * 24 * 3_600 * 1_000;
    let offer = json!({ "name": "offer", "language": "es", "category": "MARKETING",
        "components": [{ "type": "BODY", "text": "Esta semana hay descuento en todo." }] });
    Config {
        seed,
        templates: vec![offer],
        limits: Limits::default(),
        pace: Pace::default(),
        delivery: DeliveryConfig { batch: 20, ..DeliveryConfig::default() },
        population: Population {
            count: CUSTOMERS,
            chatting: 20,
            back_after: (2 * week, 4 * week),
            ..Population::default()
        },
        faults: Faults { duplicate_rate: 0.01, skip_delivered_rate: 0.05, silent_rate: 0.001, ..Faults::default() },
        keep: Keep { exchanges: 1_000_000, accepted: 1_000, messages_per_phone: 50 },
        ..Config::default()
    }
}

async fn live_a_month(seed: u64) -> Record {
    let mut rehearsal = Rehearsal::new(world(seed)).unwrap();
    let handle = rehearsal.handle();
    let (mut shop, mut digest) = (Shop::default(), Context::new(&SHA256));
    let (mut seen, mut exchanges, mut bytes) = (None, 0, 0);
    for day in 0..30 {
        if day % 7 == 3 {
            for user_id in shop.customers.clone() {
                let offer = json!({ "recipient": user_id, "type": "template",
                    "template": { "name": "offer", "language": { "code": "es" } } });
                rehearsal.post(&send(&offer)).await;
                rehearsal.live_for(Duration::from_millis(20), |webhook| shop.hears(webhook)).await;
            }
        }
        rehearsal.live_for(DAY, |webhook| shop.hears(webhook)).await;
        for exchange in handle.log(seen) {
            seen = Some(exchange.id);
            let line = serde_json::to_vec(&exchange).unwrap();
            exchanges += 1;
            bytes += line.len();
            digest.update(&line);
        }
    }
    Record { digest: digest.finish().as_ref().to_vec(), exchanges, bytes, statuses: shop.statuses }
}

#[test]
fn a_month_of_a_thousand_customers_is_the_same_twice() {
    let began = Instant::now();
    let live = |seed| {
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(live_a_month(seed))
        })
    };
    let (one, other) = (live(7), live(7));
    let (one, other) = (one.join().unwrap(), other.join().unwrap());
    eprintln!("{} exchanges, {} bytes, {:?}, in {:?}", one.exchanges, one.bytes, one.statuses, began.elapsed());
    assert_eq!(one, other);
    assert!(one.exchanges > 20_000, "{}", one.exchanges);
    for status in ["sent", "delivered", "read", "failed"] {
        assert!(one.statuses[status] > 100, "{:?}", one.statuses);
    }
}

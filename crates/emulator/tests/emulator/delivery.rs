//! Webhooks: retried until they are answered 200, in order, signed, in batches.

use emulator::{Config, Emulator, NewCustomer};
use serde_json::{Value, json};

use crate::support::{Business, SOON, Subscriber, text_to};

#[tokio::test]
async fn a_webhook_is_sent_again_until_it_is_answered_200() {
    let business = Business::start().await;
    business.subscriber.answer_next(&[500, 503, 404, 201]);
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    business.handle().customer_says(ana, "hola");
    let bodies = business.subscriber.wait_for(5).await;
    assert!(bodies.iter().all(|body| *body == bodies[0]), "each attempt is the same, byte for byte");
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let tally = business.handle().webhooks();
    assert_eq!((tally.attempts, tally.failed_attempts, tally.delivered, tally.waiting), (5, 4, 1, 0));
}

#[tokio::test]
async fn a_subscriber_that_is_away_gets_everything_in_order_when_it_is_back() {
    // Nobody listens at this address any more.
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let running = Emulator::start(Config { webhook_url: Some(format!("http://{gone}/")), ..Config::for_tests() });
    let running = running.await.unwrap();
    let handle = running.handle();
    let ana = handle.add_customer(NewCustomer::named("Ana"));
    let said: Vec<String> = (0..20).map(|n| handle.customer_says(ana, n.to_string())).collect();
    handle.wait_for(SOON, |view| (view.webhooks().failed_attempts > 2).then_some(())).await.unwrap();
    assert_eq!(handle.webhooks().waiting, 20);

    let subscriber = Subscriber::start().await;
    handle.set_webhook_url(Some(subscriber.url.clone()));
    subscriber.wait_for(20).await;
    let came: Vec<Value> = subscriber.items("messages").iter().map(|message| message["id"].clone()).collect();
    assert_eq!(came, said, "a line keeps its order");
    running.shutdown().await;
}

#[tokio::test]
async fn without_a_subscriber_webhooks_are_lost_and_counted() {
    let running = Emulator::start(Config::for_tests()).await.unwrap();
    let ana = running.handle().add_customer(NewCustomer::named("Ana"));
    running.handle().customer_says(ana, "hola");
    running.handle().wait_until_quiet(SOON).await.unwrap();
    assert_eq!(running.handle().webhooks().unsubscribed, 1);
}

#[tokio::test]
async fn what_waits_travels_together_when_batches_are_on() {
    let business = Business::with(|config| {
        config.delivery.batch = 50;
        config.delivery.connections = 1;
    })
    .await;
    business.subscriber.answer_next(&[500]);
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    for n in 0..100 {
        business.handle().customer_says(ana, n.to_string());
    }
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let bodies = business.subscriber.bodies();
    let changes = |body: &Vec<u8>| {
        let body: Value = serde_json::from_slice(body).unwrap();
        body["entry"][0]["changes"].as_array().unwrap().len()
    };
    let most = bodies.iter().map(changes).max().unwrap();
    assert!((2..=50).contains(&most), "{most}");
    assert_eq!(business.handle().webhooks().delivered, 100);
}

#[tokio::test]
async fn letters_outside_ascii_are_escaped_as_at_meta() {
    let business = Business::start().await;
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    business.handle().customer_says(ana, "¿mañana? 🎉");
    let body = business.subscriber.wait_for(1).await.remove(0);
    assert!(body.is_ascii());
    assert_eq!(business.subscriber.items("messages")[0]["text"]["body"], "¿mañana? 🎉");
}

#[tokio::test]
async fn any_change_can_be_sent_by_hand() {
    let business = Business::start().await;
    business.handle().send_webhook("account_review_update", json!({ "decision": "APPROVED" }));
    let body = business.subscriber.wait_for(1).await.remove(0);
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        body["entry"][0]["changes"][0],
        json!({"field": "account_review_update", "value": {"decision": "APPROVED"}})
    );
    assert!(body["entry"][0]["time"].is_i64());
}

#[tokio::test]
async fn thousands_of_messages_go_through_quickly() {
    let business = Business::with(|config| config.limits = emulator::Limits::NONE).await;
    let people: Vec<_> =
        (0..200).map(|n| business.handle().add_customer(NewCustomer::named(&format!("Customer {n}")))).collect();
    for round in 0..5 {
        for person in &people {
            business.handle().customer_says(*person, format!("message {round}"));
        }
    }
    let phone = business.handle().customer(people[0]).unwrap().phone;
    for n in 0..20 {
        assert_eq!(business.send(text_to(&format!("+{phone}"), &n.to_string())).await.0, 200);
    }
    business.handle().wait_until_quiet(SOON).await.unwrap();
    assert_eq!(business.subscriber.items("messages").len(), 1_000);
    assert_eq!(business.subscriber.statuses().len(), 40);
}

#[tokio::test]
async fn a_customers_text_looks_exactly_like_this() {
    let business = Business::with(|config| {
        config.start_at = Some(1_790_000_000_000);
        config.speed = 0.0;
    })
    .await;
    let ana = business.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
    let id = business.handle().customer_says(ana, "hola");
    let user_id = business.handle().customer(ana).unwrap().user_id;
    let body: Value = serde_json::from_slice(&business.subscriber.wait_for(1).await[0]).unwrap();
    let expected = json!({
        "object": "whatsapp_business_account",
        "entry": [{
            "id": "102290129340398",
            "changes": [{
                "field": "messages",
                "value": {
                    "messaging_product": "whatsapp",
                    "metadata": { "display_phone_number": "34911223344", "phone_number_id": "106540352242922" },
                    "contacts": [{ "profile": { "name": "Ana" }, "wa_id": "34600111222", "user_id": user_id }],
                    "messages": [{
                        "from": "34600111222",
                        "from_user_id": user_id,
                        "id": id,
                        "timestamp": "1790000000",
                        "type": "text",
                        "text": { "body": "hola" },
                    }],
                },
            }],
        }],
    });
    assert_eq!(body, expected);
}

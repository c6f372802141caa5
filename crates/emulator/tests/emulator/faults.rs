//! What goes wrong on purpose.

use std::collections::BTreeMap;

use emulator::{Faults, NewCustomer};
use serde_json::json;

use crate::support::{Business, NUMBER, SOON, code, text_to};

#[tokio::test]
async fn a_lost_answer_leaves_an_accepted_message_behind() {
    let business = Business::start().await;
    let ana = business.ana().await;
    business.handle().set_faults(Faults { lost_answer_rate: 1.0, ..Faults::default() });
    let request = business.client.post(business.url(&format!("{NUMBER}/messages"))).bearer_auth("EAAemulated");
    let mut body = text_to("+34600111222", "¿llegó?");
    body["biz_opaque_callback_data"] = "7".into();
    assert!(request.json(&body).send().await.is_err(), "the connection closes without an answer");
    let accepted = business.handle().accepted();
    assert_eq!((accepted.len(), accepted[0].callback_data()), (1, Some("7")));
    business.subscriber.wait_for_status(&accepted[0].wamid, "delivered").await;
    assert_eq!(business.handle().messages_of(ana).len(), 2);
    let log = business.handle().log(None);
    let lost = log.iter().find(|exchange| exchange.note == Some("processed, the answer was lost")).unwrap();
    assert_eq!(lost.status, Some(200));
}

#[tokio::test]
async fn a_dropped_request_leaves_nothing_behind() {
    let business = Business::start().await;
    business.ana().await;
    business.handle().set_faults(Faults { dropped_request_rate: 1.0, ..Faults::default() });
    let request = business.client.post(business.url(&format!("{NUMBER}/messages"))).bearer_auth("EAAemulated");
    assert!(request.json(&text_to("+34600111222", "¿llegó?")).send().await.is_err());
    assert!(business.handle().accepted().is_empty());
    business.handle().set_faults(Faults::default());
    business.say("+34600111222", "ahora sí").await;
    assert_eq!(business.handle().accepted().len(), 1);
}

#[tokio::test]
async fn errors_come_at_once_or_by_status_as_meta_tells_them() {
    let business = Business::start().await;
    business.ana().await;
    let always = |code: u32| Faults { errors: BTreeMap::from([(code, 1.0)]), ..Faults::default() };
    for (wanted, status) in [(131_000, 500), (130_429, 400), (131_048, 200), (131_049, 200)] {
        business.handle().set_faults(always(wanted));
        let (got, answer) = business.send(text_to("+34600111222", "hola")).await;
        assert_eq!(got, status, "{answer}");
        if status == 200 {
            let id = answer["messages"][0]["id"].as_str().unwrap();
            business.subscriber.wait_for_status(id, "failed").await;
            let failed = business.subscriber.items("statuses");
            let failed = failed.iter().find(|status| status["id"] == id).unwrap();
            assert_eq!(failed["errors"][0]["code"], wanted);
        } else {
            assert_eq!(code(&answer), i64::from(wanted));
        }
    }
    business.handle().set_faults(Faults { server_error_rate: 1.0, ..Faults::default() });
    assert_eq!(business.get(NUMBER).await.0, 500);
}

#[tokio::test]
async fn webhooks_come_twice_byte_for_byte() {
    let business = Business::with(|config| config.faults.duplicate_rate = 1.0).await;
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    business.handle().customer_says(ana, "hola");
    let bodies = business.subscriber.wait_for(2).await;
    assert_eq!(bodies[0], bodies[1]);
    business.handle().wait_until_quiet(SOON).await.unwrap();
    assert_eq!(business.handle().webhooks().delivered, 1);
    assert_eq!(business.handle().webhooks().attempts, 2);
}

#[tokio::test]
async fn webhooks_change_places_and_none_is_lost() {
    let business = Business::with(|config| {
        config.seed = 11;
        config.faults.reorder_rate = 0.5;
        config.faults.reorder_within_ms = 30;
        config.distinct_seconds = true;
    })
    .await;
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    let said: Vec<String> = (0..60).map(|n| business.handle().customer_says(ana, n.to_string())).collect();
    business.subscriber.wait_for(60).await;
    let mut messages = business.subscriber.items("messages");
    let ids = |messages: &[serde_json::Value]| -> Vec<String> {
        messages.iter().map(|message| message["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_ne!(ids(&messages), said, "some changed places");
    messages.sort_by_key(|message| message["timestamp"].as_str().unwrap().parse::<i64>().unwrap());
    assert_eq!(ids(&messages), said, "timestamps tell the order");
}

#[tokio::test]
async fn delivered_may_be_left_out() {
    let business = Business::with(|config| config.faults.skip_delivered_rate = 1.0).await;
    let ana = business.ana().await;
    let id = business.say("+34600111222", "hola").await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    business.handle().customer_reads(ana);
    business.subscriber.wait_for_status(&id, "read").await;
    let words: Vec<String> = business.subscriber.statuses().into_iter().map(|(_, status)| status).collect();
    assert_eq!(words, ["sent", "read"]);
    assert!(business.subscriber.items("statuses")[1]["pricing"].is_object());
}

#[tokio::test]
async fn nothing_may_be_heard_of_a_message_at_all() {
    let business = Business::with(|config| config.faults.silent_rate = 1.0).await;
    business.ana().await;
    business.say("+34600111222", "hola").await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    assert!(business.subscriber.statuses().is_empty());
}

#[tokio::test]
async fn a_slow_answer_waits_for_emulated_time() {
    let business = Business::with(|config| config.speed = 0.0).await;
    business.ana().await;
    business.handle().set_faults(Faults { slow_answer_rate: 1.0, slow_answer_ms: 3_600_000, ..Faults::default() });
    let sending = business.say("+34600111222", "hola");
    tokio::pin!(sending);
    for _ in 0..50 {
        assert!(futures::poll!(&mut sending).is_pending());
        tokio::task::yield_now().await;
    }
    let stepping = async {
        // The request may not have come to its wait yet: step until it has gone through.
        loop {
            business.handle().step_time(std::time::Duration::from_hours(1));
            tokio::task::yield_now().await;
        }
    };
    tokio::select! { _ = &mut sending => {}, () = stepping => {} }
    let log = serde_json::to_value(business.handle().log(None)).unwrap();
    assert!(
        log.as_array().unwrap().iter().any(|exchange| exchange["target"] == json!(format!("/v26.0/{NUMBER}/messages")))
    );
}

//! Who is who: numbers however they are written, user names, ids that change, and what of it the business sees.

use std::time::Duration;

use emulator::NewCustomer;
use serde_json::{Value, json};

use crate::support::{Business, SOON, code, text_to};

async fn stopped(change: impl FnOnce(&mut emulator::Config)) -> Business {
    Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(1_791_000_000_000);
        change(config);
    })
    .await
}

async fn messages(business: &Business) -> Vec<Value> {
    business.handle().wait_until_quiet(SOON).await.unwrap();
    business.subscriber.items("messages")
}

#[tokio::test]
async fn a_number_is_found_in_every_way_of_writing_it() {
    let business = stopped(|_| {}).await;
    let cases = [
        ("5511987654321", ["+55 11 98765-4321", "+551187654321", "5511987654321"]),
        ("5215512345678", ["+525512345678", "+52 1 55 1234 5678", "525512345678"]),
        ("34600111222", ["+34 (600) 111-222", "34600111222", "600 111 222"]),
    ];
    for (phone, written) in cases {
        let customer = business.handle().add_customer(NewCustomer::named("Ana").with_phone(phone));
        business.handle().customer_says(customer, "hola");
        for to in written {
            let (status, answer) = business.send(text_to(to, "hola")).await;
            assert_eq!((status, &answer["contacts"][0]["wa_id"]), (200, &json!(phone)), "{to}");
            assert_eq!(answer["contacts"][0]["input"], to);
        }
    }
    assert_eq!(code(&business.send(text_to("ana@example.com", "hola")).await.1), 131_009);
}

#[tokio::test]
async fn both_addresses_give_both_ids_and_to_wins() {
    let business = stopped(|config| config.parent_user_ids = true).await;
    let ana = business.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
    business.handle().customer_says(ana, "hola");
    let user_id = business.handle().customer(ana).unwrap().user_id;
    let parent = user_id.replacen('.', ".ENT.", 1);
    assert_eq!(messages(&business).await[0]["from_parent_user_id"], parent.as_str());
    let mut body = text_to("+34600111222", "hola");
    body["recipient"] = user_id.as_str().into();
    let (_, answer) = business.send(body).await;
    let contact = json!({"input": "+34600111222", "wa_id": "34600111222", "user_id": user_id});
    assert_eq!(answer["contacts"][0], contact);
    let mut to_parent = text_to("", "hola");
    to_parent["to"] = Value::Null;
    to_parent["recipient"] = parent.as_str().into();
    let (status, answer) = business.send(to_parent).await;
    assert_eq!((status, &answer["contacts"][0]["user_id"]), (200, &json!(user_id)), "{answer}");
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let statuses = business.subscriber.items("statuses");
    assert!(statuses.iter().all(|status| status["recipient_parent_user_id"] == parent.as_str()));
    assert!(statuses.last().unwrap().get("recipient_id").is_none(), "not sent to a phone");
}

#[tokio::test]
async fn who_changes_number_is_told_of_and_the_old_one_is_dead() {
    let business = stopped(|_| {}).await;
    let ana = business.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
    business.handle().customer_says(ana, "hola");
    let before = business.handle().customer(ana).unwrap();
    assert!(business.handle().customer_changes_number(ana, Some("+34 600 333 444")));
    let after = business.handle().customer(ana).unwrap();
    assert_ne!(before.user_id, after.user_id);
    let told = messages(&business).await.remove(1);
    assert_eq!((&told["type"], &told["from"]), (&json!("system"), &json!("34600111222")));
    assert_eq!(
        told["system"],
        json!({"type": "user_changed_number", "wa_id": "34600333444", "user_id": after.user_id,
            "previous_user_id": before.user_id, "body": "User Ana changed from 34600111222 to 34600333444"})
    );
    assert!(business.subscriber.values()[1].get("contacts").is_none());
    let id = business.say("+34600111222", "¿hola?").await;
    business.subscriber.wait_for_status(&id, "failed").await;
    assert_eq!(business.subscriber.items("statuses")[0]["errors"][0]["code"], 131_026);
    let old =
        json!({"messaging_product": "whatsapp", "recipient": before.user_id, "type": "text", "text": {"body": "x"}});
    assert_eq!(code(&business.send(old).await.1), 131_009);
    let id = business.say("+34600333444", "¡hola!").await;
    business.subscriber.wait_for_status(&id, "delivered").await;
    let other = business.handle().add_customer(NewCustomer::named("Bea").with_phone("34600555666"));
    assert!(!business.handle().customer_changes_number(other, Some("34600333444")), "somebody has it");
}

#[tokio::test]
async fn a_user_name_hides_the_number_thirty_days_after_it_was_last_seen() {
    let business = stopped(|_| {}).await;
    let day = Duration::from_hours(24);
    let ana = business.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
    business.handle().customer_says(ana, "hola");
    assert!(business.handle().customer_takes_username(ana, Some("ana.g")));
    for (days, shown) in [(29, true), (30, false), (0, false)] {
        business.handle().step_time(day * days);
        business.handle().customer_says(ana, "otra vez");
        let message = messages(&business).await.pop().unwrap();
        assert_eq!(message.get("from").is_some(), shown, "{days} days later");
        assert!(message["from_user_id"].is_string());
    }
    let contact = business.subscriber.items("contacts").pop().unwrap();
    assert_eq!(contact["profile"]["username"], "ana.g");
    assert!(contact.get("wa_id").is_none());
    // Without a number to show, the user id is what changes.
    assert!(business.handle().customer_changes_number(ana, None));
    let told = messages(&business).await.pop().unwrap();
    assert_eq!(told["system"]["type"], "user_changed_user_id");
    assert!(told.get("from").is_none() && told["system"].get("wa_id").is_none());
    // Written to by number, it is known again.
    let phone = business.handle().customer(ana).unwrap().phone;
    business.say(&format!("+{phone}"), "¡hola!").await;
    business.handle().customer_says(ana, "hola");
    assert_eq!(messages(&business).await.pop().unwrap()["from"], phone.as_str());
}

#[tokio::test]
async fn null_means_absent() {
    let business = stopped(|_| {}).await;
    business.ana().await;
    let to = "+34600111222";
    let button = json!({"type": "reply", "reply": {"id": "a", "title": "A"}});
    let bodies = [
        json!({"messaging_product": "whatsapp", "recipient_type": null, "to": to, "recipient": null, "type": "text",
            "text": {"body": "hola", "preview_url": null}, "context": null, "biz_opaque_callback_data": null,
            "image": null, "template": null, "whatever": null}),
        json!({"messaging_product": "whatsapp", "to": to, "type": "interactive", "interactive": {"type": "button",
            "header": null, "body": {"text": "¿Sí?"}, "footer": null, "action": {"buttons": [button], "name": null}}}),
        json!({"messaging_product": "whatsapp", "to": to, "type": "image",
            "image": {"link": "https://shop.example/a.png", "id": null, "caption": null}}),
        json!({"messaging_product": "whatsapp", "to": to, "type": "location",
            "location": {"latitude": 1, "longitude": "2.5", "name": null, "address": null}}),
    ];
    for body in bodies {
        let (status, answer) = business.send(body.clone()).await;
        assert_eq!(status, 200, "{body}\n{answer}");
    }
    let missing = json!({"messaging_product": "whatsapp", "to": to, "type": "text", "text": {"body": null}});
    assert_eq!(code(&business.send(missing).await.1), 131_008);
}

#[tokio::test]
async fn a_changed_identity_is_not_written_to() {
    let business = stopped(|_| {}).await;
    business.ana().await;
    let mut body = text_to("+34600111222", "hola");
    body["recipient_identity_key_hash"] = "not hers".into();
    let (_, answer) = business.send(body).await;
    business.subscriber.wait_for_status(answer["messages"][0]["id"].as_str().unwrap(), "failed").await;
    assert_eq!(business.subscriber.items("statuses")[0]["errors"][0]["code"], 137_000);
}

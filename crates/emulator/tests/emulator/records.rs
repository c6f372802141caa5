//! What Meta remembers of messages and makes around them: histories, payments, samples, sign-ups, groups of templates.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Business, NUMBER, SOON, WABA, code};

async fn stopped() -> Business {
    Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(1_790_000_000_000);
    })
    .await
}

fn signup() -> Value {
    json!({
        "signup_message": "Offers once a month", "confirmation_message": "Welcome! Your code is {{promo_code}}",
        "privacy_policy_url": "https://example.com/privacy", "promo_code": "HOLA10",
        "policy": {"tos": "https://www.facebook.com/legal/terms", "accepted": true},
    })
}

#[tokio::test]
async fn sign_ups_are_made_read_and_switched_off() {
    let business = stopped().await;
    let path = format!("{WABA}/signups");
    for (field, wrong) in [
        ("policy", Value::Null),
        ("promo_code", Value::Null),
        ("promo_code", json!("10 %")),
        ("privacy_policy_url", json!("example.com")),
        ("website_url", json!("http://example.com")),
        ("signup_message", json!("x".repeat(301))),
        ("confirmation_message", Value::Null),
    ] {
        let mut body = signup();
        body[field] = wrong.clone();
        let (_, answer) = business.post(&path, body).await;
        assert_eq!(code(&answer), 100, "{field}: {wrong}");
    }
    let (_, made) = business.post(&path, signup()).await;
    let id = made["id"].as_str().unwrap().to_owned();
    let mut second = signup();
    second["policy"] = Value::Null;
    assert_eq!(business.post(&path, second).await.0, 200, "the terms are accepted once");

    let change = json!({"status": "DISABLED", "display_name": "Spring", "privacy_policy_url": "https://other.example"});
    assert_eq!(business.post(&format!("signups/{id}"), change).await.1, json!({"success": true}));
    let (_, shown) = business.get(&format!("signups/{id}")).await;
    let expected = json!({
        "id": id, "waba_id": WABA, "status": "DISABLED", "signup_message": "Offers once a month",
        "confirmation_message": "Welcome! Your code is {{promo_code}}", "privacy_policy_url": "https://example.com/privacy",
        "promo_code": "HOLA10", "display_name": "Spring",
    });
    assert_eq!(shown, expected);
    let (_, listed) = business.get(&format!("{path}?fields=status&limit=1")).await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    assert!(listed["paging"]["next"].is_string(), "{listed}");
    assert_eq!(business.get("signups/1").await.1["error"]["error_subcode"], 33);
}

#[tokio::test]
async fn samples_of_direct_sends_are_classified() {
    let business = stopped().await;
    let path = format!("{WABA}/message_samples");
    let buttons = json!({"type": "button", "body": {"text": "Your parcel arrives today"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "ok", "title": "Fine"}}]}});
    let list = json!({"type": "list", "body": {"text": "Choose"},
        "action": {"button": "See", "sections": [{"rows": [{"id": "a", "title": "A"}]}]}});
    for (sample, category) in [
        (json!({"type": "text", "text": {"body": "Your order is ready"}}), json!("UTILITY")),
        (json!({"type": "text", "text": {"body": "Today 20% off"}}), json!("MARKETING")),
        (json!({"type": "interactive", "interactive": buttons}), json!("UTILITY")),
        (json!({"type": "interactive", "interactive": list}), Value::Null),
        (json!({"type": "text"}), Value::Null),
        (json!({}), Value::Null),
    ] {
        let (status, answer) = business.post(&path, sample.clone()).await;
        assert_eq!((status == 200, &answer["category"]), (!category.is_null(), &category), "{sample}: {answer}");
    }
}

#[tokio::test]
async fn the_history_of_a_message_tells_when_it_got_how_far() {
    let business = stopped().await;
    let ana = business.ana().await;
    let id = business.say("+34600111222", "hola").await;
    business.handle().step_time(Duration::from_mins(1));
    business.subscriber.wait_for_status(&id, "delivered").await;
    business.handle().customer_reads(ana);
    let path = format!("{NUMBER}/message_history");
    let (_, found) = business.get(&format!("{path}?message_id={id}")).await;
    assert_eq!((found["data"].as_array().unwrap().len(), &found["data"][0]["message_id"]), (1, &json!(id)));
    assert_eq!(found["data"][0]["events"], Value::Null, "events only come when they are asked for");
    let history = found["data"][0]["id"].as_str().unwrap();
    let (_, detailed) = business.get(&format!("{path}?fields=events{{delivery_status,timestamp,application}}")).await;
    let told: Vec<&str> = statuses(&detailed["data"][0]["events"]["data"]);
    assert_eq!(told, ["ACCEPTED", "SENT", "DELIVERED", "READ"]);
    assert_eq!(detailed["data"][0]["events"]["data"][0]["application"]["id"], "670843887433847");

    let (_, events) = business.get(&format!("{history}/events")).await;
    let nodes: Vec<Value> = events["data"].as_array().unwrap().iter().map(|edge| edge["node"].clone()).collect();
    assert_eq!(statuses(&json!(nodes)), ["ACCEPTED", "SENT", "DELIVERED", "READ"]);
    let at = |n: usize| nodes[n]["occurrence_timestamp"].as_i64().unwrap();
    assert!(at(0) <= at(1) && at(1) <= at(2) && at(2) <= at(3), "{nodes:?}");
    let cursor = events["data"][1]["cursor"].as_str().unwrap();
    let (_, later) = business.get(&format!("{history}/events?after={cursor}&limit=1")).await;
    assert_eq!(later["data"][0]["node"]["delivery_status"], "DELIVERED");
    let (_, only) =
        business.get(&format!("{history}/events?delivery_status=READ&fields=node{{error_description}}")).await;
    assert_eq!(only["data"].as_array().unwrap().len(), 1);
    assert_eq!(code(&business.get(&format!("{history}/events?delivery_status=LOST")).await.1), 100);
    assert_eq!(code(&business.get("4242/events").await.1), 803);
}

#[tokio::test]
async fn the_history_of_a_failed_message_tells_why() {
    let business = stopped().await;
    business.ana().await;
    business.handle().step_time(Duration::from_hours(25));
    let id = business.say("+34600111222", "too late").await;
    business.handle().step_time(Duration::from_mins(1));
    business.subscriber.wait_for_status(&id, "failed").await;
    let (_, found) = business.get(&format!("{NUMBER}/message_history?message_id={id}&fields=events")).await;
    let events = &found["data"][0]["events"]["data"];
    assert_eq!(statuses(events), ["ACCEPTED", "ERROR"]);
    assert!(events[1]["error_description"].as_str().unwrap().contains("24 hours"), "{events}");
}

fn statuses(events: &Value) -> Vec<&str> {
    events.as_array().unwrap().iter().map(|event| event["delivery_status"].as_str().unwrap()).collect()
}

fn order(reference: &str) -> Value {
    json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "interactive", "interactive": {
        "type": "order_details", "body": {"text": "Your order"}, "action": {"name": "review_and_pay", "parameters": {
            "reference_id": reference, "type": "physical-goods", "payment_configuration": "shop", "currency": "INR",
            "total_amount": {"value": 5000, "offset": 100}, "order": {"status": "pending",
                "items": [{"retailer_id": "1", "name": "Bread", "amount": {"value": 5000, "offset": 100}, "quantity": 1}],
                "subtotal": {"value": 5000, "offset": 100}, "tax": {"value": 0, "offset": 100}}}}}})
}

fn progress(reference: &str, status: &str) -> Value {
    json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "interactive", "interactive": {
        "type": "order_status", "body": {"text": "News"}, "action": {"name": "review_order", "parameters": {
            "reference_id": reference, "order": {"status": status}}}}})
}

#[tokio::test]
async fn orders_are_paid_once_and_go_forward_only() {
    let business = stopped().await;
    let ana = business.ana().await;
    let (_, sent) = business.send(order("A-1")).await;
    let message = sent["messages"][0]["id"].as_str().unwrap().to_owned();
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let look_up = async || business.get(&format!("{NUMBER}/payments/shop/A-1")).await.1["payments"][0].clone();
    assert_eq!(look_up().await["status"], "pending");
    let pay = async |status: &str| {
        let url = format!("{}/emulator/customers/{ana}/payments", business.running.base_url());
        let body = json!({"message_id": message, "status": status});
        business.client.request(Method::POST, url).json(&body).send().await.unwrap().status().as_u16()
    };
    assert_eq!((pay("failed").await, look_up().await["status"].clone()), (202, json!("failed")));
    assert_eq!((pay("captured").await, pay("captured").await), (202, 422), "it is paid once");
    let paid = look_up().await;
    assert_eq!((&paid["status"], &paid["amount"]["value"]), (&json!("captured"), &json!(5000)));
    let transactions: Vec<&Value> = paid["transactions"].as_array().unwrap().iter().map(|t| &t["status"]).collect();
    assert_eq!(transactions, ["failed", "success"]);
    for (status, expected) in [
        ("canceled", 2_046),
        ("processing", 0),
        ("pending", 2_046),
        ("shipped", 0),
        ("completed", 0),
        ("processing", 2_046),
    ] {
        let (_, answer) = business.send(progress("A-1", status)).await;
        assert_eq!(code(&answer), expected, "{status}: {answer}");
    }
    let phone = business.handle().messages_of(ana);
    let order = phone.iter().find(|on_phone| on_phone.id == message).and_then(|on_phone| on_phone.order.clone());
    assert_eq!(order, Some(json!({"status": "completed", "payment": "captured"})));
    assert_eq!(code(&business.get(&format!("{NUMBER}/payments/shop/B-1")).await.1), 100);
    assert_eq!(code(&business.get(&format!("{NUMBER}/payments/other/A-1")).await.1), 100);
}

#[tokio::test]
async fn templates_of_a_group_are_counted_together() {
    let business = stopped().await;
    business.ana().await;
    let mut templates = Vec::new();
    for name in ["uno", "dos", "tres"] {
        let body = json!({"name": name, "language": "es", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Tu pedido está listo."}]});
        templates.push(business.handle().add_template(&body).unwrap());
        let message = json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "template",
            "template": {"name": name, "language": {"code": "es"}}});
        assert_eq!(business.send(message).await.0, 200);
    }
    business.handle().step_time(Duration::from_mins(5));
    business.handle().wait_until_quiet(SOON).await.unwrap();
    business.post(&format!("{WABA}?is_enabled_for_insights=true"), json!({})).await;
    let group = json!({"name": "Orders", "whatsapp_business_templates": [templates[0], templates[2]]});
    let (_, made) = business.post(&format!("{WABA}/template_groups"), group).await;
    let id = made["id"].as_str().unwrap().to_owned();
    let unknown = json!({"name": "None", "whatsapp_business_templates": ["1"]});
    assert_eq!(code(&business.post(&format!("{WABA}/template_groups"), unknown).await.1), 100);
    let sent = async |edge: &str, ids: String| {
        let path = format!("{WABA}/{edge}?start=2026-09-01&end=2026-11-20&granularity=daily&{ids}");
        let (_, answer) = business.get(&path).await;
        answer["data"][0]["data_points"].as_array().map(|points| points[0].clone()).unwrap_or(answer)
    };
    let together = sent("template_group_analytics", format!("template_group_ids=[{id}]")).await;
    assert_eq!((&together["template_group_id"], &together["sent"]), (&json!(id), &json!(2)), "{together}");
    let alone = sent("template_analytics", format!("template_ids=[{}]", templates[1])).await;
    assert_eq!((&alone["template_id"], &alone["sent"]), (&json!(templates[1]), &json!(1)));
    business.post(&id, json!({"add_templates": [templates[1]], "name": "All orders"})).await;
    let together = sent("template_group_analytics", format!("template_group_ids=[{id}]")).await;
    assert_eq!(together["sent"], 3);
    let (_, shown) = business.get(&format!("{id}?fields=name,whatsapp_business_templates{{name}}")).await;
    assert_eq!(
        (&shown["name"], shown["whatsapp_business_templates"]["data"].as_array().unwrap().len()),
        (&json!("All orders"), 3)
    );
    business.request(Method::DELETE, &id, None).await;
    assert_eq!(business.get(&id).await.1["error"]["error_subcode"], 33);
}

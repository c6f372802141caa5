//! What customers do, made to do it from outside.

use reqwest::Method;
use serde_json::{Value, json};

use crate::control::{control, heard};
use crate::support::Business;

async fn change(business: &Business, customer: &str, change: Value) -> Value {
    let (status, view) = control(business, Method::PATCH, &format!("/customers/{customer}"), Some(change)).await;
    assert_eq!(status, 200, "{view}");
    view
}

fn sent(message: Value) -> Value {
    let mut body = message;
    body["messaging_product"] = json!("whatsapp");
    body["to"] = json!("+34600111222");
    body
}

#[tokio::test]
async fn a_customer_turns_away_and_becomes_somebody_else() {
    let business = Business::start().await;
    let ana = business.ana().await.to_string();
    assert_eq!(change(&business, &ana, json!({"has_blocked": true})).await["has_blocked"], true);
    let unseen = business.say("+34600111222", "hola").await;
    business.subscriber.wait_for_status(&unseen, "sent").await;
    assert_eq!(change(&business, &ana, json!({"has_blocked": false})).await["has_blocked"], false);

    assert_eq!(change(&business, &ana, json!({"wants_marketing": false})).await["wants_marketing"], false);
    heard(&business, |value| value["user_preferences"][0]["value"] == "stop").await;

    let moved = change(&business, &ana, json!({"phone": "+34 600 999 888", "profile": "silent"})).await;
    assert_eq!((&moved["phone"], &moved["profile"]), (&json!("34600999888"), &json!("silent")));
    let named = change(&business, &ana, json!({"username": "@ana.luna"})).await;
    assert_eq!(named["username"], "ana.luna");
    let (_, found) = control(&business, Method::GET, "/customers?q=@ana.l", None).await;
    assert_eq!(found["items"][0]["id"], ana.as_str());
    assert_eq!(change(&business, &ana, json!({"username": null})).await["username"], Value::Null);
    assert_eq!(change(&business, &ana, json!({"online": false})).await["phone"], "34600999888", "the rest stays");
}

#[tokio::test]
async fn whoever_was_heard_of_last_comes_first() {
    let business = Business::start().await;
    let crowd = json!({"count": 30, "seed": 7, "profile": "still"});
    let (status, added) = control(&business, Method::POST, "/population", Some(crowd)).await;
    assert_eq!((status, &added["customers"]), (201, &json!(30)));
    let (_, people) = control(&business, Method::GET, "/customers", None).await;
    assert!(people["items"].as_array().unwrap().iter().all(|person| person["profile"] == "still"));
    let last = people["items"][29]["id"].as_str().unwrap();
    let hola = json!({"message": {"type": "text", "text": {"body": "hola"}}});
    control(&business, Method::POST, &format!("/customers/{last}/messages"), Some(hola)).await;
    let (_, people) = control(&business, Method::GET, "/customers?limit=2", None).await;
    assert_eq!((&people["items"][0]["id"], people["items"].as_array().unwrap().len()), (&json!(last), 2));
}

#[tokio::test]
async fn an_order_is_paid_and_the_business_is_told() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let amount = json!({"value": 50_000, "offset": 100});
    let order = json!({"status": "pending", "items": [{"retailer_id": "mug-teal", "name": "Taza", "amount": amount, "quantity": 1}],
        "subtotal": amount, "tax": {"value": 0, "offset": 100}});
    let parameters = json!({"reference_id": "A-1", "type": "physical-goods", "payment_type": "upi", "currency": "INR",
        "payment_configuration": "shop", "total_amount": amount, "order": order});
    let interactive = json!({"type": "order_details", "body": {"text": "Tu pedido"},
        "action": {"name": "review_and_pay", "parameters": parameters}});
    let (status, answer) = business.send(sent(json!({"type": "interactive", "interactive": interactive}))).await;
    assert_eq!(status, 200, "{answer}");
    let id = answer["messages"][0]["id"].as_str().unwrap();
    let path = format!("/customers/{ana}/payments");
    let payment = json!({"message_id": id, "status": "captured"});
    assert_eq!(control(&business, Method::POST, &path, Some(payment)).await.0, 202);
    heard(&business, |value| {
        let status = &value["statuses"][0];
        let payment = &status["payment"];
        status["type"] == "payment"
            && (&status["id"], &status["status"]) == (&json!(id), &json!("captured"))
            && (&payment["reference_id"], &payment["transaction"]["status"]) == (&json!("A-1"), &json!("success"))
    })
    .await;
}

#[tokio::test]
async fn a_flow_is_walked_through_on_the_phone() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let waba = &business.running.handle().config().waba_id;
    let complete = json!({"name": "complete", "payload": {"size": "${form.size}"}});
    let input = json!({"type": "TextInput", "name": "size", "label": "Size", "required": true});
    let footer = json!({"type": "Footer", "label": "Send", "on-click-action": complete});
    let layout =
        json!({"type": "SingleColumnLayout", "children": [{"type": "Form", "name": "f", "children": [input, footer]}]});
    let screen =
        json!({"id": "SIZE", "title": "Size", "terminal": true, "success": true, "data": {}, "layout": layout});
    let flow = json!({"version": "7.3", "screens": [screen]});
    let create = json!({"name": "sizes", "categories": ["SURVEY"], "flow_json": flow.to_string(), "publish": true});
    let call = json!({"method": "POST", "path": format!("/v26.0/{waba}/flows"), "body": create});
    let (_, made) = control(&business, Method::POST, "/graph", Some(call)).await;
    assert_eq!(made["status"], 200, "{made}");
    let id = made["body"]["id"].as_str().unwrap();

    let (_, shown) = control(&business, Method::GET, &format!("/flows/{id}"), None).await;
    assert_eq!((&shown["status"], &shown["json"]["screens"][0]["id"]), (&json!("PUBLISHED"), &json!("SIZE")));
    let parameters = json!({"flow_message_version": "3", "flow_id": id, "flow_cta": "Open", "flow_token": "t1"});
    let interactive =
        json!({"type": "flow", "body": {"text": "?"}, "action": {"name": "flow", "parameters": parameters}});
    let (_, answer) = business.send(sent(json!({"type": "interactive", "interactive": interactive}))).await;
    let tap = json!({"message_id": answer["messages"][0]["id"]});
    let (status, open) = control(&business, Method::POST, &format!("/customers/{ana}/flows"), Some(tap)).await;
    assert_eq!((status, &open["state"], &open["screen"]["id"]), (200, &json!("open"), &json!("SIZE")), "{open}");
    let step = format!("/flow_sessions/{}", open["session"].as_str().unwrap());
    assert_eq!(control(&business, Method::POST, &step, Some(json!({"form": {}}))).await.0, 422);
    let (_, done) = control(&business, Method::POST, &step, Some(json!({"form": {"size": "L"}}))).await;
    assert_eq!(done["response"], json!({"size": "L", "flow_token": "t1"}));
}

#[tokio::test]
async fn the_shop_can_be_stocked_and_files_kept() {
    let business = Business::start().await;
    let (_, shop) = control(&business, Method::GET, "/catalog", None).await;
    assert!(!shop["products"].as_array().unwrap().is_empty());
    let tea = json!({"id": "c1", "products": [{"retailer_id": "tea", "name": "Té", "price": 4.5, "currency": "MXN"}]});
    assert_eq!(control(&business, Method::PUT, "/catalog", Some(tea.clone())).await, (200, tea));

    let file = json!({"mime_type": "image/png", "data": "iVBORw0KGgo="});
    let (status, kept) = control(&business, Method::POST, "/media", Some(file)).await;
    assert_eq!(status, 201);
    let url = format!("{}/emulator/media/{}", business.running.base_url(), kept["id"].as_str().unwrap());
    assert_eq!(business.client.get(url).send().await.unwrap().bytes().await.unwrap().len(), 8);
}

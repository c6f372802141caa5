//! What came in, what became of it, and doing it again.

use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::{Value, json};
use whatsapp::signature::{self, AppSecret};

fn message(phone_number_id: &str, wamid: &str) -> Value {
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": {
        "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "34911223344", "phone_number_id": phone_number_id },
        "contacts": [{ "profile": { "name": "Ana" }, "wa_id": "34600111222" }],
        "messages": [{ "from": "34600111222", "id": wamid, "timestamp": "1795400000", "type": "text", "text": { "body": "hola" } }]
    } }] }] })
}

async fn deliver(house: &House, body: &Value) -> u16 {
    let body = body.to_string();
    let signed = AppSecret::new(&house.stage.emulator.handle().config().app_secret).sign(body.as_bytes());
    let request = house.owner.request("POST", "//webhooks/whatsapp").header(signature::HEADER, signed);
    request.body(body).send().await.expect("an answer").status().as_u16()
}

async fn settled(house: &House, count: usize) -> Vec<Value> {
    eventually(async || {
        let list = house.owner.get("/journal").await;
        let done = list.items().iter().filter(|entry| entry["state"] != "pending").count();
        (done == count).then(|| list.items().clone())
    })
    .await
}

async fn a_parked_body_is_processed_once_the_number_is_there(database: Database) {
    let house = House::build(database, "").await;
    assert_eq!(deliver(&house, &message("999", "wamid.A")).await, 200);
    let entries = settled(&house, 1).await;
    assert_eq!(entries[0]["state"], "parked");
    assert!(entries[0]["reason"].as_str().expect("a reason").contains("number"), "{entries:?}");
    let id = entries[0]["id"].as_str().expect("an id").to_owned();
    let body = house.owner.get(&format!("/journal/{id}")).await;
    assert_eq!(body.body["body"], message("999", "wamid.A").to_string());
    assert_eq!(house.owner.get("/journal?state=parked").await.items().len(), 1);
    assert_eq!(house.owner.get("/journal?state=processed").await.items().len(), 0);

    let number = json!({ "phone_number_id": "999", "waba_id": "1", "access_token": "EAAx" });
    assert_eq!(house.owner.post("/numbers", &number).await.status, 201);
    let replayed = house.owner.post("/journal/replay", &json!({ "state": "parked" })).await;
    assert_eq!((replayed.status, replayed.body["count"].as_i64()), (200, Some(1)));
    eventually(async || (house.owner.get(&format!("/journal/{id}")).await.body["state"] == "processed").then_some(()))
        .await;
    let overview = house.owner.get("/overview").await.body;
    let counts = ["received", "processed", "parked", "pending"].map(|name| overview[name].as_i64());
    assert_eq!(counts, [1, 1, 0, 0].map(Some), "{overview}");
    house.close().await;
}

async fn replaying_what_was_processed_changes_nothing(database: Database) {
    let house = House::build(database, "").await;
    let number = house.stage.emulator.handle().config().numbers[0].phone_number_id.clone();
    assert_eq!(deliver(&house, &message(&number, "wamid.A")).await, 200);
    assert_eq!(deliver(&house, &message(&number, "wamid.A")).await, 200);
    let entries = settled(&house, 1).await;
    let id = entries[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(entries[0]["deliveries"], 2, "the same bytes are one body");
    assert_eq!(house.owner.post(&format!("/journal/{id}/replay"), &Value::Null).await.status, 202);
    settled(&house, 1).await;
    let overview = house.owner.get("/overview").await.body;
    assert_eq!((overview["messages_received"].as_i64(), overview["processed"].as_i64()), (Some(1), Some(1)));
    let nothing = "/journal/01920000-0000-7000-8000-000000000000/replay";
    assert_eq!(house.owner.post(nothing, &Value::Null).await.status, 404);
    house.close().await;
}

on_both_engines!(a_parked_body_is_processed_once_the_number_is_there, replaying_what_was_processed_changes_nothing,);

//! Doors for other systems: from the first knock to people, events and the flows they set off.

use crate::client::{Answer, House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::{Value, json};

/// A flow that an order begins.
const FLOW: &str = "
name: Gracias
language: es
triggers: [{event: order_paid}]
start: persona
nodes:
  persona: {hand_over: {note: 'Pidió {{ event.properties.goods }}'}}
";

fn order(id: u64, phone: &str) -> Value {
    json!({
        "id": id, "topic": "order_paid", "total_price": "409.94", "currency": "ARS", "note": "a\u{0}b",
        "created_at": "2026-03-01T10:00:00-03:00", "buyer_accepts_marketing": true,
        "customer": { "first_name": "Ana", "last_name": "Pérez", "email": "ana@example.com", "phone": null },
        "billing_address": { "phone": phone, "city": "Rosario" },
        "line_items": [{ "title": "Yerba" }, { "title": "Mate" }],
    })
}

async fn opened(house: &House, subject: &str) -> (String, String) {
    let made = house.owner.post("/hooks", &json!({ "name": "Tienda", "subject": subject })).await;
    assert_eq!((made.status, &made.body["is_on"]), (201, &json!(false)), "{made:?}");
    (made.id(), format!("/{}", made.body["path"].as_str().expect("a path")))
}

/// Somebody outside, who knows nothing but the address.
async fn posted(house: &House, path: &str, body: &Value) -> Answer {
    let stranger = crate::client::Client::new(&house.stage);
    let headers = [("x-shopify-topic", "orders/paid"), ("x-shopify-hmac-sha256", "c2VjcmV0"), ("cookie", "a=b")];
    stranger.send("POST", path, Some(body), &headers).await
}

async fn payloads(house: &House, hook: &str) -> Vec<Value> {
    house.owner.get(&format!("/hooks/{hook}/payloads")).await.items().clone()
}

async fn an_order_of_a_shop_is_mapped_tried_and_taken_in_once(database: Database) {
    let house = House::build(database, FLOW).await;
    let (hook, path) = opened(&house, "events").await;
    assert_eq!(posted(&house, &path, &order(7, "+54 9 11 2345-6789")).await.status, 200);
    let examples = payloads(&house, &hook).await;
    assert_eq!((examples.len(), &examples[0]["outcome"]), (1, &json!("recorded")));
    assert_eq!(examples[0]["headers"], json!({ "x-shopify-topic": "orders/paid" }), "signatures are not kept");
    let example = examples[0]["id"].as_str().expect("an id");
    let on = house.owner.patch(&format!("/hooks/{hook}"), &json!({ "is_on": true })).await;
    assert_eq!(on.status, 422, "nothing is mapped yet: {on:?}");

    let mut mapped = house.owner.get(&format!("/hooks/{hook}/payloads/{example}/suggestion")).await.body;
    // The flow knows it by the shop's own word; and the goods are of use to it.
    for (path, column) in [
        ("topic", json!({ "to": "event_name" })),
        ("line_items.*.title", json!({ "to": "property", "name": "goods", "kind": "text" })),
    ] {
        let places = mapped["mapping"]["columns"].as_array_mut().expect("columns");
        let kept = mapped_place(places, &column);
        if let Some(place) = kept {
            mapped["paths"][place] = json!(path);
        } else {
            places.push(column);
            mapped["paths"].as_array_mut().expect("paths").push(json!(path));
        }
    }
    let tried =
        house.owner.post(&format!("/hooks/{hook}/preview"), &json!({ "payload_id": example, "mapped": mapped })).await;
    assert_eq!(tried.status, 200, "{tried:?}");
    assert_eq!((&tried.body["becomes"], &tried.body["known_event"]), (&json!("created"), &json!(false)), "{tried:?}");
    assert_eq!(tried.body["person"]["phone"], "+5491123456789");
    assert_eq!(
        tried.body["event"]["properties"],
        json!({ "value": 409.94, "currency": "ARS", "goods": "Yerba, Mate" })
    );
    assert_eq!(house.owner.get("/contacts").await.items().len(), 0, "a dry run writes nothing");

    let on = house.owner.patch(&format!("/hooks/{hook}"), &json!({ "is_on": true, "mapped": mapped })).await;
    assert_eq!((on.status, &on.body["is_on"]), (200, &json!(true)), "{on:?}");
    for (expected, id, phone) in
        [("taken_in", 8, "+54 9 11 2345-6789"), ("known", 8, "+54 9 11 2345-6789"), ("failed", 9, "123")]
    {
        assert_eq!(posted(&house, &path, &order(id, phone)).await.status, 200);
        let newest = payloads(&house, &hook).await[0].clone();
        assert_eq!(newest["outcome"], expected, "{newest}");
    }
    let faults = payloads(&house, &hook).await[0]["faults"].clone();
    assert_eq!((&faults[0]["reason"], &faults[0]["value"]), (&json!("phone_invalid"), &json!("123")));

    let people = house.owner.get("/contacts").await.items().clone();
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!((&people[0]["name"], &people[0]["fields"]["email"]), (&json!("Ana Pérez"), &json!("ana@example.com")));
    let said = &people[0]["consents"]["marketing"]["said"];
    assert_eq!((&said["source"], &said["words"]), (&json!("api"), &json!("Tienda: buyer_accepts_marketing: true")));
    // The event began the flow, once: one conversation, and the bot speaks.
    let begun = async || {
        let list = house.owner.get("/conversations?q=5491123456789").await;
        list.body["items"][0]["id"].as_str().map(str::to_owned)
    };
    eventually(begun).await;
    house.close().await;
}

fn mapped_place(columns: &[Value], column: &Value) -> Option<usize> {
    columns.iter().position(|known| known["to"] == column["to"] && column["to"] != "property")
}

async fn a_form_makes_contacts_and_what_is_no_json_is_kept(database: Database) {
    let house = House::build(database, "").await;
    let (hook, path) = opened(&house, "contacts").await;
    let stranger = crate::client::Client::new(&house.stage);
    // The first knock of a shop is a form.
    let knock = stranger.request("POST", &path).body("webhook_id=7").send().await.expect("an answer");
    assert_eq!(knock.status().as_u16(), 200);
    let form = json!({ "nombre": "Eva", "telefono": "+34 600 111 222", "correo": "eva@example.com" });
    assert_eq!(posted(&house, &path, &form).await.status, 200);
    let examples = payloads(&house, &hook).await;
    assert_eq!(examples[1]["body"], "webhook_id=7");
    let example = examples[0]["id"].as_str().expect("an id");
    let mapped = house.owner.get(&format!("/hooks/{hook}/payloads/{example}/suggestion")).await.body;
    assert_eq!(mapped["paths"], json!(["telefono", "nombre", "correo"]));
    house.owner.patch(&format!("/hooks/{hook}"), &json!({ "is_on": true, "mapped": mapped })).await;
    assert_eq!(posted(&house, &path, &form).await.status, 200);
    let people = house.owner.get("/contacts").await.items().clone();
    assert_eq!((people.len(), &people[0]["name"]), (1, &json!("Eva")));

    // The same from a page that posts forms as browsers do.
    let typed = "nombre=Mar&telefono=%2B34+600+111+333&correo=mar%40example.com&tema=a&tema=b";
    let request =
        stranger.request("POST", &path).header("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    assert_eq!(request.body(typed).send().await.expect("an answer").status().as_u16(), 200);
    let kept = payloads(&house, &hook).await;
    assert_eq!((&kept[0]["body"]["nombre"], &kept[0]["body"]["tema"]), (&json!("Mar"), &json!(["a", "b"])));
    assert_eq!(house.owner.get("/contacts").await.items().len(), 2);

    // Another address: the one before leads nowhere.
    let renewed = house.owner.post(&format!("/hooks/{hook}/address"), &Value::Null).await;
    assert_eq!(posted(&house, &path, &form).await.status, 404);
    let path = format!("/{}", renewed.body["path"].as_str().expect("a path"));
    assert_eq!(posted(&house, &path, &form).await.status, 200);
    assert_eq!(house.owner.delete(&format!("/hooks/{hook}")).await.status, 204);
    assert_eq!(posted(&house, &path, &form).await.status, 404);
    assert_eq!(house.owner.get("/contacts").await.items().len(), 2, "people stay");
    house.close().await;
}

async fn only_the_last_fifty_are_kept(database: Database) {
    let house = House::build(database, "").await;
    let (hook, path) = opened(&house, "contacts").await;
    for number in 0..53 {
        posted(&house, &path, &json!({ "number": number })).await;
    }
    let kept = house.owner.get(&format!("/hooks/{hook}/payloads?limit=200")).await.items().clone();
    assert_eq!(kept.len(), 50);
    assert_eq!((&kept[0]["body"]["number"], &kept[49]["body"]["number"]), (&json!(52), &json!(3)));
    let large = json!({ "text": "a".repeat(300_000) });
    assert_eq!(posted(&house, &path, &large).await.status, 413);
    house.close().await;
}

on_both_engines!(
    an_order_of_a_shop_is_mapped_tried_and_taken_in_once,
    a_form_makes_contacts_and_what_is_no_json_is_kept,
    only_the_last_fifty_are_kept,
);

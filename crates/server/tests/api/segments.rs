//! Segments over the API: made, counted, used by flows and by each other, frozen.

use crate::client::{Client, House};
use crate::on_both_engines;
use crate::stage::{Database, PATIENCE};
use emulator::View;
use serde_json::{Value, json};

const FLOW: &str = "
name: Compras
language: es
triggers: [{any_message: true}]
start: quien
nodes:
  quien:
    branch: [{segment: grandes compradores, go_to: gracias}]
    otherwise: hola
  gracias: {say: {text: Gracias por comprar tanto}, next: fin}
  hola: {say: {text: Hola}, next: persona}
  persona: {hand_over: {note: x}}
  fin: {end: {}}
";

async fn told(owner: &Client, id: &str, phone: &str, name: &str, value: i64) {
    let event = json!({"id": id, "name": name, "phone": phone, "value": value, "currency": "ARS",
        "properties": {"channel": "web"}});
    assert_eq!(owner.post("/events", &event).await.status, 201);
}

async fn contact(owner: &Client, name: &str, phone: &str, more: Value) {
    let mut asked = json!({"name": name, "phone": phone});
    asked.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    assert_eq!(owner.post("/contacts", &asked).await.status, 201);
}

async fn count(owner: &Client, condition: Value) -> Value {
    let answer = owner.post("/segments/count", &json!({"condition": condition})).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["count"].clone()
}

fn big() -> Value {
    json!({"did": {"event": "order_paid", "at_least": 2, "in_last_days": 30,
        "where": [{"property": "channel", "is": "web"}], "amount": {"currency": "ARS", "at_least": 1000}}})
}

async fn people_are_named_counted_and_shown(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    contact(owner, "Ana", "+34600111001", json!({"labels": ["vip"], "fields": {"city": "Lima"}})).await;
    contact(owner, "Bea", "+34600111002", json!({"fields": {"city": "lima"}, "language": "pt-BR"})).await;
    contact(owner, "Carla", "+34600111003", json!({})).await;
    for (order, value) in [("1", 1000), ("2", 5000)] {
        told(owner, order, "+34600111001", "order_paid", value).await;
    }
    told(owner, "3", "+34600111002", "order_paid", 1000).await;
    told(owner, "4", "+34600111002", "order_paid", 999).await;
    for (condition, expected) in [
        (json!({"all": []}), 3),
        (json!({"attribute": {"name": "city", "is": "LIMA"}}), 2),
        (json!({"language": {"is": "pt"}}), 1),
        (json!({"none": [{"label": {"is": "vip"}}]}), 2),
        (big(), 1),
        (json!({"did_not": {"event": "order_paid"}}), 1),
    ] {
        assert_eq!(count(owner, condition.clone()).await, expected, "{condition}");
    }
    let sample = owner.post("/segments/sample", &json!({"condition": big()})).await;
    assert_eq!(sample.status, 200, "{sample:?}");
    let names: Vec<&str> =
        sample.body["people"].as_array().expect("people").iter().filter_map(|person| person["name"].as_str()).collect();
    assert_eq!(names, ["Ana"]);
    let counting = house.program(&["read_segments"]).await;
    assert_eq!(counting.post("/segments/count", &json!({"condition": big()})).await.status, 200);
    let refused = counting.post("/segments/sample", &json!({"condition": big()})).await;
    assert_eq!((refused.status, refused.body["permission"].as_str()), (403, Some("read_contacts")));
    house.close().await;
}

async fn what_is_wrong_with_a_condition_is_said_by_place(database: Database) {
    let house = House::build(database, "").await;
    let nowhere = "01920000-0000-7000-8000-000000000000";
    for (condition, field) in [
        (json!({"all": [{"atribute": {}}]}), "condition.all[0]"),
        (json!({"all": [{"attribute": {"name": "city"}}]}), "condition.all[0].attribute"),
        (json!({"all": [{"any": []}]}), "condition.all[0].any"),
        (json!({"any": [{"label": {"is": ""}}]}), "condition.any[0].label"),
        (json!({"did": {"event": "x", "at_least": 1, "exactly": 2}}), "condition.did"),
        (json!({"created": {"in_last_days": 0}}), "condition.created"),
        (json!({"all": [{"segment": {"in": nowhere}}]}), "condition.all[0].segment"),
    ] {
        let refused = house.owner.post("/segments/count", &json!({"condition": condition})).await;
        assert_eq!((refused.status, refused.problem()), (422, "invalid_condition"), "{condition} {refused:?}");
        assert_eq!(refused.body["errors"][0]["field"].as_str(), Some(field), "{condition}");
    }
    house.close().await;
}

async fn a_segment_is_kept_while_somebody_leans_on_it(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    let asked = json!({"name": "Grandes compradores", "condition": big()});
    let made = owner.post_once("/segments", &asked, "k").await;
    assert_eq!((made.status, made.body["condition"].clone()), (201, big()), "{made:?}");
    assert_eq!(owner.post_once("/segments", &asked, "k").await.id(), made.id());
    let again = owner.post("/segments", &json!({"name": "GRANDES compradores", "condition": big()})).await;
    assert_eq!((again.status, again.problem()), (409, "segment_name_taken"));
    let path = format!("/segments/{}", made.id());

    let other = json!({"name": "Otros", "condition": {"segment": {"not_in": made.id()}}});
    let other = owner.post("/segments", &other).await;
    assert_eq!(other.status, 201, "{other:?}");
    let refused = owner.delete(&path).await;
    assert_eq!((refused.status, refused.problem()), (409, "segment_in_use"));
    assert_eq!(refused.body["used_by"][0]["name"], "Otros");
    let round = json!({"condition": {"segment": {"in": other.id()}}});
    let refused = owner.patch(&path, &round).await;
    assert_eq!((refused.status, refused.body["errors"][0]["field"].as_str()), (422, Some("condition.segment")));
    assert_eq!(owner.delete(&format!("/segments/{}", other.id())).await.status, 204);

    let flow = owner.post("/flows", &json!({"document": FLOW})).await;
    let published = owner.post(&format!("/flows/{}/publish", flow.id()), &json!({"note": ""})).await;
    assert_eq!(published.status, 200, "{published:?}");
    assert_eq!(owner.get(&path).await.body["used_by"][0]["kind"], "flow");
    assert_eq!(owner.patch(&path, &json!({"name": "Pequeños"})).await.problem(), "segment_in_use");
    assert_eq!(owner.patch(&path, &json!({"name": "grandes COMPRADORES"})).await.status, 200);
    assert_eq!(owner.delete(&path).await.problem(), "segment_in_use");
    house.close().await;
}

async fn a_snapshot_stays_as_it_was(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    contact(owner, "Ana", "+34600111001", json!({"labels": ["vip"]})).await;
    let condition = json!({"label": {"is": "vip"}});
    let segment = owner.post("/segments", &json!({"name": "VIP", "condition": condition})).await;
    let path = format!("/segments/{}", segment.id());
    let taken = owner.post_once(&format!("{path}/snapshots"), &json!({"name": "VIP en marzo"}), "s").await;
    assert_eq!((taken.status, taken.body["size"].as_i64()), (201, Some(1)), "{taken:?}");
    assert_eq!(taken.body["taken_of"].as_str(), Some(&*segment.id()));
    assert_eq!(
        owner.post_once(&format!("{path}/snapshots"), &json!({"name": "VIP en marzo"}), "s").await.id(),
        taken.id()
    );

    contact(owner, "Bea", "+34600111002", json!({"labels": ["vip"]})).await;
    assert_eq!(owner.post(&format!("{path}/count"), &json!(null)).await.body["count"], 2);
    assert_eq!(owner.get(&path).await.body["size"], 2);
    let frozen = format!("/segments/{}", taken.id());
    assert_eq!(owner.post(&format!("{frozen}/count"), &json!(null)).await.body["count"], 1);
    assert_eq!(
        count(owner, json!({"all": [{"segment": {"in": segment.id()}}, {"segment": {"not_in": taken.id()}}]})).await,
        1
    );
    let refused = owner.patch(&frozen, &json!({"condition": {"all": []}})).await;
    assert_eq!((refused.status, refused.body["errors"][0]["field"].as_str()), (422, Some("condition")));
    assert_eq!(owner.delete(&path).await.status, 204);
    assert_eq!(owner.get(&frozen).await.body["taken_of"], Value::Null);
    house.close().await;
}

async fn a_flow_branches_on_a_segment(database: Database) {
    let house = House::build(database, FLOW).await;
    let owner = &house.owner;
    let made = owner.post("/segments", &json!({"name": "Grandes Compradores", "condition": big()})).await;
    assert_eq!(made.status, 201, "{made:?}");
    for order in ["1", "2"] {
        told(owner, order, "+34600111222", "order_paid", 2000).await;
    }
    let hears = async |name: &str, phone: &str, text: &str| {
        let (customer, _) = house.customer_writes(name, phone, "hola").await;
        let heard = |view: &View<'_>| view.messages_of(customer).into_iter().find(|message| message.text() == text);
        house.stage.emulator.handle().wait_for(PATIENCE, heard).await.expect("what was to be said");
    };
    hears("Ana", "34600111222", "Gracias por comprar tanto").await;
    hears("Bea", "34600111333", "Hola").await;
    house.close().await;
}

async fn an_event_has_a_value_and_its_currency(database: Database) {
    let house = House::build(database, "").await;
    for (more, field) in [
        (json!({"value": 5}), "currency"),
        (json!({"currency": "ARS"}), "value"),
        (json!({"value": 5, "currency": "pesos"}), "currency"),
    ] {
        let mut event = json!({"id": "1", "name": "order_paid", "phone": "+34600111222"});
        event.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        let refused = house.owner.post("/events", &event).await;
        assert_eq!((refused.status, refused.body["errors"][0]["field"].as_str()), (422, Some(field)), "{event}");
    }
    told(&house.owner, "1", "+34600111222", "order_paid", 5).await;
    let worth = json!({"did": {"event": "order_paid", "amount": {"currency": "ARS", "at_most": 5}}});
    assert_eq!(count(&house.owner, worth).await, 1);
    house.close().await;
}

on_both_engines!(
    people_are_named_counted_and_shown,
    what_is_wrong_with_a_condition_is_said_by_place,
    a_segment_is_kept_while_somebody_leans_on_it,
    a_snapshot_stays_as_it_was,
    a_flow_branches_on_a_segment,
    an_event_has_a_value_and_its_currency,
);

//! What happens outside and is told.

use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::{Database, PATIENCE};
use emulator::View;
use serde_json::json;

const FLOW: &str = "
name: Pago
language: es
triggers: [{any_message: true}, {event: cart_left, go_to: recuerdo}]
start: pedir
nodes:
  pedir:
    say: {text: Esperamos tu pago}
    next: espera
  espera:
    wait: {event: order_paid, timeout: 2h, save_as: pago}
    next: gracias
    on_timeout: persona
  gracias:
    say: {text: 'Recibidos {{ pago.total }} euros'}
    next: fin
  recuerdo:
    branch: [{window: open, go_to: texto}]
    otherwise: persona
  texto:
    say: {text: 'Olvidaste {{ event.properties.item }}'}
    next: fin
  persona: {hand_over: {note: '{{ event.name }}'}}
  fin: {end: {}}
";

async fn an_event_wakes_the_flow_that_waits_for_it_once(database: Database) {
    let house = House::build(database, FLOW).await;
    let (customer, conversation) = house.customer_writes("Ana", "34600111222", "hola").await;
    let hears = async |text: &str| {
        let heard = |view: &View<'_>| view.messages_of(customer).into_iter().find(|message| message.text() == text);
        house.stage.emulator.handle().wait_for(PATIENCE, heard).await.expect("what was to be said");
    };
    hears("Esperamos tu pago").await;
    let program = house.program(&["send_events"]).await;
    let paid = json!({ "id": "pay-1", "name": "order_paid", "phone": "+34600111222", "properties": { "total": 42 } });
    let told = program.post("/events", &paid).await;
    assert_eq!((told.status, &told.body["new"]), (201, &json!(true)), "{told:?}");
    hears("Recibidos 42 euros").await;
    let again = program.post("/events", &paid).await;
    assert_eq!((again.status, &again.body["new"], again.id()), (200, &json!(false), told.id()));

    // Begins a flow in the open window, also while nothing runs.
    let left = json!({ "id": "cart-1", "name": "cart_left", "phone": "+34600111222", "properties": { "item": "unos zapatos" } });
    assert_eq!(program.post("/events", &left).await.status, 201);
    hears("Olvidaste unos zapatos").await;

    // The bot does not talk over a person.
    house.owner.post(&format!("/conversations/{conversation}/take-over"), &json!({})).await;
    let left =
        json!({ "id": "cart-2", "name": "cart_left", "phone": "+34600111222", "properties": { "item": "un bolso" } });
    assert_eq!(program.post("/events", &left).await.status, 201);
    let path = format!("/conversations/{conversation}/messages");
    let noted = async || house.owner.get(&path).await.text.contains("was not begun").then_some(());
    eventually(noted).await;
    house.close().await;
}

async fn an_event_about_somebody_new_makes_a_contact_and_never_writes_outside_the_window(database: Database) {
    let house = House::build(database, FLOW).await;
    let left =
        json!({ "id": "cart-9", "name": "cart_left", "phone": "+34600111999", "properties": { "item": "algo" } });
    assert_eq!(house.owner.post("/events", &left).await.status, 201);
    let list = house.owner.get("/conversations").await;
    assert_eq!((list.items().len(), &list.items()[0]["owner"]), (1, &json!("human")), "{list:?}");
    assert!(house.stage.emulator.handle().accepted().is_empty());
    house.close().await;
}

/// Programs that repeat themselves do it at once: each event of somebody nobody knew is told twelve times together.
async fn the_same_event_told_many_times_at_once_is_one(database: Database) {
    let house = House::build(database, FLOW).await;
    for round in 0..4 {
        let body =
            json!({ "id": format!("same-{round}"), "name": "order_paid", "phone": format!("+3460011133{round}") });
        let told = futures::future::join_all((0..12).map(|_| house.owner.post("/events", &body))).await;
        let statuses: Vec<u16> = told.iter().map(|one| one.status).collect();
        assert!(statuses.iter().all(|status| [200, 201].contains(status)), "{statuses:?}");
        assert_eq!(told.iter().filter(|one| one.body["new"] == true).count(), 1, "{told:?}");
        assert!(told.iter().all(|one| one.id() == told[0].id()), "{told:?}");
    }
    assert_eq!(house.owner.get("/contacts").await.items().len(), 4);
    house.close().await;
}

async fn what_is_wrong_with_an_event_is_said_by_field(database: Database) {
    let house = House::build(database, "").await;
    let event = |id: &str, name: &str, phone: &str| json!({ "id": id, "name": name, "phone": phone });
    for (body, field) in [
        (event("", "paid", "+34600111222"), "id"),
        (event("1", " ", "+34600111222"), "name"),
        (event("1", "paid", "600111222"), "phone"),
        (json!({ "id": "1", "name": "paid", "phone": "+34600111222", "number_id": "x" }), "number_id"),
    ] {
        let refused = house.owner.post("/events", &body).await;
        assert_eq!((refused.status, refused.body["errors"][0]["field"].as_str()), (422, Some(field)), "{body}");
    }
    let reader = house.program(&["read_contacts"]).await;
    assert_eq!(reader.post("/events", &event("1", "paid", "+34600111222")).await.status, 403);
    house.close().await;
}

on_both_engines!(
    an_event_wakes_the_flow_that_waits_for_it_once,
    an_event_about_somebody_new_makes_a_contact_and_never_writes_outside_the_window,
    the_same_event_told_many_times_at_once_is_one,
    what_is_wrong_with_an_event_is_said_by_field,
);

//! Series over the API: whoever's event or date comes is written to step by step, unless they should not be any more.

use crate::campaigns::{config, people, received};
use crate::client::{Client, House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use domain::series::moment::Origin;
use domain::time::Timestamp;
use serde_json::{Value, json};
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

/// A draft that may be started, with so many messages, all of them due at once.
async fn draft(owner: &Client, trigger: Value, messages: usize) -> String {
    let number = owner.get("/numbers").await.body["items"][0]["id"].clone();
    assert_eq!(owner.post("/templates/sync", &Value::Null).await.status / 100, 2);
    let message = json!({"name": "A", "template": "promo", "language": "es",
        "parameters": {"body.1": {"attribute": "first_name"}}});
    let steps = vec![json!({ "message": message }); messages];
    let document = json!({"numbers": [number], "trigger": trigger, "steps": steps,
        "stop_when": {"did": {"event": "order_paid", "in_last_days": 2}}});
    let made = owner.post("/series", &json!({"name": "Carrito", "document": document})).await;
    assert_eq!((made.status, &made.body["faults"]), (201, &json!([])), "{made:?}");
    made.id()
}

async fn tell(owner: &Client, (name, id): (&str, u32), phone: &str, at: Timestamp) {
    let event = json!({"id": format!("{name} {id}"), "name": name, "phone": format!("+{phone}"), "at": at.as_millis()});
    let told = owner.post("/events", &event).await;
    assert_eq!(told.status, 201, "{told:?}");
}

async fn where_people_are(owner: &Client, id: &str, expected: Value) -> Value {
    eventually(async || {
        let series = owner.get(&format!("/series/{id}")).await.body;
        (series["people"] == expected).then_some(series)
    })
    .await
}

async fn whoever_left_a_cart_is_reminded_until_they_paid(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let (owner, now) = (&house.owner, house.stage.app.universe.now());
    let phones = people(&house, 10).await;
    let (ana, bea, carla, dani, eva) = (&phones[0], &phones[1], &phones[9], &phones[2], &phones[3]);
    let id = draft(owner, json!({"kind": "event", "event": "cart_left"}), 2).await;
    tell(owner, ("cart_left", 0), eva, now).await;
    assert_eq!(owner.post(&format!("/series/{id}/start"), &json!({})).await.body["state"], "running");

    tell(owner, ("order_paid", 0), bea, now).await;
    for (phone, id) in [ana, bea, carla, ana].into_iter().zip(1..) {
        tell(owner, ("cart_left", id), phone, now).await;
    }
    // Days ago: a reminder would come too late.
    tell(owner, ("cart_left", 9), dani, now.minus(HOUR * 72)).await;
    let series = where_people_are(
        owner,
        &id,
        json!({"under_way": 0, "waiting": [0, 0], "done": 2, "stopped": 1, "withdrawn": 0}),
    )
    .await;
    let summary = eventually(async || {
        let summary = owner.get(&format!("/campaigns/{id}")).await.body["summary"].clone();
        (summary["delivered"] == 2).then_some(summary)
    })
    .await;
    // Carla never agreed: she is in the ledger with the reason, and gets nothing. Eva's cart was before the start.
    assert_eq!((&summary["planned"], &summary["skipped"]), (&json!(4), &json!(2)), "{summary}");
    let got = received(&house);
    assert_eq!((got.get(ana), got.len()), (Some(&2), 1), "{got:?}");
    assert_eq!(series["state"], "running");
    let all = owner.get(&format!("/series/{id}/people?limit=2")).await.body;
    let rest = owner.get(&format!("/series/{id}/people?cursor={}", all["next_cursor"].as_str().expect("more"))).await;
    let states = [&all["items"][0], &all["items"][1], &rest.body["items"][0]].map(|person| person["state"].clone());
    assert_eq!(states.iter().filter(|state| **state == "done").count(), 2, "{all} {rest:?}");
    let paid = owner.get(&format!("/series/{id}/people?state=stopped")).await.body;
    assert_eq!(
        (&paid["items"][0]["address"], paid["items"].as_array().map(Vec::len)),
        (&json!(format!("+{bea}")), Some(1))
    );

    let stopped = owner.post(&format!("/series/{id}/stop"), &json!({})).await;
    assert_eq!(stopped.body["state"], "cancelled", "{stopped:?}");
    let again = owner.post(&format!("/series/{id}/start"), &json!({})).await;
    assert_eq!((again.status, again.problem()), (409, "wrong_state"));
    house.close().await;
}

async fn a_date_of_a_contact_begins_it(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let (owner, now) = (&house.owner, house.stage.app.universe.now());
    let phones = people(&house, 3).await;
    let attribute = json!({"name": "appointment", "title": "Cita", "kind": "date_time"});
    assert_eq!(owner.post("/attributes", &attribute).await.status, 201);
    for (phone, hours) in phones.iter().zip([1, 0, 5 * 24]) {
        let found = owner.get(&format!("/contacts?q={phone}")).await.body["items"][0]["id"].clone();
        let at = Timestamp::from_seconds(now.plus(HOUR * hours).as_millis() / 1_000);
        let at = Origin::Moment(at).to_string();
        let path = format!("/contacts/{}", found.as_str().expect("an id"));
        let changed = owner.patch(&path, &json!({"fields": {"appointment": at}})).await;
        assert_eq!(changed.status, 200, "{changed:?}");
    }
    let id = draft(owner, json!({"kind": "date", "attribute": "appointment"}), 1).await;
    owner.post(&format!("/series/{id}/start"), &json!({})).await;
    // The first waits for an hour, the third for a day that is not near.
    where_people_are(owner, &id, json!({"under_way": 1, "waiting": [1], "done": 1, "stopped": 0, "withdrawn": 0}))
        .await;
    let waiting = owner.get(&format!("/series/{id}/people?step=0")).await.body["items"].clone();
    let due = waiting[0]["due_at"].as_i64().expect("a moment") - now.plus(HOUR).as_millis();
    assert!((-1_000..=1_000).contains(&due), "in an hour: {waiting}");
    assert_eq!((&waiting[0]["step"], &waiting[1]), (&json!(0), &Value::Null));
    let got = eventually(async || Some(received(&house)).filter(|got| !got.is_empty())).await;
    assert_eq!(got.into_iter().collect::<Vec<_>>(), [(phones[1].clone(), 1)]);
    house.close().await;
}

async fn a_step_is_tried_on_one_person_after_the_other(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let (owner, now) = (&house.owner, house.stage.app.universe.now());
    let phones = people(&house, 10).await;
    let id = draft(owner, json!({"kind": "event", "event": "cart_left"}), 1).await;
    let shown = async |after: &str| owner.get(&format!("/series/{id}/preview?after={after}")).await;
    let none = "00000000-0000-0000-0000-000000000000";
    let anybody = shown(none).await.body;
    assert_eq!(anybody["contact_name"], "Cliente 0", "while nobody left a cart, everybody: {anybody}");
    tell(owner, ("cart_left", 1), &phones[9], now).await;
    let carla = shown(none).await.body;
    assert_eq!((&carla["contact_name"], &carla["refusal"]), (&json!("Cliente 9"), &json!("no_consent")), "{carla}");
    assert!(carla["body"].as_str().expect("a text").starts_with("Hola Cliente,"), "{carla}");
    let after = carla["contact_id"].as_str().expect("an id");
    assert_eq!(shown(after).await.body, Value::Null, "she is the last");
    let wrong = owner.get(&format!("/series/{id}/preview?step=1")).await;
    assert_eq!((wrong.status, wrong.problem()), (422, "invalid"));
    house.close().await;
}

async fn a_series_is_checked_before_it_is_started(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let made = owner.post("/series", &json!({"name": "Nada"})).await;
    assert_eq!(made.status, 201, "{made:?}");
    let places: Vec<&str> =
        made.body["faults"].as_array().expect("faults").iter().filter_map(|fault| fault["place"].as_str()).collect();
    assert_eq!(places, ["trigger.event", "steps", "numbers"]);
    let id = made.id();
    let refused = owner.post(&format!("/series/{id}/start"), &json!({})).await;
    assert_eq!((refused.status, refused.problem()), (422, "invalid_series"));
    let wrong = owner.patch(&format!("/series/{id}"), &json!({"document": {"trigger": {"kind": "moon"}}})).await;
    assert_eq!((wrong.status, wrong.problem()), (422, "invalid_series"));
    let as_campaign = owner.patch(&format!("/campaigns/{id}"), &json!({"name": "x"})).await;
    assert_eq!(as_campaign.status, 404, "a series is changed as a series");
    assert_eq!(owner.get("/series").await.body["items"][0]["id"], id);
    assert_eq!(owner.delete(&format!("/series/{id}")).await.status, 204);
    assert_eq!(owner.get(&format!("/series/{id}")).await.status, 404);
    house.close().await;
}

on_both_engines!(
    whoever_left_a_cart_is_reminded_until_they_paid,
    a_date_of_a_contact_begins_it,
    a_step_is_tried_on_one_person_after_the_other,
    a_series_is_checked_before_it_is_started,
);

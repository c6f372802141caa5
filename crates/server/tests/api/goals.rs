//! Goals over the API: set, measured as the rest is, changed and given up.

use crate::campaigns;
use crate::client::House;
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::{Value, json};

fn goal(measure: &Value, target: f64) -> Value {
    json!({"name": "Meta", "measure": measure, "target": target, "direction": "at_least", "period": "quarter"})
}

async fn tell(house: &House, name: &str, id: &str, phone: &str, at: i64) {
    let event = json!({"id": format!("{name} {id}"), "name": name, "phone": format!("+{phone}"), "at": at});
    assert_eq!(house.owner.post("/events", &event).await.status, 201);
}

async fn events_are_counted_and_people_once(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    let phones = campaigns::people(&house, 30).await;
    let share = json!({"kind": "share", "event": "order_paid", "of": "cart_left"});
    let made = owner.post("/goals", &goal(&share, 0.5)).await;
    assert_eq!((made.status, &made.body["now"]["verdict"]), (201, &json!("too_few")), "{made:?}");
    let span = (made.body["now"]["from"].as_i64().expect("from"), made.body["now"]["until"].as_i64().expect("until"));
    assert_eq!(made.body["before"]["until"], span.0);

    // Told of the quarter itself, whenever in it the test runs: its first milliseconds have passed.
    let first = span.0;
    for (place, phone) in phones.iter().take(25).enumerate() {
        tell(&house, "cart_left", &place.to_string(), phone, first + 10).await;
        tell(&house, "cart_left", &format!("again {place}"), phone, first + 20).await;
    }
    for (place, at) in [(0, 11), (1, 30), (2, 40), (2, 50), (3, 5), (28, 30)] {
        tell(&house, "order_paid", &format!("{place} {at}"), &phones[place], first + at).await;
    }
    tell(&house, "cart_left", "long ago", &phones[29], first - 10).await;
    tell(&house, "order_paid", "too late", &phones[29], span.1 + 10).await;

    // Three of twenty-five paid afterwards: one of them twice, another before, a third without a cart.
    let orders = owner.post("/goals", &goal(&json!({"kind": "events", "event": "order_paid"}), 6.0)).await;
    assert_eq!(orders.status, 201, "{orders:?}");
    let goals = owner.get("/goals").await;
    let [carts, orders] = goals.items().as_slice() else { panic!("two goals: {goals:?}") };
    assert_eq!(
        (&carts["now"]["numerator"], &carts["now"]["denominator"], &carts["now"]["value"]),
        (&json!(3), &json!(25), &json!(0.12)),
        "{carts}"
    );
    assert_eq!((&carts["now"]["verdict"], &carts["before"]["denominator"]), (&json!("at_risk"), &json!(1)), "{carts}");
    assert_eq!((&orders["now"]["value"], &orders["now"]["verdict"]), (&json!(6.0), &json!("met")), "{orders}");
    house.close().await;
}

async fn a_goal_is_checked_changed_and_given_up(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    let refused = owner.post("/goals", &goal(&json!({"kind": "rate", "rate": "luck_rate"}), 0.5)).await;
    assert_eq!((refused.status, refused.problem()), (422, "invalid_goal"));
    assert_eq!(refused.body["errors"][0]["field"], "measure.rate");
    let rate = json!({"kind": "rate", "rate": "read_rate"});
    let made = owner.post_once("/goals", &goal(&rate, 0.5), "one").await;
    assert_eq!(owner.post_once("/goals", &goal(&rate, 0.5), "one").await.id(), made.id());
    let path = format!("/goals/{}", made.id());
    let changed = owner.put(&path, &goal(&rate, 0.75)).await;
    assert_eq!((changed.status, &changed.body["target"]), (200, &json!(0.75)), "{changed:?}");
    assert_eq!(house.person("analyst").await.get("/goals").await.items().len(), 1);
    assert_eq!(owner.delete(&path).await.status, 204);
    assert_eq!((owner.delete(&path).await.status, owner.put(&path, &goal(&rate, 0.1)).await.status), (404, 404));
    house.close().await;
}

on_both_engines!(events_are_counted_and_people_once, a_goal_is_checked_changed_and_given_up,);

//! Meta's limit of people who are written to first: nobody is lost to it, and nothing goes over it.

use crate::campaigns::{act, config, create, people, plan, received};
use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use emulator::{Config, Limits, Quality, Tier};
use serde_json::{Value, json};

/// Meta grants this number the smallest tier.
fn limited() -> Config {
    let config = config();
    Config { limits: Limits { tier: Tier::Tier250, ..config.limits }, ..config }
}

/// The server asks Meta when it starts.
async fn knows(house: &House, people: u32) {
    eventually(async || {
        let number = house.owner.get("/numbers").await.body["items"][0].clone();
        (number["limit"]["people"] == people).then_some(())
    })
    .await;
}

async fn waits(house: &House, id: &str) -> Value {
    eventually(async || {
        let report = house.owner.get(&format!("/campaigns/{id}/report")).await.body;
        let waits = report["waits_for_room"][0].clone();
        (waits.is_object() && report["identity"]["accepted"] == 250).then_some(waits)
    })
    .await
}

async fn whoever_finds_no_room_waits_until_there_is(database: Database) {
    let house = House::arranged(database, limited(), "").await;
    let owner = &house.owner;
    knows(&house, 250).await;
    people(&house, 300).await;
    let id = create(owner, &plan(owner).await).await;
    let told = owner.post(&format!("/campaigns/{id}/pre-flight"), &json!({})).await.body;
    let tier = &told["tier"][0];
    assert_eq!((&tier["limit"], &tier["room"], &tier["days_needed"]), (&json!(250), &json!(250), &json!(2)), "{told}");
    assert!(told["warnings"].as_array().expect("a list").iter().any(|warning| warning["code"] == "takes_days"));

    act(owner, &id, "launch").await;
    let waiting = waits(&house, &id).await;
    let (until, now) = (waiting["until"].as_i64().expect("a moment"), house.stage.app.universe.now().as_millis());
    assert!((23 * 3_600_000..25 * 3_600_000).contains(&(until - now)), "{waiting}");
    house.stage.emulator.handle().wait_until_quiet(crate::stage::PATIENCE).await.expect("quiet");
    assert_eq!(received(&house).len(), 250);
    let campaign = owner.get(&format!("/campaigns/{id}")).await.body;
    let summary = &campaign["summary"];
    assert_eq!((&summary["accepted"], &summary["waiting"], &summary["failed"]), (&json!(250), &json!(20), &json!(0)));
    let number = owner.get("/numbers").await.body["items"][0]["limit"].clone();
    assert_eq!((&number["used"], &number["room"]), (&json!(250), &json!(0)), "{number}");

    // Meta raises it, and tells so.
    house.stage.emulator.handle().set_tier(Tier::Tier2K);
    eventually(async || {
        let campaign = owner.get(&format!("/campaigns/{id}")).await.body;
        (campaign["state"] == "completed" && campaign["summary"]["delivered"] == 270).then_some(())
    })
    .await;
    let received = received(&house);
    assert!(received.len() == 270 && received.values().all(|count| *count == 1), "{received:?}");
    house.close().await;
}

async fn whoever_was_written_to_today_needs_no_room(database: Database) {
    let house = House::arranged(database, limited(), "").await;
    let owner = &house.owner;
    knows(&house, 250).await;
    // Whoever writes is answered whatever the limit says.
    let (_, writes) = house.customer_writes("Ana", "34699000111", "hola").await;
    people(&house, 300).await;
    let plan = plan(owner).await;
    let first = create(owner, &plan).await;
    act(owner, &first, "launch").await;
    waits(&house, &first).await;
    act(owner, &first, "cancel").await;
    // The 250 of the first campaign get the second as well, and nobody else does.
    let second = create(owner, &plan).await;
    act(owner, &second, "launch").await;
    waits(&house, &second).await;
    house.stage.emulator.handle().wait_until_quiet(crate::stage::PATIENCE).await.expect("quiet");
    let received = received(&house);
    assert!(received.len() == 250 && received.values().all(|count| *count == 2), "{received:?}");

    let text = json!({"message": {"type": "text", "text": {"body": "Hola"}}});
    assert_eq!(owner.post(&format!("/conversations/{writes}/messages"), &text).await.status, 201);
    let template = json!({"message": {"type": "template", "template": {"name": "promo", "language": {"code": "es"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "Ana"}]}]}}});
    let sent = owner.post(&format!("/conversations/{writes}/messages"), &template).await;
    assert_eq!(sent.status, 201, "her window is open: {sent:?}");
    close_window(&house, &writes).await;
    let refused = owner.post(&format!("/conversations/{writes}/messages"), &template).await;
    assert_eq!((refused.status, refused.problem()), (409, "tier_exhausted"), "{refused:?}");
    house.close().await;
}

async fn halts(house: &House, id: &str, halt: &str) {
    eventually(async || {
        let campaign = house.owner.get(&format!("/campaigns/{id}")).await.body;
        (campaign["state"] == "paused" && campaign["halt"] == halt).then_some(())
    })
    .await;
}

async fn a_campaign_stops_when_people_like_it_less_or_leave(database: Database) {
    let house = House::arranged(database, limited(), "").await;
    let (owner, emulator) = (&house.owner, house.stage.emulator.handle());
    knows(&house, 250).await;
    let phones = people(&house, 300).await;
    let mut plan = plan(owner).await;
    plan["stop"] = json!({"block_percent": 1, "minimum": 100, "on_quality_drop": true});
    let id = create(owner, &plan).await;
    act(owner, &id, "launch").await;
    waits(&house, &id).await;

    let number = emulator.config().numbers[0].phone_number_id.clone();
    assert!(emulator.set_number_quality(&number, Quality::Red));
    halts(&house, &id, "quality").await;
    // Whoever resumes it has seen that.
    act(owner, &id, "resume").await;
    waits(&house, &id).await;

    for phone in phones.iter().take(3) {
        let customer = emulator.customer_by_phone(phone).expect("a customer");
        emulator.customer_says(customer, "STOP");
    }
    halts(&house, &id, "blocks").await;
    // Who answered has read it.
    let answered = owner.get(&format!("/campaigns/{id}/recipients?did=replied")).await;
    assert_eq!(answered.items().len(), 3, "{answered:?}");
    assert!(answered.items().iter().all(|row| row["state"] == "read" && row["read_at"].is_i64()), "{answered:?}");
    house.close().await;
}

/// As if she had written two days ago; she agreed to offers.
async fn close_window(house: &House, conversation: &str) {
    let contact = house.owner.get(&format!("/conversations/{conversation}")).await.body["contact"]["id"].clone();
    let consent = json!({"category": "marketing", "state": "opted_in", "words": "lo pidió"});
    let path = format!("/contacts/{}/consent", contact.as_str().expect("an id"));
    let recorded = house.owner.post(&path, &consent).await;
    assert!(recorded.status < 300, "{recorded:?}");
    let mut tx = house.stage.app.db.write().await.expect("a transaction");
    let closed = "UPDATE conversations SET window_expires_at = 1 WHERE window_expires_at IS NOT NULL";
    tx.execute(closed, store::args![]).await.expect("closed");
    tx.commit().await.expect("committed");
}

on_both_engines!(
    whoever_finds_no_room_waits_until_there_is,
    whoever_was_written_to_today_needs_no_room,
    a_campaign_stops_when_people_like_it_less_or_leave
);

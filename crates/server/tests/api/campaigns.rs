//! Campaigns over the API, from an empty plan to the last receipt, against the emulated Cloud API.

use crate::client::{Client, House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use domain::consent::{Category, ConsentRecord, ConsentSource, ConsentState};
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::event::Event;
use domain::id::ContactId;
use emulator::{Config, Faults, Limits, NewCustomer};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn config() -> Config {
    let body = "Hola {{1}}, esta semana todo cuesta la mitad. Te esperamos en la tienda.";
    let promo = json!({"name": "promo", "language": "es", "category": "MARKETING", "components": [
        {"type": "BODY", "text": body, "example": {"body_text": [["Ana"]]}},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Quiero"}]}]});
    let limits = Limits { pacing_after: u32::MAX, ..Limits::RATES };
    Config { templates: vec![promo], limits, ..Config::for_tests() }
}

/// People whom the shop knows and WhatsApp too: every one of them has said yes, but for every tenth.
pub async fn people(house: &House, count: usize) -> Vec<String> {
    let (app, emulator) = (&house.stage.app, house.stage.emulator.handle());
    let now = app.universe.now();
    let (mut events, mut phones) = (Vec::new(), Vec::new());
    for n in 0..count {
        let phone = format!("346200{n:05}");
        emulator.add_customer(NewCustomer::named("Cliente").with_phone(&phone));
        let id = app.universe.with_ids(|ids| ContactId::new(ids, now));
        let mut contact = Contact::new(id, format!("Cliente {n}"), now);
        contact.identifiers.insert(Identifier::new(IdentifierKind::Phone, format!("+{phone}")));
        if n % 10 != 9 {
            let source = (ConsentSource::Import, "alta");
            let record = ConsentRecord::new(id, Category::Marketing, ConsentState::OptedIn, source, now);
            contact.consents.record(&record);
            events.push(Event::ConsentRecorded(record));
        }
        events.push(Event::ContactSaved(contact));
        phones.push(phone);
    }
    let mut tx = app.db.write().await.expect("a transaction");
    store::apply::apply(&mut tx, app.workspace, now, events).await.expect("applied");
    tx.commit().await.expect("committed");
    phones
}

pub async fn plan(owner: &Client) -> Value {
    let number = owner.get("/numbers").await.body["items"][0]["id"].clone();
    // The server looks at Meta's list itself when it starts, and may be at it.
    eventually(async || (owner.post("/templates/sync", &Value::Null).await.status < 300).then_some(())).await;
    let everybody = owner.post("/segments", &json!({"name": "Todos", "condition": {"all": []}})).await;
    assert_eq!(everybody.status, 201, "{everybody:?}");
    json!({"numbers": [number], "audience": {"include": [everybody.id()]},
        "variants": [{"name": "A", "template": "promo", "language": "es",
            "parameters": {"body.1": {"attribute": "first_name"}}}]})
}

pub async fn create(owner: &Client, plan: &Value) -> String {
    let made = owner.post("/campaigns", &json!({"name": "Rebajas", "plan": plan})).await;
    assert_eq!((made.status, &made.body["faults"]), (201, &json!([])), "{made:?}");
    made.id()
}

pub async fn act(owner: &Client, id: &str, what: &str) -> Value {
    let answer = owner.post(&format!("/campaigns/{id}/{what}"), &json!({})).await;
    assert_eq!(answer.status, 200, "{what}: {answer:?}");
    answer.body
}

/// What is told at any moment adds up, and agrees with the rows.
async fn adds_up(house: &House, id: &str) -> Value {
    let campaign = house.owner.get(&format!("/campaigns/{id}")).await.body;
    let of = |name: &str| campaign["summary"][name].as_i64().expect("a count");
    let parts = ["skipped", "accepted", "rejected", "uncertain", "waiting", "cancelled"];
    assert_eq!(of("planned"), parts.iter().map(|part| of(part)).sum::<i64>(), "{campaign}");
    let (app, id) = (&house.stage.app, id.parse().expect("an id"));
    let mut tx = app.db.read().await.expect("a transaction");
    let counted = store::campaign::tally::counted(&mut tx, app.workspace, id).await.expect("counted");
    drop(tx);
    let mut tx = app.db.read().await.expect("a transaction");
    let told = store::campaign::tally::of_one(&mut tx, app.workspace, id).await.expect("tallies");
    // Between the two the sender may have gone on: equal when nothing moved.
    if campaign["state"] == "completed" {
        assert_eq!(counted, told);
    }
    assert!(counted.planned() >= of("planned"));
    campaign
}

pub async fn completes(house: &House, id: &str) -> Value {
    eventually(async || {
        let campaign = adds_up(house, id).await;
        (campaign["state"] == "completed").then_some(campaign)
    })
    .await
}

/// How many messages each person got.
pub fn received(house: &House) -> BTreeMap<String, usize> {
    house.stage.emulator.handle().accepted().iter().fold(BTreeMap::new(), |mut counts, accepted| {
        *counts.entry(accepted.to().trim_start_matches('+').to_owned()).or_default() += 1;
        counts
    })
}

async fn a_campaign_goes_to_everybody_who_agreed_once(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let phones = people(&house, 100).await;
    let id = create(owner, &plan(owner).await).await;
    let launched = act(owner, &id, "launch").await;
    assert!(launched["launched_at"].is_i64(), "{launched}");
    completes(&house, &id).await;
    house.stage.emulator.handle().wait_until_quiet(crate::stage::PATIENCE).await.expect("quiet");
    let campaign = eventually(async || {
        let campaign = adds_up(&house, &id).await;
        (campaign["summary"]["delivered"] == 90).then_some(campaign)
    })
    .await;
    assert_eq!(campaign["summary"]["planned"], 100);
    assert_eq!(campaign["summary"]["skipped"], 10);
    let received = received(&house);
    for (n, phone) in phones.iter().enumerate() {
        assert_eq!(received.get(phone).copied().unwrap_or(0), usize::from(n % 10 != 9), "{phone}");
    }
    let log = house.stage.emulator.handle().log(None);
    assert!(log.iter().all(|exchange| exchange.status.is_none_or(|status| status < 400)), "no limit was met");
    let again = owner.post(&format!("/campaigns/{id}/launch"), &json!({})).await;
    assert_eq!((again.status, again.problem()), (409, "wrong_state"));
    house.close().await;
}

async fn one_that_repeats_sets_its_next_run_up(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    people(&house, 3).await;
    let mut plan = plan(owner).await;
    plan["schedule"] = json!({"repeat": {"every": "week", "until": "2100-01-01"}});
    let id = create(owner, &plan).await;
    act(owner, &id, "launch").await;
    let first = completes(&house, &id).await;
    assert_eq!((&first["summary"]["accepted"], &first["plan"]["schedule"]["repeat"]), (&json!(3), &Value::Null));
    let listed = owner.get("/campaigns?state=scheduled").await.body;
    let next = &listed["items"][0];
    assert_eq!((&next["made_of"], &next["summary"]["planned"]), (&json!(id), &json!(0)), "{next}");
    let week = 7 * 24 * 3_600_000;
    let apart = next["start_at"].as_i64().expect("a moment") - first["launched_at"].as_i64().expect("a moment");
    assert!((week..week + 60_000).contains(&apart), "{apart}");
    assert_eq!(next["plan"]["schedule"]["repeat"]["every"], "week");
    assert_eq!(act(owner, next["id"].as_str().expect("an id"), "cancel").await["state"], "cancelled");
    house.close().await;
}

async fn a_template_names_the_campaigns_that_send_it(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let mut plan = plan(owner).await;
    plan["schedule"] = json!({"start": {"kind": "at", "at": 4_102_444_800_000_i64}});
    let campaign = create(owner, &plan).await;
    let step = json!({"message": plan["variants"][0]});
    let document = json!({"numbers": plan["numbers"], "trigger": {"kind": "event", "event": "cart"}, "steps": [step]});
    let series = owner.post("/series", &json!({"name": "Carrito", "document": document})).await.id();
    let template = owner.get("/templates?q=promo").await.items()[0]["id"].as_str().expect("an id").to_owned();
    let used_in = async || owner.get(&format!("/templates/{template}")).await.body["used_in"].clone();
    let of = |id: &str, kind: &str, name: &str, is_live: bool| json!({"kind": kind, "id": id, "name": name, "is_live": is_live});
    let series = of(&series, "series", "Carrito", false);
    assert_eq!(used_in().await, json!([series, of(&campaign, "campaign", "Rebajas", false)]));
    act(owner, &campaign, "launch").await;
    assert_eq!(used_in().await, json!([series, of(&campaign, "campaign", "Rebajas", true)]));
    let refused = owner.delete(&format!("/templates/{template}")).await;
    assert_eq!((refused.problem(), &refused.body["used_in"]), ("template_in_use", &json!(["Rebajas"])));
    act(owner, &campaign, "cancel").await;
    let only_the_draft = json!([series]);
    eventually(async || (used_in().await == only_the_draft).then_some(())).await;
    assert_eq!(owner.delete(&format!("/templates/{template}")).await.status, 204);
    house.close().await;
}

async fn it_pauses_goes_on_and_is_cancelled(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    people(&house, 300).await;
    let mut plan = plan(owner).await;
    plan["schedule"] = json!({"per_minute": 1_200});
    let id = create(owner, &plan).await;
    act(owner, &id, "launch").await;
    let accepted = |at_least: u64| {
        let handle = house.stage.emulator.handle();
        async move { handle.wait_until(move |view| (view.accepted_count() >= at_least).then_some(())).await }
    };
    accepted(10).await;
    assert_eq!(act(owner, &id, "pause").await["state"], "paused");
    // What was claimed is given back; then nothing moves any more.
    let paused = eventually(async || {
        let campaign = adds_up(&house, &id).await;
        (campaign["summary"]["uncertain"] == 0).then_some(campaign)
    })
    .await;
    let sent = house.stage.emulator.handle().accepted().len();
    assert_eq!(paused["summary"]["accepted"], sent);
    assert_eq!(act(owner, &id, "resume").await["state"], "running");
    accepted(sent as u64 + 10).await;
    assert_eq!(act(owner, &id, "cancel").await["state"], "cancelled");
    let cancelled = eventually(async || {
        let campaign = adds_up(&house, &id).await;
        campaign["ended_at"].is_i64().then_some(campaign)
    })
    .await;
    let summary = &cancelled["summary"];
    assert_eq!((&summary["planned"], &summary["waiting"]), (&json!(300), &json!(0)), "{summary}");
    assert_eq!(summary["accepted"], house.stage.emulator.handle().accepted().len());
    assert!(received(&house).values().all(|count| *count == 1));
    house.close().await;
}

async fn a_reply_and_a_tap_are_noted(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let phones = people(&house, 3).await;
    let id = create(owner, &plan(owner).await).await;
    act(owner, &id, "launch").await;
    completes(&house, &id).await;
    let emulator = house.stage.emulator.handle();
    let customer = |phone: &str| emulator.customer_by_phone(phone).expect("a customer");
    emulator.customer_says(customer(&phones[0]), "¿hasta cuándo?");
    emulator.customer_taps(customer(&phones[1]), "Quiero").expect("there is a button");
    // The thread that came of it begins with what they answer to.
    let thread = eventually(async || {
        let list = owner.get(&format!("/conversations?q={}", phones[0])).await;
        list.body["items"][0]["id"].as_str().map(str::to_owned)
    })
    .await;
    let thread = owner.get(&format!("/conversations/{thread}/messages")).await;
    let said: Vec<&str> = thread.items().iter().filter_map(|item| item["message"]["kind"].as_str()).collect();
    assert_eq!(said, ["text", "template"], "{thread:?}");
    eventually(async || {
        let summary = adds_up(&house, &id).await["summary"].clone();
        (summary["replied"] == 2 && summary["button"] == 1).then_some(())
    })
    .await;
    house.close().await;
}

async fn what_is_lost_is_settled_and_what_meta_refuses_is_tried_again(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    people(&house, 60).await;
    let id = create(owner, &plan(owner).await).await;
    let faults = Faults { lost_answer_rate: 0.2, server_error_rate: 0.2, duplicate_rate: 0.3, ..Faults::default() };
    house.stage.emulator.handle().set_faults(faults);
    act(owner, &id, "launch").await;
    let campaign = completes(&house, &id).await;
    // A request whose answer was lost may not have been processed: nobody sends it again but a person.
    let undecided = owner.get(&format!("/campaigns/{id}/recipients?state=undecided")).await;
    let open = undecided.items().len();
    assert_eq!(campaign["summary"]["accepted"], 54 - open, "{campaign}");
    assert_eq!(received(&house).len(), 54 - open);
    house.stage.emulator.handle().set_faults(Faults::default());
    for row in undecided.items() {
        let path = format!("/campaigns/{id}/recipients/{}/decide", row["position"]);
        assert_eq!(owner.post(&path, &json!({"decision": "send_again"})).await.status, 200);
    }
    let campaign = completes(&house, &id).await;
    assert_eq!(campaign["summary"]["accepted"], 54, "{campaign}");
    assert!(received(&house).values().all(|count| *count == 1));
    house.close().await;
}

async fn a_plan_is_checked_before_it_is_launched(database: Database) {
    let house = House::arranged(database, config(), "").await;
    let owner = &house.owner;
    let made = owner.post("/campaigns", &json!({"name": "Rebajas"})).await;
    assert_eq!(made.status, 201, "{made:?}");
    let refused = owner.post(&format!("/campaigns/{}/launch", made.id()), &json!({})).await;
    assert_eq!((refused.status, refused.problem()), (422, "invalid_plan"));
    assert_eq!(refused.body["errors"][0]["field"], "plan.numbers");
    let wrong = owner.patch(&format!("/campaigns/{}", made.id()), &json!({"plan": {"audiense": {}}})).await;
    assert_eq!((wrong.status, wrong.body["errors"][0]["field"].as_str()), (422, Some("plan.audiense")));
    let saved = owner.patch(&format!("/campaigns/{}", made.id()), &json!({"plan": plan(owner).await})).await;
    assert_eq!((saved.status, &saved.body["faults"]), (200, &json!([])), "{saved:?}");
    let writer = house.program(&["read_campaigns", "manage_campaigns"]).await;
    let refused = writer.post(&format!("/campaigns/{}/launch", made.id()), &json!({})).await;
    assert_eq!((refused.status, refused.body["permission"].as_str()), (403, Some("launch_campaigns")));
    assert_eq!(owner.get("/campaigns?state=draft&q=reba").await.items().len(), 1);
    assert_eq!(owner.delete(&format!("/campaigns/{}", made.id())).await.status, 204);
    assert_eq!(owner.get("/campaigns").await.items().len(), 0);
    house.close().await;
}

on_both_engines!(
    a_campaign_goes_to_everybody_who_agreed_once,
    one_that_repeats_sets_its_next_run_up,
    a_template_names_the_campaigns_that_send_it,
    it_pauses_goes_on_and_is_cancelled,
    a_reply_and_a_tap_are_noted,
    what_is_lost_is_settled_and_what_meta_refuses_is_tried_again,
    a_plan_is_checked_before_it_is_launched,
);

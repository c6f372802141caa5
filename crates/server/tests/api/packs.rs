//! The gallery, and a pack on its way into the workspace.

use crate::campaigns;
use crate::client::{House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use emulator::{Config, Limits};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

async fn a_pack_becomes_drafts_and_is_not_installed_twice(database: Database) {
    let house = House::build(database, "").await;
    let packs = house.owner.get("/packs").await;
    let health = packs.items().iter().find(|pack| pack["name"] == "health").expect("health").clone();
    let playbooks = health["playbooks"].as_array().expect("playbooks");

    let installed = house.owner.post("/packs/health/install", &Value::Null).await;
    let flows = installed.body["flows"].as_array().expect("flows").clone();
    assert_eq!((installed.status, flows.len()), (200, playbooks.len()), "{installed:?}");
    let submitted = installed.body["templates"].as_array().expect("templates");
    assert!(submitted.iter().all(|template| template["components"].is_array()), "{submitted:?}");
    for (flow, playbook) in flows.iter().zip(playbooks) {
        assert_eq!((&flow["name"], &flow["was_there"]), (&playbook["flow_name"], &Value::Bool(false)));
        let read = house.owner.get(&format!("/flows/{}", flow["id"].as_str().expect("an id"))).await;
        assert_eq!((&read.body["name"], &read.body["published_version"]), (&flow["name"], &Value::Null));
    }

    let again = house.owner.post("/packs/health/install", &Value::Null).await;
    for (flow, known) in again.body["flows"].as_array().expect("flows").iter().zip(&flows) {
        assert_eq!((&flow["id"], &flow["was_there"]), (&known["id"], &Value::Bool(true)));
    }
    assert_eq!(house.owner.get("/flows").await.items().len(), flows.len());
    assert_eq!(house.owner.post("/packs/none/install", &Value::Null).await.status, 404);
    house.close().await;
}

/// The draft's phone: the flow as it was installed answers a sample as the sample says, and what is changed in it shows.
async fn a_sample_conversation_is_played_and_compared(database: Database) {
    let house = House::build(database, "").await;
    let packs = house.owner.get("/packs").await;
    let tourism = packs.items().iter().find(|pack| pack["name"] == "tourism").expect("tourism").clone();
    let playbook = tourism["playbooks"].as_array().expect("playbooks")[0].clone();
    let path = format!("/packs/tourism/samples/{}", playbook["flow"].as_str().expect("a flow"));
    let samples = house.owner.get(&path).await;
    assert!(samples.body["given"]["http"].as_array().is_some_and(|stubs| !stubs.is_empty()), "{samples:?}");
    let test = samples.items()[0]["test"].to_string();

    let installed = house.owner.post("/packs/tourism/install", &Value::Null).await;
    let flow = house.owner.get(&format!("/flows/{}", installed.body["flows"][0]["id"].as_str().expect("an id"))).await;
    let document = flow.body["document"].as_str().expect("a document").to_owned();
    let differences = async |document: String, pack: &str| {
        let asked = json!({ "document": document, "test": test, "pack": pack });
        let simulation = house.owner.post("/flows/simulate", &asked).await;
        assert_eq!(simulation.status, 200, "{simulation:?}");
        let turns = simulation.body["turns"].as_array().expect("turns").clone();
        let all = turns.iter().flat_map(|turn| turn["differences"].as_array().expect("differences").clone());
        all.collect::<Vec<Value>>()
    };
    assert_eq!(differences(document.clone(), "tourism").await, Vec::<Value>::new());
    let other = differences(document.replace("Depósito recibido", "¡Otra cosa!"), "tourism").await;
    assert!(
        other.iter().any(|one| one["found"].as_str().is_some_and(|found| found.contains("¡Otra cosa!"))),
        "{other:?}"
    );

    assert_eq!(house.owner.get("/packs/tourism/samples/none").await.status, 404);
    let unknown = json!({ "document": document, "test": test, "pack": "none" });
    assert_eq!(house.owner.post("/flows/simulate", &unknown).await.status, 422);
    house.close().await;
}

/// The emulated Meta has approved the pack's templates, and the shop knows twenty people who have agreed.
async fn house_of(database: Database, pack: &domain::pack::Pack) -> (House, Vec<String>) {
    let templates = pack.parts.iter().flat_map(|part| part.templates.clone()).collect();
    let limits = Limits { pacing_after: u32::MAX, ..Limits::RATES };
    let house = House::arranged(database, Config { templates, limits, ..Config::for_tests() }, "").await;
    eventually(async || (house.owner.post("/templates/sync", &Value::Null).await.status < 300).then_some(())).await;
    // Every tenth has not agreed to marketing.
    let phones = campaigns::people(&house, CUSTOMERS).await;
    for phone in &phones {
        let id = id_of(&house, phone).await;
        let consent = json!({"category": "utility", "state": "opted_in", "words": "alta"});
        let agreed = house.owner.post(&format!("/contacts/{id}/consent"), &consent).await;
        assert!(agreed.status < 300, "{agreed:?}");
    }
    (house, phones)
}

async fn id_of(house: &House, phone: &str) -> String {
    let found = house.owner.get(&format!("/contacts?q={phone}")).await;
    found.items()[0]["id"].as_str().expect("an id").to_owned()
}

const CUSTOMERS: usize = 20;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What the pack's demo remembers, told by the API.
async fn tell(house: &House, pack: &domain::pack::Pack, phones: &[String]) {
    let now = house.stage.app.universe.now();
    for (number, past) in pack.history.iter().enumerate() {
        for (place, phone) in phones.iter().enumerate().filter(|(place, _)| past.is_of(place + 1)) {
            if let Some(event) = &past.event {
                let at = now.as_millis() - i64::from(past.days_ago) * DAY_MS - 60_000;
                let event = json!({"id": format!("{number}-{place}"), "name": event, "phone": format!("+{phone}"),
                    "at": at, "properties": past.properties});
                let told = house.owner.post("/events", &event).await;
                assert_eq!(told.status, 201, "{told:?}");
            }
            let fields: BTreeMap<String, Value> = past.fields(now).collect();
            if !fields.is_empty() {
                let path = format!("/contacts/{}", id_of(house, phone).await);
                let changed = house.owner.patch(&path, &json!({ "fields": fields })).await;
                assert_eq!(changed.status, 200, "{changed:?}");
            }
        }
    }
}

/// The ids of a pack's pieces of one kind, as the gallery tells them.
async fn pieces(house: &House, pack: &str, kind: &str) -> Vec<String> {
    let packs = house.owner.get("/packs").await;
    let pack = packs.items().iter().find(|found| found["name"] == pack).expect("the pack").clone();
    let pieces = pack["pieces"].as_array().expect("pieces").clone().into_iter();
    let ids = pieces.filter(|piece| piece["kind"] == kind).map(|piece| piece["id"].as_str().expect("an id").to_owned());
    ids.collect()
}

/// Installed in any of its languages, a pack's campaigns find people, pass the pre-flight and leave, and its series start.
async fn works_as_it_is(database: Database, name: &str, language: &str) {
    let pack = server::pack::one(name).expect("packs").expect("the pack");
    let (house, phones) = house_of(database, &pack).await;
    let owner = &house.owner;
    let installed = owner.post(&format!("/packs/{name}/install?language={language}"), &Value::Null).await;
    assert_eq!(installed.status, 200, "{installed:?}");
    tell(&house, &pack, &phones).await;

    for (id, written) in pieces(&house, name, "segment").await.into_iter().zip(&pack.outreach.segments) {
        let segment = owner.get(&format!("/segments/{id}")).await;
        assert_eq!(segment.body["name"], written.name[language]);
    }
    for (id, written) in pieces(&house, name, "campaign").await.into_iter().zip(&pack.outreach.campaigns) {
        let key = &written.key;
        let campaign = owner.get(&format!("/campaigns/{id}")).await;
        assert_eq!((&campaign.body["state"], &campaign.body["faults"]), (&json!("draft"), &json!([])), "{key}");
        let flight = owner.post(&format!("/campaigns/{id}/pre-flight"), &json!({})).await;
        assert!(flight.body["reachable"].as_u64().is_some_and(|people| people > 0), "{key}: {flight:?}");
        let launched = owner.post(&format!("/campaigns/{id}/launch"), &json!({})).await;
        assert_eq!(launched.status, 200, "{key}: {launched:?}");
    }
    for id in pieces(&house, name, "series").await {
        let series = owner.get(&format!("/series/{id}")).await;
        assert_eq!(series.body["faults"], json!([]), "{series:?}");
        let started = owner.post(&format!("/series/{id}/start"), &json!({})).await;
        assert_eq!(started.body["state"], "running", "{started:?}");
    }
    let goals = owner.get("/goals").await;
    assert_eq!(goals.items().len(), pack.outreach.goals.len(), "{goals:?}");
    house.close().await;
}

async fn what_comes_with_ecommerce_works_as_it_is(database: Database) {
    works_as_it_is(database, "ecommerce", "es").await;
}

async fn what_comes_with_education_works_as_it_is(database: Database) {
    works_as_it_is(database, "education", "pt-BR").await;
}

async fn what_comes_with_finance_works_as_it_is(database: Database) {
    works_as_it_is(database, "finance", "en").await;
}

async fn what_comes_with_health_works_as_it_is(database: Database) {
    works_as_it_is(database, "health", "en").await;
}

async fn what_comes_with_tourism_works_as_it_is(database: Database) {
    works_as_it_is(database, "tourism", "pt-BR").await;
}

async fn what_is_there_stays_as_it_is_and_what_is_gone_comes_back(database: Database) {
    let house = House::build(database, "").await;
    let owner = &house.owner;
    assert_eq!(owner.post("/packs/health/install?language=fr", &Value::Null).await.status, 422);
    let first = owner.post("/packs/health/install?language=es", &Value::Null).await;
    let made = first.body["pieces"].as_array().expect("pieces").len();
    assert!(made >= 6, "{first:?}");
    let campaign = pieces(&house, "health", "campaign").await.remove(0);
    let goal = pieces(&house, "health", "goal").await.remove(0);
    let plan = json!({"plan": {"hold_out_percent": 25.0}});
    assert_eq!(owner.patch(&format!("/campaigns/{campaign}"), &plan).await.status, 200);
    assert_eq!(owner.delete(&format!("/goals/{goal}")).await.status, 204);

    // In another language it is the same pack.
    let again = owner.post("/packs/health/install?language=en", &Value::Null).await;
    let new: Vec<&Value> = again.body["pieces"].as_array().expect("pieces").iter().collect();
    assert_eq!(new.iter().map(|piece| &piece["kind"]).collect::<Vec<_>>(), ["goal"], "{again:?}");
    let kept = owner.get(&format!("/campaigns/{campaign}")).await;
    assert_eq!(kept.body["plan"]["hold_out_percent"], 25.0);
    assert_eq!(owner.get("/attributes").await.items().len(), 1);
    house.close().await;
}

async fn nobody_installs_what_they_may_not_make(database: Database) {
    let house = House::build(database, "").await;
    let builder = house.person("bot_builder").await;
    let installed = builder.post("/packs/tourism/install", &Value::Null).await;
    assert_eq!((installed.status, &installed.body["pieces"]), (200, &json!([])), "{installed:?}");
    assert_eq!(house.owner.get("/attributes").await.items().len(), 0);

    // Without the segments it goes to, a campaign cannot be.
    let writer = house.program(&["read_flows", "manage_flows", "read_campaigns", "manage_campaigns"]).await;
    let installed = writer.post("/packs/tourism/install", &Value::Null).await;
    let kinds: BTreeSet<&str> = installed.body["pieces"]
        .as_array()
        .expect("pieces")
        .iter()
        .filter_map(|piece| piece["kind"].as_str())
        .collect();
    assert_eq!(kinds, BTreeSet::from(["goal", "series"]), "{installed:?}");

    let rest = house.owner.post("/packs/tourism/install", &Value::Null).await;
    let kinds: BTreeSet<&str> =
        rest.body["pieces"].as_array().expect("pieces").iter().filter_map(|piece| piece["kind"].as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(["campaign", "segment"]), "{rest:?}");
    house.close().await;
}

on_both_engines!(
    a_pack_becomes_drafts_and_is_not_installed_twice,
    a_sample_conversation_is_played_and_compared,
    what_comes_with_ecommerce_works_as_it_is,
    what_comes_with_education_works_as_it_is,
    what_comes_with_finance_works_as_it_is,
    what_comes_with_health_works_as_it_is,
    what_comes_with_tourism_works_as_it_is,
    what_is_there_stays_as_it_is_and_what_is_gone_comes_back,
    nobody_installs_what_they_may_not_make,
);

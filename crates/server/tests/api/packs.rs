//! The gallery, and a pack on its way into the workspace.

use crate::client::House;
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::{Value, json};

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

on_both_engines!(a_pack_becomes_drafts_and_is_not_installed_twice, a_sample_conversation_is_played_and_compared,);

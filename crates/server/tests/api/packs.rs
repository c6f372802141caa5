//! The gallery, and a pack on its way into the workspace.

use crate::client::House;
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::Value;

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

on_both_engines!(a_pack_becomes_drafts_and_is_not_installed_twice);

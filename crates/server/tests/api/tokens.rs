//! Keys for programs.

use crate::client::House;
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::json;

async fn a_token_is_shown_once_and_opens_until_it_is_revoked(database: Database) {
    let house = House::build(database, "").await;
    let made = house.owner.post("/tokens", &json!({ "name": "CRM", "permissions": ["read_contacts"] })).await;
    assert_eq!(made.status, 201, "{made:?}");
    let token = made.body["token"].as_str().expect("a token").to_owned();
    assert!(token.starts_with("rcd_") && token.starts_with(made.body["prefix"].as_str().expect("a prefix")));
    let list = house.owner.get("/tokens").await;
    assert!(!list.text.contains(&token), "the list shows the token");
    assert_eq!(list.items()[0]["permissions"], json!(["read_contacts"]));

    let program = house.program(&["read_contacts"]).await;
    assert_eq!(program.get("/contacts").await.status, 200);
    assert_eq!(program.get("/flows").await.status, 403);
    assert_eq!(program.get("/session").await.problem(), "login_required");
    let list = house.owner.get("/tokens").await;
    let used = list.items().iter().find(|item| item["name"] == "test").expect("the program's");
    assert!(used["last_used_at"].is_i64());
    let id = used["id"].as_str().expect("an id").to_owned();
    assert_eq!(house.owner.delete(&format!("/tokens/{id}")).await.status, 204);
    assert_eq!(program.get("/contacts").await.status, 401);
    assert_eq!(house.owner.delete(&format!("/tokens/{id}")).await.status, 404);
    house.close().await;
}

async fn nobody_hands_out_what_they_do_not_hold(database: Database) {
    let house = House::build(database, "").await;
    let agent = house.person("agent").await;
    let asked = json!({ "name": "x", "permissions": ["manage_users"] });
    assert_eq!(agent.post("/tokens", &asked).await.status, 403);
    let unknown = json!({ "name": "x", "permissions": ["fly"] });
    assert_eq!(house.owner.post("/tokens", &unknown).await.status, 422);
    assert_eq!(house.owner.post("/tokens", &json!({ "name": " ", "permissions": [] })).await.status, 422);
    house.close().await;
}

on_both_engines!(a_token_is_shown_once_and_opens_until_it_is_revoked, nobody_hands_out_what_they_do_not_hold);

//! Deny by default: every route of the document refuses strangers, and callers who lack its permission.

use crate::client::{Client, House};
use crate::document::operations;
use crate::on_both_engines;
use crate::stage::Database;
use domain::role::Permission;
use serde_json::Value;
use std::collections::HashMap;

/// Routes anybody may ask.
const PUBLIC: &[&str] = &["POST /api/v1/session"];
/// Routes for every caller, whatever they may do.
const FOR_ALL_CALLERS: &[&str] = &[
    "GET /api/v1/session",
    "DELETE /api/v1/session",
    "POST /api/v1/session/password",
    "PATCH /api/v1/session/user",
    "GET /api/v1/events",
];

const SOME_ID: &str = "01920000-0000-7000-8000-000000000000";

async fn every_route_refuses_strangers_and_the_powerless(database: Database) {
    let house = House::build(database, "").await;
    let document = serde_json::to_value(server::http::openapi()).expect("JSON");
    let stranger = Client::new(&house.stage);
    let (mut public, mut for_all, mut guarded) = (0, 0, 0);
    for (path, method, operation) in operations(&document) {
        let name = format!("{method} {path}");
        let concrete = format!("/{}", concrete(&path));
        if PUBLIC.contains(&name.as_str()) {
            public += 1;
            continue;
        }
        let refused = stranger.send(&method, &concrete, None, &[]).await;
        assert_eq!((refused.status, refused.problem()), (401, "unauthenticated"), "{name}");
        let Some(permission) = permission(&operation) else {
            assert!(FOR_ALL_CALLERS.contains(&name.as_str()), "{name} names no permission");
            for_all += 1;
            continue;
        };
        let everything_else: Vec<&str> =
            Permission::ALL.iter().map(|p| p.as_str()).filter(|name| *name != permission).collect();
        let program = house.program(&everything_else).await;
        let refused = program.send(&method, &concrete, Some(&Value::Null), &[]).await;
        assert_eq!(refused.status, 403, "{name}: {refused:?}");
        // Making tokens is for people, whatever a program may do.
        if refused.problem() != "login_required" {
            assert_eq!(
                (refused.problem(), refused.body["permission"].as_str()),
                ("forbidden", Some(&*permission)),
                "{name}"
            );
        }
        guarded += 1;
    }
    assert_eq!((public, for_all), (PUBLIC.len(), FOR_ALL_CALLERS.len()));
    assert!(guarded > 30, "{guarded} routes were tried");
    house.close().await;
}

async fn roles_may_do_what_they_may(database: Database) {
    let house = House::build(database, "").await;
    let mut people = HashMap::new();
    for (role, path, status) in [
        ("agent", "/conversations", 200),
        ("agent", "/journal", 403),
        ("agent", "/tokens", 403),
        ("bot_builder", "/flows", 200),
        ("bot_builder", "/journal", 200),
        ("analyst", "/overview", 200),
        ("analyst", "/conversations", 403),
        ("analyst", "/contacts", 403),
    ] {
        if !people.contains_key(role) {
            people.insert(role, house.person(role).await);
        }
        let client = people.get(role).expect("somebody");
        assert_eq!(client.get(path).await.status, status, "{role} {path}");
    }
    house.close().await;
}

async fn a_cookie_alone_changes_nothing(database: Database) {
    let house = House::build(database, "").await;
    let forged = house.owner.without_csrf();
    assert_eq!(forged.get("/flows").await.status, 200);
    let document = serde_json::to_value(server::http::openapi()).expect("JSON");
    for (path, method, _) in operations(&document) {
        let name = format!("{method} {path}");
        if method == "GET" || PUBLIC.contains(&name.as_str()) {
            continue;
        }
        let refused = forged.send(&method, &format!("/{}", concrete(&path)), Some(&Value::Null), &[]).await;
        assert_eq!((refused.status, refused.problem()), (403, "csrf"), "{name}");
    }
    house.close().await;
}

/// A whole path, which the client knows by its two slashes.
fn concrete(path: &str) -> String {
    path.replace("{id}", SOME_ID).replace("{message_id}", SOME_ID).replace("{name}", "plan")
}

fn permission(operation: &Value) -> Option<String> {
    let schemes = operation["security"].as_array()?.iter().filter_map(Value::as_object);
    let mut scopes = schemes.flat_map(|scheme| scheme.values()).filter_map(Value::as_array).flatten();
    scopes.find_map(Value::as_str).map(str::to_owned)
}

on_both_engines!(
    every_route_refuses_strangers_and_the_powerless,
    roles_may_do_what_they_may,
    a_cookie_alone_changes_nothing,
);

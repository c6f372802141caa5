//! Logging in and out.

use crate::client::{Client, House, OWNER};
use crate::on_both_engines;
use crate::stage::Database;
use serde_json::json;

async fn a_session_from_log_in_to_log_out(database: Database) {
    let house = House::build(database, "").await;
    let seen = house.owner.get("/session").await;
    assert_eq!(seen.body["user"]["email"], OWNER);
    assert_eq!(seen.body["user"]["must_change_password"], true);
    assert_eq!(seen.body["workspace"]["name"], "Prueba");
    assert!(seen.body["permissions"].as_array().expect("permissions").contains(&json!("manage_users")));
    assert_eq!(house.owner.delete("/session").await.status, 204);
    assert_eq!(house.owner.get("/session").await.status, 401);
    house.close().await;
}

async fn the_cookie_is_for_our_page_only(database: Database) {
    let house = House::build(database, "").await;
    let credentials = json!({ "email": " OWNER@example.com ", "password": house.password });
    let answer = Client::new(&house.stage).post("/session", &credentials).await;
    let cookie = answer.headers["set-cookie"].to_str().expect("text").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(answer.headers["cache-control"], "no-store");
    house.close().await;
}

async fn a_wrong_password_and_a_stranger_get_the_same_answer_and_then_wait(database: Database) {
    let house = House::build(database, "").await;
    let client = Client::new(&house.stage);
    for email in [OWNER, "stranger@example.com"] {
        let wrong = json!({ "email": email, "password": "not this one" });
        for _ in 0..5 {
            let answer = client.post("/session", &wrong).await;
            assert_eq!((answer.status, answer.problem()), (401, "wrong_password"), "{email}");
        }
        let answer = client.post("/session", &wrong).await;
        assert_eq!((answer.status, answer.problem()), (429, "too_many_tries"), "{email}");
        assert!(answer.body["retry_after_ms"].as_u64().is_some_and(|wait| wait > 0), "{answer:?}");
    }
    // Even the right one waits: otherwise guessing would go on.
    let right = json!({ "email": OWNER, "password": house.password });
    assert_eq!(client.post("/session", &right).await.status, 429);
    house.close().await;
}

async fn a_new_password_logs_every_other_device_out(database: Database) {
    let house = House::build(database, "").await;
    let elsewhere = Client::new(&house.stage).logged_in(OWNER, &house.password).await;
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    let wrong = house.owner.post("/session/password", &change("not this one", "a new long one")).await;
    assert_eq!((wrong.status, wrong.body["errors"][0]["field"].as_str()), (422, Some("current")));
    let short = house.owner.post("/session/password", &change(&house.password, "short")).await;
    assert_eq!((short.status, short.body["errors"][0]["field"].as_str()), (422, Some("new")));
    let changed = house.owner.post("/session/password", &change(&house.password, "a new long one")).await;
    assert_eq!(changed.status, 204, "{changed:?}");
    assert_eq!(elsewhere.get("/session").await.status, 401);
    let seen = house.owner.get("/session").await;
    assert_eq!(seen.body["user"]["must_change_password"], false);
    let _ = Client::new(&house.stage).logged_in(OWNER, "a new long one").await;
    house.close().await;
}

async fn ones_own_name_and_language_change(database: Database) {
    let house = House::build(database, "").await;
    let changed = house.owner.patch("/session/user", &json!({ "language": "pt-BR" })).await;
    assert_eq!((changed.status, changed.body["user"]["language"].as_str()), (200, Some("pt-BR")));
    assert_eq!(changed.body["user"]["name"], "Olga");
    assert_eq!(house.owner.patch("/session/user", &json!({ "language": "tlh" })).await.status, 422);
    assert_eq!(house.owner.patch("/session/user", &json!({ "name": "  " })).await.status, 422);
    house.close().await;
}

on_both_engines!(
    a_session_from_log_in_to_log_out,
    the_cookie_is_for_our_page_only,
    a_wrong_password_and_a_stranger_get_the_same_answer_and_then_wait,
    a_new_password_logs_every_other_device_out,
    ones_own_name_and_language_change,
);

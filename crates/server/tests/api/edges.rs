//! The edges of HTTP: wrong methods, large bodies, unknown paths, headers, health.

use crate::client::{Client, House};
use crate::on_both_engines;
use crate::stage::{Database, Stage};
use emulator::Config;
use serde_json::json;

async fn what_is_malformed_is_refused_and_the_server_goes_on(database: Database) {
    let house = House::build(database, "").await;
    let large = house.owner.post("/contacts", &json!({ "name": "x".repeat(100_000), "phone": "1" })).await;
    assert_eq!((large.status, large.problem()), (413, "too_large"));
    let request = house.owner.request("POST", "/contacts").body("{\"name\": ");
    assert_eq!(request.send().await.expect("an answer").status(), 422);
    for (method, path, status, problem) in [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "//assets/gone.js", 404, "not_found"),
        ("GET", "//emulator/customers", 404, "not_found"),
        ("DELETE", "/overview", 405, "method_not_allowed"),
        ("POST", "//somewhere", 404, "not_found"),
    ] {
        let answer = house.owner.send(method, path, None, &[]).await;
        assert_eq!((answer.status, answer.problem()), (status, problem), "{method} {path}");
    }
    assert_eq!(house.owner.get("/overview").await.status, 200);
    house.close().await;
}

async fn every_answer_is_hardened(database: Database) {
    let house = House::build(database, "").await;
    let stranger = Client::new(&house.stage);
    for path in ["//", "//inbox", "/session", "/openapi.json", "//healthz", "//nothing.js"] {
        let answer = stranger.get(path).await;
        for (name, part) in [
            ("content-security-policy", "frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ] {
            let value = answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
            assert!(value.contains(part), "{path}: {name}: {value}");
        }
    }
    let page = stranger.get("//inbox").await;
    assert_eq!((page.status, page.text.to_lowercase().starts_with("<!doctype html>")), (200, true));
    house.close().await;
}

async fn machines_can_watch(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), "").await;
    let machine = Client::new(&stage);
    assert_eq!(machine.get("//healthz").await.body, json!({ "status": "ok" }));
    assert_eq!(machine.get("//readyz").await.body, json!({ "status": "ready" }));
    let metrics = machine.get("//metrics").await;
    for name in [
        "recado_journal_pending",
        "recado_journal_lag_seconds",
        "recado_messages_sent_total{outcome=\"accepted\"}",
        "recado_outbox_messages{state=\"queued\"}",
        "recado_http_request_duration_seconds_bucket{",
    ] {
        assert!(metrics.text.contains(name), "{name} is missing in\n{}", metrics.text);
    }
    stage.server.shutdown().await;
}

async fn routes_are_measured_by_template_and_not_by_id(database: Database) {
    let house = House::build(database, "").await;
    let id = "01920000-0000-7000-8000-00000000beef";
    house.owner.get(&format!("/contacts/{id}?q=secret")).await;
    let metrics = house.owner.get("//metrics").await.text;
    assert!(metrics.contains("route=\"/api/v1/contacts/{id}\""), "{metrics}");
    assert!(!metrics.contains("beef") && !metrics.contains("secret"), "{metrics}");
    house.close().await;
}

on_both_engines!(
    what_is_malformed_is_refused_and_the_server_goes_on,
    every_answer_is_hardened,
    machines_can_watch,
    routes_are_measured_by_template_and_not_by_id,
);

//! What Meta decides, decided from outside; calls by hand; the log.

use reqwest::Method;
use serde_json::{Value, json};

use crate::control::{control, heard};
use crate::support::{Business, NUMBER, text_to};

async fn account(business: &Business, change: Value) -> Value {
    let (status, account) = control(business, Method::PATCH, "/account", Some(change)).await;
    assert_eq!(status, 200, "{account}");
    account
}

#[tokio::test]
async fn reviewers_decide_about_templates() {
    let business = Business::start().await;
    let body = json!({"name": "news", "language": "es", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Ya está listo."}]});
    let id = business.running.handle().add_template(&body).unwrap();
    let path = format!("/templates/{id}");
    let decide = async |decision: Value| control(&business, Method::PUT, &path, Some(decision)).await.0;
    let told = async |key: &str, word: &str| heard(&business, |value| value[key] == word).await;

    assert_eq!(decide(json!({"status": "REJECTED", "reason": "SCAM"})).await, 204);
    told("reason", "SCAM").await;
    assert_eq!(decide(json!({"status": "APPROVED", "quality": "YELLOW"})).await, 204);
    told("new_quality_score", "YELLOW").await;
    assert_eq!(decide(json!({"category": "MARKETING"})).await, 204);
    told("new_category", "MARKETING").await;
    assert_eq!(decide(json!({"quality": "RED"})).await, 204);
    told("event", "PAUSED").await;
}

#[tokio::test]
async fn the_account_is_restricted_and_freed() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let changed = account(&business, json!({"tier": "TIER_250", "can_pay": false})).await;
    assert_eq!((&changed["tier"], &changed["can_pay"]), (&json!("TIER_250"), &json!(false)));
    let kind = "/account/restrictions/RESTRICTED_CUSTOMER_INITIATED_MESSAGING";
    let (_, restricted) = control(&business, Method::PUT, kind, Some(json!({"for_ms": 3_600_000}))).await;
    assert_eq!(restricted["restrictions"].as_array().unwrap().len(), 1);
    business.handle().customer_says(ana, "hola");
    assert_eq!(business.send(text_to("+34600111222", "hola")).await.1["error"]["code"], 368);
    assert_eq!(control(&business, Method::DELETE, kind, None).await.0, 200);
    assert_eq!(business.send(text_to("+34600111222", "hola")).await.0, 200);
    assert_eq!(account(&business, json!({"locked": true})).await["locked"], true);
    assert_ne!(business.send(text_to("+34600111222", "hola")).await.0, 200);
    assert_eq!(control(&business, Method::POST, "/account/violations", Some(json!({"kind": "ALCOHOL"}))).await.0, 202);
}

#[tokio::test]
async fn numbers_and_limits_can_be_set() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let path = format!("/numbers/{NUMBER}");
    let (_, number) = control(&business, Method::PATCH, &path, Some(json!({"quality": "RED"}))).await;
    assert_eq!(number["quality"], "RED");
    let (_, number) = control(&business, Method::PATCH, &path, Some(json!({"registered": false}))).await;
    assert_eq!((&number["registered"], &number["quality"]), (&json!(false), &json!("RED")));
    assert_eq!(business.send(text_to("+34600111222", "hola")).await.1["error"]["code"], 133_010);
    control(&business, Method::PATCH, &path, Some(json!({"registered": true}))).await;

    let (_, mut limits) = control(&business, Method::GET, "/limits", None).await;
    limits["pair_burst"] = json!(1);
    limits["pair_interval_ms"] = json!(3_600_000);
    assert_eq!(control(&business, Method::PUT, "/limits", Some(limits.clone())).await, (200, limits));
    business.handle().customer_says(ana, "hola");
    business.send(text_to("+34600111222", "uno")).await;
    assert_eq!(business.send(text_to("+34600111222", "dos")).await.1["error"]["code"], 131_056);
}

#[tokio::test]
async fn a_call_by_hand_goes_the_way_of_any_other() {
    let business = Business::start().await;
    business.ana().await;
    let graph = async |call: Value| control(&business, Method::POST, "/graph", Some(call)).await.1;
    let path = format!("v26.0/{NUMBER}/messages");
    let sent = graph(json!({"method": "POST", "path": path, "body": text_to("+34600111222", "hola")})).await;
    assert_eq!(sent["status"], 200, "{sent}");
    let number = graph(json!({"method": "GET", "path": format!("/{NUMBER}?fields=verified_name")})).await;
    assert_eq!(number["body"]["verified_name"], "Emulated business");
    let unknown = graph(json!({"method": "GET", "path": "/1"})).await;
    assert_eq!((&unknown["status"], &unknown["body"]["error"]["code"]), (&json!(400), &json!(100)));
    control(&business, Method::PUT, "/faults", Some(json!({"lost_answer_rate": 1.0}))).await;
    let lost = graph(json!({"method": "POST", "path": path, "body": text_to("+34600111222", "hola")})).await;
    assert_eq!(lost["status"], Value::Null);

    let (_, log) = control(&business, Method::GET, "/log?newest=true&brief=true&kind=request&limit=2", None).await;
    let newest = &log["items"][0];
    assert_eq!(newest["summary"], "text · +34600111222");
    assert_eq!(newest["note"], "processed, the answer was lost");
    assert_eq!(log["items"][1]["error_code"], 100);
    assert!(newest.get("request").is_none());
    let (_, whole) = control(&business, Method::GET, &format!("/log/{}", newest["id"]), None).await;
    assert!(whole["request"].as_str().unwrap().contains("hola"));
    let (_, troubled) = control(&business, Method::GET, "/log?troubled=true&kind=request", None).await;
    assert_eq!(troubled["items"].as_array().unwrap().len(), 2);
}

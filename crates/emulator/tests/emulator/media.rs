//! Files: uploaded, described, fetched, deleted, expired; and those that customers send.

use std::time::Duration;

use emulator::{Content, NewCustomer};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::{Business, NUMBER, code};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

async fn upload(business: &Business, mime_type: &str, bytes: &'static [u8]) -> (u16, Value) {
    upload_as(business, mime_type, Some(mime_type), bytes).await
}

/// Uploads what the form says is of one type and its part of another, or of none.
async fn upload_as(business: &Business, told: &str, part_type: Option<&str>, bytes: &'static [u8]) -> (u16, Value) {
    let mut part = Part::bytes(bytes).file_name("a.png");
    if let Some(part_type) = part_type {
        part = part.mime_str(part_type).unwrap();
    }
    let form = Form::new().text("messaging_product", "whatsapp").text("type", told.to_owned()).part("file", part);
    let url = business.url(&format!("{NUMBER}/media"));
    let response = business.client.post(url).bearer_auth("EAAemulated").multipart(form).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn a_file_goes_up_and_comes_down() {
    let business = Business::with(|config| config.speed = 0.0).await;
    business.ana().await;
    let (status, answer) = upload(&business, "image/png", PNG).await;
    assert_eq!(status, 200, "{answer}");
    let id = answer["id"].as_str().unwrap();
    let (_, described) = business.get(&format!("{id}?phone_number_id={NUMBER}")).await;
    assert_eq!(described["mime_type"], "image/png");
    assert_eq!(described["file_size"], PNG.len().to_string());
    let url = described["url"].as_str().unwrap();

    let fetched = business.client.get(url).bearer_auth("EAAemulated").send().await.unwrap();
    assert_eq!(fetched.headers()["content-type"], "image/png");
    assert_eq!(fetched.bytes().await.unwrap(), PNG);
    assert_eq!(business.client.get(url).send().await.unwrap().status(), 401);

    let image = json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "image", "image": {"id": id}});
    assert_eq!(business.send(image).await.0, 200);

    business.handle().step_time(Duration::from_mins(5));
    assert_eq!(business.client.get(url).bearer_auth("EAAemulated").send().await.unwrap().status(), 404);
    assert_eq!(business.get(id).await.0, 200, "the file itself is still there");
    business.handle().step_time(Duration::from_hours(30 * 24));
    assert_eq!(business.get(id).await.0, 400);
}

#[tokio::test]
async fn a_deleted_file_is_gone_and_wrong_kinds_are_refused() {
    let business = Business::start().await;
    let (_, answer) = upload(&business, "image/png", PNG).await;
    let id = answer["id"].as_str().unwrap();
    assert_eq!(business.request(Method::DELETE, id, None).await, (200, json!({ "success": true })));
    assert_eq!(business.get(id).await.0, 400);
    let (status, answer) = upload(&business, "image/gif", PNG).await;
    assert_eq!((status, code(&answer)), (400, 100));
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("(#100) Param file must be a file with one of the following types: audio/aac, "));
    assert!(message.ends_with("Received file of type 'image/gif'."), "{message}");
}

#[tokio::test]
async fn a_file_is_what_its_part_says_it_is() {
    let business = Business::start().await;
    let (_, answer) = upload_as(&business, "image/png", Some("application/octet-stream"), PNG).await;
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.ends_with("Received file of type 'application/octet-stream'."), "{message}");
    let (_, unsaid) = upload_as(&business, "image/png", None, PNG).await;
    let (_, described) = business.get(unsaid["id"].as_str().unwrap()).await;
    assert_eq!(described["mime_type"], "image/png");
}

#[tokio::test]
async fn a_customers_picture_can_be_fetched_for_a_week() {
    let business = Business::with(|config| config.speed = 0.0).await;
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    business.handle().customer_says(ana, Content::file("image", "image/png", PNG, Some("mira")));
    business.subscriber.wait_for(1).await;
    let image = business.subscriber.items("messages")[0]["image"].clone();
    assert_eq!((&image["caption"], &image["mime_type"]), (&json!("mira"), &json!("image/png")));
    let url = image["url"].as_str().unwrap();
    let fetched = business.client.get(url).bearer_auth("EAAemulated").send().await.unwrap();
    assert_eq!(fetched.bytes().await.unwrap(), PNG);
    let id = image["id"].as_str().unwrap();
    business.handle().step_time(Duration::from_secs(7 * 24 * 3_600 - 1));
    assert_eq!(business.get(id).await.0, 200);
    business.handle().step_time(Duration::from_secs(1));
    assert_eq!(business.get(id).await.0, 400);
}

//! Numbers, the token, and who gets the webhooks.

use emulator::NewCustomer;
use reqwest::Method;
use serde_json::json;

use crate::support::{Business, NUMBER, Subscriber, VERIFY_TOKEN, WABA, code};

#[tokio::test]
async fn numbers_are_listed_and_described() {
    let business = Business::start().await;
    let (_, list) = business.get(&format!("{WABA}/phone_numbers")).await;
    assert_eq!(list["data"][0]["id"], NUMBER);
    assert_eq!(list["data"][0]["display_phone_number"], "+34 911 22 33 44");
    let (_, number) = business.get(&format!("{NUMBER}?fields=throughput,health_status,status")).await;
    assert_eq!(number["throughput"]["level"], "STANDARD");
    assert_eq!(number["health_status"]["can_send_message"], "AVAILABLE");
    assert!(number.get("verified_name").is_none());
    assert_eq!(business.get("1234").await.0, 400);
    assert_eq!(business.get("debug_token?input_token=EAAemulated").await.1["data"]["is_valid"], true);
    assert_eq!(business.get("debug_token?input_token=nonsense").await.1["data"]["is_valid"], false);
}

#[tokio::test]
async fn numbers_are_filtered_by_their_mode() {
    let business = Business::with(|config| {
        let mut test_number = config.numbers[0].clone();
        test_number.phone_number_id = "7".to_owned();
        test_number.allowed_recipients = Some(Vec::new());
        config.numbers.push(test_number);
    })
    .await;
    let ids = async |filtering: &str| {
        let (_, list) = business.get(&format!("{WABA}/phone_numbers?fields=id{filtering}")).await;
        list["data"].clone()
    };
    let of = |mode: &str| format!(r#"&filtering=[{{"field":"account_mode","operator":"EQUAL","value":"{mode}"}}]"#);
    assert_eq!(ids("").await, json!([{"id": NUMBER}, {"id": "7"}]));
    assert_eq!(ids(&of("SANDBOX")).await, json!([{"id": "7"}]));
    assert_eq!(ids(&of("LIVE")).await, json!([{"id": NUMBER}]));
    assert_eq!(code(&business.get(&format!("{WABA}/phone_numbers?filtering=nonsense")).await.1), 100);
}

#[tokio::test]
async fn an_unregistered_number_cannot_send() {
    let business = Business::with(|config| config.numbers[0].registered = false).await;
    let (status, answer) = business.send(crate::support::text_to("+34600111222", "hola")).await;
    assert_eq!((status, code(&answer)), (400, 133_010));
}

#[tokio::test]
async fn test_numbers_write_only_to_those_on_the_list() {
    let business =
        Business::with(|config| config.numbers[0].allowed_recipients = Some(vec!["+34 600 111 222".into()])).await;
    assert_eq!(business.send(crate::support::text_to("+34600111222", "hola")).await.0, 200);
    assert_eq!(code(&business.send(crate::support::text_to("+34600111223", "hola")).await.1), 131_030);
}

#[tokio::test]
async fn the_account_can_be_subscribed_and_unsubscribed() {
    let business = Business::start().await;
    let path = format!("{WABA}/subscribed_apps");
    let (_, apps) = business.get(&path).await;
    assert_eq!(apps["data"][0]["whatsapp_business_api_data"]["id"], "670843887433847");
    assert_eq!(business.request(Method::DELETE, &path, None).await.0, 200);
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    business.handle().customer_says(ana, "nadie escucha");
    business.handle().wait_until_quiet(crate::support::SOON).await.unwrap();
    assert_eq!(business.handle().webhooks().unsubscribed, 1);
    assert_eq!(business.request(Method::POST, &path, None).await.0, 200);
    business.handle().customer_says(ana, "hola");
    business.subscriber.wait_for(1).await;
}

#[tokio::test]
async fn an_address_of_its_own_must_pass_the_challenge() {
    let business = Business::start().await;
    let other = Subscriber::start().await;
    let path = format!("{WABA}/subscribed_apps");
    let wrong = json!({"override_callback_uri": other.url, "verify_token": "wrong"});
    assert_eq!(business.post(&path, wrong).await.0, 400);
    let right = json!({"override_callback_uri": other.url, "verify_token": VERIFY_TOKEN});
    assert_eq!(business.post(&path, right).await, (200, json!({ "success": true })));
    assert_eq!(business.get(&path).await.1["data"][0]["override_callback_uri"], other.url);
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    business.handle().customer_says(ana, "para el otro");
    other.wait_for(1).await;
    assert!(business.subscriber.bodies().is_empty());

    let of_number = json!({"webhook_configuration":
        {"override_callback_uri": business.subscriber.url, "verify_token": VERIFY_TOKEN}});
    assert_eq!(business.post(NUMBER, of_number).await.0, 200);
    business.handle().customer_says(ana, "para el primero");
    business.subscriber.wait_for(1).await;
    let (_, number) = business.get(&format!("{NUMBER}?fields=webhook_configuration")).await;
    assert_eq!(number["webhook_configuration"]["phone_number"], business.subscriber.url);
    assert_eq!(number["webhook_configuration"]["whatsapp_business_account"], other.url);
}

#[tokio::test]
async fn the_app_subscribes_with_a_challenge() {
    let business = Business::with(|config| config.webhook_url = None).await;
    let path = "670843887433847/subscriptions";
    let url = format!("{}?access_token=670843887433847|emulated-app-secret", business.url(path));
    let callback = &business.subscriber.url;
    let form =
        format!("object=whatsapp_business_account&callback_url={callback}&verify_token={VERIFY_TOKEN}&fields=messages");
    let request = business.client.post(url).header("content-type", "application/x-www-form-urlencoded").body(form);
    assert_eq!(request.send().await.unwrap().status(), 200);
    let ana = business.handle().add_customer(NewCustomer::named("Ana"));
    business.handle().customer_says(ana, "hola");
    business.subscriber.wait_for(1).await;
    let (_, subscriptions) = business.get(path).await;
    assert_eq!(subscriptions["data"][0]["callback_url"], business.subscriber.url);
}

#[tokio::test]
async fn the_app_is_told_of_the_fields_it_chose() {
    let business = Business::start().await;
    let path = "670843887433847/subscriptions";
    let tell = async |field: &str| {
        let before = business.subscriber.bodies().len();
        business.handle().send_webhook(field, json!({ "decision": "APPROVED" }));
        business.handle().wait_until_quiet(crate::support::SOON).await.unwrap();
        business.subscriber.bodies().len() - before
    };
    assert_eq!(tell("account_review_update").await, 1, "nothing was chosen yet");
    let chosen = json!({"object": "whatsapp_business_account", "callback_url": business.subscriber.url,
        "verify_token": VERIFY_TOKEN, "fields": "messages,account_review_update"});
    assert_eq!(business.post(path, chosen).await.0, 200);
    assert_eq!((tell("account_review_update").await, tell("phone_number_name_update").await), (1, 0));
    assert_eq!(business.handle().webhooks().unsubscribed, 1);
    let gone = json!({"object": "whatsapp_business_account", "fields": "account_review_update"});
    assert_eq!(business.request(Method::DELETE, path, Some(gone)).await.0, 200);
    assert_eq!(tell("account_review_update").await, 0);
    business.handle().set_webhook_url(Some(business.subscriber.url.clone()));
    assert_eq!(tell("account_review_update").await, 1, "an address set by hand gets everything");
}

//! Something of every kind, for the end-points to be tried on.

use std::time::Duration;

use emulator::{Content, NewCustomer, Running, TemplateStatus};
use serde_json::{Value, json};
use whatsapp::endpoint::Method;

use crate::endpoints::{Caller, Result, text};
use crate::examples::FLOW;

/// An id, and the name of the parameter that it is for.
pub type Thing = (&'static str, String);

type Things = Vec<Thing>;

const SOON: Duration = Duration::from_secs(20);

pub async fn all(running: &Running, caller: &Caller) -> Result<Things> {
    let (number, account, app) = (caller.number.clone(), caller.account.clone(), caller.app.clone());
    let upload = format!("{app}/uploads?file_length=9&file_type=image/png");
    let code = json!({"prefilled_message": "Hola", "generate_qr_image": "PNG"});
    let fresh = json!({"cc": "34", "phone_number": "911222888", "verified_name": "Otra"});
    let flow = |name: &str| json!({"name": name, "categories": ["OTHER"], "flow_json": FLOW});
    let signup = json!({"signup_message": "Offers", "confirmation_message": "Welcome",
        "privacy_policy_url": "https://example.com/privacy", "policy": {"tos": "https://example.com/tos", "accepted": true}});
    let mut things = vec![
        ("upload_id", caller.made(&upload, &json!({}), "/id").await?),
        ("flow_id", caller.made(&format!("{account}/flows"), &flow("cita"), "/id").await?),
        ("draft_flow_id", caller.made(&format!("{account}/flows"), &flow("draft"), "/id").await?),
        ("code", caller.made(&format!("{number}/message_qrdls"), &code, "/code").await?),
        ("signup_id", caller.made(&format!("{account}/signups"), &signup, "/id").await?),
        ("fresh_number_id", caller.made(&format!("{account}/phone_numbers"), &fresh, "/id").await?),
        ("media_id", caller.file().await?),
        ("callback_url", subscriber().await?),
    ];
    things.extend(templates(running, caller).await?);
    things.extend(talk(running, caller).await?);
    things.extend(group(running, caller).await?);
    things.extend([("phone_number_id", number), ("account_id", account), ("app_id", app)]);
    Ok(things)
}

/// Templates of the kinds that are needed, and figures of them.
async fn templates(running: &Running, caller: &Caller) -> Result<Things> {
    let handle = running.handle();
    let add = |name: &str, category: &str| {
        let body = json!({"name": name, "language": "es", "category": category,
            "components": [{"type": "BODY", "text": "Hola, ¿hablamos?"}]});
        handle.add_template(&body).map_err(|refusal| refusal.details)
    };
    let (other, paused) = (add("other", "UTILITY")?, add("paused", "UTILITY")?);
    add("gone", "UTILITY")?;
    add("news", "MARKETING")?;
    handle.set_template_status(&paused, TemplateStatus::Paused);
    let insights = format!("{}?is_enabled_for_insights=true", caller.account);
    caller.call(Method::Post, &insights, &json!({})).await?;
    let group = json!({"name": "Orders", "whatsapp_business_templates": [caller.template]});
    let group = caller.made(&format!("{}/template_groups", caller.account), &group, "/id").await?;
    let template = caller.template.clone();
    Ok(vec![
        ("template_id", template),
        ("other_template_id", other),
        ("paused_template_id", paused),
        ("template_group_id", group),
    ])
}

/// Somebody who wrote, was asked to pay, and rings.
async fn talk(running: &Running, caller: &Caller) -> Result<Things> {
    let (handle, number) = (running.handle(), &caller.number);
    let ana = handle.customer_by_phone("34600111222").ok_or("nobody is there to talk with")?;
    let amount = json!({"value": 100, "offset": 100});
    let order = json!({"reference_id": "A-1", "type": "digital-goods", "payment_configuration": "shop", "currency": "INR",
        "total_amount": amount, "order": {"status": "pending", "subtotal": amount, "tax": {"value": 0, "offset": 100},
        "items": [{"retailer_id": "1", "name": "Bread", "amount": amount, "quantity": 1}]}});
    let bill = json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "interactive", "interactive": {
        "type": "order_details", "body": {"text": "A bill"}, "action": {"name": "review_and_pay", "parameters": order}}});
    let message = caller.made(&format!("{number}/messages"), &bill, "/messages/0/id").await?;
    handle.wait_until_quiet(SOON).await?;
    let found = format!("{number}/message_history?message_id={message}");
    let history = caller.call(Method::Get, &found, &Value::Null).await?;
    let calling = json!({"calling": {"status": "ENABLED"}});
    caller.call(Method::Post, &format!("{number}/settings"), &calling).await?;
    Ok(vec![
        ("payment_configuration", "shop".to_owned()),
        ("reference_id", "A-1".to_owned()),
        ("message_id", message),
        ("history_id", text(&history, "/data/0/id").ok_or("there is no history")?),
        ("call_id", handle.customer_calls(ana).ok_or("nobody can ring")?),
    ])
}

/// A group with somebody in it, and two people who ask to be let in.
async fn group(running: &Running, caller: &Caller) -> Result<Things> {
    let handle = running.handle();
    let group = caller.group().await?;
    let link = caller.call(Method::Get, &format!("{group}/invite_link"), &Value::Null).await?;
    let link = text(&link, "/invite_link").ok_or("the group has no invitation")?;
    let ana = handle.customer_by_phone("34600111222").ok_or("nobody is there to join")?;
    handle.customer_joins_group(ana, &link);
    let asked = json!({"messaging_product": "whatsapp", "join_approval_mode": "approval_required"});
    caller.call(Method::Post, &group, &asked).await?;
    for name in ["Luis", "Marta"] {
        let somebody = handle.add_customer(NewCustomer::named(name));
        handle.customer_says(somebody, Content::text("hola"));
        handle.customer_joins_group(somebody, &link);
    }
    let requests = caller.call(Method::Get, &format!("{group}/join_requests"), &Value::Null).await?;
    let request = |n: u8| text(&requests, &format!("/data/{n}/join_request_id")).ok_or("nobody asks to join");
    Ok(vec![("first_request", request(0)?), ("second_request", request(1)?), ("group_id", group)])
}

/// Somebody who answers the challenge of a subscription.
async fn subscriber() -> Result<String> {
    use axum::extract::Query;
    let challenge = async |Query(query): Query<std::collections::HashMap<String, String>>| {
        query.get("hub.challenge").cloned().unwrap_or_default()
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/", listener.local_addr()?);
    let routes = axum::Router::new().route("/", axum::routing::get(challenge).post(async || "ok"));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(url)
}

//! What Meta tells beside messages and statuses: alerts, reviews, changed templates, the WhatsApp Business app, purchases.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::control::{control, heard};
use crate::support::{Business, NUMBER, SOON, WABA, code, text_to};

async fn stopped() -> Business {
    Business::with(|config| config.speed = 0.0).await
}

/// The first change of this field that was told, and the entry it stands in.
async fn told(business: &Business, field: &str) -> (String, Value) {
    let find = |bodies: &[Vec<u8>]| {
        let entries = bodies.iter().flat_map(|body| {
            let body: Value = serde_json::from_slice(body).unwrap();
            body["entry"].as_array().unwrap().clone()
        });
        entries
            .flat_map(|entry| entry["changes"].as_array().unwrap().clone().into_iter().map(move |c| (entry.clone(), c)))
            .find(|(_, change)| change["field"] == field)
            .map(|(entry, change)| (entry["id"].as_str().unwrap().to_owned(), change["value"].clone()))
    };
    business.subscriber.wait_until(|bodies| find(bodies).is_some()).await;
    find(&business.subscriber.bodies()).unwrap()
}

async fn control_ok(business: &Business, method: Method, path: &str, body: Value) -> Value {
    let (status, answer) = control(business, method, path, Some(body)).await;
    assert!((200..300).contains(&status), "{path}: {answer}");
    answer
}

#[tokio::test]
async fn what_meta_decides_of_the_account_is_told() {
    let business = stopped().await;
    let cases = [
        (
            Method::PATCH,
            "/account",
            json!({"review": "REJECTED"}),
            "account_review_update",
            json!({"decision": "REJECTED"}),
        ),
        (
            Method::POST,
            "/account/alerts",
            json!({"alert_type": "PROFILE_PICTURE_LOST", "alert_severity": "WARNING", "phone_number_id": NUMBER}),
            "account_alerts",
            json!({"entity_type": "PHONE_NUMBER", "entity_id": NUMBER, "alert_info": {"alert_type": "PROFILE_PICTURE_LOST",
                "alert_severity": "WARNING", "alert_status": "NONE", "alert_description": ""}}),
        ),
        (
            Method::POST,
            "/account/partner_solutions",
            json!({"event": "SOLUTION_CREATED", "solution_id": "774", "solution_status": "INITIATED"}),
            "partner_solutions",
            json!({"event": "SOLUTION_CREATED", "solution_id": "774", "solution_status": "INITIATED"}),
        ),
    ];
    for (method, path, body, field, expected) in cases {
        control_ok(&business, method, path, body).await;
        let (owner, value) = told(&business, field).await;
        assert_eq!(value, expected);
        let portfolio = business.handle().config().business_id.clone();
        assert_eq!(owner, if field == "partner_solutions" { portfolio.as_str() } else { WABA });
    }
    let (_, account) = business.get(&format!("{WABA}?fields=account_review_status")).await;
    assert_eq!(account["account_review_status"], "REJECTED");

    let gateway = json!({"provider_name": "razorpay", "provider_mid": "acc_1", "status": "Needs Testing"});
    control_ok(&business, Method::PUT, "/payment_configurations/shop", gateway.clone()).await;
    let (_, value) = told(&business, "payment_configuration_update").await;
    assert_eq!((&value["configuration_name"], &value["status"]), (&json!("shop"), &json!("Needs Testing")));
    let wrong = json!({"provider_name": "razorpay", "provider_mid": "acc_1", "status": "Perhaps"});
    assert_eq!(control(&business, Method::PUT, "/payment_configurations/shop", Some(wrong)).await.0, 422);
}

#[tokio::test]
async fn the_badge_is_granted_and_a_raise_put_off() {
    let business = stopped().await;
    business.post(&format!("{NUMBER}/official_business_account"), json!({})).await;
    let (_, asked) = business.get(&format!("{NUMBER}/official_business_account")).await;
    assert_eq!(asked["oba_status"], "PENDING");
    control_ok(&business, Method::PATCH, &format!("/numbers/{NUMBER}"), json!({"badge": "APPROVED"})).await;
    let (_, value) = told(&business, "account_alerts").await;
    assert_eq!(value["alert_info"]["alert_type"], "OBA_APPROVED");
    let (_, number) = business.get(&format!("{NUMBER}?fields=is_official_business_account")).await;
    assert_eq!(number["is_official_business_account"], true);
}

#[tokio::test]
async fn an_edited_template_is_told_part_by_part() {
    let business = stopped().await;
    let body = json!({"name": "pedido", "language": "es", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Tu pedido está listo."}]});
    let id = business.handle().add_template(&body).unwrap();
    let components = json!([
        {"type": "HEADER", "format": "TEXT", "text": "Pedido"}, {"type": "BODY", "text": "Ya está listo tu pedido."},
        {"type": "FOOTER", "text": "La tienda"},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Ver", "url": "https://example.com"}]},
    ]);
    let (status, answer) = business.post(&id, json!({"components": components})).await;
    assert_eq!(status, 200, "{answer}");
    let (_, value) = told(&business, "message_template_components_update").await;
    let expected = json!({
        "message_template_id": id.parse::<u64>().unwrap(), "message_template_name": "pedido", "message_template_language": "es",
        "message_template_title": "Pedido", "message_template_element": "Ya está listo tu pedido.",
        "message_template_footer": "La tienda",
        "message_template_buttons": [{"message_template_button_type": "URL", "message_template_button_text": "Ver",
            "message_template_button_url": "https://example.com"}],
    });
    assert_eq!(value, expected);
}

#[tokio::test]
async fn the_app_echoes_what_is_written_there_and_shares_its_chats_once() {
    let business = stopped().await;
    let ana = business.ana().await;
    business.say("+34600111222", "buenas").await;
    business.handle().step_time(Duration::from_mins(1));
    let app = format!("/numbers/{NUMBER}/business_app");
    let written = json!({"customer_id": ana, "message": {"type": "text", "text": {"body": "Desde el móvil"}}});
    let (status, _) = control(&business, Method::POST, &format!("{app}/messages"), Some(written.clone())).await;
    assert_eq!(status, 422, "the number is not in the app yet");
    control_ok(&business, Method::PUT, &app, json!({"joined": true})).await;
    let echoed = control_ok(&business, Method::POST, &format!("{app}/messages"), written).await["id"].clone();
    let (_, value) = told(&business, "smb_message_echoes").await;
    let echo = &value["message_echoes"][0];
    assert_eq!(
        (&echo["id"], &echo["to"], &echo["text"]["body"]),
        (&echoed, &json!("34600111222"), &json!("Desde el móvil"))
    );
    let phone = business.handle().messages_of(ana);
    assert_eq!(phone.last().map(emulator::PhoneMessage::text).as_deref(), Some("Desde el móvil"));

    let share = async |kind: &str| {
        let body = json!({"messaging_product": "whatsapp", "sync_type": kind});
        code(&business.post(&format!("{NUMBER}/smb_app_data"), body).await.1)
    };
    assert_eq!((share("pictures").await, share("smb_app_state_sync").await, share("history").await), (100, 0, 0));
    assert_eq!((share("history").await, share("smb_app_state_sync").await), (2_593_107, 2_593_107));
    let (_, contacts) = told(&business, "smb_app_state_sync").await;
    assert_eq!(contacts["state_sync"][0]["contact"]["full_name"], "Ana");
    let (_, history) = told(&business, "history").await;
    let thread = &history["history"][0]["threads"][0];
    assert_eq!((&thread["id"], thread["messages"].as_array().unwrap().len()), (&json!("34600111222"), 3));
    assert_eq!(thread["messages"][0]["history_context"]["status"], "SENT");

    let removal = json!({"customer_id": ana, "action": "remove"});
    control_ok(&business, Method::POST, &format!("{app}/contacts"), removal).await;
    heard(&business, |value| value["state_sync"][0]["action"] == "remove").await;
    control_ok(&business, Method::PUT, &app, json!({"joined": false})).await;
    heard(&business, |value| value["event"] == "PARTNER_REMOVED").await;
    control_ok(&business, Method::PUT, &app, json!({"joined": true, "shares_history": false})).await;
    assert_eq!(share("history").await, 0);
    heard(&business, |value| value["history"][0]["errors"][0]["code"] == 2_593_109).await;
    business.handle().step_time(Duration::from_hours(25));
    assert_eq!(share("smb_app_state_sync").await, 2_593_108);
}

#[tokio::test]
async fn customers_edit_messages_and_take_them_back() {
    let business = stopped().await;
    let ana = business.ana().await;
    let said = business.handle().customer_says(ana, "dos cafés");
    let path = format!("/customers/{ana}/messages");
    let edit = |to: &str| {
        let message = json!({"type": "text", "text": {"body": to}});
        json!({"message": {"type": "edit", "edit": {"original_message_id": said, "message": message}}})
    };
    let revoke = json!({"message": {"type": "revoke", "revoke": {"original_message_id": said}}});
    // A number that is not in the app only hears that there was something.
    control_ok(&business, Method::POST, &path, edit("tres cafés")).await;
    heard(&business, |value| value["messages"][0]["unsupported"]["type"] == "edit").await;
    assert_eq!(business.handle().messages_of(ana).last().unwrap().text(), "tres cafés");

    control_ok(&business, Method::PUT, &format!("/numbers/{NUMBER}/business_app"), json!({"joined": true})).await;
    control_ok(&business, Method::POST, &path, edit("cuatro cafés")).await;
    heard(&business, |value| {
        let message = &value["messages"][0];
        message["type"] == "edit"
            && message["edit"]["original_message_id"] == said.as_str()
            && message["edit"]["message"]["text"]["body"] == "cuatro cafés"
    })
    .await;
    business.handle().step_time(Duration::from_mins(16));
    assert_eq!(control(&business, Method::POST, &path, Some(edit("cinco"))).await.0, 422, "after a quarter of an hour");
    control_ok(&business, Method::POST, &path, revoke.clone()).await;
    heard(&business, |value| value["messages"][0]["revoke"]["original_message_id"] == said.as_str()).await;
    assert_eq!(business.handle().messages_of(ana).last().unwrap().altered, Some(emulator::Alteration::TakenBack));
    assert_eq!(control(&business, Method::POST, &path, Some(revoke)).await.0, 422, "it is gone already");
}

#[tokio::test]
async fn a_suspended_group_hears_nothing() {
    let business = stopped().await;
    let ana = business.ana().await;
    business.post(&format!("{NUMBER}/groups"), json!({"messaging_product": "whatsapp", "subject": "Luna"})).await;
    let groups = control(&business, Method::GET, "/groups", None).await.1;
    let (id, link) = (groups["items"][0]["id"].as_str().unwrap(), groups["items"][0]["invite_link"].as_str().unwrap());
    assert!(business.handle().customer_joins_group(ana, link));
    business.handle().customer_says(ana, emulator::Content::text("hola a todos").in_group(id));
    let mut message = text_to(id, "buenas");
    message["recipient_type"] = json!("group");
    for (suspended, kind, expected) in [(true, "group_suspend", 131_207), (false, "group_suspend_cleared", 0)] {
        control_ok(&business, Method::PATCH, &format!("/groups/{id}"), json!({"suspended": suspended})).await;
        heard(&business, |value| value["groups"][0]["type"] == kind).await;
        assert_eq!(code(&business.send(message.clone()).await.1), expected, "suspended: {suspended}");
        assert_eq!(business.get(&format!("{id}?fields=suspended")).await.1["suspended"], suspended);
    }
}

fn bill(reference: &str, more: &Value) -> Value {
    let mut parameters = json!({"reference_id": reference, "type": "digital-goods", "currency": "INR",
        "total_amount": {"value": 25_000, "offset": 100}, "order": {"status": "pending",
            "items": [{"retailer_id": "1", "name": "Bread", "amount": {"value": 25_000, "offset": 100}, "quantity": 1}],
            "subtotal": {"value": 25_000, "offset": 100}, "tax": {"value": 0, "offset": 100}}});
    parameters.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "interactive", "interactive": {
        "type": "order_details", "body": {"text": "Your order"}, "action": {"name": "review_and_pay", "parameters": parameters}}})
}

#[tokio::test]
async fn purchases_after_an_advertisement_and_stored_cards_are_told() {
    let business = stopped().await;
    let ana = business.ana().await;
    let referral =
        json!({"source_url": "https://fb.me/x", "source_id": "1", "source_type": "ad", "ctwa_clid": "click-1"});
    let came = json!({"message": {"type": "text", "text": {"body": "Info"}}, "referral": referral});
    control_ok(&business, Method::POST, &format!("/customers/{ana}/messages"), came).await;
    control_ok(&business, Method::PATCH, "/account", json!({"automatic_events": true})).await;
    let lead = json!({"event_name": "LeadSubmitted"});
    control_ok(&business, Method::POST, &format!("/customers/{ana}/automatic_events"), lead.clone()).await;
    let (_, value) = told(&business, "automatic_events").await;
    assert_eq!(
        (&value["automatic_events"][0]["event_name"], &value["automatic_events"][0]["ctwa_clid"]),
        (&json!("LeadSubmitted"), &json!("click-1"))
    );
    let luis = business.handle().add_customer(emulator::NewCustomer::named("Luis"));
    assert_eq!(
        control(&business, Method::POST, &format!("/customers/{luis}/automatic_events"), Some(lead)).await.0,
        422
    );

    let pay = async |message: Value| {
        let (_, sent) = business.send(message).await;
        business.handle().wait_until_quiet(SOON).await.unwrap();
        let body = json!({"message_id": sent["messages"][0]["id"], "status": "captured"});
        control_ok(&business, Method::POST, &format!("/customers/{ana}/payments"), body).await;
    };
    pay(bill("A-1", &json!({"payment_configuration": "shop"}))).await;
    heard(&business, |value| {
        let event = &value["automatic_events"][0];
        event["event_name"] == "Purchase" && event["custom_data"] == json!({"currency": "INR", "value": 250})
    })
    .await;
    let card =
        json!({"type": "offsite_card_pay", "offsite_card_pay": {"last_four_digits": "5235", "credential_id": "c-1"}});
    pay(bill("B-1", &json!({"payment_type": "br", "currency": "BRL", "payment_settings": [card]}))).await;
    heard(&business, |value| {
        let chosen = &value["messages"][0]["interactive"]["payment_method"];
        (&chosen["reference_id"], &chosen["credential_id"]) == (&json!("B-1"), &json!("c-1"))
    })
    .await;
}

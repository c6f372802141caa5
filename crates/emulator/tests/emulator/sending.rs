//! Sending messages, and what becomes of them.

use crate::support::{Business, NUMBER, SOON, code, text_to};
use emulator::{MessageStatus, NewCustomer, UnknownRecipients, WindowRefusal};
use serde_json::{Value, json};

#[tokio::test]
async fn bodies_are_read_as_clients_of_all_kinds_write_them() {
    const FORM: &str = "application/x-www-form-urlencoded";
    const JSON: &str = "application/json";
    let business = Business::start().await;
    business.ana().await;
    let buttons = json!({"type": "button", "body": {"text": "¿Vienes?"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "a", "title": "Sí"}}]}});
    let cards = json!([{"name": {"formatted_name": "Luis", "first_name": "Luis"}}]).to_string();
    let somebody = json!({"messaging_product": "whatsapp", "to": "34600111222"});
    let with = |kind: &str, content: Value| {
        let mut body = somebody.clone();
        body["type"] = json!(kind);
        body[kind] = content;
        body.to_string()
    };
    let pairs = |fields: &[(&str, &str)]| {
        let url = reqwest::Url::parse_with_params("http://x/", fields).unwrap();
        url.query().unwrap().to_owned()
    };
    let to = [("messaging_product", "whatsapp"), ("to", "+34 600 111 222")];
    let text = pairs(&[to[0], to[1], ("type", "text"), ("text", r#"{"body": "hola & adiós"}"#)]);
    let interactive = pairs(&[to[0], to[1], ("type", "interactive"), ("interactive", buttons.to_string().as_str())]);
    let nulls = json!({"messaging_product": "whatsapp", "to": "34600111222", "context": null, "type": "text",
        "text": {"body": "x", "preview_url": null}, "image": null});
    let cases = [
        (FORM, text.clone(), 0),
        (FORM, format!("{text}&access_token=EAAemulated"), 0),
        (FORM, interactive, 0),
        (FORM, with("text", json!({"body": "JSON that calls itself a form"})), 100),
        (JSON, with("contacts", json!(cards)), 0),
        (JSON, with("interactive", json!(buttons.to_string())), 0),
        (JSON, with("interactive", json!("buttons")), 131_009),
        (JSON, with("interactive", json!({})), 131_008),
        (JSON, with("interactive", json!({"type": "hologram"})), 131_009),
        (JSON, nulls.to_string(), 0),
        ("text/plain", with("text", json!({"body": "x"})), 0),
        (JSON, json!({"to": "34600111222", "type": "text"}).to_string(), 100),
        (JSON, String::new(), 100),
        (JSON, "[1]".to_owned(), 100),
    ];
    for (kind, body, expected) in cases {
        let request = business.client.post(business.url(&format!("{NUMBER}/messages"))).body(body.clone());
        let request = request.header("content-type", kind);
        let token = body.contains("access_token");
        let request = if token { request } else { request.header("authorization", "bearer EAAemulated") };
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert_eq!(code(&answer), expected, "{kind} {body}: {answer}");
    }
    let form = reqwest::multipart::Form::new().text("messaging_product", "whatsapp").text("to", "34600111222");
    let form = form.text("type", "text").text("text", r#"{"body": "in parts"}"#);
    let request = business.client.post(business.url(&format!("{NUMBER}/messages"))).bearer_auth("EAAemulated");
    assert_eq!(request.multipart(form).send().await.unwrap().status(), 200);
    let log = business.handle().log(None);
    assert!(
        !log.iter().any(|exchange| exchange.request.windows(11).any(|part| part == b"EAAemulated")),
        "tokens are not kept"
    );
    assert_eq!(business.get("me?fields=name").await.0, 200);
}

#[tokio::test]
async fn a_message_is_accepted_sent_delivered_and_read() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let mut body = text_to("+34600111222", "¿En qué puedo ayudarte?");
    body["biz_opaque_callback_data"] = "message-1".into();
    let (status, answer) = business.send(body).await;
    assert_eq!(status, 200);
    assert_eq!(answer["contacts"], json!([{ "input": "+34600111222", "wa_id": "34600111222" }]));
    let id = answer["messages"][0]["id"].as_str().unwrap();
    assert!(id.starts_with("wamid."));

    business.subscriber.wait_for_status(id, "delivered").await;
    business.handle().customer_reads(ana);
    business.subscriber.wait_for_status(id, "read").await;

    let words: Vec<String> = business.subscriber.statuses().into_iter().map(|(_, status)| status).collect();
    assert_eq!(words, ["sent", "delivered", "read"]);
    let statuses = business.subscriber.items("statuses");
    for status in &statuses {
        assert_eq!(status["biz_opaque_callback_data"], "message-1");
        assert_eq!(status["recipient_id"], "34600111222");
        assert!(status["recipient_user_id"].as_str().unwrap().starts_with("ES."));
    }
    assert_eq!(statuses[0]["pricing"]["category"], "service");
    assert_eq!(statuses[1]["pricing"]["pricing_model"], "PMP");
    assert!(statuses[2].get("pricing").is_none());
    assert!(business.subscriber.items("contacts").iter().all(|contact| contact["profile"]["name"] == "Ana"));
    let phone = business.handle().messages_of(ana);
    assert_eq!(phone[1].status, MessageStatus::Read);
    assert_eq!(phone[1].text(), "¿En qué puedo ayudarte?");
}

#[tokio::test]
async fn a_customer_is_found_with_and_without_plus_and_by_user_id() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let user_id = business.handle().customer(ana).unwrap().user_id;
    for to in ["+34 600-111-222", "34600111222", "600111222"] {
        let (status, answer) = business.send(text_to(to, "hola")).await;
        assert_eq!((status, &answer["contacts"][0]["wa_id"]), (200, &json!("34600111222")), "{to}");
    }
    let body = json!({"messaging_product": "whatsapp", "recipient": user_id, "type": "text", "text": {"body": "hola"}});
    let (status, answer) = business.send(body).await;
    assert_eq!(status, 200);
    assert_eq!(answer["contacts"], json!([{ "input": user_id, "user_id": user_id }]));
    assert_eq!(business.handle().messages_of(ana).len(), 5);
}

#[tokio::test]
async fn somebody_with_a_user_name_hides_the_telephone_number() {
    let business = Business::start().await;
    let new = NewCustomer::named("Sol").with_phone("34600999888").with_username("sol.r");
    let sol = business.handle().add_customer(new);
    business.handle().customer_says(sol, "hola");
    business.subscriber.wait_for(1).await;
    let value = &business.subscriber.values()[0];
    assert!(value["messages"][0].get("from").is_none());
    assert!(value["contacts"][0].get("wa_id").is_none());
    assert_eq!(value["contacts"][0]["profile"]["username"], "sol.r");
    let user_id = value["messages"][0]["from_user_id"].as_str().unwrap();
    assert_eq!(user_id, business.handle().customer(sol).unwrap().user_id);
}

#[tokio::test]
async fn requests_are_refused_with_metas_codes() {
    let business = Business::start().await;
    business.ana().await;
    let to = "+34600111222";
    let button = |n: usize| json!({"type": "reply", "reply": {"id": format!("b{n}"), "title": format!("Botón {n}")}});
    let buttons = |count: usize| {
        let buttons: Vec<Value> = (0..count).map(button).collect();
        json!({"messaging_product": "whatsapp", "to": to, "type": "interactive", "interactive":
            {"type": "button", "body": {"text": "Elige"}, "action": {"buttons": buttons}}})
    };
    let cases = [
        (text_to(to, "hola"), 200, 0),
        (buttons(3), 200, 0),
        (buttons(4), 400, 131_009),
        (text_to(to, &"a".repeat(4_097)), 400, 131_009),
        (text_to(to, ""), 400, 131_008),
        (json!({"to": to, "type": "text", "text": {"body": "x"}}), 400, 100),
        (json!({"messaging_product": "whatsapp", "type": "text", "text": {"body": "x"}}), 400, 131_008),
        (json!({"messaging_product": "whatsapp", "to": to, "type": "text"}), 400, 131_008),
        (json!({"messaging_product": "whatsapp", "to": to, "type": "telepathy", "telepathy": {}}), 400, 131_051),
        (json!({"messaging_product": "whatsapp", "to": to, "texto": 1, "text": {"body": "x"}}), 400, 100),
        (json!({"messaging_product": "whatsapp", "to": to, "preview_url": false, "text": {"body": "x"}}), 200, 0),
        (json!({"messaging_product": "whatsapp", "to": to, "type": "image", "image": {"id": "12345"}}), 400, 100),
        (text_to("+34911223344", "to ourselves"), 400, 131_021),
        (
            json!({"messaging_product": "whatsapp", "to": to, "type": "template",
                "template": {"name": "unknown", "language": {"code": "es"}}}),
            404,
            132_001,
        ),
    ];
    for (body, status, expected) in cases {
        let (got, answer) = business.send(body.clone()).await;
        assert_eq!((got, code(&answer)), (status, expected), "{body}\n{answer}");
        if expected != 0 {
            assert!(answer["error"]["fbtrace_id"].is_string());
            assert!(answer["error"]["error_data"]["details"].is_string());
        }
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_told_which_parameter_is_wrong() {
    let business = Business::start().await;
    let cases = [
        (json!({"type": "contacts", "contacts": {"name": "Luis"}}), 100, "Param contacts is not valid."),
        (json!({"type": "text", "text": {"body": ["x"]}}), 100, "Param text is not valid."),
        (json!({"type": "text", "text": {}}), 131_008, "The parameter text['body'] is required."),
        (json!({"context": "wamid", "text": {"body": "x"}}), 100, "Param context is not valid."),
        (json!({"status": "read"}), 100, "The parameter message_id is required."),
    ];
    for (mut body, expected, details) in cases {
        body["messaging_product"] = json!("whatsapp");
        body["to"] = json!("+34600111222");
        let (_, answer) = business.send(body).await;
        assert_eq!((code(&answer), &answer["error"]["error_data"]["details"]), (expected, &json!(details)), "{answer}");
    }
}

#[tokio::test]
async fn tokens_and_numbers_are_checked_first() {
    let business = Business::with(|config| {
        config.other_tokens =
            vec![emulator::OtherToken::new("OLD", &[NUMBER]).expired(), emulator::OtherToken::new("OTHER", &[])];
    })
    .await;
    let cases = [
        (Some("WRONG"), NUMBER, 401, 190),
        (Some("OLD"), NUMBER, 401, 190),
        (Some("OTHER"), NUMBER, 403, 200),
        (None, NUMBER, 401, 0),
        (Some("EAAemulated"), "999", 400, 100),
    ];
    for (token, number, status, expected) in cases {
        let request = business.client.post(business.url(&format!("{number}/messages"))).body("not JSON");
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let response = request.send().await.unwrap();
        let got = response.status().as_u16();
        let answer: Value = response.json().await.unwrap();
        assert_eq!((got, code(&answer)), (status, expected), "{token:?} {answer}");
    }
    // A path without version means the same.
    let url = format!("{}/{NUMBER}/messages", business.running.base_url());
    let response = business.client.post(url).bearer_auth("EAAemulated").body("{").send().await.unwrap();
    assert_eq!(code(&response.json().await.unwrap()), 100);
}

#[tokio::test]
async fn outside_the_window_only_templates_pass() {
    let business = Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(1_790_000_000_000);
    })
    .await;
    let ana = business.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
    let id = business.say("+34600111222", "buenas").await;
    business.subscriber.wait_for_status(&id, "failed").await;
    let failed = business.subscriber.items("statuses").remove(0);
    assert_eq!(failed["errors"][0]["code"], 131_047);
    assert!(failed.get("recipient_user_id").is_none());
    assert!(business.subscriber.items("contacts").is_empty());

    business.handle().customer_says(ana, "hola");
    let id = business.say("+34600111222", "¡buenas!").await;
    business.subscriber.wait_for_status(&id, "delivered").await;

    business.handle().step_time(std::time::Duration::from_hours(24));
    let id = business.say("+34600111222", "¿sigues ahí?").await;
    business.subscriber.wait_for_status(&id, "failed").await;
}

#[tokio::test]
async fn the_window_may_be_refused_at_once() {
    let business = Business::with(|config| config.window_refusal = WindowRefusal::Answer).await;
    let (status, answer) = business.send(text_to("+34600111222", "buenas")).await;
    assert_eq!((status, code(&answer)), (400, 131_047));
    assert!(business.handle().accepted().is_empty());
}

#[tokio::test]
async fn the_throughput_of_a_number_is_limited() {
    let business = Business::with(|config| {
        config.speed = 0.0;
        config.limits.messages_per_second = 5;
    })
    .await;
    let mut codes = Vec::new();
    for n in 0..7 {
        codes.push(code(&business.send(text_to(&format!("+3460000000{n}"), "hola")).await.1));
    }
    assert_eq!(codes, [0, 0, 0, 0, 0, 130_429, 130_429]);
    business.handle().step_time(std::time::Duration::from_millis(200));
    assert_eq!(code(&business.send(text_to("+34600000009", "hola")).await.1), 0);
}

#[tokio::test]
async fn the_pace_to_one_customer_is_limited() {
    let business = Business::with(|config| {
        config.speed = 0.0;
        config.limits.messages_per_second = 1_000;
    })
    .await;
    business.ana().await;
    let mut codes = Vec::new();
    for _ in 0..46 {
        codes.push(code(&business.send(text_to("+34600111222", "hola")).await.1));
    }
    assert!(codes[..45].iter().all(|code| *code == 0));
    assert_eq!(codes[45], 131_056);
    assert_eq!(code(&business.send(text_to("+34600111223", "hola")).await.1), 0, "others may still be written to");
    business.handle().step_time(std::time::Duration::from_secs(6));
    assert_eq!(code(&business.send(text_to("+34600111222", "hola")).await.1), 0);
}

#[tokio::test]
async fn who_is_not_on_whatsapp_cannot_be_reached() {
    let business = Business::with(|config| config.unknown_recipients = UnknownRecipients::NotOnWhatsApp).await;
    let id = business.say("+34699999999", "hola").await;
    business.subscriber.wait_for_status(&id, "failed").await;
    assert_eq!(business.subscriber.items("statuses")[0]["errors"][0]["code"], 131_026);
}

#[tokio::test]
async fn a_reaction_is_only_sent() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let hola = business.handle().messages_of(ana)[0].id.clone();
    let reaction = json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "reaction",
        "reaction": {"message_id": hola, "emoji": "👍"}});
    let (_, answer) = business.send(reaction).await;
    business.subscriber.wait_for_status(answer["messages"][0]["id"].as_str().unwrap(), "sent").await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    assert_eq!(business.subscriber.statuses().len(), 1);
}

#[tokio::test]
async fn marking_as_read_turns_the_customers_ticks_blue() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let second = business.handle().customer_says(ana, "¿hay alguien?");
    let body = json!({"messaging_product": "whatsapp", "status": "read", "message_id": second,
        "typing_indicator": {"type": "text"}});
    assert_eq!(business.send(body).await, (200, json!({ "success": true })));
    let statuses: Vec<_> = business.handle().messages_of(ana).iter().map(|message| message.status).collect();
    assert_eq!(statuses, [MessageStatus::Read, MessageStatus::Read]);
    let unknown = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.X"});
    assert_eq!(code(&business.send(unknown).await.1), 131_009);
}

#[tokio::test]
async fn a_phone_that_is_off_receives_when_it_comes_on() {
    let business = Business::start().await;
    let ana = business.ana().await;
    business.handle().set_online(ana, false);
    let id = business.say("+34600111222", "hola").await;
    business.subscriber.wait_for_status(&id, "sent").await;
    business.handle().wait_until_quiet(SOON).await.unwrap();
    assert_eq!(business.subscriber.statuses().len(), 1);
    business.handle().set_online(ana, true);
    business.subscriber.wait_for_status(&id, "delivered").await;
}

#[tokio::test]
async fn the_list_of_accepted_messages_has_everything() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let hola = business.handle().messages_of(ana)[0].id.clone();
    let mut body = text_to("+34600111222", "dime");
    body["context"] = json!({ "message_id": hola });
    body["biz_opaque_callback_data"] = "42".into();
    business.send(body).await;
    let accepted = business.handle().accepted();
    assert_eq!(accepted.len(), 1);
    let message = &accepted[0];
    assert_eq!((message.arrival, message.customer, message.to()), (0, ana, "+34600111222"));
    assert_eq!(
        (message.text(), message.context(), message.callback_data()),
        (Some("dime"), Some(hola.as_str()), Some("42"))
    );
}

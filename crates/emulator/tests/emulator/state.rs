//! An emulator that is stopped and started again with its file goes on where it was.

use std::path::PathBuf;
use std::time::Duration;

use emulator::{Config, Content, CustomerId, Emulator, FlowDeed, FlowStep, Quality};
use reqwest::Method;
use serde_json::{Value, json};

use crate::control::control;
use crate::support::{Business, NUMBER, SOON, VERIFY_TOKEN, WABA, code, text_to};

/// A file that goes away with the test.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("emulator-{name}-{}.json", std::process::id())))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

async fn start(file: &File) -> Business {
    Business::with(|config| {
        config.speed = 0.0;
        config.start_at = Some(1_791_000_000_000);
        config.state_file = Some(file.0.clone());
        config.templates = vec![json!({"name": "news", "language": "es", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Hay noticias de tu pedido, escríbenos."}]})];
    })
    .await
}

fn news() -> Value {
    json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "template",
        "template": {"name": "news", "language": {"code": "es"}}})
}

#[tokio::test]
async fn a_run_is_resumed_where_it_was() {
    let file = File::new("state");
    let first = start(&file).await;
    let ana = first.ana().await;
    first.handle().customer_says(ana, Content::file("image", "image/png", "picture", Some("mira")));
    first.say("+34600111222", "¿Qué tal?").await;
    first.handle().set_online(ana, false);
    first.say("+34600111222", "¿Sigues ahí?").await;
    first.handle().wait_until_quiet(SOON).await.unwrap();
    let template = first.get(&format!("{}/message_templates", crate::support::WABA)).await.1["data"][0]["id"].clone();
    first.handle().set_template_quality(template.as_str().unwrap(), Quality::Red);
    first.handle().step_time(Duration::from_hours(1));
    let before = (first.handle().customer(ana), first.handle().messages_of(ana), first.handle().time().now);
    first.running.shutdown().await;

    let second = start(&file).await;
    let after = (second.handle().customer(ana), second.handle().messages_of(ana), second.handle().time().now);
    assert_eq!(before, after);
    assert_eq!(code(&second.send(news()).await.1), 132_015, "it is still paused");
    let picture = before.1[1].message["image"]["id"].as_str().unwrap().to_owned();
    assert_eq!(second.get(&picture).await.1["mime_type"], "image/png");
    second.handle().set_online(ana, true);
    second.subscriber.wait_for_status(&before.1[3].id, "delivered").await;
    let (status, answer) = second.send(text_to("+34600111222", "el plazo sigue abierto")).await;
    assert_eq!(status, 200, "{answer}");
    second.handle().step_time(Duration::from_hours(2));
    let (_, answer) = second.send(news()).await;
    second.subscriber.wait_for_status(answer["messages"][0]["id"].as_str().unwrap(), "sent").await;
    second.running.shutdown().await;
}

#[tokio::test]
async fn webhooks_under_way_arrive_in_the_next_run() {
    let file = File::new("under-way");
    let first = start(&file).await;
    let ana = first.ana().await;
    // One is refused and waits to be tried again, the next are in line behind a subscriber nobody can reach.
    first.subscriber.answer_next(&[503]);
    let refused = first.handle().customer_says(ana, "primero");
    first.subscriber.wait_for(2).await;
    first.handle().set_webhook_url(Some("http://127.0.0.1:9/".to_owned()));
    let unheard = ["segundo", "tercero"].map(|text| first.handle().customer_says(ana, text));
    first.handle().wait_until(|view| (view.webhooks().waiting >= 3).then_some(())).await;
    first.running.shutdown().await;

    let second = start(&file).await;
    second.handle().wait_until_quiet(SOON).await.unwrap();
    let heard: Vec<Value> = second.subscriber.items("messages").iter().map(|message| message["id"].clone()).collect();
    assert_eq!(heard, [refused, unheard[0].clone(), unheard[1].clone()]);
    second.running.shutdown().await;
    let third = start(&file).await;
    third.handle().wait_until_quiet(SOON).await.unwrap();
    assert_eq!(third.subscriber.items("messages"), Vec::<Value>::new(), "what has arrived does not come again");
    third.running.shutdown().await;
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PEM: &str = "-----BEGIN PUBLIC KEY-----\n\
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAt/ywJuAQfIo5kkfnR725\n\
N8eqlvojYPAzme8AyYc4xfqpUoaQxHzFH8nc/L+JbTL7YlFo3hTmlhoct9yMC3m4\n\
dGBJIouLu0mlVCeE3RwYqwUXxBAb81RsmyoNoSakvqunLNtcPqBRw6C87V7kNufB\n\
7lfjjvnK1AcCyTjw9xUBCfrwgG3VJTzOH7zYWebWyIWQqZTKnzQFIPzkVDeNZr51\n\
B/CmEdNf/HArHKPoJC4yqInGGPWXjnmlYqswTxU8XpTCB7knpc89bCruxIn8BMeu\n\
0p29SDH+VkjqDBu+2lG9UbH0MahCsyRa/45RP+72edSXEOtz8o7PgXx5jNF3UbmB\n\
vQIDAQAB\n\
-----END PUBLIC KEY-----\n";

/// Posts, and expects success.
async fn post(business: &Business, path: &str, body: Value) -> Value {
    let (status, answer) = business.post(path, body.clone()).await;
    assert_eq!(status, 200, "{path} {body}: {answer}");
    answer
}

fn of_number(mut body: Value) -> Value {
    body["messaging_product"] = "whatsapp".into();
    body
}

/// The handle of a picture that was uploaded in two parts, and a second upload that has only begun.
async fn upload(business: &Business) -> (String, String) {
    let mut sessions = Vec::new();
    for parts in [vec![&PNG[..3], &PNG[3..]], vec![&PNG[..3]]] {
        let open = "670843887433847/uploads?file_name=a.png&file_length=8&file_type=image/png";
        let session = post(business, open, json!({})).await["id"].as_str().unwrap().to_owned();
        let (mut offset, mut answer) = (0, json!({}));
        for part in parts {
            let request = business.client.post(business.url(&session)).header("authorization", "OAuth EAAemulated");
            let request = request.header("file_offset", offset.to_string()).body(part.to_vec());
            answer = request.send().await.unwrap().json().await.unwrap();
            offset += part.len();
        }
        sessions.push(answer["h"].as_str().unwrap_or(&session).to_owned());
    }
    let [whole, begun] = <[String; 2]>::try_from(sessions).unwrap();
    (whole, begun)
}

/// Sets what a number has.
async fn furnish_number(business: &Business, picture: &str) {
    let settings = [
        ("whatsapp_business_profile", json!({"about": "Pan recién hecho", "profile_picture_handle": picture})),
        (
            "settings",
            json!({"calling": {"status": "ENABLED"}, "user_identity_change": {"enable_identity_key_check": true}}),
        ),
        ("conversational_automation", json!({"prompts": ["¿Horario?"]})),
        ("whatsapp_commerce_settings?is_cart_enabled=false", json!({})),
        ("whatsapp_business_encryption", json!({"business_public_key": PEM})),
        ("message_qrdls", json!({"prefilled_message": "Quiero pan", "generate_qr_image": "SVG"})),
        ("username", json!({"username": "la.tienda"})),
        ("register", json!({"pin": "246810"})),
        ("block_users", json!({"block_users": [{"user": "+34600111222"}]})),
        ("groups", json!({"subject": "Pan"})),
    ];
    for (edge, body) in settings {
        post(business, &format!("{NUMBER}/{edge}"), of_number(body)).await;
    }
    let new = json!({"cc": "34", "phone_number": "911 99 88 77", "verified_name": "Otra tienda"});
    post(business, &format!("{WABA}/phone_numbers"), new).await;
    post(business, NUMBER, json!({"new_display_name": "La Tienda de Ana"})).await;
}

/// A published Flow that Ana has open on its second screen.
async fn open_flow(business: &Business, ana: CustomerId) -> String {
    let screen = |id: &str, terminal: bool, tap: Value| {
        json!({"id": id, "title": id, "terminal": terminal, "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "Footer", "label": "Sigue", "on-click-action": tap}]}})
    };
    let next = json!({"name": "navigate", "next": {"type": "screen", "name": "END"}, "payload": {}});
    let document = json!({"version": "7.0", "screens": [
        screen("ASK", false, next), screen("END", true, json!({"name": "complete", "payload": {"day": "lunes"}}))]});
    let flow = json!({"name": "survey", "categories": ["SURVEY"], "flow_json": document.to_string(), "publish": true});
    let flow = post(business, &format!("{WABA}/flows"), flow).await["id"].clone();
    let parameters = json!({"flow_message_version": "3", "flow_id": flow, "flow_cta": "Reservar", "flow_token": "T1",
        "flow_action": "navigate", "flow_action_payload": {"screen": "ASK"}});
    let sent = business.send(of_number(json!({"to": "+34600111222", "type": "interactive", "interactive": {
        "type": "flow", "body": {"text": "Reserva"}, "action": {"name": "flow", "parameters": parameters}}})));
    let message = sent.await.1["messages"][0]["id"].as_str().unwrap().to_owned();
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let FlowStep::Open { session, .. } = business.handle().open_flow(ana, &message).await.unwrap() else { panic!() };
    business.handle().act_in_flow(&session, FlowDeed::default()).await.unwrap();
    session
}

/// A call that rings at Ana's.
async fn call(business: &Business, ana: CustomerId) -> Value {
    let reply = json!({"type": "call_permission_reply", "call_permission_reply": {"response": "accept", "response_source": "user_action"}});
    business.handle().customer_says(ana, Content::raw(json!({"type": "interactive", "interactive": reply})));
    let call = json!({"to": "+34600111222", "action": "connect", "session": {"sdp_type": "offer", "sdp": "v=0"}});
    post(business, &format!("{NUMBER}/calls"), of_number(call)).await["calls"][0]["id"].clone()
}

/// What the API tells of all that was set; without the address the emulator had.
async fn told(business: &Business, upload: &str) -> Vec<(String, String)> {
    let span = "start(1790900000).end(1791200000)";
    let paths = [
        format!("{NUMBER}/whatsapp_business_profile?fields=about,profile_picture_url"),
        format!("{NUMBER}/settings"),
        format!("{NUMBER}?fields=conversational_automation,is_pin_enabled,new_display_name,new_name_status,username"),
        format!("{NUMBER}/whatsapp_commerce_settings"),
        format!("{NUMBER}/whatsapp_business_encryption"),
        format!("{NUMBER}/message_qrdls"),
        format!("{NUMBER}/block_users"),
        format!("{NUMBER}/groups"),
        format!("{NUMBER}/call_permissions?user_wa_id=34600111222"),
        format!("{WABA}/phone_numbers?fields=verified_name,code_verification_status"),
        format!("{WABA}/flows?fields=name,status,json_version"),
        format!("{WABA}/subscribed_apps"),
        format!("{WABA}?fields=analytics.{span}.granularity(DAY)"),
        upload.to_owned(),
    ];
    let mut told = Vec::new();
    for path in paths {
        let answer = business.get(&path).await.1.to_string().replace(business.running.base_url(), "");
        told.push((path, answer));
    }
    told.push(("/catalog".to_owned(), control(business, Method::GET, "/catalog", None).await.1.to_string()));
    told
}

#[tokio::test]
async fn what_was_set_by_request_is_still_set() {
    let file = File::new("assets");
    let first = start(&file).await;
    let ana = first.ana().await;
    let (picture, begun) = upload(&first).await;
    let session = open_flow(&first, ana).await;
    post(&first, &format!("{NUMBER}/settings"), json!({"calling": {"status": "ENABLED"}})).await;
    let ringing = call(&first, ana).await;
    furnish_number(&first, &picture).await;
    let elsewhere = json!({"override_callback_uri": first.subscriber.url, "verify_token": VERIFY_TOKEN});
    post(&first, &format!("{WABA}/subscribed_apps"), elsewhere).await;
    let shop = json!({"id": "7", "products": [{"retailer_id": "pan", "name": "Pan", "price": 2.5, "currency": "EUR"}]});
    assert_eq!(control(&first, Method::PUT, "/catalog", Some(shop)).await.0, 200);
    first.handle().wait_until_quiet(SOON).await.unwrap();
    let before = told(&first, &begun).await;
    first.running.shutdown().await;

    let second = start(&file).await;
    assert_eq!(told(&second, &begun).await, before);
    let untouched = Business::start().await;
    for (known, fresh) in before.iter().zip(told(&untouched, &begun).await) {
        assert_ne!(*known, fresh, "nothing was set there");
    }
    let (_, profile) = second.get(&format!("{NUMBER}/whatsapp_business_profile?fields=profile_picture_url")).await;
    let url = profile["data"][0]["profile_picture_url"].as_str().unwrap();
    assert_eq!(second.client.get(url).send().await.unwrap().bytes().await.unwrap(), PNG);
    let pin = of_number(json!({"pin": "000000"}));
    assert_eq!(code(&second.post(&format!("{NUMBER}/register"), pin).await.1), 133_005, "the PIN is another");
    let done = second.handle().act_in_flow(&session, FlowDeed::default()).await.unwrap();
    assert!(matches!(done, FlowStep::Completed { .. }), "{done:?}");
    second.handle().step_time(Duration::from_mins(1));
    post(&second, &format!("{NUMBER}/calls"), of_number(json!({"call_id": ringing, "action": "terminate"}))).await;
    first
        .subscriber
        .wait_until(|bodies| bodies.iter().any(|body| String::from_utf8_lossy(body).contains("COMPLETED")))
        .await;
    second.running.shutdown().await;
}

#[tokio::test]
async fn a_file_of_another_form_is_refused_with_what_to_do() {
    let cases = [
        (r#"{"now": 1, "seed": 1, "world": {}, "due": []}"#, "format 1 instead of 3: go on with that version"),
        (r#"{"now": 1, "format": 77}"#, "format 77 instead of 3: go on with that version"),
        (r#"{"now": 1, "format": 3}"#, "it is no state of the emulator: name another file"),
        (r#"{"theme": "dark"}"#, "it is no state of the emulator: name another file"),
        ("", "it is no state of the emulator: name another file"),
    ];
    for (content, expected) in cases {
        let file = File::new("other");
        std::fs::write(&file.0, content).unwrap();
        let config = Config { state_file: Some(file.0.clone()), ..Config::for_tests() };
        let refused = Emulator::start(config).await.err().expect(content);
        let why = std::error::Error::source(&refused).unwrap().to_string();
        assert!(why.contains(expected), "{content}: {why}");
        assert_eq!(std::fs::read_to_string(&file.0).unwrap(), content, "it is left as it was");
    }
}

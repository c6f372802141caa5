//! WhatsApp Flows: their life, and a customer who walks through one, with and without the business's endpoint.

use std::sync::{Arc, Mutex};

use aes_gcm::aead::consts::U16;
use aes_gcm::aead::{Aead, Nonce};
use aes_gcm::aes::Aes128;
use aes_gcm::{AesGcm, KeyInit};
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use emulator::{CustomerId, FlowDeed, FlowStep, FlowTrouble};
use reqwest::Method;
use serde_json::{Map, Value, json};
use whatsapp::signature::AppSecret;

use crate::support::{Business, NUMBER, SOON, WABA, code};

type Cipher = AesGcm<Aes128, U16>;

/// The business's endpoint: opens what it gets, answers what it is told to.
#[derive(Clone)]
struct Endpoint {
    url: String,
    key: Arc<Mutex<PrivateDecryptingKey>>,
    asked: Arc<Mutex<Vec<Value>>>,
    /// Status and answer, the next one last.
    answers: Arc<Mutex<Vec<(u16, Value)>>>,
}

impl Endpoint {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/flow", listener.local_addr().unwrap());
        let key = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
        let endpoint = Self { url, key: Arc::new(Mutex::new(key)), asked: Arc::default(), answers: Arc::default() };
        let router = Router::new().route("/flow", axum::routing::post(answer)).with_state(endpoint.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        endpoint
    }

    fn public_key(&self) -> String {
        let der: PublicKeyX509Der<'_> = self.key.lock().unwrap().public_key().as_der().unwrap();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der.as_ref()))
    }

    fn will_answer(&self, answers: &[(u16, Value)]) {
        *self.answers.lock().unwrap() = answers.iter().rev().cloned().collect();
    }
}

async fn answer(State(endpoint): State<Endpoint>, headers: HeaderMap, body: axum::body::Bytes) -> (StatusCode, String) {
    let signature = headers[whatsapp::signature::HEADER].to_str().unwrap();
    AppSecret::new("emulated-app-secret").verify(&body, signature).expect("the signature holds");
    let body: Value = serde_json::from_slice(&body).unwrap();
    let part = |name: &str| STANDARD.decode(body[name].as_str().unwrap()).unwrap();
    let private = OaepPrivateDecryptingKey::new(endpoint.key.lock().unwrap().clone()).unwrap();
    let mut room = vec![0; 256];
    let Ok(key) = private.decrypt(&OAEP_SHA256_MGF1SHA256, &part("encrypted_aes_key"), &mut room, None) else {
        return (StatusCode::MISDIRECTED_REQUEST, String::new());
    };
    let cipher = Cipher::new_from_slice(key).unwrap();
    let vector: [u8; 16] = part("initial_vector").try_into().unwrap();
    let plain = cipher.decrypt(&Nonce::<Cipher>::from(vector), part("encrypted_flow_data").as_slice()).unwrap();
    let asked: Value = serde_json::from_slice(&plain).unwrap();
    let is_ping = asked["action"] == "ping";
    endpoint.asked.lock().unwrap().push(asked);
    let next = if is_ping { None } else { endpoint.answers.lock().unwrap().pop() };
    let (status, answer) = next.unwrap_or((200, json!({"data": {"status": "active"}})));
    if status != 200 {
        return (StatusCode::from_u16(status).unwrap(), answer.to_string());
    }
    let inverted = vector.map(|byte| !byte);
    let sealed = cipher.encrypt(&Nonce::<Cipher>::from(inverted), answer.to_string().as_bytes()).unwrap();
    (StatusCode::OK, STANDARD.encode(sealed))
}

fn screen(id: &str, terminal: bool, children: &Value) -> Value {
    json!({"id": id, "title": id, "terminal": terminal, "data": {"who": {"type": "string", "__example__": "Ana"}},
        "layout": {"type": "SingleColumnLayout", "children": children}})
}

/// Two screens without an endpoint.
fn survey() -> Value {
    json!({"version": "7.0", "screens": [
        screen("ASK", false, &json!([
            {"type": "TextBody", "text": "Hola, ${data.who}"},
            {"type": "Form", "name": "form", "children": [{"type": "TextInput", "name": "day", "label": "Día", "required": true}]},
            {"type": "Footer", "label": "Sigue", "on-click-action": {"name": "navigate",
                "next": {"type": "screen", "name": "END"}, "payload": {"who": "${form.day}"}}}])),
        screen("END", true, &json!([
            {"type": "TextBody", "text": "${data.who}"},
            {"type": "Footer", "label": "Listo", "on-click-action": {"name": "complete",
                "payload": {"day": "${screen.ASK.form.day}", "note": "para ${data.who}"}}}])),
    ]})
}

/// The same with an endpoint that is asked after each screen.
fn booking() -> Value {
    let mut flow = survey();
    flow["data_api_version"] = json!("3.0");
    flow["routing_model"] = json!({"ASK": ["END"], "END": []});
    flow["screens"][0]["layout"]["children"][2]["on-click-action"] =
        json!({"name": "data_exchange", "payload": {"day": "${form.day}"}});
    flow
}

async fn create(business: &Business, body: Value) -> (u16, Value) {
    let mut body = body;
    if body.get("categories").is_none() {
        body["categories"] = json!(["SURVEY"]);
    }
    business.post(&format!("{WABA}/flows"), body).await
}

/// Sends a Flow to Ana: who she is, and the message.
async fn send(business: &Business, parameters: Value) -> (CustomerId, String) {
    let ana = business.ana().await;
    let body = json!({"messaging_product": "whatsapp", "to": "+34600111222", "type": "interactive", "interactive": {
        "type": "flow", "body": {"text": "Reserva"}, "action": {"name": "flow", "parameters": parameters}}});
    let (status, answer) = business.send(body).await;
    assert_eq!(status, 200, "{answer}");
    business.handle().wait_until_quiet(SOON).await.unwrap();
    (ana, answer["messages"][0]["id"].as_str().unwrap().to_owned())
}

fn parameters(flow: &str, action: &str) -> Value {
    let mut parameters = json!({"flow_message_version": "3", "flow_id": flow, "flow_cta": "Reservar", "flow_token": "T1",
        "flow_action": action});
    if action == "navigate" {
        parameters["flow_action_payload"] = json!({"screen": "ASK", "data": {"who": "Ana"}});
    }
    parameters
}

fn form(day: &str) -> FlowDeed {
    FlowDeed { form: Map::from_iter([("day".to_owned(), day.into())]), ..FlowDeed::default() }
}

fn open(step: &FlowStep) -> (String, Value, Option<String>) {
    match step {
        FlowStep::Open { session, screen, error_message, .. } => {
            (session.clone(), screen.clone(), error_message.clone())
        }
        FlowStep::Completed { .. } => panic!("it is over: {step:?}"),
    }
}

#[tokio::test]
async fn a_flow_lives_from_draft_to_deprecated() {
    let business = Business::start().await;
    assert_eq!(code(&create(&business, json!({"name": "x", "categories": ["NONSENSE"]})).await.1), 100);
    let (status, made) = create(&business, json!({"name": "survey"})).await;
    assert_eq!((status, &made["validation_errors"]), (200, &json!([])));
    let id = made["id"].as_str().unwrap();
    assert_eq!(create(&business, json!({"name": "survey"})).await.1["error"]["error_subcode"], 4_016_019);
    let upload = async |json: String| {
        let part = reqwest::multipart::Part::text(json).file_name("flow.json").mime_str("application/json").unwrap();
        let form = reqwest::multipart::Form::new()
            .text("name", "flow.json")
            .text("asset_type", "FLOW_JSON")
            .part("file", part);
        let request = business.client.post(business.url(&format!("{id}/assets"))).bearer_auth("EAAemulated");
        request.multipart(form).send().await.unwrap().json::<Value>().await.unwrap()
    };
    let broken = upload(survey().to_string().replace("TextBody", "TextBold")).await;
    assert_eq!(broken["validation_errors"][0]["error"], "INVALID_PROPERTY_VALUE");
    assert_eq!(code(&business.post(&format!("{id}/publish"), json!({})).await.1), 139_002);
    assert_eq!(upload(survey().to_string()).await, json!({"success": true, "validation_errors": []}));
    let (_, assets) = business.get(&format!("{id}/assets")).await;
    let json = business.client.get(assets["data"][0]["download_url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(json.json::<Value>().await.unwrap(), survey());
    assert_eq!(code(&business.post(&format!("{id}/deprecate"), json!({})).await.1), 139_003);
    let status = async || business.get(&format!("{id}?fields=status")).await.1["status"].as_str().unwrap().to_owned();
    assert_eq!(business.post(&format!("{id}/publish"), json!({})).await.0, 200);
    assert_eq!(status().await, "PUBLISHED");
    assert_eq!(code(&business.request(Method::DELETE, id, None).await.1), 139_004);
    assert_eq!(business.post(id, json!({"name": "other"})).await.0, 200);
    assert_eq!(status().await, "DRAFT", "an edited Flow is a draft again");
    business.post(&format!("{id}/publish"), json!({})).await;
    assert_eq!(business.post(&format!("{id}/deprecate"), json!({})).await.0, 200);
    assert_eq!(code(&business.post(id, json!({"name": "again"})).await.1), 139_001);
    let (_, list) = business.get(&format!("{WABA}/flows?fields=name,status,preview")).await;
    assert_eq!((&list["data"][0]["name"], &list["data"][0]["status"]), (&json!("other"), &json!("DEPRECATED")));
    let (_, draft) = create(&business, json!({"name": "copy", "clone_flow_id": id})).await;
    assert_eq!(business.request(Method::DELETE, draft["id"].as_str().unwrap(), None).await.0, 200);
    business.handle().wait_until_quiet(SOON).await.unwrap();
    let changes = business.subscriber.values().iter().filter(|value| value["event"] == "FLOW_STATUS_CHANGE").count();
    assert_eq!(changes, 6);
}

#[tokio::test]
async fn a_customer_fills_in_a_flow_without_endpoint() {
    let business = Business::start().await;
    let (_, made) = create(&business, json!({"name": "survey", "flow_json": survey().to_string()})).await;
    let id = made["id"].as_str().unwrap();
    let (ana, message) = send(&business, parameters(id, "navigate")).await;
    let handle = business.handle();
    assert_eq!(handle.open_flow(ana, &message).await, Err(FlowTrouble::NotPublished));
    assert_eq!(business.post(&format!("{id}/publish"), json!({})).await.0, 200);
    let (session, first, _) = open(&handle.open_flow(ana, &message).await.unwrap());
    assert_eq!(first["layout"]["children"][0]["text"], "Hola, Ana");
    let empty = handle.act_in_flow(&session, FlowDeed::default()).await;
    assert_eq!(empty, Err(FlowTrouble::Incomplete(vec!["day".to_owned()])));
    let (_, second, _) = open(&handle.act_in_flow(&session, form("lunes")).await.unwrap());
    assert_eq!((&second["id"], &second["layout"]["children"][0]["text"]), (&json!("END"), &json!("lunes")));
    let (_, back, _) =
        open(&handle.act_in_flow(&session, FlowDeed { back: true, ..FlowDeed::default() }).await.unwrap());
    assert_eq!(back["id"], "ASK");
    open(&handle.act_in_flow(&session, form("martes")).await.unwrap());
    let done = handle.act_in_flow(&session, FlowDeed::default()).await.unwrap();
    let FlowStep::Completed { message_id, response, .. } = done else { panic!("{done:?}") };
    assert_eq!(response, json!({"day": "martes", "note": "para martes", "flow_token": "T1"}));
    handle.wait_until_quiet(SOON).await.unwrap();
    let reply = business.subscriber.items("messages").into_iter().find(|m| m["id"] == message_id.as_str()).unwrap();
    assert_eq!(reply["context"]["id"], message.as_str());
    let json: Value =
        serde_json::from_str(reply["interactive"]["nfm_reply"]["response_json"].as_str().unwrap()).unwrap();
    assert_eq!(json, response);
    assert_eq!(handle.act_in_flow(&session, form("x")).await, Err(FlowTrouble::NotOpen));
}

#[tokio::test]
async fn the_endpoint_leads_a_customer_through_and_its_codes_are_heeded() {
    let business = Business::start().await;
    let endpoint = Endpoint::start().await;
    let body =
        json!({"name": "booking", "endpoint_uri": endpoint.url, "flow_json": booking().to_string(), "publish": true});
    assert_eq!(code(&create(&business, body.clone()).await.1), 139_002, "there is no key yet");
    let key = json!({"business_public_key": endpoint.public_key()});
    assert_eq!(business.post(&format!("{NUMBER}/whatsapp_business_encryption"), key).await.0, 200);
    let mut body = body;
    body["name"] = json!("booking 2");
    let (status, made) = create(&business, body).await;
    assert_eq!(status, 200, "{made}");
    let id = made["id"].as_str().unwrap();
    assert_eq!(endpoint.asked.lock().unwrap()[0]["action"], "ping");

    let (ana, message) = send(&business, parameters(id, "data_exchange")).await;
    let handle = business.handle();
    let on = |screen: &str, data: Value| (200, json!({"screen": screen, "data": data}));
    endpoint.will_answer(&[
        on("ASK", json!({"who": "Ana"})),
        on("ASK", json!({"error_message": "Ese día no"})),
        on("END", json!({"who": "martes"})),
    ]);
    let (session, first, _) = open(&handle.open_flow(ana, &message).await.unwrap());
    assert_eq!(first["layout"]["children"][0]["text"], "Hola, Ana");
    let (_, same, error) = open(&handle.act_in_flow(&session, form("lunes")).await.unwrap());
    assert_eq!((&same["id"], error.as_deref()), (&json!("ASK"), Some("Ese día no")));
    let (_, second, _) = open(&handle.act_in_flow(&session, form("martes")).await.unwrap());
    assert_eq!(second["layout"]["children"][0]["text"], "martes");
    let asked = endpoint.asked.lock().unwrap().last().unwrap().clone();
    let expected = json!({"version": "3.0", "action": "data_exchange", "screen": "ASK", "data": {"day": "martes"}, "flow_token": "T1"});
    assert_eq!(asked, expected);

    let params = json!({"extension_message_response": {"params": {"flow_token": "T1", "seat": 7}}});
    endpoint.will_answer(&[on("ASK", json!({})), on("SUCCESS", params)]);
    let (session, _, _) = open(&handle.open_flow(ana, &message).await.unwrap());
    let done = handle.act_in_flow(&session, form("martes")).await.unwrap();
    assert!(matches!(done, FlowStep::Completed { response, .. } if response == json!({"flow_token": "T1", "seat": 7})));

    let troubles = [
        ((427, json!({"error_msg": "Demasiado tarde"})), FlowTrouble::Expired("Demasiado tarde".to_owned())),
        ((432, json!({})), FlowTrouble::Endpoint("432: it does not accept the signature".to_owned())),
        ((500, json!({})), FlowTrouble::Endpoint("HTTP status 500".to_owned())),
        (on("NOWHERE", json!({})), FlowTrouble::Endpoint("there is no screen 'NOWHERE'".to_owned())),
    ];
    for (answer, trouble) in troubles {
        endpoint.will_answer(&[answer]);
        assert_eq!(handle.open_flow(ana, &message).await, Err(trouble));
    }
    assert_eq!(endpoint.asked.lock().unwrap().last().unwrap()["data"]["error"], "INVALID_RESPONSE", "it is told");

    let before = endpoint.asked.lock().unwrap().len();
    *endpoint.key.lock().unwrap() = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
    let trouble = handle.open_flow(ana, &message).await.unwrap_err();
    assert_eq!(trouble.to_string(), "the endpoint failed: 421: it cannot open the request");
    assert_eq!(endpoint.asked.lock().unwrap().len(), before);
    let tries = handle.log(None).iter().filter(|exchange| exchange.status == Some(421)).count();
    assert_eq!(tries, 2, "the key is fetched again once");
}

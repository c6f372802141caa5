//! What the tests share: a business that listens for webhooks and calls the emulator over HTTP.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use emulator::{Config, CustomerId, Emulator, Handle, NewCustomer, Running};
use serde_json::{Value, json};
use tokio::sync::watch;
use whatsapp::signature::{AppSecret, VerificationQuery};
use whatsapp::webhook::{Change, Notification};

/// Long enough for anything that happens at all.
pub const SOON: Duration = Duration::from_secs(20);

pub const VERIFY_TOKEN: &str = "emulated-verify-token";

/// A business: a subscriber, and an emulator it has subscribed to.
pub struct Business {
    pub running: Running,
    pub subscriber: Subscriber,
    pub client: reqwest::Client,
}

/// Receives webhooks, checks their signatures and keeps them.
#[derive(Clone)]
pub struct Subscriber {
    pub url: String,
    received: Arc<Mutex<Vec<Vec<u8>>>>,
    count: watch::Sender<usize>,
    /// What is answered to the next webhooks; 200 when it is empty.
    answers: Arc<Mutex<Vec<u16>>>,
}

impl Subscriber {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/webhook", listener.local_addr().unwrap());
        let subscriber = Self { url, received: Arc::default(), count: watch::Sender::new(0), answers: Arc::default() };
        let routes = axum::routing::post(receive).get(challenge);
        let router = Router::new().route("/webhook", routes).with_state(subscriber.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        subscriber
    }

    pub fn answer_next(&self, statuses: &[u16]) {
        *self.answers.lock().unwrap() = statuses.iter().rev().copied().collect();
    }

    /// The bodies received with status 200 or any other, as they came.
    pub fn bodies(&self) -> Vec<Vec<u8>> {
        self.received.lock().unwrap().clone()
    }

    /// Waits until what was received satisfies the condition.
    pub async fn wait_until(&self, condition: impl Fn(&[Vec<u8>]) -> bool) {
        let mut count = self.count.subscribe();
        let waiting = async {
            while !condition(&self.received.lock().unwrap()) {
                count.changed().await.unwrap();
            }
        };
        tokio::time::timeout(SOON, waiting).await.expect("the webhooks did not come");
    }

    pub async fn wait_for(&self, bodies: usize) -> Vec<Vec<u8>> {
        self.wait_until(|received| received.len() >= bodies).await;
        self.bodies()
    }

    /// All statuses received so far, as `(message id, status)`.
    pub fn statuses(&self) -> Vec<(String, String)> {
        let word = |status: &Value, name: &str| status[name].as_str().unwrap_or_default().to_owned();
        self.items("statuses").iter().map(|status| (word(status, "id"), word(status, "status"))).collect()
    }

    /// All items of that name in the values received so far.
    pub fn items(&self, name: &str) -> Vec<Value> {
        self.values().iter().flat_map(|value| value[name].as_array().cloned().unwrap_or_default()).collect()
    }

    pub fn values(&self) -> Vec<Value> {
        let bodies = self.bodies();
        let bodies = bodies.iter().map(|body| serde_json::from_slice::<Value>(body).unwrap());
        bodies.map(|body| body["entry"][0]["changes"][0]["value"].clone()).collect()
    }

    pub async fn wait_for_status(&self, id: &str, status: &str) {
        let wanted = (id.to_owned(), status.to_owned());
        self.wait_until(|_| true).await;
        let mut count = self.count.subscribe();
        let waiting = async {
            while !self.statuses().contains(&wanted) {
                count.changed().await.unwrap();
            }
        };
        tokio::time::timeout(SOON, waiting).await.unwrap_or_else(|_| panic!("{status} did not come for {id}"));
    }
}

async fn receive(State(subscriber): State<Subscriber>, headers: HeaderMap, body: axum::body::Bytes) -> StatusCode {
    let signature = headers[whatsapp::signature::HEADER].to_str().unwrap();
    AppSecret::new("emulated-app-secret").verify(&body, signature).expect("the signature holds");
    assert!(headers["x-hub-signature"].to_str().unwrap().starts_with("sha1="), "as old software wants it");
    assert_eq!(headers["user-agent"], "facebookexternalua");
    let notification = Notification::parse(&body).expect("the body can be read");
    for entry in &notification.entry {
        assert!(!entry.changes.iter().any(|change| matches!(change, Change::Unknown { .. })), "{notification:?}");
    }
    let status = subscriber.answers.lock().unwrap().pop().unwrap_or(200);
    subscriber.received.lock().unwrap().push(body.to_vec());
    subscriber.count.send_modify(|count| *count += 1);
    StatusCode::from_u16(status).unwrap()
}

async fn challenge(Query(query): Query<VerificationQuery>) -> Result<String, StatusCode> {
    query.answer(VERIFY_TOKEN).map(str::to_owned).ok_or(StatusCode::FORBIDDEN)
}

impl Business {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let subscriber = Subscriber::start().await;
        let mut config = Config { webhook_url: Some(subscriber.url.clone()), ..Config::for_tests() };
        change(&mut config);
        let running = Emulator::start(config).await.unwrap();
        let client = reqwest::Client::builder().no_proxy().timeout(SOON).build().unwrap();
        Self { running, subscriber, client }
    }

    pub fn handle(&self) -> &Handle {
        self.running.handle()
    }

    /// Ana, who has just written.
    pub async fn ana(&self) -> CustomerId {
        let ana = self.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
        self.handle().customer_says(ana, "hola");
        self.handle().wait_until_quiet(SOON).await.unwrap();
        ana
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}/v26.0/{path}", self.running.base_url())
    }

    pub async fn request(&self, method: reqwest::Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let request = self.client.request(method, self.url(path)).bearer_auth("EAAemulated");
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.request(reqwest::Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.request(reqwest::Method::POST, path, Some(body)).await
    }

    pub async fn send(&self, body: Value) -> (u16, Value) {
        self.post(&format!("{NUMBER}/messages"), body).await
    }

    /// Sends a text and gives its id.
    pub async fn say(&self, to: &str, text: &str) -> String {
        let (status, answer) = self.send(text_to(to, text)).await;
        assert_eq!(status, 200, "{answer}");
        answer["messages"][0]["id"].as_str().unwrap().to_owned()
    }
}

pub const NUMBER: &str = "106540352242922";
pub const WABA: &str = "102290129340398";

pub fn text_to(to: &str, text: &str) -> Value {
    json!({ "messaging_product": "whatsapp", "to": to, "type": "text", "text": { "body": text } })
}

pub fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_default()
}

//! A browser or a program, as far as the API can tell.

use crate::stage::{Database, Stage};
use domain::id::UserId;
use emulator::{Config, CustomerId, NewCustomer};
use serde_json::{Value, json};
use server::first_start::{self, Owner};
use server::http::password::Passwords;
use store::user::NewUser;

pub const OWNER: &str = "owner@example.com";

/// A server with an owner who is logged in.
pub struct House {
    pub stage: Stage,
    pub owner: Client,
    pub password: String,
}

#[derive(Clone)]
pub struct Client {
    pub base: String,
    http: reqwest::Client,
    cookie: Option<String>,
    csrf: Option<String>,
    bearer: Option<String>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
    pub text: String,
}

impl House {
    pub async fn build(database: Database, flow: &str) -> Self {
        Self::arranged(database, Config::for_tests(), flow).await
    }

    pub async fn arranged(database: Database, config: Config, flow: &str) -> Self {
        let stage = Stage::build(database, config, flow).await;
        let owner = Owner { email: OWNER, name: "Olga", language: "es", must_change_password: true };
        let made = first_start::ensure_owner(&stage.app, owner).await.expect("an owner").expect("the first");
        let owner = Client::new(&stage).logged_in(OWNER, &made.password).await;
        Self { stage, owner, password: made.password }
    }

    /// Somebody with this role, logged in.
    pub async fn person(&self, role: &str) -> Client {
        let (app, email) = (&self.stage.app, format!("{role}@example.com"));
        let hash = Passwords::new().expect("hasher").hash("a long password".to_owned()).await.expect("a hash");
        let now = app.universe.now();
        let user = NewUser {
            id: app.universe.with_ids(|ids| UserId::new(ids, now)),
            email: &email,
            name: role,
            role,
            language: "es",
            password_hash: &hash,
            must_change_password: false,
        };
        let mut tx = app.db.write().await.expect("a transaction");
        store::user::create(&mut tx, app.workspace, user, now).await.expect("a user");
        tx.commit().await.expect("committed");
        Client::new(&self.stage).logged_in(&email, "a long password").await
    }

    /// A program with a token of these permissions.
    pub async fn program(&self, permissions: &[&str]) -> Client {
        let made = self.owner.post("/tokens", &json!({ "name": "test", "permissions": permissions })).await;
        assert_eq!(made.status, 201, "{made:?}");
        let token = made.body["token"].as_str().expect("a token").to_owned();
        Client { bearer: Some(token), ..Client::new(&self.stage) }
    }

    /// A customer who wrote, and the conversation that came of it.
    pub async fn customer_writes(&self, name: &str, phone: &str, text: &str) -> (CustomerId, String) {
        let emulator = self.stage.emulator.handle();
        let customer = emulator.add_customer(NewCustomer::named(name).with_phone(phone));
        emulator.customer_says(customer, text);
        let find = async || {
            let list = self.owner.get(&format!("/conversations?q={phone}")).await;
            list.body["items"][0]["id"].as_str().map(str::to_owned)
        };
        (customer, eventually(find).await)
    }

    pub async fn close(self) {
        self.stage.server.shutdown().await;
    }
}

/// Asks again until there is something; the test's runner bounds how long.
pub async fn eventually<T>(mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let search = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(crate::stage::PATIENCE, search).await.expect("what was waited for did not happen")
}

impl Client {
    pub fn new(stage: &Stage) -> Self {
        let base = format!("http://{}", stage.server.address);
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { base, http, cookie: None, csrf: None, bearer: None }
    }

    pub async fn logged_in(mut self, email: &str, password: &str) -> Self {
        let answer = self.post("/session", &json!({ "email": email, "password": password })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let cookie = answer.headers.get("set-cookie").expect("a cookie").to_str().expect("text");
        self.cookie = cookie.split(';').next().map(str::to_owned);
        self.csrf = answer.body["csrf_token"].as_str().map(str::to_owned);
        self
    }

    pub fn without_csrf(&self) -> Self {
        Self { csrf: None, ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None, &[]).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, Some(body), &[]).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send("PUT", path, Some(body), &[]).await
    }

    pub async fn put_bytes(&self, path: &str, bytes: &[u8]) -> Answer {
        answer(self.request("PUT", path).body(bytes.to_vec()).send().await.expect("an answer")).await
    }

    /// A file and its type.
    pub async fn get_bytes(&self, path: &str) -> (String, Vec<u8>) {
        let answer = self.request("GET", path).send().await.expect("an answer");
        let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        (kind.to_owned(), answer.bytes().await.expect("bytes").to_vec())
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send("PATCH", path, Some(body), &[]).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, None, &[]).await
    }

    pub async fn post_once(&self, path: &str, body: &Value, key: &str) -> Answer {
        self.send("POST", path, Some(body), &[("idempotency-key", key)]).await
    }

    /// A file, as it is.
    pub async fn upload(&self, path: &str, text: &str) -> Answer {
        let request = self.request("POST", path).header("content-type", "application/octet-stream");
        answer(request.body(text.to_owned()).send().await.expect("an answer")).await
    }

    pub async fn send(&self, method: &str, path: &str, body: Option<&Value>, headers: &[(&str, &str)]) -> Answer {
        let text = body.map(ToString::to_string).unwrap_or_default();
        let mut request = self.request(method, path).header("content-type", "application/json").body(text);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(request.send().await.expect("an answer")).await
    }

    /// A path below `/api/v1`, or a whole one when it begins with `//`.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let url = match path.strip_prefix('/').filter(|rest| rest.starts_with('/')) {
            Some(whole) => format!("{}{whole}", self.base),
            None => format!("{}/api/v1{path}", self.base),
        };
        let mut request = self.http.request(method.parse().expect("a method"), url);
        for (name, value) in [("cookie", &self.cookie), ("x-csrf-token", &self.csrf)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        match &self.bearer {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }
}

async fn answer(response: reqwest::Response) -> Answer {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let text = response.text().await.expect("a body");
    Answer { status, headers, body: serde_json::from_str(&text).unwrap_or_default(), text }
}

impl Answer {
    /// The last part of the problem's type.
    pub fn problem(&self) -> &str {
        let kind = self.body["type"].as_str().unwrap_or_default();
        assert!(kind.is_empty() || self.headers["content-type"] == "application/problem+json", "{self:?}");
        kind.rsplit(':').next().unwrap_or_default()
    }

    pub fn items(&self) -> &Vec<Value> {
        self.body["items"].as_array().expect("a list")
    }

    pub fn id(&self) -> String {
        assert!(self.body["id"].is_string(), "{self:?}");
        self.body["id"].as_str().expect("an id").to_owned()
    }
}

//! The control API.

use futures::StreamExt;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Business, SOON, text_to};

#[tokio::test]
async fn the_page_and_all_it_names_are_there() {
    let business = Business::start().await;
    let get = async |path: &str| {
        let answer = business.client.get(format!("{}{path}", business.running.base_url())).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    };
    let mut wanted: Vec<String> = quoted(&get("/").await, "/emulator/page/");
    assert!(wanted.len() >= 2, "{wanted:?}");
    let mut seen = Vec::new();
    while let Some(name) = wanted.pop() {
        let text = get(&format!("/emulator/page/{name}")).await;
        wanted.extend(quoted(&text, "from \"./").into_iter().filter(|name| !seen.contains(name)));
        seen.push(name);
    }
    assert!(["main.js", "phones.js", "steering.js", "log.js"].iter().all(|name| seen.iter().any(|seen| seen == name)));
    let (status, _) = control(&business, Method::GET, "/page/nothing.js", None).await;
    assert_eq!(status, 404);
}

/// What stands between this beginning and the next quotation mark.
fn quoted(text: &str, beginning: &str) -> Vec<String> {
    text.split(beginning).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

pub async fn control(business: &Business, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
    let request = business.client.request(method, format!("{}/emulator{path}", business.running.base_url()));
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap_or_default())
}

/// Waits for a webhook whose value is like this.
pub async fn heard(business: &Business, fits: impl Fn(&Value) -> bool) {
    let value = |body: &Vec<u8>| {
        let body: Value = serde_json::from_slice(body).unwrap();
        body["entry"][0]["changes"][0]["value"].clone()
    };
    business.subscriber.wait_until(|bodies| bodies.iter().any(|body| fits(&value(body)))).await;
}

#[tokio::test]
async fn a_phone_can_be_used_from_outside() {
    let business = Business::start().await;
    let new = json!({"name": "Ana", "phone": "+34 600 111 222"});
    let (status, ana) = control(&business, Method::POST, "/customers", Some(new)).await;
    assert_eq!((status, &ana["phone"]), (201, &json!("34600111222")));
    let path = format!("/customers/{}/messages", ana["id"].as_str().unwrap());
    let hola = json!({"message": {"type": "text", "text": {"body": "hola"}}});
    let (status, said) = control(&business, Method::POST, &path, Some(hola)).await;
    assert_eq!(status, 201);
    business.subscriber.wait_for(1).await;
    assert_eq!(business.subscriber.items("messages")[0]["id"], said["id"]);

    let id = business.say("+34600111222", "buenas").await;
    business.subscriber.wait_for_status(&id, "delivered").await;
    let (_, phone) = control(&business, Method::GET, &path, None).await;
    assert_eq!(phone["items"][1]["message"]["text"]["body"], "buenas");
    assert_eq!(phone["items"][1]["status"], "delivered");
    assert_eq!(phone["items"][1]["direction"], "to_customer");
    let (_, people) = control(&business, Method::GET, "/customers", None).await;
    assert_eq!(people["items"][0]["unread"], 1);
    assert_eq!(people["items"][0]["last"]["text"], "buenas");

    let read = format!("/customers/{}/read", ana["id"].as_str().unwrap());
    assert_eq!(control(&business, Method::POST, &read, None).await.0, 204);
    business.subscriber.wait_for_status(&id, "read").await;
}

#[tokio::test]
async fn a_picture_is_sent_as_base64() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let body = json!({"message": {"type": "image", "image": {"caption": "mira"}},
        "file": {"mime_type": "image/png", "data": "iVBORw0KGgo="}});
    assert_eq!(control(&business, Method::POST, &format!("/customers/{ana}/messages"), Some(body)).await.0, 201);
    business.subscriber.wait_for(2).await;
    let id = business.subscriber.items("messages")[1]["image"]["id"].as_str().unwrap().to_owned();
    let url = format!("{}/emulator/media/{id}", business.running.base_url());
    let fetched = business.client.get(url).send().await.unwrap();
    assert_eq!(fetched.headers()["content-type"], "image/png");
    assert_eq!(&fetched.bytes().await.unwrap()[..4], b"\x89PNG");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_a_reason() {
    let business = Business::start().await;
    let ana = business.ana().await;
    let cases = [
        (Method::GET, "/customers/99/messages".to_owned(), None, 404),
        (Method::POST, format!("/customers/{ana}/messages"), Some(json!({"message": {"type": "text"}})), 422),
        (Method::POST, "/customers".to_owned(), Some(json!({"name": " "})), 422),
        (Method::POST, "/customers".to_owned(), Some(json!({"name": "B", "phone": "34600111222"})), 422),
        (Method::PUT, "/faults".to_owned(), Some(json!({"duplicate_rate": 2})), 422),
        (Method::PUT, "/faults".to_owned(), Some(json!({"duplicates": 1})), 422),
        (Method::PUT, "/time".to_owned(), Some(json!({"speed": -1})), 422),
        (Method::PUT, "/templates/1".to_owned(), Some(json!({"status": "PAUSED"})), 404),
        (Method::PUT, "/templates/1".to_owned(), Some(json!({"reason": "BECAUSE"})), 422),
        (Method::PATCH, format!("/customers/{ana}"), Some(json!({"phone": "12"})), 422),
        (Method::PATCH, format!("/customers/{ana}"), Some(json!({"mood": "good"})), 422),
        (Method::POST, "/customers/99/report".to_owned(), None, 404),
        (
            Method::POST,
            format!("/customers/{ana}/payments"),
            Some(json!({"message_id": "x", "status": "captured"})),
            404,
        ),
        (Method::POST, format!("/customers/{ana}/flows"), Some(json!({"message_id": "x"})), 404),
        (Method::POST, "/flow_sessions/9".to_owned(), Some(json!({})), 404),
        (Method::GET, "/flows/9".to_owned(), None, 404),
        (Method::POST, "/plays".to_owned(), Some(json!({"message_id": "x"})), 404),
        (Method::POST, "/media".to_owned(), Some(json!({"mime_type": "image/png", "data": "?"})), 422),
        (Method::POST, "/population".to_owned(), Some(json!({"count": 0})), 422),
        (Method::PUT, "/catalog".to_owned(), Some(json!({"id": "", "products": []})), 422),
        (Method::PATCH, "/numbers/9".to_owned(), Some(json!({"quality": "RED"})), 404),
        (Method::PUT, "/account/restrictions/FORBIDDEN".to_owned(), Some(json!({})), 422),
        (Method::DELETE, "/account/restrictions/RESTRICTED_X".to_owned(), None, 404),
        (Method::POST, "/graph".to_owned(), Some(json!({"method": "", "path": "/"})), 422),
        (Method::GET, "/log/99".to_owned(), None, 404),
    ];
    for (method, path, body, status) in cases {
        assert_eq!(control(&business, method, &path, body.clone()).await.0, status, "{path} {body:?}");
    }
}

#[tokio::test]
async fn time_faults_and_the_log_can_be_seen_and_set() {
    let business = Business::with(|config| config.start_at = Some(1_790_000_000_000)).await;
    business.ana().await;
    let (_, time) = control(&business, Method::PUT, "/time", Some(json!({"speed": 0}))).await;
    let (_, later) = control(&business, Method::PUT, "/time", Some(json!({"step_ms": 86_400_000}))).await;
    assert_eq!(later["now"].as_i64().unwrap() - time["now"].as_i64().unwrap(), 86_400_000);
    let id = business.say("+34600111222", "¿sigues ahí?").await;
    business.subscriber.wait_for_status(&id, "failed").await;

    let faults = json!({"errors": {"131000": 1.0}});
    let (_, set) = control(&business, Method::PUT, "/faults", Some(faults)).await;
    assert_eq!(set["errors"]["131000"], 1.0);
    assert_eq!(business.send(text_to("+34600111222", "hola")).await.0, 500);

    let (_, log) = control(&business, Method::GET, "/log", None).await;
    let kinds: Vec<&str> = log["items"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"webhook") && kinds.contains(&"request"));
    let (_, rest) = control(&business, Method::GET, "/log?after=1", None).await;
    assert_eq!(rest["items"].as_array().unwrap().len(), kinds.len() - 2);
    let (_, state) = control(&business, Method::GET, "/state", None).await;
    assert_eq!((&state["customers"], &state["accepted"]), (&json!(1), &json!(1)));
    assert_eq!(state["webhook_url"], business.subscriber.url);
}

#[tokio::test]
async fn watchers_are_told_what_happens() {
    let business = Business::start().await;
    let url = format!("{}/emulator/events", business.running.base_url());
    let mut events = business.client.get(url).send().await.unwrap().bytes_stream();
    let ana = business.ana().await;
    business.say("+34600111222", "buenas").await;
    let mut heard = String::new();
    let listening = async {
        while !(heard.contains("event: customer") && heard.contains("buenas") && heard.contains("\"delivered\"")) {
            heard.push_str(&String::from_utf8_lossy(&events.next().await.unwrap().unwrap()));
        }
    };
    tokio::time::timeout(SOON, listening).await.expect("the events come");
    assert!(heard.contains(&format!("\"customer_id\":\"{ana}\"")));
}

#[tokio::test]
async fn the_phones_have_a_page() {
    let business = Business::start().await;
    let page = business.client.get(business.running.base_url()).send().await.unwrap().text().await.unwrap();
    assert!(page.starts_with("<!doctype html>"));
    assert!(!page.contains("https://"), "nothing is fetched from elsewhere");
}

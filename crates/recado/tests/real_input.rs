//! Real input: webhooks as Meta sends them, collected and our own, posted to a running `recado serve`.
//!
//! All are answered 200; each ends processed or parked with a reason; posting them again changes nothing. What is not
//! a webhook of ours is refused clearly, and the server goes on.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test says what it expects")]

#[path = "real_input/memory.rs"]
mod memory;
#[path = "real_input/payloads.rs"]
mod payloads;
mod support;

use domain::id::WorkspaceId;
use emulator::{Config, Emulator, NumberConfig};
use payloads::Payload;
use std::time::Duration;
use store::{Db, args};
use support::database::{Business, Database, all_settled, count};
use support::process::Launch;
use whatsapp::signature::{AppSecret, HEADER};

const ECHO_FLOW: &str = "
name: Eco
language: es
triggers: [{any_message: true}]
start: eco
nodes:
  eco:
    say: {text: 'Eco: {{ message.text }}'}
    next: fin
  fin:
    end: {}
";

/// Somebody who posts webhooks.
struct Poster {
    client: reqwest::Client,
    url: String,
    secret: AppSecret,
}

impl Poster {
    fn new(launch: &Launch, app_secret: &str) -> Self {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { client, url: launch.url("/webhooks/whatsapp"), secret: AppSecret::new(app_secret) }
    }

    async fn post(&self, body: Vec<u8>) -> u16 {
        let signature = self.secret.sign(&body);
        self.send(body, Some(&signature)).await.0
    }

    /// The status, and what the refusal says.
    async fn send(&self, body: Vec<u8>, signature: Option<&str>) -> (u16, serde_json::Value) {
        let mut request = self.client.post(&self.url).header("content-type", "application/json").body(body);
        if let Some(signature) = signature {
            request = request.header(HEADER, signature);
        }
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        let is_problem = answer.headers().get("content-type").is_some_and(|kind| kind == "application/problem+json");
        let body = answer.bytes().await.expect("a whole answer");
        assert!(is_problem || status == 200, "{status}: {}", String::from_utf8_lossy(&body));
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }
}

async fn every_payload_is_processed_or_parked_and_acts_once(database: Database) {
    let payloads = payloads::all();
    let emulator = Emulator::start(Config::for_tests()).await.expect("the emulator starts");
    let business = Business {
        phone_number_ids: payloads::numbers(&payloads),
        access_token: &emulator.handle().config().access_token,
        messages_per_second: 80,
        flow: ECHO_FLOW,
    };
    database.found(&business).await;
    let launch = Launch::new(&database, emulator.handle(), Duration::from_secs(30));
    let server = launch.start().await;
    let poster = Poster::new(&launch, &emulator.handle().config().app_secret);
    let db = database.open().await;

    for payload in &payloads {
        assert_eq!(poster.post(payload.body.clone()).await, 200, "{}", payload.name);
    }
    all_settled(&db).await;
    let tally = check_journal(&db, &payloads, 1).await;
    println!("{}: {tally}", database.engine);
    let before = memory::of(&db).await;

    // Byte for byte: Meta delivers again. With a space at the end: another body with the same news.
    for payload in &payloads {
        let reworded = [payload.body.as_slice(), b" "].concat();
        assert_eq!(poster.post(payload.body.clone()).await, 200, "{}", payload.name);
        assert_eq!(poster.post(reworded).await, 200, "{}", payload.name);
    }
    all_settled(&db).await;
    memory::expect_same(&before, &memory::of(&db).await);
    check_journal(&db, &payloads, 2).await;
    println!("{}: posted again, byte for byte and reworded: {} tables are as they were", database.engine, before.len());

    everything_can_be_replayed(&db, &launch, &before).await;
    server.stop().await;
    emulator.shutdown().await;
}

/// Each body is in the journal with the right end; what the test prints.
async fn check_journal(db: &Db, payloads: &[Payload], wordings: i64) -> String {
    let sql = "SELECT body, state, COALESCE(reason, '') FROM journal ORDER BY sequence";
    let rows: Vec<(Vec<u8>, String, String)> =
        db.read().await.expect("a look").rows(sql, args![]).await.expect("the journal");
    let (mut processed, mut parked) = (0, std::collections::BTreeMap::new());
    for payload in payloads {
        let (_, state, reason) = rows.iter().find(|(body, ..)| *body == payload.body).expect("it is kept as it came");
        assert!(payload.end.is_none_or(|end| end == state), "{} is {state} ({reason})", payload.name);
        if state == "processed" {
            processed += 1;
        } else {
            assert!(state == "parked" && !reason.is_empty(), "{} is {state}", payload.name);
            let what = reason.split(':').next().unwrap_or_default();
            *parked.entry(what.to_owned()).or_insert(0) += 1;
        }
    }
    let distinct = payloads::distinct(payloads) * wordings;
    assert_eq!(count(db, "SELECT COUNT(*) FROM journal").await, distinct, "none is lost, none is doubled");
    let reasons: Vec<String> = parked.iter().map(|(reason, count)| format!("\n    {count:>4}  {reason}")).collect();
    let parked: i32 = parked.values().sum();
    format!("{} payloads: {processed} processed, {parked} parked:{}", payloads.len(), reasons.concat())
}

/// An operator replays everything, processed and parked: what was done is not done twice.
async fn everything_can_be_replayed(db: &Db, launch: &Launch, before: &memory::Memory) {
    let sql = "SELECT workspace_id, CAST(sequence AS TEXT) FROM journal ORDER BY sequence";
    let bodies: Vec<(String, String)> = db.read().await.expect("a look").rows(sql, args![]).await.expect("the journal");
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    for (workspace, id) in &bodies {
        assert!(workspace.parse::<WorkspaceId>().is_ok());
        let url = launch.url(&format!("/api/v1/journal/{id}/replay"));
        let answer = client.post(url).bearer_auth(support::database::TOKEN).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 202, "{}", answer.text().await.unwrap_or_default());
    }
    all_settled(db).await;
    memory::expect_same(before, &memory::of(db).await);
    println!("{} bodies replayed: nothing has changed", bodies.len());
}

async fn what_is_no_webhook_is_refused_and_the_server_goes_on(database: Database) {
    let emulator = Emulator::start(Config::for_tests()).await.expect("the emulator starts");
    let number = NumberConfig::new("310000000000001", "+34 910 00 01 01", "Prueba");
    let business = Business {
        phone_number_ids: vec![number.phone_number_id],
        access_token: "EAA",
        messages_per_second: 80,
        flow: ECHO_FLOW,
    };
    database.found(&business).await;
    let launch = Launch::new(&database, emulator.handle(), Duration::from_secs(30));
    let server = launch.start().await;
    let app_secret = emulator.handle().config().app_secret.clone();
    let poster = Poster::new(&launch, &app_secret);
    let (right, wrong) = (AppSecret::new(&app_secret), AppSecret::new("another app's secret"));
    let good = payloads::own().into_iter().find(|payload| payload.name == "text").expect("a text").body;

    let tampered = [b" ", good.as_slice()].concat();
    let cut = good.split_at(good.len() / 2).0.to_vec();
    let huge = [b"{\"object\":\"", vec![b'a'; 10 * 1024 * 1024].as_slice(), b"\"}"].concat();
    for (what, body, signature, status, problem) in [
        ("another secret", good.clone(), Some(wrong.sign(&good)), 401, "signature"),
        ("a signature of something else", tampered, Some(right.sign(&good)), 401, "signature"),
        ("no signature", good.clone(), None, 401, "signature"),
        ("a signature that is none", good.clone(), Some("sha256=zz".to_owned()), 401, "signature"),
        ("half a body", cut.clone(), Some(right.sign(&cut)), 400, "not_json"),
        ("nothing", Vec::new(), Some(right.sign(b"")), 400, "not_json"),
        ("bytes", vec![0xff, 0xfe, 0x00], Some(right.sign(&[0xff, 0xfe, 0x00])), 400, "not_json"),
        ("10 MB", huge.clone(), Some(right.sign(&huge)), 413, "body_too_large"),
        ("10 MB without a signature", huge, None, 413, "body_too_large"),
    ] {
        let (answered, refusal) = poster.send(body, signature.as_deref()).await;
        assert_eq!(answered, status, "{what}: {refusal}");
        assert_eq!(refusal["type"], format!("urn:recado:problem:{problem}"), "{what}");
        assert!(refusal["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{what}: {refusal}");
        assert_eq!(poster.post(good.clone()).await, 200, "it goes on after {what}");
    }
    let db = database.open().await;
    all_settled(&db).await;
    assert_eq!(count(&db, "SELECT COUNT(*) FROM journal").await, 1, "what was refused was not kept");
    assert_eq!(count(&db, "SELECT deliveries FROM journal").await, 9);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM messages WHERE direction = 'inbound'").await, 1);
    server.stop().await;
    emulator.shutdown().await;
}

on_both_engines!(
    every_payload_is_processed_or_parked_and_acts_once,
    what_is_no_webhook_is_refused_and_the_server_goes_on,
);

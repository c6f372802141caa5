//! Real input: every webhook we have, and some that are meant to hurt, into a running `recado serve`.
//!
//! All are answered 200, each ends processed or parked with a reason, none is lost, and posting all of them again
//! changes nothing. The payloads of the reference beside the checkout are read where they are there; our own always.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test says what it expects")]

#[path = "real_input/bodies.rs"]
mod bodies;
mod support;

use bodies::{Body, every_body, phone_number_ids};
use emulator::{Config, Emulator};
use reqwest::{Client, StatusCode};
use serde_json::Value;
use std::time::Duration;
use store::Db;
use support::database::{Business, Database};
use support::process::Launch;
use whatsapp::signature::{AppSecret, HEADER};

const PATIENCE: Duration = Duration::from_mins(2);

/// Answers everything, so that real input also drives the bot.
const FLOW: &str = "
name: Recepción
language: es
triggers: [{any_message: true}]
start: recibido
nodes:
  recibido:
    say: {text: Recibido}
    next: fin
  fin:
    end: {}
";

struct Door {
    client: Client,
    url: String,
    secret: AppSecret,
}

impl Door {
    async fn post(&self, body: Vec<u8>) -> StatusCode {
        let signature = self.secret.sign(&body);
        let request = self.client.post(&self.url).header(HEADER, signature).header("content-type", "application/json");
        request.body(body).send().await.expect("an answer").status()
    }

    /// What a refusal says: its status, its media type and its problem type.
    async fn refused(&self, body: Vec<u8>, signature: &str) -> (u16, String, String) {
        let request = self.client.post(&self.url).header(HEADER, signature).body(body);
        let answer = request.send().await.expect("an answer");
        let (status, kind) =
            (answer.status().as_u16(), answer.headers()["content-type"].to_str().expect("text").to_owned());
        let problem: Value = answer.json().await.expect("a problem document");
        (status, kind, problem["type"].as_str().expect("a type").to_owned())
    }
}

async fn everything_is_kept_and_nothing_acts_twice(database: Database) {
    let bodies = every_body();
    let emulator = Emulator::start(Config { limits: emulator::Limits::NONE, ..Config::for_tests() }).await;
    let emulator = emulator.expect("the emulator starts");
    let handle = emulator.handle();
    let business = Business {
        phone_number_ids: phone_number_ids(&bodies),
        access_token: &handle.config().access_token,
        messages_per_second: 1_000,
        flow: FLOW,
    };
    database.found(&business).await;
    let launch = Launch::new(&database, handle, Duration::from_secs(30));
    let server = launch.start().await;
    let door = Door {
        client: Client::builder().build().expect("a client"),
        url: launch.url("/webhooks/whatsapp"),
        secret: AppSecret::new(&handle.config().app_secret),
    };
    let db = database.open().await;

    post_all(&door, &bodies).await;
    let first = settled(&db).await;
    report(database.engine, &bodies, &first);
    assert_eq!(first.bodies, distinct(&bodies), "every distinct body is in the journal");
    assert_eq!(first.without_reason, 0, "a body is parked without a reason");
    assert!(first.processed > first.parked, "most of it is understood");
    let beside = count(&db, "SELECT COUNT(*) FROM messages WHERE wamid LIKE 'wamid.beside.%'").await;
    assert_eq!(beside, bodies::HOSTILE_MESSAGES, "what stood beside something hostile is not lost");
    let before = contents(&db).await;

    // What was answered 200 survives a power cut.
    server.kill().await;
    let server = launch.start().await;
    post_all(&door, &bodies).await;
    let second = settled(&db).await;
    assert_eq!((second.bodies, second.processed, second.parked), (first.bodies, first.processed, first.parked));
    assert_eq!(contents(&db).await, before, "posting everything again changed something");

    refusals(&door).await;
    assert_eq!(door.post(bodies[0].bytes.clone()).await, StatusCode::OK, "the server goes on");
    server.stop().await;
    emulator.shutdown().await;
}

async fn post_all(door: &Door, bodies: &[Body]) {
    for body in bodies {
        assert_eq!(door.post(body.bytes.clone()).await, StatusCode::OK, "{}", body.name);
    }
}

async fn refusals(door: &Door) {
    let body = br#"{"object":"whatsapp_business_account","entry":[]}"#.to_vec();
    let wrong = AppSecret::new("another secret").sign(&body);
    let json = "application/problem+json";
    for signature in [wrong.as_str(), "sha256=00", "nonsense"] {
        let refused = door.refused(body.clone(), signature).await;
        assert_eq!(refused, (401, json.into(), "urn:recado:problem:signature".into()), "{signature}");
    }
    for malformed in ["{\"object\":", "", "[1,2", "\u{0}"] {
        let signature = door.secret.sign(malformed.as_bytes());
        let refused = door.refused(malformed.as_bytes().to_vec(), &signature).await;
        assert_eq!(refused, (400, json.into(), "urn:recado:problem:not_json".into()), "{malformed:?}");
    }
    let huge = vec![b' '; 10 * 1024 * 1024];
    let signature = door.secret.sign(&huge);
    let refused = door.refused(huge, &signature).await;
    assert_eq!(refused, (413, json.into(), "urn:recado:problem:body_too_large".into()));
}

#[derive(Debug)]
struct Settled {
    bodies: usize,
    processed: usize,
    parked: usize,
    without_reason: usize,
    reasons: Vec<(String, i64)>,
}

/// Waits until the journal and the outbox have nothing left to do.
async fn settled(db: &Db) -> Settled {
    let all_done = async {
        let mut ticks = tokio::time::interval(Duration::from_millis(100));
        loop {
            ticks.tick().await;
            if count(db, "SELECT COUNT(*) FROM journal WHERE state = 'pending'").await == 0
                && count(db, "SELECT COUNT(*) FROM outbox WHERE state <> 'undecided'").await == 0
            {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, all_done).await.expect("everything is settled in time");
    let mut tx = db.read().await.expect("a transaction");
    let sql =
        "SELECT COALESCE(reason, ''), COUNT(*) FROM journal WHERE state = 'parked' GROUP BY reason ORDER BY reason";
    let reasons: Vec<(String, i64)> = tx.rows(sql, vec![]).await.expect("reasons");
    drop(tx);
    let total = |state: &'static str| async move { count(db, state).await };
    Settled {
        bodies: total("SELECT COUNT(*) FROM journal").await,
        processed: total("SELECT COUNT(*) FROM journal WHERE state = 'processed'").await,
        parked: total("SELECT COUNT(*) FROM journal WHERE state = 'parked'").await,
        without_reason: total("SELECT COUNT(*) FROM journal WHERE state = 'parked' AND COALESCE(reason, '') = ''")
            .await,
        reasons,
    }
}

async fn count(db: &Db, sql: &'static str) -> usize {
    let mut tx = db.read().await.expect("a transaction");
    let row: Option<(i64,)> = tx.row(sql, vec![]).await.expect("a count");
    usize::try_from(row.expect("a row").0).expect("a count")
}

/// All that a second delivery must leave as it is.
async fn contents(db: &Db) -> Vec<Vec<String>> {
    const TABLES: &[&str] = &[
        "SELECT id || name || updated_at FROM contacts ORDER BY id",
        "SELECT contact_id || kind || value FROM identifiers ORDER BY contact_id, kind, value",
        "SELECT id || status || owner || unread || updated_at FROM conversations ORDER BY id",
        "SELECT id || kind || status || preview FROM messages ORDER BY id",
        "SELECT wamid || status || at FROM statuses ORDER BY wamid, status",
        "SELECT id || node || updated_at FROM sessions ORDER BY id",
        "SELECT message_id || state FROM outbox ORDER BY message_id",
        "SELECT id || conversation_id FROM activities ORDER BY id",
        "SELECT contact_id || category || source FROM consent_records ORDER BY contact_id, recorded_at, category, source",
        "SELECT id || state || COALESCE(reason, '') || summary FROM journal ORDER BY sequence",
    ];
    let mut tx = db.read().await.expect("a transaction");
    let mut all = Vec::new();
    for sql in TABLES {
        let rows: Vec<(String,)> = tx.rows(sql, vec![]).await.expect(sql);
        all.push(rows.into_iter().map(|(text,)| text).collect());
    }
    all
}

fn distinct(bodies: &[Body]) -> usize {
    bodies.iter().map(|body| &body.bytes).collect::<std::collections::BTreeSet<_>>().len()
}

fn report(engine: &str, bodies: &[Body], settled: &Settled) {
    let reference = bodies.iter().filter(|body| body.from_reference).count();
    println!(
        "{engine}: {} bodies posted ({reference} of the reference, {} of our own), {} distinct, all answered 200: {} processed, {} parked",
        bodies.len(),
        bodies.len() - reference,
        settled.bodies,
        settled.processed,
        settled.parked
    );
    for (reason, count) in &settled.reasons {
        println!("  {count} x {reason}");
    }
}

on_both_engines!(everything_is_kept_and_nothing_acts_twice);

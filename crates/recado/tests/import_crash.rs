//! An import while the server is killed with SIGKILL again and again: every good row is in once, every bad row is in the
//! errors file with its reason, and what undoing takes is whole.
//!
//! `RECADO_TEST_IMPORT_ROWS` says how many rows; 20,000 unless said.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test says what it expects")]

mod support;

use serde_json::{Value, json};
use std::collections::HashSet;
use std::fmt::Write;
use std::time::Duration;
use store::{Db, args};
use support::database::{Business, Database, TOKEN, all_settled, count};
use support::process::Launch;

const KILLS: u64 = 8;
/// One row in a hundred is broken, in one of these ways.
const BROKEN: [(&str, &str); 4] = [
    ("12", "“12” is not a phone number"),
    ("", "is empty, and people are recognised by it"),
    ("5.49116E+12", "the spreadsheet rounded the number"),
    ("+34 600 11 / +34 600", "is not a phone number"),
];
/// For each started 50,000 rows.
const PATIENCE: Duration = Duration::from_mins(4);

fn rows() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "a longer run is asked for in the environment")]
    let asked = std::env::var("RECADO_TEST_IMPORT_ROWS").ok();
    asked.and_then(|rows| rows.parse().ok()).unwrap_or(20_000)
}

fn phone(row: u64) -> String {
    format!("+55119{:08}", 60_000_000 + row)
}

fn file(rows: u64) -> String {
    let mut text = String::from("Nome,Telefone,Pontos,Aceita promoções\n");
    for row in 0..rows {
        let phone = if row % 100 == 7 { BROKEN[(row / 100 % 4) as usize].0.to_owned() } else { phone(row) };
        writeln!(text, "Cliente {row},{phone},{},{}", row % 50, if row % 2 == 0 { "sim" } else { "não" })
            .expect("text");
    }
    text
}

struct Api {
    client: reqwest::Client,
    base: String,
}

impl Api {
    async fn send(&self, method: &str, path: &str, body: String) -> (u16, String) {
        let request = self.client.request(method.parse().expect("a method"), format!("{}{path}", self.base));
        let answer = request.bearer_auth(TOKEN).body(body).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a body"))
    }

    async fn step(&self, id: &str, step: &str) {
        let (status, text) = self.send("POST", &format!("/{id}/{step}"), "{}".to_owned()).await;
        assert_eq!(status, 202, "{text}");
    }
}

/// Rows that are done, and the state.
async fn look(db: &Db) -> (u64, String) {
    let rows: Vec<(i64, String)> =
        db.read().await.expect("a look").rows("SELECT rows_done, state FROM imports", args![]).await.expect("a row");
    rows.into_iter().next().map(|(done, state)| (done.unsigned_abs(), state)).expect("an import")
}

async fn until(db: &Db, wanted: impl Fn(u64, &str) -> bool) {
    let search = async {
        loop {
            let (done, state) = look(db).await;
            if wanted(done, &state) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    let patience = PATIENCE * u32::try_from(rows().div_ceil(50_000)).unwrap_or(u32::MAX);
    tokio::time::timeout(patience, search).await.expect("it goes on");
}

async fn every_good_row_is_in_once_and_every_bad_one_is_told(database: Database) {
    let rows = rows();
    let business = Business { phone_number_ids: Vec::new(), access_token: "EAA", messages_per_second: 80, flow: "" };
    database.found(&business).await;
    let emulator = emulator::Emulator::start(emulator::Config::for_tests()).await.expect("the emulator starts");
    let launch = Launch::new(&database, emulator.handle(), Duration::from_secs(30));
    let mut server = launch.start().await;
    let api = Api {
        client: reqwest::Client::builder().no_proxy().build().expect("a client"),
        base: launch.url("/api/v1/imports"),
    };
    let (status, made) = api.send("POST", "?file_name=clientes.csv", file(rows)).await;
    assert_eq!(status, 201, "{made}");
    let made: Value = serde_json::from_str(&made).expect("JSON");
    let id = made["id"].as_str().expect("an id");
    api.step(id, "start").await;
    let db = database.open().await;
    for kill in 1..=KILLS {
        let mark = rows * kill / (KILLS + 1);
        until(&db, |done, state| done >= mark || state != "running").await;
        server.child.kill().await.expect("killed");
        server = launch.start().await;
    }
    until(&db, |_, state| state != "running").await;
    let broken = (0..rows).filter(|row| row % 100 == 7).count() as u64;
    check(&db, &api, id, rows, broken).await;

    // Half of the undoing, and another kill: nobody is left, and nobody is missed.
    api.step(id, "undo").await;
    until(&db, |done, state| done <= rows / 2 || state != "undoing").await;
    server.child.kill().await.expect("killed");
    server = launch.start().await;
    until(&db, |_, state| state != "undoing").await;
    assert_eq!(look(&db).await.1, "undone");
    for table in
        ["SELECT COUNT(*) FROM contacts", "SELECT COUNT(*) FROM identifiers", "SELECT COUNT(*) FROM consent_records"]
    {
        assert_eq!(count(&db, table).await, 0, "{table}");
    }
    // An import is nobody's message: nothing waits to be sent.
    all_settled(&db).await;
    println!("{}: {rows} rows, {broken} broken, killed {} times, undone", database.engine, KILLS + 1);
    server.stop().await;
    emulator.shutdown().await;
}

async fn check(db: &Db, api: &Api, id: &str, rows: u64, broken: u64) {
    let (_, now) = api.send("GET", &format!("/{id}"), String::new()).await;
    let now: Value = serde_json::from_str(&now).expect("JSON");
    assert_eq!(now["state"], "finished", "{now}");
    assert_eq!((&now["counts"]["created"], &now["counts"]["failed"]), (&json!(rows - broken), &json!(broken)), "{now}");
    let sql = "SELECT value FROM identifiers ORDER BY value";
    let phones: Vec<(String,)> = db.read().await.expect("a look").rows(sql, args![]).await.expect("phones");
    let expected: HashSet<String> = (0..rows).filter(|row| row % 100 != 7).map(phone).collect();
    assert_eq!(phones.len(), expected.len(), "none is doubled");
    assert!(phones.iter().all(|(value,)| expected.contains(value)), "none is made up");
    assert_eq!(count(db, "SELECT COUNT(*) FROM contacts").await, i64::try_from(rows - broken).expect("a count"));
    assert_eq!(count(db, "SELECT COUNT(*) FROM consent_records").await, i64::try_from(rows - broken).expect("a count"));

    let (_, errors) = api.send("GET", &format!("/{id}/errors?language=en"), String::new()).await;
    let lines: Vec<&str> = errors.lines().skip(1).collect();
    assert_eq!(lines.len() as u64, broken, "each broken row once");
    for (place, line) in lines.iter().enumerate() {
        let row = place as u64 * 100 + 7;
        // The titles are row 1, so the first row of data is row 2.
        assert!(line.starts_with(&format!("{},", row + 2)), "{line}");
        assert!(
            line.contains(BROKEN[(row / 100 % 4) as usize].1) && line.contains(&format!("Cliente {row},")),
            "{line}"
        );
    }
}

on_both_engines!(every_good_row_is_in_once_and_every_bad_one_is_told);

//! A campaign while the server is killed with SIGKILL at random moments, answers and requests get lost, Meta has errors,
//! and webhooks come twice and out of order. The emulator's own log proves that nobody got two messages and nobody who
//! was allowed was forgotten; the few whose request never arrived were listed for a person's decision.
//!
//! `RECADO_TEST_CAMPAIGN_RECIPIENTS` takes more people, `RECADO_TEST_SEED` runs the same plan again.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test says what it expects")]

#[path = "crash/plan.rs"]
mod plan;
mod support;

use domain::consent::{Category, ConsentRecord, ConsentSource, ConsentState};
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::event::Event;
use domain::id::{ContactId, IdSource, WorkspaceId};
use domain::time::Timestamp;
use emulator::{Config, DeliveryConfig, Emulator, Faults, Handle, Limits, NewCustomer};
use plan::{Dice, Plan};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use store::{Db, args};
use support::database::{Business, Database, TOKEN, all_settled, count};
use support::process::{Launch, Server};
use tokio::time::Instant;

const RECIPIENTS: usize = 2_000;
const KILLS: usize = 8;
const PER_SECOND: u32 = 300;
const UNCERTAIN_DEADLINE: Duration = Duration::from_secs(4);
/// Enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_mins(4);

/// Who gets nothing: every tenth has not agreed.
fn may_be_written(n: usize) -> bool {
    n % 10 != 9
}

fn phone(n: usize) -> String {
    format!("3461{n:07}")
}

#[expect(clippy::disallowed_methods, reason = "a test learns from the environment how much to do")]
fn recipients() -> usize {
    std::env::var("RECADO_TEST_CAMPAIGN_RECIPIENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(RECIPIENTS)
}

fn world(seed: u64) -> Config {
    let promo = json!({"name": "promo", "language": "es", "category": "MARKETING", "components": [{"type": "BODY",
        "text": "Hola {{1}}, esta semana todo cuesta la mitad. Te esperamos.", "example": {"body_text": [["Ana"]]}}]});
    let config = Config::for_tests();
    let limits = Limits { messages_per_second: PER_SECOND, ..Limits::RATES };
    let delivery = DeliveryConfig { connections: 16, ..config.delivery };
    Config { seed, limits, delivery, templates: vec![promo], ..config }
}

fn everything_goes_wrong() -> Faults {
    Faults {
        lost_answer_rate: 0.02,
        dropped_request_rate: 0.002,
        server_error_rate: 0.01,
        duplicate_rate: 0.05,
        reorder_rate: 0.05,
        reorder_within_ms: 1_500,
        ..Faults::default()
    }
}

struct Scene {
    plan: Plan,
    begun: Instant,
    database: Database,
    emulator: emulator::Running,
    db: Db,
    people: usize,
}

impl Scene {
    async fn set(database: Database) -> Self {
        let (plan, people) = (Plan::from_environment(), recipients());
        println!("{}: RECADO_TEST_SEED={} with {people} people", database.engine, plan.seed);
        let emulator = Emulator::start(world(plan.seed)).await.expect("the emulator starts");
        let config = emulator.handle().config();
        let business = Business {
            phone_number_ids: config.numbers.iter().take(1).map(|number| number.phone_number_id.clone()).collect(),
            access_token: &config.access_token,
            messages_per_second: PER_SECOND,
            flow: "",
        };
        let workspace = database.found(&business).await;
        let db = database.open().await;
        let scene = Self { plan, begun: Instant::now(), database, emulator, db, people };
        scene.bring_people(workspace).await;
        scene
    }

    async fn bring_people(&self, workspace: WorkspaceId) {
        let (mut ids, now) = (IdSource::new(self.plan.seed), Timestamp(1_790_000_000_000));
        let all: Vec<usize> = (0..self.people).collect();
        for some in all.chunks(1_000) {
            let mut events = Vec::new();
            for n in some {
                self.emulator.handle().add_customer(NewCustomer::named("Cliente").with_phone(&phone(*n)));
                let id = ContactId::new(&mut ids, now);
                let mut contact = Contact::new(id, format!("Cliente {n}"), now);
                contact.identifiers.insert(Identifier::new(IdentifierKind::Phone, format!("+{}", phone(*n))));
                if may_be_written(*n) {
                    let source = (ConsentSource::Import, "alta");
                    let yes = ConsentRecord::new(id, Category::Marketing, ConsentState::OptedIn, source, now);
                    contact.consents.record(&yes);
                }
                events.push(Event::ContactSaved(contact));
            }
            let mut tx = self.db.write().await.expect("a transaction");
            store::apply::apply(&mut tx, workspace, now, events).await.expect("applied");
            tx.commit().await.expect("committed");
        }
    }

    fn handle(&self) -> &Handle {
        self.emulator.handle()
    }
}

/// The API, as a program calls it.
struct Api<'a> {
    launch: &'a Launch,
    client: reqwest::Client,
}

impl<'a> Api<'a> {
    fn of(launch: &'a Launch) -> Self {
        Self { launch, client: reqwest::Client::builder().no_proxy().build().expect("a client") }
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let url = self.launch.url(&format!("/api/v1{path}"));
        let answer = self.client.post(url).bearer_auth(TOKEN).json(&body).send().await.expect("an answer");
        let (status, text) = (answer.status(), answer.text().await.expect("a body"));
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    async fn get(&self, path: &str) -> Value {
        let url = self.launch.url(&format!("/api/v1{path}"));
        let answer = self.client.get(url).bearer_auth(TOKEN).send().await.expect("an answer");
        serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON")
    }
}

/// The server looks at Meta's list itself when it starts, and may be at it.
async fn sync(api: &Api<'_>) {
    let path = api.launch.url("/api/v1/templates/sync");
    let synced = async {
        while !api.client.post(&path).bearer_auth(TOKEN).send().await.is_ok_and(|answer| answer.status().is_success()) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, synced).await.expect("Meta's list is read");
}

async fn begin(api: &Api<'_>, people: usize) -> String {
    let number = api.get("/numbers").await["items"][0]["id"].clone();
    let everybody = api.post("/segments", json!({"name": "Todos", "condition": {"all": []}})).await;
    let plan = json!({"numbers": [number], "audience": {"include": [everybody["id"]]}, "stop": {"on_quality_drop": false},
        "variants": [{"name": "A", "template": "promo", "language": "es",
            "parameters": {"body.1": {"attribute": "name"}}}]});
    let campaign = api.post("/campaigns", json!({"name": "Rebajas", "plan": plan})).await;
    assert_eq!(campaign["faults"], json!([]), "{campaign}");
    let id = campaign["id"].as_str().expect("an id").to_owned();
    api.post(&format!("/campaigns/{id}/launch"), json!({"confirm": people.to_string()})).await;
    id
}

/// Kills the server at each of its moments, and starts it again.
async fn interrupt(scene: &Scene, launch: &Launch, mut server: Server, mut dice: Dice) -> Server {
    let span = (0..scene.people).filter(|n| may_be_written(*n)).count() as u64;
    for after in dice.moments(KILLS, span * 9 / 10) {
        scene.handle().wait_until(|view| (view.accepted_count() >= after).then_some(())).await;
        // Not just after an answer, but anywhere in what follows.
        let attempts = scene.handle().webhooks().attempts + dice.below(60);
        scene.handle().wait_until(|view| (view.webhooks().attempts >= attempts).then_some(())).await;
        server.child.kill().await.expect("killed");
        server = launch.start().await;
    }
    server
}

/// At every moment, what was planned is the sum of what became of it.
const GAP: &str = "SELECT CAST(COALESCE(MAX(ABS(c.planned - (SELECT COALESCE(SUM(t.count), 0) FROM campaign_tallies t \
     WHERE t.workspace_id = c.workspace_id AND t.campaign_id = c.id AND t.measure NOT IN ('replied', 'button', 'clicked')))), 0) AS BIGINT) \
     FROM campaigns c";
const OPEN: &str = "SELECT COUNT(*) FROM campaigns WHERE ended_at IS NULL";

async fn until_it_is_over(db: &Db) -> usize {
    let mut samples = 0;
    loop {
        assert_eq!(count(db, GAP).await, 0, "planned is not the sum of its parts");
        samples += 1;
        if count(db, OPEN).await == 0 {
            return samples;
        }
        tokio::task::yield_now().await;
    }
}

/// Those of whom nobody knows are looked up as one would on the customer's phone, and sent again.
async fn decide(scene: &Scene, api: &Api<'_>, id: &str) -> usize {
    let arrived: Vec<String> =
        scene.handle().accepted().iter().filter_map(|accepted| accepted.callback_data().map(str::to_owned)).collect();
    let mut decided = 0;
    loop {
        let page = api.get(&format!("/campaigns/{id}/recipients?state=undecided&limit=200")).await;
        let undecided = page["items"].as_array().expect("a list").clone();
        if undecided.is_empty() {
            return decided;
        }
        for row in undecided {
            let position = row["position"].as_i64().expect("a position");
            let mark = format!("c:{id}:{position}:");
            // It did arrive, and its status is on its way: that settles it before the runner's patience ends.
            if arrived.iter().any(|data| data.starts_with(&mark)) {
                tokio::task::yield_now().await;
                continue;
            }
            let path = format!("/campaigns/{id}/recipients/{position}/decide");
            api.post(&path, json!({"decision": "send_again"})).await;
            decided += 1;
        }
    }
}

async fn rows_agree_with_tallies(db: &Db) {
    let mut tx = db.read().await.expect("a look");
    let rows: Vec<(String, i64)> =
        tx.rows("SELECT state, COUNT(*) FROM recipients GROUP BY state", args![]).await.expect("rows");
    let told: Vec<(String, i64)> = tx
        .rows(
            "SELECT measure, CAST(SUM(count) AS BIGINT) FROM campaign_tallies \
             WHERE measure NOT IN ('replied', 'button', 'clicked') GROUP BY measure HAVING SUM(count) <> 0",
            args![],
        )
        .await
        .expect("tallies");
    let (rows, told): (BTreeMap<_, _>, BTreeMap<_, _>) = (rows.into_iter().collect(), told.into_iter().collect());
    assert_eq!(rows, told);
    println!("{rows:?}");
}

async fn a_campaign_survives_everything(database: Database) {
    let scene = Scene::set(database).await;
    let launch = Launch::new(&scene.database, scene.handle(), UNCERTAIN_DEADLINE);
    scene.handle().set_webhook_url(Some(launch.url("/webhooks/whatsapp")));
    let server = launch.start().await;
    let api = Api::of(&launch);
    sync(&api).await;
    scene.handle().set_faults(everything_goes_wrong());
    let id = begin(&api, scene.people).await;
    let storm =
        async { tokio::join!(interrupt(&scene, &launch, server, scene.plan.dice()), until_it_is_over(&scene.db)) };
    let (server, samples) = tokio::time::timeout(PATIENCE, storm).await.expect("it comes to an end");
    scene.handle().set_faults(Faults::default());
    let decided = tokio::time::timeout(PATIENCE, decide(&scene, &api, &id)).await.expect("what arrived is settled");
    tokio::time::timeout(PATIENCE, until_it_is_over(&scene.db)).await.expect("it comes to an end again");
    scene.handle().wait_until_quiet(PATIENCE).await.expect("all webhooks are delivered");
    all_settled(&scene.db).await;
    server.stop().await;
    verdict(&scene, samples, decided);
    rows_agree_with_tallies(&scene.db).await;
    scene.emulator.shutdown().await;
}

fn verdict(scene: &Scene, samples: usize, decided: usize) {
    let mut got: HashMap<String, usize> = HashMap::new();
    for accepted in scene.handle().accepted() {
        *got.entry(accepted.to().trim_start_matches('+').to_owned()).or_default() += 1;
    }
    let mut faults = Vec::new();
    for n in 0..scene.people {
        let (wanted, there) = (usize::from(may_be_written(n)), got.get(&phone(n)).copied().unwrap_or(0));
        if wanted != there {
            faults.push(format!("{} got {there} messages instead of {wanted}", phone(n)));
        }
    }
    let refused = |code: &str| {
        let log = scene.handle().log(None);
        log.iter().filter(|exchange| String::from_utf8_lossy(&exchange.answer).contains(code)).count()
    };
    let (throughput, pair) = (refused("130429"), refused("131056"));
    println!(
        "{}: RECADO_TEST_SEED={}, {} people, {} messages, {KILLS} kills, {decided} decided by a person, {samples} samples, \
         {throughput} × 130429, {pair} × 131056, {:.1?}",
        scene.database.engine,
        scene.plan.seed,
        scene.people,
        got.values().sum::<usize>(),
        scene.begun.elapsed()
    );
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert_eq!((throughput, pair), (0, 0), "a limit was met");
}

on_both_engines!(a_campaign_survives_everything);

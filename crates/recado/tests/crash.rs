//! Crashes: 5,000 messages of 200 customers while the server is killed with SIGKILL at 20 moments.
//!
//! Everything that can go wrong on the way does: webhooks come twice and out of order, answers and requests get lost,
//! Meta has errors. In the end each message was answered once, in order, and nothing is left lying about.
//!
//! Prints its seed and what happened; `RECADO_TEST_SEED` runs the same plan again.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test says what it expects")]

#[path = "crash/judge.rs"]
mod judge;
#[path = "crash/plan.rs"]
mod plan;
mod support;

use emulator::{Config, CustomerId, DeliveryConfig, Emulator, Faults, Handle, Limits, NewCustomer, View};
use judge::{Judge, Said};
use plan::{Dice, Plan};
use std::time::Duration;
use store::Db;
use support::database::{Business, Database, TOKEN, all_settled, waiting};
use support::process::{Launch, Server};
use tokio::time::Instant;

const CUSTOMERS: usize = 200;
const MESSAGES_EACH: usize = 25;
const KILLS: usize = 20;
/// Messages that customers may be ahead of their answers, and webhooks that may be on their way: a status that waits in
/// a long queue would look like silence.
const AHEAD: usize = 1_000;
const ON_THEIR_WAY: usize = 300;
/// People who go on writing until the last doubt is settled: silence means something only while others are heard.
const WITNESSES: usize = 40;
/// Longer than a status can take here, which is what an operator has to see to as well.
const UNCERTAIN_DEADLINE: Duration = Duration::from_secs(6);
/// Enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_mins(5);

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

/// People who type fast, and how many messages each.
const TYPISTS: usize = 20;
const LINES: usize = 3;
/// Longer than a start takes on a busy machine.
const GATHERING_FLOW: &str = "
name: Eco
language: es
triggers: [{any_message: true}]
gather: 12s
start: eco
nodes:
  eco:
    say: {text: 'Eco: {{ message.text }}'}
    next: fin
  fin:
    end: {}
";

/// An emulator, and a business that it knows.
struct Scene {
    plan: Plan,
    begun: Instant,
    database: Database,
    emulator: emulator::Running,
    db: Db,
}

impl Scene {
    async fn set(database: Database, flow: &str) -> Self {
        let plan = Plan::from_environment();
        println!("{}: RECADO_TEST_SEED={}", database.engine, plan.seed);
        let emulator = Emulator::start(world(plan.seed)).await.expect("the emulator starts");
        let config = emulator.handle().config();
        let business = Business {
            phone_number_ids: config.numbers.iter().map(|number| number.phone_number_id.clone()).collect(),
            access_token: &config.access_token,
            messages_per_second: 1_000,
            flow,
        };
        database.found(&business).await;
        let db = database.open().await;
        Self { plan, begun: Instant::now(), database, emulator, db }
    }

    fn launch(&self) -> Launch {
        Launch::new(&self.database, self.emulator.handle(), UNCERTAIN_DEADLINE)
    }

    fn goes_to(&self, launch: &Launch) {
        self.emulator.handle().set_webhook_url(Some(launch.url("/webhooks/whatsapp")));
    }

    /// Stops when all is settled, and judges.
    async fn end(self, mut said: Vec<Said>, launch: &Launch, server: Server) {
        let handle = self.emulator.handle();
        handle.set_faults(Faults::default());
        let (heard, decided) = settle(handle, launch, &self.db).await;
        said.extend(heard);
        handle.wait_until_quiet(PATIENCE).await.expect("all webhooks are delivered");
        all_settled(&self.db).await;
        server.stop().await;
        let judge =
            Judge { said, decided, accepted: handle.accepted(), log: handle.log(None), deadline: UNCERTAIN_DEADLINE };
        let verdict = judge.judge(&self.db).await;
        println!("{}: RECADO_TEST_SEED={}, {:.1?}", self.database.engine, self.plan.seed, self.begun.elapsed());
        println!("{verdict}\n{}\n{:?}", judge::server_tally(&launch.log()), handle.webhooks());
        assert!(verdict.faults.is_empty(), "{} faults:\n{}", verdict.faults.len(), verdict.faults.join("\n"));
        self.emulator.shutdown().await;
    }
}

async fn every_message_is_answered_once_and_in_order(database: Database) {
    let scene = Scene::set(database, ECHO_FLOW).await;
    let (handle, launch, plan) = (scene.emulator.handle(), scene.launch(), &scene.plan);
    scene.goes_to(&launch);
    handle.set_faults(everything_goes_wrong());
    let server = launch.start().await;
    let storm =
        async { tokio::join!(talk(handle, plan.dice(), CUSTOMERS), interrupt(handle, &launch, server, plan.dice())) };
    let Ok((said, server)) = tokio::time::timeout(PATIENCE, storm).await else {
        panic!("it stands still: {:?}, {:?}", handle.webhooks(), judge::outbox(&scene.db).await);
    };
    scene.end(said, &launch, server).await;
}

/// Three messages typed after each other are one turn, although the server dies after each of them.
async fn what_is_gathered_outlives_a_crash(database: Database) {
    let scene = Scene::set(database, GATHERING_FLOW).await;
    let (handle, launch) = (scene.emulator.handle(), scene.launch());
    scene.goes_to(&launch);
    handle.set_faults(Faults { duplicate_rate: 0.3, ..Faults::default() });
    let customers = people(handle, TYPISTS, "346003");
    let mut server = launch.start().await;
    for line in 1..=LINES {
        for customer in &customers {
            handle.customer_says(*customer, format!("{customer}/{line}").as_str());
        }
        let heard = i64::try_from(TYPISTS * line).expect("few");
        let all_heard = async { while judge::heard(&scene.db).await < heard {} };
        tokio::time::timeout(PATIENCE, all_heard).await.expect("all are heard");
        server.child.kill().await.expect("killed");
        server = launch.start().await;
    }
    let answered = handle.wait_until(|view| (view.accepted_count() >= TYPISTS as u64).then_some(()));
    tokio::time::timeout(PATIENCE, answered).await.expect("all are answered");
    handle.wait_until_quiet(PATIENCE).await.expect("all webhooks are delivered");
    all_settled(&scene.db).await;
    server.stop().await;
    let mut answers: Vec<String> =
        handle.accepted().iter().map(|one| one.text().unwrap_or_default().to_owned()).collect();
    answers.sort_unstable();
    let together = |customer: &CustomerId| format!("Eco: {customer}/1\n{customer}/2\n{customer}/3");
    let mut expected: Vec<String> = customers.iter().map(together).collect();
    expected.sort_unstable();
    assert_eq!(answers, expected);
    println!(
        "{}: {TYPISTS} turns of {LINES} messages over {LINES} crashes, {:.1?}",
        scene.database.engine,
        scene.begun.elapsed()
    );
    scene.emulator.shutdown().await;
}

/// On PostgreSQL several nodes work on one database. The one that receives, processes and sends is killed in the
/// middle of it; the other takes over what it held.
#[tokio::test(flavor = "multi_thread")]
async fn another_node_takes_over() {
    let Some(database) = Database::postgres().await else { return };
    let scene = Scene::set(database, ECHO_FLOW).await;
    let (handle, plan) = (scene.emulator.handle(), &scene.plan);
    let (first, second) = (scene.launch(), scene.launch());
    scene.goes_to(&first);
    handle.set_faults(everything_goes_wrong());
    let mut busy = first.start().await;
    let idle = second.start().await;
    let customers = CUSTOMERS / 10;
    let end = async {
        let after = (customers * MESSAGES_EACH / 2) as u64;
        handle.wait_until(|view| (view.accepted_count() >= after).then_some(())).await;
        busy.child.kill().await.expect("killed");
        scene.goes_to(&second);
    };
    let storm = async { tokio::join!(talk(handle, plan.dice(), customers), end) };
    let (said, ()) = tokio::time::timeout(PATIENCE, storm).await.expect("it goes on");
    scene.end(said, &second, idle).await;
}

fn world(seed: u64) -> Config {
    let config = Config::for_tests();
    Config { seed, limits: Limits::NONE, delivery: DeliveryConfig { connections: 64, ..config.delivery }, ..config }
}

fn everything_goes_wrong() -> Faults {
    Faults {
        lost_answer_rate: 0.02,
        dropped_request_rate: 0.01,
        server_error_rate: 0.01,
        duplicate_rate: 0.05,
        reorder_rate: 0.05,
        reorder_within_ms: 2_500,
        skip_delivered_rate: 0.05,
        ..Faults::default()
    }
}

fn people(handle: &Handle, count: usize, prefix: &str) -> Vec<CustomerId> {
    let person = |n: usize| NewCustomer::named("Cliente").with_phone(&format!("{prefix}{n:05}"));
    (0..count).map(|n| handle.add_customer(person(n))).collect()
}

/// Customers write in bursts, several in a row without waiting, and never much further ahead than they are answered.
async fn talk(handle: &Handle, mut dice: Dice, count: usize) -> Vec<Said> {
    let customers = people(handle, count, "346001");
    let mut left: Vec<(CustomerId, usize)> = customers.into_iter().map(|customer| (customer, 0)).collect();
    let mut said = Vec::with_capacity(count * MESSAGES_EACH);
    while !left.is_empty() {
        let answers = said.len().saturating_sub(AHEAD) as u64;
        let calm = |view: &View<'_>| view.accepted_count() >= answers && view.webhooks().waiting < ON_THEIR_WAY;
        handle.wait_until(|view| calm(view).then_some(())).await;
        // A few are in the mood to talk at any time, so that one person's messages follow each other closely; the others
        // say something now and then.
        let talkative = if dice.below(2) == 0 { count / 5 } else { count };
        let who = dice.below(left.len().min(talkative));
        for _ in 0..=dice.below(3) {
            let (customer, before) = left[who];
            if before == MESSAGES_EACH {
                break;
            }
            let text = format!("{customer}/{before:02}");
            let wamid = handle.customer_says(customer, text.as_str());
            said.push(Said { customer, text, wamid });
            left[who].1 += 1;
        }
        if left[who].1 == MESSAGES_EACH {
            left.swap_remove(who);
        }
    }
    said
}

/// Kills the server at each of its moments, and starts it again; the one that survives comes back.
async fn interrupt(handle: &Handle, launch: &Launch, mut server: Server, mut dice: Dice) -> Server {
    // Not when the last have spoken and are not answered yet: nobody would come after them, and break the silence.
    let moments = dice.moments(KILLS, (CUSTOMERS * MESSAGES_EACH - AHEAD) as u64);
    for after in moments {
        handle.wait_until(|view| (view.accepted_count() >= after).then_some(())).await;
        // Not just after an answer, but anywhere in what follows.
        let attempts = handle.webhooks().attempts + dice.below(60);
        handle.wait_until(|view| (view.webhooks().attempts >= attempts).then_some(())).await;
        // SIGKILL: nothing is finished, nothing is flushed.
        server.child.kill().await.expect("killed");
        // Sometimes nobody is there for a while.
        let refused = handle.webhooks().failed_attempts + dice.below(40);
        handle.wait_until(|view| (view.webhooks().failed_attempts >= refused).then_some(())).await;
        server = launch.start().await;
    }
    server
}

/// Others go on writing until nothing waits any more. What is left to a person is decided as one would who looks at
/// the customer's phone: sent again when it is not there.
async fn settle(handle: &Handle, launch: &Launch, db: &Db) -> (Vec<Said>, Vec<String>) {
    let witnesses = people(handle, WITNESSES, "346002");
    let (mut said, mut decided) = (Vec::new(), Vec::new());
    let settled = async {
        for round in 0_usize.. {
            let customer = witnesses[round % witnesses.len()];
            let text = format!("{customer}/{:02}", round / witnesses.len());
            let wamid = handle.customer_says(customer, text.as_str());
            let answer = format!("Eco: {text}");
            said.push(Said { customer, text, wamid });
            handle.wait_until(|view| view.accepted().rev().find(|a| a.text() == Some(&answer)).map(drop)).await;
            decided.extend(decide(handle, launch, db).await);
            if waiting(db).await == 0 {
                return;
            }
        }
    };
    let ended = tokio::time::timeout(PATIENCE, settled).await;
    assert!(ended.is_ok(), "still waiting: {:?}", judge::outbox(db).await);
    (said, decided)
}

/// The messages that were sent again because a person said so.
async fn decide(handle: &Handle, launch: &Launch, db: &Db) -> Vec<String> {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let mut decided = Vec::new();
    for (message, conversation) in judge::undecided(db).await {
        let arrived = handle.accepted().iter().any(|accepted| accepted.callback_data() == Some(&message));
        assert!(!arrived, "{message} has arrived, its statuses came, and yet a person is asked");
        let path = format!("/api/v1/conversations/{conversation}/messages/{message}/decision");
        let decision = serde_json::json!({ "decision": "resend" });
        let answer = client.post(launch.url(&path)).bearer_auth(TOKEN).json(&decision).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap_or_default());
        decided.push(message);
    }
    decided
}

on_both_engines!(every_message_is_answered_once_and_in_order, what_is_gathered_outlives_a_crash);

//! Several nodes on one PostgreSQL: each message is answered once and in order, whoever is there.

use crate::scene::{quiet, somebody, told};
use crate::stage::{ECHO_FLOW, PATIENCE, SEALING_KEY, Stage, postgres};
use emulator::{Config, Limits};
use secrecy::SecretString;
use server::app::{App, Settings};
use server::universe::Universe;
use std::sync::Arc;
use std::time::Duration;

const CUSTOMERS: usize = 20;
const ROUNDS: usize = 12;

/// Another process would share nothing but the database; so does this.
fn another_node(stage: &Stage, name: &str) -> App {
    let config = stage.emulator.handle().config();
    let settings = Settings {
        app_secret: SecretString::from(config.app_secret.clone()),
        verify_token: SecretString::from(config.verify_token.clone()),
        sealing_key: SecretString::from(SEALING_KEY),
        data_directory: stage.app.settings.data_directory.clone(),
        allowed_private_hosts: Vec::new(),
        language_model: None,
        flow_settings: Arc::default(),
        uncertain_deadline: Duration::from_secs(2),
        node_name: name.to_owned(),
        emulator: true,
        public_url: None,
        secure_cookies: false,
    };
    App {
        universe: Universe::real(8),
        live: server::live::Live::default(),
        wake: server::wake::Wake::default(),
        flows: server::memory::FlowCache::default(),
        understanding: server::understanding::Understanding::default(),
        settings: Arc::new(settings),
        ..stage.app.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_answer_each_message_once_and_in_order() {
    let Some(database) = postgres().await else { return };
    let mut stage = Stage::build(database, Config { limits: Limits::NONE, ..Config::for_tests() }, ECHO_FLOW).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let other = server::run::start(another_node(&stage, "other"), listener, None).expect("the other server starts");
    let handle = stage.emulator.handle();
    let doors = [stage.server.address, other.address].map(|address| format!("http://{address}/webhooks/whatsapp"));
    let customers: Vec<_> = (0..CUSTOMERS).map(|n| somebody(&stage, "Cliente", &format!("346004{n:05}"))).collect();

    let mut first = Some(std::mem::replace(&mut stage.server, other));
    for round in 0..ROUNDS {
        // Meta's requests come to one node or the other; after half of them only one is left.
        let door = if round < ROUNDS / 2 { round % 2 } else { 1 };
        handle.set_webhook_url(Some(doors[door].clone()));
        for customer in &customers {
            handle.customer_says(*customer, format!("{round:02}"));
        }
        if round == ROUNDS / 2 {
            first.take().expect("it still runs").shutdown().await;
        }
        let answered = u64::try_from(CUSTOMERS * round.saturating_sub(2)).expect("few");
        let reached = handle.wait_for(PATIENCE, |view| (view.accepted_count() >= answered).then_some(()));
        reached.await.expect("they are answered while more come");
    }
    let all = u64::try_from(CUSTOMERS * ROUNDS).expect("few");
    let reached = handle.wait_for(PATIENCE, |view| (view.accepted_count() >= all).then_some(())).await;
    reached.expect("all are answered");
    quiet(&stage).await;
    let expected: Vec<String> = (0..ROUNDS).map(|round| format!("Eco: {round:02}")).collect();
    for customer in customers {
        assert_eq!(told(&stage, customer), expected);
    }
    stage.server.shutdown().await;
}

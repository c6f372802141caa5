//! A customer writes, Recado answers: the whole path over real HTTP, on both databases.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

#[path = "support/stage.rs"]
mod stage;
#[path = "support/until.rs"]
mod until;

use emulator::{Config, MessageStatus, NewCustomer};
use stage::{Database, ECHO_FLOW, PATIENCE, Stage};
use until::until;

async fn a_message_is_answered_and_its_ticks_turn_blue(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ECHO_FLOW).await;
    let emulator = stage.emulator.handle();
    let ana = emulator.add_customer(NewCustomer::named("Ana").with_phone("34600111222"));
    emulator.customer_says(ana, "hola");
    let arrived = |view: &emulator::View<'_>| {
        view.messages_of(ana).into_iter().find(|message| message.status == MessageStatus::Delivered)
    };
    let answer = emulator.wait_for(PATIENCE, arrived).await.expect("an answer");
    assert_eq!(answer.text(), "Eco: hola");
    emulator.customer_reads(ana);
    until(&stage.app.db, "SELECT COUNT(*) FROM messages WHERE status = 'read' AND preview = 'Eco: hola'").await;
    stage.server.shutdown().await;
}

async fn many_customers_are_answered_once_each(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ECHO_FLOW).await;
    let emulator = stage.emulator.handle();
    let customers: Vec<_> = (0..40)
        .map(|n| emulator.add_customer(NewCustomer::named("Cliente").with_phone(&format!("346001{n:05}"))))
        .collect();
    for (n, customer) in customers.iter().enumerate() {
        emulator.customer_says(*customer, format!("mensaje {n}"));
    }
    emulator.wait_for(PATIENCE, |view| (view.accepted_count() == 40).then_some(())).await.expect("all are answered");
    emulator.wait_until_quiet(PATIENCE).await.expect("quiet");
    assert_eq!(emulator.accepted().len(), 40);
    stage.server.shutdown().await;
}

on_both_engines!(a_message_is_answered_and_its_ticks_turn_blue, many_customers_are_answered_once_each);

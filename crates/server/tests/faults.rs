//! What goes wrong between Recado and Meta, over real HTTP, on both databases.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

#[path = "support/stage.rs"]
mod stage;
#[path = "support/until.rs"]
mod until;

use domain::conversation::Owner;
use domain::decide::action::{Action, Actor};
use domain::id::ConversationId;
use emulator::{Config, CustomerId, Faults, NewCustomer};
use stage::{Database, ECHO_FLOW, PATIENCE, Stage};
use until::until;

const SLOW_FLOW: &str = "
name: Pregunta
language: es
triggers: [{any_message: true}]
start: pregunta
nodes:
  pregunta:
    ask: {text: '¿Cuál es tu pedido?', save_as: pedido}
    next: consulta
  consulta:
    http_request: {method: GET, url: 'http://127.0.0.1:9/orders/{{ pedido }}', save_as: respuesta}
    next: gracias
    on_failure: persona
  gracias:
    say: {text: Gracias}
    next: fin
  persona:
    hand_over: {note: no se pudo consultar, text: Te paso con una persona.}
  fin:
    end: {}
";

fn ana(stage: &Stage) -> CustomerId {
    stage.emulator.handle().add_customer(NewCustomer::named("Ana").with_phone("34600111222"))
}

/// How often the customer was told this.
fn told(stage: &Stage, customer: CustomerId, text: &str) -> usize {
    stage.emulator.handle().messages_of(customer).iter().filter(|message| message.text() == text).count()
}

async fn hears(stage: &Stage, customer: CustomerId, text: &str) {
    let heard =
        |view: &emulator::View<'_>| view.messages_of(customer).into_iter().find(|message| message.text() == text);
    stage.emulator.handle().wait_for(PATIENCE, heard).await.expect(text);
}

async fn only_conversation(stage: &Stage) -> ConversationId {
    let mut tx = stage.app.db.read().await.expect("a transaction");
    let row: Option<(String,)> = tx.row("SELECT id FROM conversations", vec![]).await.expect("a row");
    row.expect("a conversation").0.parse().expect("an id")
}

async fn a_lost_answer_is_settled_by_its_status_and_nothing_goes_twice(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ECHO_FLOW).await;
    let customer = ana(&stage);
    stage.emulator.handle().set_faults(Faults { lost_answer_rate: 1.0, ..Faults::default() });
    stage.emulator.handle().customer_says(customer, "hola");
    hears(&stage, customer, "Eco: hola").await;
    until(&stage.app.db, "SELECT COUNT(*) FROM messages WHERE direction = 'outbound' AND wamid IS NOT NULL AND status IN ('sent', 'delivered', 'read')").await;
    until(&stage.app.db, "SELECT COUNT(*) FROM workspaces WHERE NOT EXISTS (SELECT 1 FROM outbox)").await;
    assert_eq!(stage.emulator.handle().accepted().len(), 1);
    stage.server.shutdown().await;
}

async fn a_request_that_never_arrived_is_made_once_more_when_others_are_heard(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ECHO_FLOW).await;
    let handle = stage.emulator.handle();
    let customer = ana(&stage);
    let other = handle.add_customer(NewCustomer::named("Luis").with_phone("34600333444"));
    handle.set_faults(Faults { dropped_request_rate: 1.0, ..Faults::default() });
    handle.customer_says(customer, "hola");
    until(&stage.app.db, "SELECT COUNT(*) FROM messages WHERE direction = 'outbound' AND status = 'uncertain'").await;
    handle.set_faults(Faults::default());
    assert_eq!(told(&stage, customer, "Eco: hola"), 0);
    handle.customer_says(other, "buenas");
    hears(&stage, other, "Eco: buenas").await;
    hears(&stage, customer, "Eco: hola").await;
    assert_eq!(told(&stage, customer, "Eco: hola"), 1);
    stage.server.shutdown().await;
}

async fn statuses_that_come_twice_and_out_of_order_never_go_back(database: Database) {
    let faults = Faults { duplicate_rate: 0.5, reorder_rate: 0.5, reorder_within_ms: 50, ..Faults::default() };
    let stage = Stage::build(database, Config { faults, ..Config::for_tests() }, ECHO_FLOW).await;
    let handle = stage.emulator.handle();
    let customers: Vec<CustomerId> = (0..20)
        .map(|n| handle.add_customer(NewCustomer::named("Cliente").with_phone(&format!("346002{n:05}"))))
        .collect();
    for customer in &customers {
        handle.customer_says(*customer, "hola");
    }
    for customer in &customers {
        let arrived = |view: &emulator::View<'_>| {
            view.messages_of(*customer).into_iter().find(|message| message.status == emulator::MessageStatus::Delivered)
        };
        handle.wait_for(PATIENCE, arrived).await.expect("delivered");
        handle.customer_reads(*customer);
    }
    handle.wait_until_quiet(PATIENCE).await.expect("quiet");
    until(&stage.app.db, "SELECT COUNT(*) FROM workspaces WHERE (SELECT COUNT(*) FROM messages WHERE direction = 'outbound' AND status = 'read') = 20").await;
    assert_eq!(handle.accepted().len(), 20);
    stage.server.shutdown().await;
}

async fn a_flow_may_not_call_a_private_address_and_its_customer_meets_a_person(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), SLOW_FLOW).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "hola");
    hears(&stage, customer, "¿Cuál es tu pedido?").await;
    stage.emulator.handle().customer_says(customer, "1042");
    hears(&stage, customer, "Te paso con una persona.").await;
    until(&stage.app.db, "SELECT COUNT(*) FROM conversations WHERE owner = 'human'").await;
    until(&stage.app.db, "SELECT COUNT(*) FROM workspaces WHERE NOT EXISTS (SELECT 1 FROM http_calls)").await;
    stage.server.shutdown().await;
}

async fn a_person_who_takes_over_silences_the_bot(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), SLOW_FLOW).await;
    let customer = ana(&stage);
    let handle = stage.emulator.handle();
    handle.customer_says(customer, "hola");
    hears(&stage, customer, "¿Cuál es tu pedido?").await;
    let conversation = only_conversation(&stage).await;
    let acted = server::act::perform(&stage.app, Actor::Api, conversation, Action::TakeOver).await.expect("taken over");
    assert_eq!(acted.conversation.owner, Owner::Human);
    handle.customer_says(customer, "1042");
    let message = whatsapp::message::Message::text("Soy Marta, te ayudo yo");
    let send = Action::Send { message, template: None, quotes: None };
    server::act::perform(&stage.app, Actor::Api, conversation, send).await.expect("sent");
    hears(&stage, customer, "Soy Marta, te ayudo yo").await;
    handle.wait_until_quiet(PATIENCE).await.expect("quiet");
    until(
        &stage.app.db,
        "SELECT COUNT(*) FROM workspaces WHERE NOT EXISTS (SELECT 1 FROM journal WHERE state = 'pending')",
    )
    .await;
    assert_eq!(handle.accepted().len(), 2, "the question and the person's answer, nothing else");
    stage.server.shutdown().await;
}

async fn refusals_for_the_moment_are_tried_again_and_lasting_ones_are_told(database: Database) {
    let faults = Faults { server_error_rate: 0.3, ..Faults::default() };
    let stage = Stage::build(database, Config { faults, ..Config::for_tests() }, ECHO_FLOW).await;
    let handle = stage.emulator.handle();
    let customer = ana(&stage);
    handle.customer_says(customer, "hola");
    hears(&stage, customer, "Eco: hola").await;
    handle.set_faults(Faults { errors: [(131_026, 1.0)].into(), ..Faults::default() });
    handle.customer_says(customer, "¿y ahora?");
    until(&stage.app.db, "SELECT COUNT(*) FROM messages WHERE status = 'failed' AND failure IS NOT NULL").await;
    stage.server.shutdown().await;
}

on_both_engines!(
    a_lost_answer_is_settled_by_its_status_and_nothing_goes_twice,
    a_request_that_never_arrived_is_made_once_more_when_others_are_heard,
    statuses_that_come_twice_and_out_of_order_never_go_back,
    a_flow_may_not_call_a_private_address_and_its_customer_meets_a_person,
    a_person_who_takes_over_silences_the_bot,
    refusals_for_the_moment_are_tried_again_and_lasting_ones_are_told,
);

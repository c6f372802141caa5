//! Time passes: windows close, sessions tire of waiting, snoozes end.

use crate::on_both_engines;
use crate::scene::{ana, count, hears, only_conversation, quiet, rows, told, until};
use crate::stage::{Database, ECHO_FLOW, Stage};
use domain::decide::action::{Action, Actor};
use domain::time::Timestamp;
use emulator::{Config, Faults};
use server::universe::Universe;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

const IMPATIENT_FLOW: &str = "
name: Pregunta
language: es
triggers: [{any_message: true}]
start: pregunta
nodes:
  pregunta:
    ask: {text: '¿Cuál es tu pedido?', save_as: pedido, timeout: 30m}
    next: gracias
    on_timeout: adios
  gracias:
    say: {text: 'Gracias por {{ pedido }}'}
    next: fin
  adios:
    say: {text: Hasta luego}
    next: fin
  fin:
    end: {}
";

/// A clock that runs, and can be put forward.
#[derive(Clone, Default)]
struct Clock {
    ahead: Arc<AtomicI64>,
}

impl Clock {
    fn passes(&self, span: Duration) {
        let span = i64::try_from(span.as_millis()).expect("a span");
        self.ahead.fetch_add(span, Ordering::SeqCst);
    }

    fn universe(&self) -> Universe {
        let (real, clock) = (Universe::real(1), self.clone());
        Universe::with_clock(7, move || Timestamp(real.now().0 + clock.ahead.load(Ordering::SeqCst)))
    }

    async fn stage(&self, database: Database, config: Config, flow: &str) -> Stage {
        Stage::arranged(database, config, flow, |arrangement| arrangement.universe = self.universe()).await
    }
}

async fn a_window_that_has_closed_meanwhile_stops_the_message_at_the_last_gate(database: Database) {
    let clock = Clock::default();
    let throttled = Faults { errors: [(130_429, 1.0)].into(), ..Faults::default() };
    let stage = clock.stage(database, Config { faults: throttled, ..Config::for_tests() }, ECHO_FLOW).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "hola");
    // Refused for the moment: it waits for another attempt.
    until(&stage, "SELECT COUNT(*) FROM outbox WHERE state = 'queued' AND attempt > 0", 1).await;
    stage.emulator.handle().set_faults(Faults::default());
    clock.passes(25 * HOUR);
    quiet(&stage).await;
    let failed: Vec<(String, String)> =
        rows(&stage, "SELECT status, CAST(failure AS TEXT) FROM messages WHERE direction = 'outbound'").await;
    assert_eq!(failed[0].0, "failed");
    assert!(failed[0].1.contains("window_closed"), "{failed:?}");
    assert!(told(&stage, customer).is_empty(), "nothing went out");
    stage.server.shutdown().await;
}

async fn a_session_that_waited_long_enough_goes_on_without_the_customer(database: Database) {
    let clock = Clock::default();
    let stage = clock.stage(database, Config::for_tests(), IMPATIENT_FLOW).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "hola");
    hears(&stage, customer, "¿Cuál es tu pedido?").await;
    quiet(&stage).await;
    clock.passes(29 * HOUR / 60);
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL").await, 1);
    clock.passes(2 * HOUR / 60);
    hears(&stage, customer, "Hasta luego").await;
    quiet(&stage).await;
    assert_eq!(told(&stage, customer), ["¿Cuál es tu pedido?", "Hasta luego"]);
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL").await, 0);
    stage.server.shutdown().await;
}

async fn an_answer_in_time_stops_the_alarm(database: Database) {
    let clock = Clock::default();
    let stage = clock.stage(database, Config::for_tests(), IMPATIENT_FLOW).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "hola");
    hears(&stage, customer, "¿Cuál es tu pedido?").await;
    stage.emulator.handle().customer_says(customer, "1042");
    hears(&stage, customer, "Gracias por 1042").await;
    clock.passes(HOUR);
    // Another customer's alarm, set later, has rung: this one's would have before.
    let other = crate::scene::somebody(&stage, "Luis", "34600333444");
    stage.emulator.handle().customer_says(other, "hola");
    hears(&stage, other, "¿Cuál es tu pedido?").await;
    clock.passes(HOUR);
    hears(&stage, other, "Hasta luego").await;
    assert_eq!(told(&stage, customer), ["¿Cuál es tu pedido?", "Gracias por 1042"]);
    stage.server.shutdown().await;
}

async fn a_snoozed_conversation_comes_back_by_itself(database: Database) {
    let clock = Clock::default();
    let stage = clock.stage(database, Config::for_tests(), ECHO_FLOW).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "hola");
    hears(&stage, customer, "Eco: hola").await;
    quiet(&stage).await;
    let until_later = Action::Snooze { until: stage.app.universe.now().plus(2 * HOUR) };
    let conversation = only_conversation(&stage).await;
    server::act::perform(&stage.app, Actor::Api, conversation, until_later).await.expect("snoozed");
    clock.passes(HOUR);
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM conversations WHERE status = 'snoozed'").await, 1);
    clock.passes(2 * HOUR);
    until(&stage, "SELECT COUNT(*) FROM conversations WHERE status = 'open' AND snoozed_until IS NULL", 1).await;
    stage.server.shutdown().await;
}

on_both_engines!(
    a_window_that_has_closed_meanwhile_stops_the_message_at_the_last_gate,
    a_session_that_waited_long_enough_goes_on_without_the_customer,
    an_answer_in_time_stops_the_alarm,
    a_snoozed_conversation_comes_back_by_itself,
);

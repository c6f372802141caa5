//! What the tests do on the stage.

use crate::stage::{PATIENCE, Stage};
use domain::id::ConversationId;
use emulator::{CustomerId, NewCustomer, View};
use std::time::Duration;
use store::args;
use store::record::Record;

pub fn somebody(stage: &Stage, name: &str, phone: &str) -> CustomerId {
    stage.emulator.handle().add_customer(NewCustomer::named(name).with_phone(phone))
}

pub fn ana(stage: &Stage) -> CustomerId {
    somebody(stage, "Ana", "34600111222")
}

/// Waits until the customer reads this on the phone.
pub async fn hears(stage: &Stage, customer: CustomerId, text: &str) {
    let heard = |view: &View<'_>| view.messages_of(customer).into_iter().find(|message| message.text() == text);
    stage.emulator.handle().wait_for(PATIENCE, heard).await.expect(text);
}

/// What the customer was told, in the order of the phone.
pub fn told(stage: &Stage, customer: CustomerId) -> Vec<String> {
    let accepted = stage.emulator.handle().accepted();
    let of_customer = accepted.iter().filter(|accepted| accepted.customer == customer);
    of_customer.map(|accepted| accepted.text().unwrap_or_default().to_owned()).collect()
}

pub async fn rows<T: Record>(stage: &Stage, sql: &'static str) -> Vec<T> {
    stage.app.db.read().await.expect("a look").rows(sql, args![]).await.expect(sql)
}

pub async fn count(stage: &Stage, sql: &'static str) -> i64 {
    let counted: Vec<(i64,)> = rows(stage, sql).await;
    counted.first().map_or(0, |(count,)| *count)
}

/// Asks the database until it counts so many.
pub async fn until(stage: &Stage, sql: &'static str, expected: i64) {
    let reached = async {
        let mut ticks = tokio::time::interval(Duration::from_millis(20));
        while count(stage, sql).await != expected {
            ticks.tick().await;
        }
    };
    let reached = tokio::time::timeout(PATIENCE, reached).await;
    assert!(reached.is_ok(), "{} instead of {expected}: {sql}", count(stage, sql).await);
}

/// Nothing waits in the journal or in the outbox, and no webhook is on its way.
pub async fn quiet(stage: &Stage) {
    stage.emulator.handle().wait_until_quiet(PATIENCE).await.expect("quiet");
    until(stage, "SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM journal WHERE state = 'pending')", 0)
        .await;
}

pub async fn only_conversation(stage: &Stage) -> ConversationId {
    let conversations: Vec<(String,)> = rows(stage, "SELECT id FROM conversations").await;
    conversations[0].0.parse().expect("an id")
}

//! Messages of which nobody knows whether they arrived, and how doubt ends.

use crate::on_both_engines;
use crate::shop::{DEADLINE, Shop};

use domain::policy::Purpose;
use std::time::Duration;
use store::number::NewNumber;
use store::outbox::Fate;
use store::{Db, journal};

async fn after_a_crash_a_claimed_message_is_uncertain_until_its_status_comes(db: Db) {
    let mut shop = Shop::new(db);
    let ana = shop.customer("34600111222").await;
    let message = shop.queue(ana, "uno", Purpose::Reply).await;
    let follower = shop.queue(ana, "dos", Purpose::Reply).await;
    shop.claim().await;
    assert_eq!(shop.sweep().await, 1);
    assert_eq!(shop.sweep().await, 0);
    assert_eq!((shop.message(message).await.0.as_str(), shop.waiting().await.len()), ("uncertain", 2));
    assert!(shop.claim().await.is_empty(), "its follower waits, so that the order holds");
    shop.report(ana, message, "wamid.1").await;
    assert_eq!(shop.message(message).await, ("sent".into(), Some("wamid.1".into())));
    assert_eq!(shop.claimed_ids().await, [follower]);
}

async fn silence_means_something_only_when_later_statuses_have_come(db: Db) {
    let mut shop = Shop::new(db);
    let (ana, luis) = (shop.customer("34600111222").await, shop.customer("34600333444").await);
    let silent = shop.queue(ana, "uno", Purpose::Reply).await;
    shop.claim().await;
    shop.complete(ana, silent, Fate::Uncertain { deadline: shop.now.plus(DEADLINE) }).await;
    assert_eq!(shop.resolve().await, (0, 0), "the deadline has not passed");
    shop.passes(DEADLINE);
    assert_eq!(shop.resolve().await, (0, 0), "no later status has come: perhaps none gets through");
    let later = shop.queue(luis, "dos", Purpose::Reply).await;
    shop.claim().await;
    shop.accept(luis, later, "wamid.2").await;
    shop.report(luis, later, "wamid.2").await;
    assert_eq!(shop.resolve().await, (1, 0));
    let again = shop.claim().await;
    assert_eq!((again[0].message, again[0].attempt), (silent, 2));
    shop.complete(ana, silent, Fate::Uncertain { deadline: shop.now.plus(DEADLINE) }).await;
    shop.passes(DEADLINE);
    assert_eq!(shop.resolve().await, (0, 1), "once more is once");
    assert_eq!(shop.waiting().await, ["undecided"]);
}

async fn statuses_from_before_the_last_attempt_prove_nothing(db: Db) {
    let mut shop = Shop::new(db);
    let (ana, luis) = (shop.customer("34600111222").await, shop.customer("34600333444").await);
    let message = shop.queue(ana, "uno", Purpose::Reply).await;
    shop.claim().await;
    shop.complete(ana, message, Fate::Later { due_at: shop.now.plus(DEADLINE) }).await;
    shop.passes(Duration::from_millis(1));
    let later = shop.queue(luis, "dos", Purpose::Reply).await;
    shop.claim().await;
    shop.accept(luis, later, "wamid.2").await;
    shop.report(luis, later, "wamid.2").await;
    shop.passes(DEADLINE);
    // Only now is there a request of which nobody knows whether it arrived.
    assert_eq!(shop.claimed_ids().await, [message]);
    shop.complete(ana, message, Fate::Uncertain { deadline: shop.now.plus(DEADLINE) }).await;
    shop.passes(DEADLINE);
    assert_eq!(shop.resolve().await, (0, 0));
}

async fn while_nobody_was_there_silence_meant_nothing(db: Db) {
    let mut shop = Shop::new(db);
    let (ana, luis) = (shop.customer("34600111222").await, shop.customer("34600333444").await);
    let silent = shop.queue(ana, "uno", Purpose::Reply).await;
    shop.claim().await;
    shop.complete(ana, silent, Fate::Uncertain { deadline: shop.now.plus(DEADLINE) }).await;
    shop.passes(Duration::from_millis(1));
    let later = shop.queue(luis, "dos", Purpose::Reply).await;
    shop.claim().await;
    shop.accept(luis, later, "wamid.2").await;
    shop.report(luis, later, "wamid.2").await;
    // The server is away for an hour, and Meta's webhooks wait outside.
    shop.passes(Duration::from_hours(1));
    assert_eq!(shop.sweep().await, 0, "it is no orphan, and yet its wait begins again");
    assert_eq!(shop.resolve().await, (0, 0));
    shop.passes(DEADLINE);
    assert_eq!(shop.resolve().await, (1, 0));
}

async fn a_verdict_waits_as_long_as_statuses_come_late(db: Db) {
    let mut shop = Shop::new(db);
    let number = NewNumber {
        id: shop.number,
        phone_number_id: "1".into(),
        waba_id: "2".into(),
        display_phone_number: "+34 911 22 33 44".into(),
        verified_name: "Prueba".into(),
        messages_per_second: 80,
        simulated: true,
        sealed_access_token: vec![],
    };
    let mut tx = shop.db.write().await.expect("a transaction");
    store::number::create(&mut tx, shop.workspace, number, shop.now).await.expect("a number");
    tx.commit().await.expect("committed");
    let ana = shop.customer("34600111222").await;
    let campaign = shop.queue(ana, "oferta", Purpose::Campaign).await;
    shop.claim().await;
    shop.complete(ana, campaign, Fate::Uncertain { deadline: shop.now }).await;
    shop.hears_a_status_that_took(Duration::from_mins(1)).await;
    // An earlier one that came in time changes nothing about that.
    shop.hears_a_status_that_took(Duration::ZERO).await;
    shop.passes(Duration::from_secs(29));
    assert_eq!(shop.resolve().await, (0, 0), "29 s late, when 31 s more may be needed");
    shop.passes(Duration::from_secs(1));
    assert_eq!(shop.resolve().await, (0, 1));
}

async fn no_verdict_while_the_journal_holds_unread_news(db: Db) {
    let mut shop = Shop::new(db);
    let ana = shop.customer("34600111222").await;
    let campaign = shop.queue(ana, "oferta", Purpose::Campaign).await;
    shop.claim().await;
    shop.complete(ana, campaign, Fate::Uncertain { deadline: shop.now }).await;
    let body = journal::NewBody {
        told_at: shop.now,
        digest: vec![1],
        body: b"{}".to_vec(),
        happened_at: shop.now,
        received_at: shop.now,
    };
    let mut tx = shop.db.write().await.expect("a transaction");
    journal::append(&mut tx, shop.workspace, vec![body]).await.expect("kept");
    tx.commit().await.expect("committed");
    assert_eq!(shop.resolve().await, (0, 0));
    let mut tx = shop.db.write().await.expect("a transaction");
    let claimed = journal::claim(&mut tx, shop.workspace, 10).await.expect("claimed");
    let settled = journal::Settled {
        sequence: claimed[0].sequence,
        state: journal::State::Processed,
        reason: None,
        summary: String::new(),
    };
    journal::settle(&mut tx, shop.workspace, &[settled], shop.now).await.expect("settled");
    tx.commit().await.expect("committed");
    assert_eq!(shop.resolve().await, (0, 1), "a campaign is never sent again by itself");
}

async fn an_undecided_message_no_longer_holds_up_its_conversation(db: Db) {
    let mut shop = Shop::new(db);
    let ana = shop.customer("34600111222").await;
    let doubtful = shop.queue(ana, "oferta", Purpose::Campaign).await;
    let follower = shop.queue(ana, "hola", Purpose::Reply).await;
    shop.claim().await;
    shop.complete(ana, doubtful, Fate::Uncertain { deadline: shop.now }).await;
    assert!(shop.claim().await.is_empty());
    assert_eq!(shop.resolve().await, (0, 1));
    assert_eq!(shop.claimed_ids().await, [follower]);
    assert_eq!(shop.message(doubtful).await.0, "uncertain");
}

on_both_engines!(
    after_a_crash_a_claimed_message_is_uncertain_until_its_status_comes,
    silence_means_something_only_when_later_statuses_have_come,
    statuses_from_before_the_last_attempt_prove_nothing,
    while_nobody_was_there_silence_meant_nothing,
    a_verdict_waits_as_long_as_statuses_come_late,
    no_verdict_while_the_journal_holds_unread_news,
    an_undecided_message_no_longer_holds_up_its_conversation,
);

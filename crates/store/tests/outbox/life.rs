//! The usual life of an outgoing message: order, outcomes, statuses.

use crate::on_both_engines;
use crate::shop::{DEADLINE, START, Shop};
use domain::message::Failure;
use domain::policy::Purpose;
use std::time::Duration;
use store::Db;
use store::outbox::Fate;

async fn only_the_head_of_each_conversation_goes(db: Db) {
    let mut shop = Shop::new(db);
    let (ana, luis) = (shop.customer("34600111222").await, shop.customer("34600333444").await);
    let first = shop.queue(ana, "uno", Purpose::Reply).await;
    let second = shop.queue(ana, "dos", Purpose::Reply).await;
    let other = shop.queue(luis, "tres", Purpose::Reply).await;
    assert_eq!(shop.claimed_ids().await, [first, other]);
    assert!(shop.claim().await.is_empty(), "what is claimed is not claimed again, and its follower waits");
    shop.accept(ana, first, "wamid.1").await;
    let claimed = shop.claim().await;
    assert_eq!(claimed[0].message, second);
    assert_eq!((claimed[0].attempt, claimed[0].contact_blocked), (1, false));
    assert_eq!(claimed[0].window_expires_at, Some(domain::window::expires_at(START)));
    assert_eq!(claimed[0].envelope.biz_opaque_callback_data.as_deref(), Some(second.to_string().as_str()));
}

async fn outcomes_move_message_and_outbox_together(db: Db) {
    let mut shop = Shop::new(db);
    let ana = shop.customer("34600111222").await;
    let accepted = shop.queue(ana, "uno", Purpose::Reply).await;
    shop.claim().await;
    shop.accept(ana, accepted, "wamid.1").await;
    assert_eq!(shop.message(accepted).await, ("accepted".into(), Some("wamid.1".into())));

    let failed = shop.queue(ana, "dos", Purpose::Reply).await;
    shop.claim().await;
    let failure = Failure { code: Some(131_047), reason: "window_closed".into(), detail: String::new() };
    shop.complete(ana, failed, Fate::Failed(failure)).await;
    assert_eq!(shop.message(failed).await.0, "failed");
    assert!(shop.waiting().await.is_empty());

    let later = shop.queue(ana, "tres", Purpose::Reply).await;
    shop.claim().await;
    shop.complete(ana, later, Fate::Later { due_at: shop.now.plus(DEADLINE) }).await;
    assert_eq!((shop.message(later).await.0.as_str(), shop.waiting().await), ("queued", vec!["queued".to_owned()]));
    assert!(shop.claim().await.is_empty(), "not before its time");
    shop.passes(DEADLINE);
    let claimed = shop.claim().await;
    assert_eq!((claimed[0].message, claimed[0].attempt), (later, 2));
}

async fn a_status_that_is_quicker_than_the_answer_wins(db: Db) {
    let mut shop = Shop::new(db);
    let ana = shop.customer("34600111222").await;
    let message = shop.queue(ana, "uno", Purpose::Reply).await;
    shop.claim().await;
    shop.report(ana, message, "wamid.1").await;
    shop.accept(ana, message, "wamid.1").await;
    assert_eq!(shop.message(message).await, ("sent".into(), Some("wamid.1".into())));
    assert!(shop.waiting().await.is_empty());
}

async fn what_was_postponed_was_no_attempt(db: Db) {
    let mut shop = Shop::new(db);
    let ana = shop.customer("34600111222").await;
    let message = shop.queue(ana, "uno", Purpose::Reply).await;
    for _ in 0..3 {
        let claimed = shop.claim().await;
        assert_eq!((claimed[0].message, claimed[0].attempt), (message, 1));
        shop.complete(ana, message, Fate::Postponed { due_at: shop.now }).await;
    }
}

async fn an_outcome_speaks_of_its_own_attempt_only(db: Db) {
    let mut shop = Shop::new(db);
    let (ana, luis) = (shop.customer("34600111222").await, shop.customer("34600333444").await);
    let message = shop.queue(ana, "uno", Purpose::Reply).await;
    shop.claim().await;
    // This node loses its lease; the one that takes over does not know of the request, and in time sends it again.
    shop.sweep().await;
    shop.passes(Duration::from_millis(1));
    let later = shop.queue(luis, "dos", Purpose::Reply).await;
    shop.claim().await;
    shop.accept(luis, later, "wamid.2").await;
    shop.report(luis, later, "wamid.2").await;
    shop.passes(DEADLINE);
    assert_eq!(shop.resolve().await, (1, 0));
    assert_eq!(shop.claimed_ids().await, [message]);
    // Now the first node speaks of the first attempt.
    let failure = Failure { code: Some(1), reason: "unknown".into(), detail: String::new() };
    for fate in [
        Fate::Failed(failure),
        Fate::Later { due_at: shop.now },
        Fate::Postponed { due_at: shop.now },
        Fate::Uncertain { deadline: shop.now },
    ] {
        shop.complete_attempt(ana, message, 1, fate).await;
        assert_eq!(shop.waiting().await, ["sending"]);
    }
    // That it was accepted is true whoever says it.
    shop.complete_attempt(ana, message, 1, Fate::Accepted { wamid: "wamid.1".into() }).await;
    assert_eq!(shop.message(message).await, ("accepted".into(), Some("wamid.1".into())));
    assert!(shop.waiting().await.is_empty());
}

on_both_engines!(
    only_the_head_of_each_conversation_goes,
    outcomes_move_message_and_outbox_together,
    a_status_that_is_quicker_than_the_answer_wins,
    what_was_postponed_was_no_attempt,
    an_outcome_speaks_of_its_own_attempt_only,
);

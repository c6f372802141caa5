//! The life of an outgoing message in the store, on both engines: order, outcomes, doubt, and how doubt ends.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

mod support;

use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::conversation::{Conversation, Owner, Status};
use domain::event::{Advance, Event, StatusRecord};
use domain::id::{ContactId, ConversationId, IdSource, JournalId, MessageId, NumberId, WorkspaceId};
use domain::message::{Author, Direction, Envelope, Failure, Message, MessageStatus, Outgoing};
use domain::policy::Purpose;
use domain::time::Timestamp;
use std::time::Duration;
use store::number::NewNumber;
use store::outbox::{self, Claimed, Fate, Outcome};
use store::workspace::Heard;
use store::{Db, apply, journal};

const DEADLINE: Duration = Duration::from_secs(30);
const START: Timestamp = Timestamp(1_790_000_000_000);

struct Shop {
    db: Db,
    ids: IdSource,
    workspace: WorkspaceId,
    number: NumberId,
    now: Timestamp,
}

impl Shop {
    fn new(db: Db) -> Self {
        let mut ids = IdSource::new(3);
        let (workspace, number) = (WorkspaceId::new(&mut ids, START), NumberId::new(&mut ids, START));
        Self { db, ids, workspace, number, now: START }
    }

    async fn apply(&mut self, events: Vec<Event>) {
        let mut tx = self.db.write().await.expect("a transaction");
        apply::apply(&mut tx, self.workspace, self.now, events).await.expect("applied");
        tx.commit().await.expect("committed");
    }

    /// A person with a conversation whose window is open.
    async fn customer(&mut self, phone: &str) -> ConversationId {
        let (contact, conversation) =
            (ContactId::new(&mut self.ids, self.now), ConversationId::new(&mut self.ids, self.now));
        let contact = Contact {
            id: contact,
            name: "Ana".into(),
            language: None,
            identifiers: [Identifier::new(IdentifierKind::WaId, phone)].into(),
            fields: std::collections::BTreeMap::default(),
            labels: std::collections::BTreeSet::default(),
            consents: domain::consent::Consents::default(),
            blocked: false,
            created_at: self.now,
            updated_at: self.now,
        };
        let conversation = Conversation {
            id: conversation,
            number: self.number,
            contact: contact.id,
            status: Status::Open,
            owner: Owner::Bot,
            assignee: None,
            snoozed_until: None,
            window_expires_at: Some(domain::window::expires_at(self.now)),
            last_inbound_at: Some(self.now),
            last_message_at: Some(self.now),
            last_message_preview: "hola".into(),
            unread: 1,
            episode_started_at: self.now,
            created_at: self.now,
            updated_at: self.now,
        };
        let id = conversation.id;
        self.apply(vec![Event::ContactSaved(contact), Event::ConversationSaved(conversation)]).await;
        id
    }

    async fn queue(&mut self, conversation: ConversationId, text: &str, purpose: Purpose) -> MessageId {
        let id = MessageId::new(&mut self.ids, self.now);
        let body = serde_json::json!({"type": "text", "text": {"body": text}});
        let message = Message {
            id,
            number: self.number,
            conversation,
            direction: Direction::Outbound,
            author: Author::Bot,
            wamid: None,
            kind: "text".into(),
            content: body.clone(),
            preview: text.into(),
            status: MessageStatus::Queued,
            failure: None,
            context_wamid: None,
            at: self.now,
            created_at: self.now,
        };
        let mut request = body;
        request["to"] = "+34600111222".into();
        let envelope: Envelope = serde_json::from_value(request).expect("an envelope");
        let envelope = envelope.with_callback_data(id.to_string());
        let outgoing = Outgoing { message, envelope, purpose, template_category: None };
        self.apply(vec![Event::MessageQueued(Box::new(outgoing))]).await;
        id
    }

    async fn claim(&mut self) -> Vec<Claimed> {
        let mut tx = self.db.write().await.expect("a transaction");
        let claimed = outbox::claim(&mut tx, self.workspace, self.number, self.now, 10).await.expect("claimed");
        tx.commit().await.expect("committed");
        claimed
    }

    async fn claimed_ids(&mut self) -> Vec<MessageId> {
        self.claim().await.iter().map(|claimed| claimed.message).collect()
    }

    /// The outcome of the attempt that was made last.
    async fn complete(&mut self, conversation: ConversationId, message: MessageId, fate: Fate) {
        let mut tx = self.db.read().await.expect("a transaction");
        let sql = "SELECT attempt FROM outbox WHERE message_id = $1";
        let row: Option<(i64,)> = tx.row(sql, store::args![message]).await.expect("read");
        drop(tx);
        let attempt = row.map_or(0, |(attempt,)| u32::try_from(attempt).expect("an attempt"));
        self.complete_attempt(conversation, message, attempt, fate).await;
    }

    async fn complete_attempt(&mut self, conversation: ConversationId, message: MessageId, attempt: u32, fate: Fate) {
        let mut tx = self.db.write().await.expect("a transaction");
        let outcome = Outcome { message, conversation, attempt, fate };
        outbox::complete(&mut tx, self.workspace, self.now, &[outcome]).await.expect("completed");
        tx.commit().await.expect("committed");
    }

    async fn hears_a_status_that_took(&mut self, lag: Duration) {
        let heard = Heard { phone_number_id: "1".into(), statuses_late_until: self.now.plus(lag) };
        let mut tx = self.db.write().await.expect("a transaction");
        store::workspace::touch_numbers(&mut tx, self.workspace, &[heard], self.now).await.expect("touched");
        tx.commit().await.expect("committed");
    }

    async fn accept(&mut self, conversation: ConversationId, message: MessageId, wamid: &str) {
        self.complete(conversation, message, Fate::Accepted { wamid: wamid.into() }).await;
    }

    async fn sweep(&mut self) -> usize {
        let mut tx = self.db.write().await.expect("a transaction");
        let deadline = self.now.plus(DEADLINE);
        let swept = outbox::sweep_orphans(&mut tx, self.workspace, self.number, deadline).await.expect("swept");
        tx.commit().await.expect("committed");
        swept.len()
    }

    /// (sent once more, left to a person)
    async fn resolve(&mut self) -> (usize, usize) {
        let mut tx = self.db.write().await.expect("a transaction");
        let settled = outbox::resolve_overdue(&mut tx, self.workspace, self.number, self.now, DEADLINE).await;
        let settled = settled.expect("resolved");
        tx.commit().await.expect("committed");
        (settled.resent.len(), settled.undecided.len())
    }

    async fn report(&mut self, conversation: ConversationId, message: MessageId, wamid: &str) {
        let record = StatusRecord {
            wamid: wamid.into(),
            status: "sent".into(),
            message: Some(message),
            at: self.now,
            raw: serde_json::json!({}),
        };
        let advance = Advance {
            message,
            conversation,
            status: MessageStatus::Sent,
            wamid: Some(wamid.into()),
            failure: None,
            at: self.now,
        };
        self.apply(vec![Event::StatusRecorded(record), Event::MessageAdvanced(advance)]).await;
    }

    /// (status, wamid) of a message.
    async fn message(&mut self, id: MessageId) -> (String, Option<String>) {
        let mut tx = self.db.read().await.expect("a transaction");
        let sql = "SELECT status, wamid FROM messages WHERE id = $1";
        tx.row(sql, store::args![id]).await.expect("read").expect("there")
    }

    async fn waiting(&mut self) -> Vec<String> {
        let mut tx = self.db.read().await.expect("a transaction");
        let rows: Vec<(String,)> = tx.rows("SELECT state FROM outbox ORDER BY sequence", vec![]).await.expect("read");
        rows.into_iter().map(|(state,)| state).collect()
    }

    fn passes(&mut self, span: Duration) {
        self.now = self.now.plus(span);
    }
}

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

async fn bodies_are_claimed_in_the_order_of_what_they_tell(db: Db) {
    let mut shop = Shop::new(db);
    let second = Duration::from_secs(1);
    let now = shop.now.plus(second * 10);
    for (name, happened_at) in [(b'c', 5), (b'a', 3), (b'd', 5), (b'b', 4)] {
        let body = journal::NewBody {
            id: JournalId::new(&mut shop.ids, now),
            digest: vec![name],
            body: vec![name],
            happened_at: shop.now.plus(second * happened_at),
            received_at: now,
        };
        let mut tx = shop.db.write().await.expect("a transaction");
        journal::append(&mut tx, shop.workspace, vec![body]).await.expect("kept");
        tx.commit().await.expect("committed");
    }
    let mut tx = shop.db.write().await.expect("a transaction");
    let claimed = journal::claim(&mut tx, shop.workspace, 3).await.expect("claimed");
    let order: Vec<&[u8]> = claimed.iter().map(|claimed| claimed.body.as_slice()).collect();
    assert_eq!(order, [b"a", b"b", b"c"]);
}

#[test]
fn only_a_believable_moment_puts_a_body_in_its_place() {
    let received_at = START;
    let before = |span: Duration| Timestamp(received_at.0 - i64::try_from(span.as_millis()).expect("a span"));
    for (meta, happened_at) in [
        (None, received_at),
        (Some(before(Duration::from_hours(2))), before(Duration::from_hours(2))),
        (Some(before(Duration::from_hours(24 * 8))), received_at),
        (Some(received_at.plus(Duration::from_secs(30))), received_at.plus(Duration::from_secs(30))),
        (Some(received_at.plus(Duration::from_hours(1))), received_at),
        (Some(Timestamp(i64::MAX)), received_at),
        (Some(Timestamp(i64::MIN)), received_at),
    ] {
        assert_eq!(journal::happened_at(meta, received_at), happened_at, "{meta:?}");
    }
}

async fn no_verdict_while_the_journal_holds_unread_news(db: Db) {
    let mut shop = Shop::new(db);
    let ana = shop.customer("34600111222").await;
    let campaign = shop.queue(ana, "oferta", Purpose::Campaign).await;
    shop.claim().await;
    shop.complete(ana, campaign, Fate::Uncertain { deadline: shop.now }).await;
    let body = journal::NewBody {
        id: JournalId::new(&mut shop.ids, shop.now),
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

async fn the_same_body_is_one_delivery_also_within_one_group(db: Db) {
    let mut shop = Shop::new(db);
    for digests in [vec![1, 2, 1], vec![2, 3]] {
        let bodies = digests.into_iter().map(|digest| journal::NewBody {
            id: JournalId::new(&mut shop.ids, shop.now),
            digest: vec![digest],
            body: vec![b'0' + digest],
            happened_at: shop.now,
            received_at: shop.now,
        });
        let bodies = bodies.collect();
        let mut tx = shop.db.write().await.expect("a transaction");
        journal::append(&mut tx, shop.workspace, bodies).await.expect("kept");
        tx.commit().await.expect("committed");
    }
    let mut tx = shop.db.read().await.expect("a transaction");
    let rows: Vec<(Vec<u8>, i64)> =
        tx.rows("SELECT body, deliveries FROM journal ORDER BY sequence", vec![]).await.expect("read");
    assert_eq!(rows, [(b"1".to_vec(), 2), (b"2".to_vec(), 2), (b"3".to_vec(), 1)]);
}

on_both_engines!(
    only_the_head_of_each_conversation_goes,
    outcomes_move_message_and_outbox_together,
    a_status_that_is_quicker_than_the_answer_wins,
    after_a_crash_a_claimed_message_is_uncertain_until_its_status_comes,
    silence_means_something_only_when_later_statuses_have_come,
    statuses_from_before_the_last_attempt_prove_nothing,
    while_nobody_was_there_silence_meant_nothing,
    a_verdict_waits_as_long_as_statuses_come_late,
    an_outcome_speaks_of_its_own_attempt_only,
    what_was_postponed_was_no_attempt,
    bodies_are_claimed_in_the_order_of_what_they_tell,
    no_verdict_while_the_journal_holds_unread_news,
    an_undecided_message_no_longer_holds_up_its_conversation,
    the_same_body_is_one_delivery_also_within_one_group,
);

//! People as the databases keep them: whatever order messages, imports, merges, number changes and un-merges come in, each
//! identifier leads to one living contact, no message is lost, and consent follows from the records.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

#[path = "../support/mod.rs"]
mod support;

use domain::consent::Consents;
use domain::contact::{Contact, identity};
use domain::decide::action::Actor;
use domain::decide::{Turn, inbound, merge, person};
use domain::id::{ContactId, IdSource, NumberId, WorkspaceId};
use domain::number::{Health, Number};
use domain::time::Timestamp;
use domain::world::World;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::json;
use std::sync::Arc;
use store::contact::{Filter, Order};
use store::world::Needs;
use store::{Db, Tx, args};

/// Some of these are the same mobile in two spellings.
const PHONES: [&str; 5] = ["34600111222", "5511987654321", "551187654321", "5215512345678", "525512345678"];
const USER_IDS: [&str; 2] = ["ES.1", "ES.2"];
const NUMBER: &str = "1001";
/// Stories for each engine, and the length of each.
const STORIES: usize = 40;
const LENGTH: usize = 25;

#[derive(Clone, Debug)]
enum Op {
    Message { phone: Option<usize>, user_id: Option<usize>, text: &'static str },
    Import { phone: usize },
    Merge { kept: usize, gone: usize },
    Undo { which: usize },
    ChangeNumber { from: usize, to: usize },
}

fn op() -> impl Strategy<Value = Op> {
    let phone = || 0..PHONES.len();
    let text = prop::sample::select(vec!["hola", "STOP", "START"]);
    prop_oneof![
        4 => (prop::option::weighted(0.8, phone()), prop::option::of(0..USER_IDS.len()), text)
            .prop_map(|(phone, user_id, text)| Op::Message { phone, user_id, text }),
        2 => phone().prop_map(|phone| Op::Import { phone }),
        2 => (0_usize..4, 0_usize..4).prop_map(|(kept, gone)| Op::Merge { kept, gone }),
        2 => (0_usize..4).prop_map(|which| Op::Undo { which }),
        1 => (phone(), phone()).prop_map(|(from, to)| Op::ChangeNumber { from, to }),
    ]
}

/// One workspace, of which nothing is kept in memory between two operations.
struct Memory {
    db: Db,
    ids: IdSource,
    workspace: WorkspaceId,
    number: Number,
    now: Timestamp,
    sent: i64,
}

impl Memory {
    fn new(db: Db, seed: u64) -> Self {
        let (mut ids, now) = (IdSource::new(seed), Timestamp(1_790_000_000_000));
        let workspace = WorkspaceId::new(&mut ids, now);
        let number = Number {
            id: NumberId::new(&mut ids, now),
            workspace,
            phone_number_id: NUMBER.into(),
            waba_id: "1".into(),
            display_phone_number: String::new(),
            verified_name: String::new(),
            messages_per_second: 80,
            health: Health::Connected,
            simulated: true,
        };
        Self { db, ids, workspace, number, now, sent: 0 }
    }

    async fn turn(&mut self, needs: Needs, decide: impl FnOnce(&mut Turn<'_>)) {
        self.now = Timestamp(self.now.0 + 1_000);
        let mut tx = self.db.write().await.expect("a transaction");
        let mut world = World::new([self.number.clone()], Arc::default());
        store::world::load(&mut tx, self.workspace, &needs, &mut world).await.expect("loaded");
        let mut turn = Turn::new(self.now, &mut self.ids, &mut world);
        decide(&mut turn);
        let events = turn.finish();
        store::apply::apply(&mut tx, self.workspace, self.now, events).await.expect("applied");
        tx.commit().await.expect("committed");
    }

    async fn alive(&self, tx: &mut Tx) -> Vec<Contact> {
        let everybody = Filter::default();
        let list = store::contact::list(tx, self.workspace, &everybody, Order::default(), None, 100);
        let mut contacts = list.await.expect("listed");
        contacts.sort_by_key(|contact| contact.id);
        contacts
    }

    async fn perform(&mut self, op: &Op) {
        match op {
            Op::Message { phone: None, user_id: None, .. } => {}
            Op::Message { phone, user_id, text } => {
                let (phone, user_id) = (phone.map(|at| PHONES[at]), user_id.map(|at| USER_IDS[at]));
                let message = json!({"from": phone, "from_user_id": user_id, "type": "text", "text": {"body": text}});
                self.receive(message).await;
            }
            Op::Import { phone } => {
                let identifiers = identity::from_card(Some(PHONES[*phone]), None, None, None);
                let keys = identity::lookup_keys(&identifiers).into_iter().collect();
                let needs = Needs { identifiers: keys, ..Needs::default() };
                self.turn(needs, |turn| assert!(person::brought(turn, identifiers, "Luz").is_some())).await;
            }
            Op::Merge { kept, gone } => {
                let alive = self.alive(&mut self.db.read().await.expect("a look")).await;
                if let (Some(kept), Some(gone)) = (alive.get(*kept), alive.get(*gone)) {
                    let (kept, gone) = (kept.id, gone.id);
                    let needs = Needs { contacts: [kept, gone].into(), ..Needs::default() };
                    let done = |turn: &mut Turn<'_>| merge::by_hand(turn, kept, gone, Actor::Api).is_ok();
                    self.turn(needs, |turn| assert_eq!(done(turn), kept != gone)).await;
                }
            }
            Op::Undo { which } => self.undo(*which).await,
            Op::ChangeNumber { from, to } => {
                let system = json!({"type": "user_changed_number", "body": "changed", "wa_id": PHONES[*to]});
                self.receive(json!({"from": PHONES[*from], "type": "system", "system": system})).await;
            }
        }
    }

    async fn receive(&mut self, mut message: serde_json::Value) {
        self.sent += 1;
        message["id"] = format!("wamid.{}", self.sent).into();
        message["timestamp"] = (self.now.0 / 1_000 + 1).to_string().into();
        let message = serde_json::from_value(message).expect("a message");
        let identifiers = inbound::identifiers_of(None, &message).into_iter().collect();
        let needs = Needs { identifiers, ..Needs::default() };
        self.turn(needs, |turn| inbound::received(turn, NUMBER, None, &message).expect("received")).await;
    }

    async fn undo(&mut self, which: usize) {
        let mut tx = self.db.read().await.expect("a look");
        let alive: Vec<ContactId> = self.alive(&mut tx).await.iter().map(|contact| contact.id).collect();
        let merges = store::merge::of_contacts(&mut tx, self.workspace, alive).await.expect("merges");
        let standing: Vec<_> = merges.into_iter().filter(|told| told.undone_at.is_none()).collect();
        let Some(told) = standing.get(which) else { return };
        let (kept, gone) = (told.merge.kept.id, told.merge.gone.id);
        assert_eq!(
            store::merge::standing(&mut tx, self.workspace, gone).await.expect("read"),
            Some(told.merge.clone())
        );
        let mut staying = store::contact::family(&mut tx, self.workspace, kept).await.expect("family");
        for leaving in store::contact::family(&mut tx, self.workspace, gone).await.expect("family") {
            staying.remove(&leaving);
        }
        let heard = store::consent::of_contacts(&mut tx, self.workspace, &staying).await.expect("records");
        drop(tx);
        let needs = Needs { contacts: [kept].into(), ..Needs::default() };
        let undone = |turn: &mut Turn<'_>| merge::undo(turn, &told.merge, &heard, Actor::Api);
        self.turn(needs, |turn| undone(turn).expect("undone")).await;
    }

    async fn check(&self) {
        let mut tx = self.db.read().await.expect("a look");
        let lost = "SELECT COUNT(*) FROM identifiers i LEFT JOIN contacts c ON c.workspace_id = i.workspace_id \
            AND c.id = i.contact_id AND c.merged_into IS NULL WHERE i.workspace_id = $1 AND c.id IS NULL";
        assert_eq!(self.count(&mut tx, lost).await, 0, "identifiers that lead to nobody");
        let received = "SELECT COUNT(*) FROM messages WHERE workspace_id = $1 AND direction = 'inbound'";
        assert_eq!(self.count(&mut tx, received).await, self.sent, "messages that were lost");
        let threads = "SELECT c.contact_id FROM messages m JOIN conversations c ON c.workspace_id = m.workspace_id \
            AND c.id = m.conversation_id WHERE m.workspace_id = $1";
        let holders: Vec<(String,)> = tx.rows(threads, args![self.workspace]).await.expect("read");
        let stored = self.count(&mut tx, "SELECT COUNT(*) FROM messages WHERE workspace_id = $1").await;
        assert_eq!(i64::try_from(holders.len()).expect("few"), stored, "messages without a conversation");
        for (holder,) in holders {
            let holder = holder.parse().expect("an id");
            let living = store::contact::living(&mut tx, self.workspace, holder).await.expect("read");
            assert!(living.is_some(), "a message is nobody's");
        }
        for contact in self.alive(&mut tx).await {
            let family = store::contact::family(&mut tx, self.workspace, contact.id).await.expect("family");
            let records = store::consent::of_contacts(&mut tx, self.workspace, &family).await.expect("records");
            assert_eq!(contact.consents, Consents::of_records(&records), "{records:?}");
        }
    }

    async fn count(&self, tx: &mut Tx, sql: &'static str) -> i64 {
        let row: Option<(i64,)> = tx.row(sql, args![self.workspace]).await.expect("counted");
        row.expect("a row").0
    }
}

async fn each_identifier_leads_to_one_living_contact_and_no_message_is_lost(db: Db) {
    let mut runner = TestRunner::deterministic();
    let story = prop::collection::vec(op(), LENGTH);
    for seed in 0..STORIES {
        let ops = story.new_tree(&mut runner).expect("a story").current();
        let mut memory = Memory::new(db.clone(), u64::try_from(seed).expect("small") + 1);
        for op in &ops {
            memory.perform(op).await;
            memory.check().await;
        }
    }
}

on_both_engines!(each_identifier_leads_to_one_living_contact_and_no_message_is_lost);

//! Whatever order messages, imports, merges, number changes and un-merges come in: each identifier is one contact's, no
//! message is lost, and what may be sent follows from the records.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may say what it expects"
)]

use domain::consent::{ConsentRecord, Consents};
use domain::contact::{Identifier, IdentifierKind, Merge, identity};
use domain::decide::action::Actor;
use domain::decide::{Turn, inbound, merge, person};
use domain::event::Event;
use domain::id::{ContactId, ConversationId, IdSource, NumberId, UserId, WorkspaceId};
use domain::number::{Health, Number};
use domain::time::Timestamp;
use domain::world::World;
use proptest::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Some of these are the same mobile in two spellings.
const PHONES: [&str; 7] =
    ["34600111222", "34600333444", "5511987654321", "551187654321", "5215512345678", "525512345678", "5491123456789"];
const USER_IDS: [&str; 3] = ["ES.1", "ES.2", "ES.3"];
const USERNAMES: [&str; 2] = ["ana", "luz"];
const NUMBERS: [&str; 2] = ["1001", "1002"];

#[derive(Clone, Debug)]
enum Op {
    Message { number: usize, phone: Option<usize>, user_id: Option<usize>, username: Option<usize>, text: &'static str },
    Import { phone: usize, user_id: Option<usize> },
    Merge { kept: usize, gone: usize },
    Undo { which: usize },
    ChangeNumber { from: usize, to: usize },
}

fn op() -> impl Strategy<Value = Op> {
    let phone = || 0..PHONES.len();
    let user_id = || prop::option::of(0..USER_IDS.len());
    let username = prop::option::weighted(0.2, 0..USERNAMES.len());
    let text = prop::sample::select(vec!["hola", "hola", "STOP", "START"]);
    prop_oneof![
        4 => (0..NUMBERS.len(), prop::option::weighted(0.8, phone()), user_id(), username, text)
            .prop_map(|(number, phone, user_id, username, text)| Op::Message { number, phone, user_id, username, text }),
        2 => (phone(), user_id()).prop_map(|(phone, user_id)| Op::Import { phone, user_id }),
        2 => (0_usize..8, 0_usize..8).prop_map(|(kept, gone)| Op::Merge { kept, gone }),
        2 => (0_usize..8).prop_map(|which| Op::Undo { which }),
        1 => (phone(), phone()).prop_map(|(from, to)| Op::ChangeNumber { from, to }),
    ]
}

/// The whole memory in one world, and what its events left behind.
struct Memory {
    world: World,
    ids: IdSource,
    now: Timestamp,
    contacts: BTreeSet<ContactId>,
    merges: Vec<Merge>,
    merged_into: BTreeMap<ContactId, ContactId>,
    records: Vec<ConsentRecord>,
    messages: BTreeMap<String, ConversationId>,
    sent: usize,
}

impl Memory {
    fn new() -> Self {
        let (mut ids, now) = (IdSource::new(1), Timestamp(1_790_000_000_000));
        let number = |phone_number_id: &str, ids: &mut IdSource| Number {
            id: NumberId::new(ids, now),
            workspace: WorkspaceId::new(ids, now),
            phone_number_id: phone_number_id.into(),
            waba_id: "1".into(),
            display_phone_number: String::new(),
            verified_name: String::new(),
            messages_per_second: 80,
            health: Health::Connected,
            simulated: true,
        };
        let numbers: Vec<Number> = NUMBERS.iter().map(|id| number(id, &mut ids)).collect();
        Self {
            world: World::new(numbers, Arc::default()),
            ids,
            now,
            contacts: BTreeSet::new(),
            merges: Vec::new(),
            merged_into: BTreeMap::new(),
            records: Vec::new(),
            messages: BTreeMap::new(),
            sent: 0,
        }
    }

    fn turn(&mut self, decide: impl FnOnce(&mut Turn<'_>)) {
        self.now = Timestamp(self.now.0 + 1_000);
        let mut turn = Turn::new(self.now, &mut self.ids, &mut self.world);
        decide(&mut turn);
        for event in turn.finish() {
            self.remember(event);
        }
    }

    fn remember(&mut self, event: Event) {
        match event {
            Event::ContactSaved(contact) => drop(self.contacts.insert(contact.id)),
            Event::ContactsMerged(merge) => {
                assert!(self.merged_into.insert(merge.gone.id, merge.kept.id).is_none(), "merged twice");
                self.merges.push(*merge);
            }
            Event::MergeUndone { gone, .. } => {
                self.merged_into.remove(&gone).expect("it was merged");
                self.merges.retain(|merge| merge.gone.id != gone);
            }
            Event::ConsentRecorded(record) => self.records.push(record),
            Event::MessageReceived(message) => {
                let before = self.messages.insert(message.wamid.unwrap(), message.conversation);
                assert!(before.is_none(), "stored twice");
            }
            _ => {}
        }
    }

    /// Who a contact is now.
    fn living(&self, mut id: ContactId) -> ContactId {
        while let Some(into) = self.merged_into.get(&id) {
            id = *into;
        }
        id
    }

    fn alive(&self) -> Vec<ContactId> {
        self.contacts.iter().copied().filter(|id| !self.merged_into.contains_key(id)).collect()
    }

    fn records_of(&self, living: ContactId) -> Vec<ConsentRecord> {
        self.records.iter().filter(|record| self.living(record.contact) == living).cloned().collect()
    }

    fn perform(&mut self, op: &Op) {
        match op {
            Op::Message { number, phone, user_id, username, text } => {
                self.receive(
                    NUMBERS[*number],
                    phone.map(|at| PHONES[at]),
                    user_id.map(|at| USER_IDS[at]),
                    *username,
                    text,
                );
            }
            Op::Import { phone, user_id } => self.import(PHONES[*phone], user_id.map(|at| USER_IDS[at])),
            Op::Merge { kept, gone } => {
                let alive = self.alive();
                if let (Some(kept), Some(gone)) = (alive.get(*kept).copied(), alive.get(*gone).copied()) {
                    let actor = Actor::Agent(UserId::new(&mut self.ids, self.now));
                    self.turn(|turn| assert_eq!(merge::by_hand(turn, kept, gone, actor).is_ok(), kept != gone));
                }
            }
            Op::Undo { which } => self.undo(*which),
            Op::ChangeNumber { from, to } => self.change_number(PHONES[*from], PHONES[*to]),
        }
    }

    fn receive(
        &mut self,
        number: &str,
        phone: Option<&str>,
        user_id: Option<&str>,
        username: Option<usize>,
        text: &str,
    ) {
        if phone.is_none() && user_id.is_none() {
            return;
        }
        self.sent += 1;
        let wamid = format!("wamid.{}", self.sent);
        let seconds = ((self.now.0 / 1000) + 1).to_string();
        let message = json!({"from": phone, "from_user_id": user_id, "id": wamid, "timestamp": seconds,
            "type": "text", "text": {"body": text}});
        let card = json!({"profile": {"name": "Ana", "username": username.map(|at| USERNAMES[at])},
            "wa_id": phone, "user_id": user_id});
        let (message, card) = (serde_json::from_value(message).unwrap(), serde_json::from_value(card).unwrap());
        self.turn(|turn| inbound::received(turn, number, Some(&card), &message).unwrap());
        let holder = self.world.conversation(self.messages[&wamid]).unwrap().contact;
        for identifier in identity::from_card(phone, user_id, None, None) {
            assert_eq!(self.world.person(&identifier), Some(holder), "{identifier:?} wrote");
        }
    }

    fn import(&mut self, phone: &str, user_id: Option<&str>) {
        let identifiers = identity::from_card(Some(phone), user_id, None, None);
        let mut brought = None;
        self.turn(|turn| brought = person::brought(turn, identifiers.clone(), "Luz"));
        for identifier in identifiers {
            assert_eq!(self.world.person(&identifier), brought, "{identifier:?} was imported");
        }
    }

    fn change_number(&mut self, from: &str, to: &str) {
        self.sent += 1;
        let message = json!({"from": from, "id": format!("wamid.{}", self.sent), "timestamp": "1790000001",
            "type": "system", "system": {"type": "user_changed_number", "body": "changed", "wa_id": to}});
        let message = serde_json::from_value(message).unwrap();
        self.turn(|turn| inbound::received(turn, NUMBERS[0], None, &message).unwrap());
        let phone = Identifier::new(IdentifierKind::Phone, format!("+{to}"));
        assert!(self.world.person(&phone).is_some(), "the new number is known");
    }

    fn undo(&mut self, which: usize) {
        let possible: Vec<Merge> =
            self.merges.iter().filter(|merge| !self.merged_into.contains_key(&merge.kept.id)).cloned().collect();
        let Some(merge) = possible.get(which) else { return };
        let heard: Vec<ConsentRecord> = {
            let with_gone = |mut id: ContactId| loop {
                if id == merge.gone.id {
                    break true;
                }
                match self.merged_into.get(&id) {
                    Some(into) => id = *into,
                    None => break false,
                }
            };
            self.records_of(merge.kept.id).into_iter().filter(|record| !with_gone(record.contact)).collect()
        };
        let actor = Actor::Agent(UserId::new(&mut self.ids, self.now));
        self.turn(|turn| merge::undo(turn, merge, &heard, actor).unwrap());
    }

    fn check(&self) {
        let mut holders: BTreeMap<Identifier, ContactId> = BTreeMap::new();
        for id in self.alive() {
            let contact = self.world.contact(id).expect("alive");
            for identifier in &contact.identifiers {
                assert!(holders.insert(identifier.clone(), id).is_none(), "{identifier:?} is held by two");
                assert_eq!(self.world.person(identifier), Some(id), "{identifier:?}");
            }
            let records = self.records_of(id);
            assert_eq!(contact.consents, Consents::of_records(&records), "{records:?}");
        }
        for gone in self.merged_into.keys() {
            assert!(self.world.contact(*gone).is_none(), "merged and still there");
        }
        let expected: usize = self.sent;
        assert_eq!(self.messages.len(), expected, "every message was stored");
        for (wamid, conversation) in &self.messages {
            let thread = self.world.conversation(*conversation).expect("its conversation is there");
            assert!(self.world.contact(self.living(thread.contact)).is_some(), "{wamid} is nobody's");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn each_identifier_is_one_contacts_and_no_message_is_lost(ops in prop::collection::vec(op(), 1..40)) {
        let mut memory = Memory::new();
        for op in &ops {
            memory.perform(op);
            memory.check();
        }
    }
}

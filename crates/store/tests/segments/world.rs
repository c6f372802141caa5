//! A drawn world as people in memory and as rows.

use super::people::PersonDrawn;
use super::trees::Drawn;
use domain::consent::{ConsentRecord, ConsentSource, Consents};
use domain::contact::Contact;
use domain::conversation::{Conversation, Owner, Status};
use domain::event::Event;
use domain::id::{CampaignId, ContactId, ConversationId, EventId, IdSource, NumberId, SegmentId, WorkspaceId};
use domain::outside::{EventSource, Money, OutsideEvent};
use domain::segment::campaign::Outcome;
use domain::segment::{Addressed, Library, Members, Occurrence, Person, Segment, matches};
use domain::time::Timestamp;
use std::sync::atomic::{AtomicU64, Ordering};
use store::segment::ask::{self, Asked};
use store::sql::Arg;
use store::{Db, Tx, apply, args};

/// Monday 2026-03-30, noon.
pub const NOW: Timestamp = Timestamp(1_774_872_000_000);
pub const DAY: i64 = 86_400_000;

pub struct World {
    pub workspace: WorkspaceId,
    pub people: Vec<Person>,
    pub library: Library,
    events: Vec<Event>,
}

pub fn campaign_id(which: usize) -> CampaignId {
    CampaignId(uuid::Uuid::from_u128(100 + which as u128))
}

/// The two saved segments, then the frozen one.
pub fn segment_id(which: usize) -> SegmentId {
    SegmentId(uuid::Uuid::from_u128(1 + which as u128))
}

const FROZEN: usize = 2;

impl World {
    pub fn first_workspace() -> WorkspaceId {
        WorkspaceId(uuid::Uuid::from_u128(1))
    }

    pub fn frozen() -> SegmentId {
        segment_id(FROZEN)
    }

    pub fn of(drawn: &Drawn, workspace: WorkspaceId) -> Self {
        let mut ids = IdSource::new(5);
        let mut events = Vec::new();
        let mut people: Vec<Person> = drawn.people.iter().map(|person| living(person, &mut ids, &mut events)).collect();
        let saved = drawn.saved.iter().enumerate().map(|(which, condition)| Segment {
            id: segment_id(which),
            name: format!("segment {which}"),
            members: Members::Meeting(condition.clone()),
        });
        let library = Library::new(saved);
        for person in &mut people {
            if matches(&drawn.frozen, person, &library, NOW) {
                person.snapshots.insert(segment_id(FROZEN));
            }
        }
        let taken =
            Segment { id: segment_id(FROZEN), name: "frozen".into(), members: Members::Frozen { taken_at: NOW } };
        let library = Library::new(library.iter().cloned().chain([taken]));
        Self { workspace, people, library, events }
    }

    /// In a workspace of its own.
    pub async fn write(db: &Db, drawn: &Drawn) -> Self {
        static WORKSPACES: AtomicU64 = AtomicU64::new(10);
        let workspace = WorkspaceId(uuid::Uuid::from_u128(WORKSPACES.fetch_add(1, Ordering::Relaxed).into()));
        let mut world = Self::of(drawn, workspace);
        let mut tx = db.write().await.expect("a transaction");
        apply::apply(&mut tx, workspace, NOW, std::mem::take(&mut world.events)).await.expect("applied");
        ledger(&mut tx, workspace, &world.people).await;
        let asked = Asked { workspace, condition: &drawn.frozen, library: &world.library, now: NOW };
        ask::freeze(&mut tx, asked, segment_id(FROZEN), None).await.expect("frozen");
        tx.commit().await.expect("committed");
        world
    }
}

/// The rows of the campaigns that wrote to them.
async fn ledger(tx: &mut Tx, workspace: WorkspaceId, people: &[Person]) {
    let mut rows = Vec::new();
    for person in people {
        for message in &person.addressed {
            let at = |wanted: Outcome| {
                let found = message.moments.iter().find(|(outcome, _)| *outcome == wanted);
                found.map(|(_, at)| *at)
            };
            let position = i64::try_from(rows.len()).expect("few");
            let number = NumberId(uuid::Uuid::from_u128(1));
            rows.push(args![
                workspace,
                message.campaign,
                position,
                person.contact.id,
                0_i64,
                number,
                "+51900000000",
                0_i64,
                Arg::Json(Some("[]".to_owned())),
                "read",
                1_i64,
                NOW,
                at(Outcome::WasSent),
                at(Outcome::Received),
                at(Outcome::Read),
                at(Outcome::Replied),
                at(Outcome::Pressed),
                at(Outcome::Clicked),
                at(Outcome::Failed),
            ]);
        }
    }
    let head = "INSERT INTO recipients (workspace_id, campaign_id, position, contact_id, step, number_id, address, variant, \
         parameters, state, attempt, due_at, accepted_at, delivered_at, read_at, replied_at, button_at, clicked_at, failed_at)";
    tx.insert(head, rows, "").await.expect("a ledger");
}

fn living(drawn: &PersonDrawn, ids: &mut IdSource, events: &mut Vec<Event>) -> Person {
    let id = ContactId::new(ids, NOW);
    let mut consents = Consents::default();
    for (category, state, signalled) in &drawn.consents {
        let source = if *signalled { ConsentSource::MetaSignal } else { ConsentSource::Word };
        consents.record(&ConsentRecord::new(id, *category, *state, (source, ""), NOW));
    }
    let contact = Contact {
        language: drawn.language.clone(),
        fields: drawn.fields.clone(),
        labels: drawn.labels.clone(),
        consents,
        blocked: drawn.blocked,
        created_at: drawn.created_at,
        ..Contact::new(id, drawn.name.as_str(), NOW)
    };
    events.push(Event::ContactSaved(contact.clone()));
    let conversations: Vec<Conversation> = drawn
        .conversations
        .iter()
        .map(|conversation| Conversation {
            id: ConversationId::new(ids, NOW),
            number: NumberId::new(ids, NOW),
            contact: id,
            status: Status::Open,
            owner: Owner::Bot,
            assignee: None,
            team: None,
            snoozed_until: None,
            window_expires_at: conversation.window_until,
            last_inbound_at: conversation.inbound,
            last_message_at: conversation.message,
            last_message_preview: String::new(),
            unread: 0,
            episode_started_at: NOW,
            created_at: NOW,
            updated_at: NOW,
        })
        .collect();
    events.extend(conversations.iter().cloned().map(Event::ConversationSaved));
    let mut person = Person::new(contact, &conversations);
    for (which, moments) in drawn.addressed.iter().enumerate() {
        let message = moments.clone().map(|moments| Addressed { campaign: campaign_id(which), moments });
        person.addressed.extend(message);
    }
    for occurrence in &drawn.occurrences {
        let amount = occurrence.amount.clone().map(|(value, currency)| Money { value, currency });
        events.push(Event::EventRecorded(OutsideEvent {
            id: EventId::new(ids, NOW),
            external_id: None,
            name: occurrence.name.clone(),
            source: EventSource::Api,
            contact: Some(id),
            conversation: None,
            amount: amount.clone(),
            properties: occurrence.properties.clone(),
            at: occurrence.at,
            recorded_at: NOW,
        }));
        person.occurrences.push(Occurrence {
            name: occurrence.name.clone(),
            at: occurrence.at,
            amount,
            properties: occurrence.properties.clone(),
        });
    }
    person
}

//! What one conversation's turn costs (load, decide, apply, and the timers' question what is due) beside a thousand
//! stored sessions and beside a million.
//!
//! `cargo bench -p store --profile bench-quick --bench sessions -- 1000 1000000`: the two take turns in one run. On
//! PostgreSQL as well when `RECADO_TEST_POSTGRES` names a server. It fails when a turn costs more than 1.1 times as much
//! where there are more.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement says what it expects and finds, and reads the clock"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use domain::contact::phone::{self, E164};
use domain::contact::{Contact, Identifier};
use domain::conversation::{Conversation, Owner, Status};
use domain::decide::Turn;
use domain::decide::happened::{self, Told};
use domain::event::Event;
use domain::flow::document::Flow;
use domain::flow::session::{Progress, Session, Waiting};
use domain::id::{ContactId, ConversationId, FlowId, IdSource, NumberId, SessionId, WorkspaceId};
use domain::number::{Health, Number};
use domain::outside::EventSource;
use domain::time::Timestamp;
use domain::world::{FlowBook, PublishedFlow, World};
use serde_json::{Map, json};
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::world::Needs;
use store::{Db, workspace};
use support::Fresh;

const ROUNDS: usize = 15;
/// People who have a turn in each round; one transaction, so that the disk's wait is shared as it is at work.
const PEOPLE: usize = 200;
const AT_ONCE: usize = 5_000;
const FLAT: f64 = 1.1;
const NOW: Timestamp = Timestamp(1_773_140_400_000);

/// Waits, says what came, and waits again.
const FLOW: &str = "
name: Ticks
language: es
triggers: [{event: begin}]
start: waits
nodes:
  waits:
    wait: {event: tick, timeout: 30d, save_as: tick}
    next: tells
    on_timeout: over
  tells:
    say: {text: 'Tu pedido {{ tick.number }}: {{ order.day }}.'}
    next: waits
  over: {end: {}}
";

#[tokio::main]
async fn main() -> ExitCode {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let (few, many) = match sizes.as_slice() {
        [few, many, ..] => (*few, *many),
        _ => (1_000, 1_000_000),
    };
    let mut good = measure("SQLite", [support::sqlite().await, support::sqlite().await], [few, many]).await;
    if let (Some(one), Some(other)) = (support::postgres().await, support::postgres().await) {
        good &= measure("PostgreSQL", [one, other], [few, many]).await;
    }
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn measure(engine: &str, databases: [Fresh; 2], sizes: [usize; 2]) -> bool {
    let mut houses = Vec::new();
    for (fresh, size) in databases.iter().zip(sizes) {
        houses.push((House::build(fresh.db.clone(), size).await, size, Vec::new()));
    }
    for round in 0..ROUNDS {
        // Whoever goes first in one round goes second in the next.
        for offset in 0..houses.len() {
            let place = (round + offset) % houses.len();
            let (house, _, figures) = houses.get_mut(place).expect("a house");
            figures.push(house.turns().await);
        }
    }
    let medians: Vec<f64> = houses
        .iter_mut()
        .map(|(_, size, figures)| {
            let microseconds = median(figures);
            println!("{engine:<10} {size:>9} sessions: a turn in {microseconds:>6.0} µs");
            microseconds
        })
        .collect();
    let [few, many] = medians.as_slice() else { return false };
    println!("{engine:<10} many against few: {:.2} (at most {FLAT})", many / few);
    many / few <= FLAT
}

fn median(figures: &mut [Duration]) -> f64 {
    figures.sort_unstable();
    figures.get(figures.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1e6
}

struct House {
    db: Db,
    ids: IdSource,
    workspace: WorkspaceId,
    number: Number,
    flow: FlowId,
    flows: Arc<FlowBook>,
    people: Vec<E164>,
}

impl House {
    async fn build(db: Db, sessions: usize) -> Self {
        let mut ids = IdSource::new(5);
        let workspace = WorkspaceId::new(&mut ids, NOW);
        let number = number(&mut ids, workspace);
        let flow = FlowId::new(&mut ids, NOW);
        let document = Flow::parse(FLOW).expect("a flow");
        let published = PublishedFlow { id: flow, version: 1, name: document.name.clone(), document };
        let flows = Arc::new(FlowBook::new(vec![Arc::new(published)], []));
        let mut house = Self { db, ids, workspace, number, flow, flows, people: Vec::new() };
        let mut tx = house.db.write().await.expect("a transaction");
        workspace::create(&mut tx, workspace, "Bench", NOW).await.expect("a workspace");
        tx.commit().await.expect("a commit");
        let people: Vec<Event> = (0..PEOPLE).flat_map(|person| house.person(person)).collect();
        house.write(people).await;
        let mut left = sessions;
        while left > 0 {
            let count = left.min(AT_ONCE);
            let others: Vec<Event> = (0..count).map(|_| house.somebody_elses_session()).collect();
            house.write(others).await;
            left -= count;
        }
        house.db.acquaint().await.expect("statistics");
        house
    }

    async fn write(&self, events: Vec<Event>) {
        let mut tx = self.db.write().await.expect("a transaction");
        store::apply::apply(&mut tx, self.workspace, NOW, events).await.expect("rows");
        tx.commit().await.expect("a commit");
    }

    fn person(&mut self, place: usize) -> Vec<Event> {
        let phone = phone::parse(&format!("+34600{place:06}"), "").expect("a number");
        let contact = Contact {
            language: Some("es".into()),
            identifiers: BTreeSet::from([Identifier::phone(&phone)]),
            ..Contact::new(ContactId::new(&mut self.ids, NOW), "Ana", NOW)
        };
        self.people.push(phone);
        let conversation = Conversation {
            id: ConversationId::new(&mut self.ids, NOW),
            number: self.number.id,
            contact: contact.id,
            status: Status::Open,
            owner: Owner::Bot,
            assignee: None,
            team: None,
            snoozed_until: None,
            window_expires_at: Some(domain::window::expires_at(NOW)),
            last_inbound_at: Some(NOW),
            last_message_at: Some(NOW),
            last_message_preview: "hola".into(),
            unread: 0,
            episode_started_at: NOW,
            created_at: NOW,
            updated_at: NOW,
        };
        let session = self.session(conversation.id);
        vec![Event::ContactSaved(contact), Event::ConversationSaved(conversation), Event::SessionSaved(session)]
    }

    fn somebody_elses_session(&mut self) -> Event {
        let conversation = ConversationId::new(&mut self.ids, NOW);
        Event::SessionSaved(self.session(conversation))
    }

    fn session(&mut self, conversation: ConversationId) -> Session {
        Session {
            id: SessionId::new(&mut self.ids, NOW),
            conversation,
            flow: self.flow,
            flow_version: 1,
            node: "waits".into(),
            variables: BTreeMap::from([
                ("order".to_owned(), json!({"number": "1042", "day": "12 de marzo", "total": 45})),
                ("message".to_owned(), json!({"kind": "text", "text": "hola", "payload": null})),
            ]),
            waiting: Waiting::Event { name: "tick".into(), until: NOW.plus(Duration::from_hours(24 * 30)) },
            attempts: 0,
            steps: 0,
            progress: Progress::default(),
            started_at: NOW,
            updated_at: NOW,
        }
    }

    /// A turn of each person, one after the other: how long one takes.
    async fn turns(&mut self) -> Duration {
        let begun = Instant::now();
        let mut tx = self.db.write().await.expect("a transaction");
        for phone in &self.people {
            let identifiers = happened::identifiers_of(phone).into_iter().collect();
            let needs = Needs { identifiers, ..Needs::default() };
            let mut world = World::new([self.number.clone()], Arc::new(Map::new()));
            world.flows = self.flows.clone();
            store::world::load(&mut tx, self.workspace, &needs, &mut world).await.expect("a world");
            let told = Told {
                external_id: None,
                name: "tick".into(),
                source: EventSource::Api,
                amount: None,
                properties: BTreeMap::from([("number".to_owned(), json!("1042"))]),
                at: NOW,
            };
            let mut turn = Turn::new(NOW, &mut self.ids, &mut world);
            happened::about(&mut turn, phone, None, told).expect("somebody known");
            let events = turn.finish();
            assert!(events.iter().any(|event| matches!(event, Event::MessageQueued(_))), "the flow spoke");
            store::apply::apply(&mut tx, self.workspace, NOW, events).await.expect("rows");
            let due = store::session::due(&mut tx, self.workspace, NOW, 100).await.expect("what is due");
            assert!(due.is_empty());
        }
        tx.commit().await.expect("a commit");
        begun.elapsed() / u32::try_from(PEOPLE).expect("few")
    }
}

fn number(ids: &mut IdSource, workspace: WorkspaceId) -> Number {
    Number {
        id: NumberId::new(ids, NOW),
        workspace,
        phone_number_id: "100000000000001".into(),
        waba_id: "1".into(),
        display_phone_number: "+34 900 000 000".into(),
        verified_name: "Bench".into(),
        messages_per_second: 80,
        health: Health::Connected,
        simulated: true,
    }
}

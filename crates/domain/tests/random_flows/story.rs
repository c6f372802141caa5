//! What people do to flows, and what has to hold after each of it.

use crate::dice::Dice;
use domain::conversation::Owner;
use domain::decide::action::{Action, Actor, act};
use domain::decide::happened::{self, Told};
use domain::decide::{Turn, errands, inbound, wake};
use domain::errand::Errand;
use domain::event::Event;
use domain::flow::document::Flow;
use domain::flow::limits;
use domain::flow::session::{HttpAnswer, HttpCall};
use domain::id::{FlowId, IdSource, NumberId, WorkspaceId};
use domain::number::{Health, Number};
use domain::outside::EventSource;
use domain::time::Timestamp;
use domain::window;
use domain::world::{FlowBook, PublishedFlow, World};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use whatsapp::webhook::{ContactCard, Content, InboundMessage};

const NUMBER: &str = "106540352242922";
const ANA: &str = "34600111222";
const ACTS: usize = 25;

pub struct Story {
    now: Timestamp,
    ids: IdSource,
    world: World,
    payloads: Vec<String>,
    calls: Vec<HttpCall>,
    errands: Vec<Errand>,
    count: usize,
    told: Vec<String>,
}

impl Story {
    /// Everything that was decided, as text.
    pub fn play(seed: u64, sources: &[String]) -> Vec<String> {
        let mut dice = Dice::new(seed ^ 0x5EED);
        let mut story = Self::new(sources);
        for _ in 0..ACTS {
            story.act(&mut dice);
        }
        story.told
    }

    fn new(sources: &[String]) -> Self {
        let mut ids = IdSource::new(1);
        let now = Timestamp::from_seconds(1_790_000_000);
        let number = Number {
            id: NumberId::new(&mut ids, now),
            workspace: WorkspaceId::new(&mut ids, now),
            phone_number_id: NUMBER.into(),
            waba_id: "1".into(),
            display_phone_number: "+34 911 22 33 44".into(),
            verified_name: "Tienda".into(),
            messages_per_second: 80,
            health: Health::Connected,
            simulated: true,
        };
        let mut world = World::new([number], Arc::default());
        let mut payloads = vec!["nowhere:a".to_owned(), String::new(), "n0:yes".to_owned(), "n3:5".to_owned()];
        let mut flows = Vec::new();
        for document in sources.iter().filter_map(|source| Flow::parse(source).ok()) {
            let offered = document
                .nodes
                .iter()
                .flat_map(|(id, node)| node.kind.choices().map(move |choice| format!("{id}:{}", choice.id)));
            payloads.extend(offered);
            let id = FlowId::new(&mut ids, now);
            flows.push(Arc::new(PublishedFlow { id, version: 1, name: document.name.clone(), document }));
        }
        world.flows = Arc::new(FlowBook::new(flows, []));
        Self { now, ids, world, payloads, calls: vec![], errands: vec![], count: 0, told: vec![] }
    }

    fn act(&mut self, dice: &mut Dice) {
        match dice.below(14) {
            0..=3 => {
                let words = [
                    "hola",
                    "persona",
                    "1",
                    "sí",
                    "no",
                    "ayuda",
                    "mañana a las 5",
                    "ana@example.com",
                    "12 euros",
                    "9",
                    "",
                    "🙂",
                ];
                self.writes(Content::text(*dice.pick(&words)));
            }
            4..=6 => self.taps(dice),
            7 => self.sends(dice),
            8 => self.now = self.now.plus(Duration::from_secs(u64::try_from(dice.below(2_000)).unwrap())),
            9 => self.now = self.now.plus(Duration::from_hours(u64::try_from(dice.below(40)).unwrap())),
            10 | 11 => self.answers(dice),
            12 => self.happens(dice),
            _ if dice.one_in(3) => self.given_back(),
            _ => self.runs_errands(),
        }
        self.rings();
    }

    fn turn(&mut self, decide: impl FnOnce(&mut Turn<'_>)) {
        let mut turn = Turn::new(self.now, &mut self.ids, &mut self.world);
        decide(&mut turn);
        let events = turn.finish();
        self.judge(&events);
    }

    /// What has to hold after every turn.
    fn judge(&mut self, events: &[Event]) {
        let mut said: BTreeMap<String, usize> = BTreeMap::new();
        for event in events {
            match event {
                Event::MessageQueued(outgoing) => {
                    let thread = self.world.conversation(outgoing.message.conversation).unwrap();
                    let open = window::is_open(self.now, thread.window_expires_at);
                    assert!(
                        open || !outgoing.envelope.message.needs_open_window(),
                        "free text in a closed window: {outgoing:?}"
                    );
                    assert_eq!(whatsapp::limits::check(&outgoing.envelope.message), Ok(()));
                    *said.entry(outgoing.message.conversation.to_string()).or_default() += 1;
                }
                Event::HttpCallRequested(call) => self.calls.push(call.clone()),
                Event::ErrandSet(errand) => self.errands.push((**errand).clone()),
                _ => {}
            }
            self.told.push(format!("{event:?}"));
        }
        // The limit, the fallback, and the words for a word about consent.
        assert!(said.values().all(|count| *count <= limits::MESSAGES_PER_STEP + 2), "{said:?}");
        for thread in self.world.conversations() {
            let Some(session) = self.world.session(thread.id) else { continue };
            assert_eq!(thread.owner, Owner::Bot, "a flow runs while {:?} holds the conversation", thread.owner);
            assert!(session.wake_at().is_some(), "a session that nothing wakes: {session:?}");
            assert!(session.steps <= limits::STEPS_PER_SESSION && session.progress.callers.len() <= limits::CALLERS);
        }
    }

    fn writes(&mut self, content: Content) {
        self.count += 1;
        let message = InboundMessage::new(ANA, format!("wamid.in{}", self.count), self.now.0 / 1000, content);
        let mut card = ContactCard { wa_id: message.from.clone(), ..ContactCard::default() };
        card.profile.name = Some("Ana".into());
        self.turn(|turn| inbound::received(turn, NUMBER, Some(&card), &message).unwrap());
    }

    fn taps(&mut self, dice: &mut Dice) {
        let payload = dice.pick(&self.payloads).clone();
        let tap = json!({"type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"id": payload, "title": "Sí"}}});
        self.writes(serde_json::from_value(tap).unwrap());
    }

    fn sends(&mut self, dice: &mut Dice) {
        let kinds = [
            json!({"type": "location", "location": {"latitude": 40.4, "longitude": -3.7}}),
            json!({"type": "image", "image": {"id": "1", "mime_type": "image/jpeg"}}),
            json!({"type": "order", "order": {"catalog_id": "1", "product_items": []}}),
            json!({"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "flow", "response_json": "{\"a\": 1}"}}}),
            json!({"type": "unsupported"}),
        ];
        self.writes(serde_json::from_value(dice.pick(&kinds).clone()).unwrap());
    }

    fn answers(&mut self, dice: &mut Dice) {
        if self.calls.is_empty() {
            return;
        }
        let call = self.calls.remove(dice.below(self.calls.len()));
        let body = match dice.below(4) {
            0 => json!({"id": 7}),
            1 => json!({"choices": [{"message": {"content": "A las 9"}}], "usage": {"total_tokens": 900}}),
            2 => json!("x".repeat(50_000)),
            _ => Value::Null,
        };
        let status = *dice.pick(&[Some(200), Some(500), None]);
        let answer = HttpAnswer { call: call.id, status, body, error: None };
        self.turn(|turn| wake::http_answered(turn, call.conversation, answer));
    }

    fn happens(&mut self, dice: &mut Dice) {
        let phone = domain::contact::phone::parse("+34600111222", "").unwrap();
        let status = *dice.pick(&["paid", "failed", "pending"]);
        let told = Told {
            external_id: None,
            name: (*dice.pick(&["paid", "payment", "other"])).to_owned(),
            source: EventSource::Api,
            amount: None,
            properties: BTreeMap::from([("reference".to_owned(), json!("r1")), ("status".to_owned(), json!(status))]),
            at: self.now,
        };
        self.turn(|turn| {
            happened::about(turn, &phone, None, told);
        });
    }

    fn runs_errands(&mut self) {
        for errand in std::mem::take(&mut self.errands) {
            self.turn(|turn| errands::run(turn, errand));
        }
    }

    fn given_back(&mut self) {
        let mut threads: Vec<_> = self.world.conversations().map(|thread| thread.id).collect();
        threads.sort();
        for thread in threads {
            self.turn(|turn| drop(act(turn, thread, Actor::Api, Action::GiveBack)));
        }
    }

    fn rings(&mut self) {
        let now = self.now;
        let mut due: Vec<_> = self
            .world
            .sessions()
            .filter(|session| session.wake_at().is_some_and(|wake| wake <= now))
            .map(|session| session.conversation)
            .collect();
        due.sort();
        for conversation in due {
            self.turn(|turn| wake::alarm(turn, conversation));
        }
    }
}

//! Every way in and out of consent, over real HTTP: the proof each leaves, the voice it belongs to, and what the gate then
//! answers to an offer.

use crate::client::{Client, House, eventually};
use crate::on_both_engines;
use crate::stage::Database;
use domain::consent::{Category, ConsentRecord, ConsentSource, ConsentState};
use domain::decide::{Turn, consent};
use domain::id::ContactId;
use domain::world::World;
use emulator::{Config, CustomerId, Faults};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use store::world::Needs;

/// Answers everything, and asks for consent when somebody writes "permiso".
const FLOW: &str = "
name: Permiso
language: es
triggers: [{any_message: true}, {keyword: permiso, go_to: pregunta}]
start: eco
nodes:
  eco:
    say: {text: 'Eco'}
    next: fin
  pregunta:
    ask_consent: {category: marketing, text: '¿Te enviamos ofertas?', accept: 'Sí, claro', decline: 'No, gracias'}
    next: fin
  fin:
    end: {}
";

const QUESTION: &str = "¿Te enviamos ofertas?";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Word,
    Flow,
    Api,
    Agent,
    Form,
    /// A refusal that is recorded of many at once.
    Bulk,
    Import,
    /// WhatsApp's own switch, by `user_preferences`.
    Switch,
    /// An offer that Meta refused because the switch is off.
    Error,
}

/// What a record says of itself: source and words.
type Mark = (&'static str, &'static str);

/// The way, and what it leaves when they refuse and when they agree.
const WAYS: [(Way, Mark, Mark); 9] = [
    (Way::Word, ("word", "Baja, por favor"), ("word", "ALTA")),
    (Way::Flow, ("flow", "No, gracias"), ("flow", "Sí, claro")),
    (Way::Api, ("api", "no"), ("api", "sí")),
    (Way::Agent, ("agent", "no"), ("agent", "sí")),
    (Way::Form, ("form", "no"), ("form", "sí")),
    (Way::Bulk, ("agent", "no"), ("agent", "sí")),
    (Way::Import, ("import", "clientes.csv, acepta: no"), ("import", "clientes.csv, acepta: sí")),
    (Way::Switch, ("meta_signal", "stop"), ("meta_signal", "resume")),
    (Way::Error, ("meta_signal", "131050"), ("meta_signal", "resume")),
];

impl Way {
    /// Whether it is WhatsApp that speaks, and not the person to the business.
    const fn is_signal(self) -> bool {
        matches!(self, Self::Switch | Self::Error)
    }
}

/// One person, who goes out and in by one way.
struct Scene<'a> {
    house: &'a House,
    /// Whose messages do not take the conversation over from the bot.
    program: &'a Client,
    customer: CustomerId,
    conversation: String,
    contact: String,
}

impl Scene<'_> {
    /// What the gate says to an offer.
    async fn offered(&self) -> String {
        let offer = json!({ "message": { "type": "template",
            "template": { "name": "oferta", "language": { "code": "es" } } } });
        let answer = self.program.post(&format!("/conversations/{}/messages", self.conversation), &offer).await;
        if answer.status == 201 { "allowed".to_owned() } else { answer.problem().to_owned() }
    }

    async fn told(&self, client: &Client, state: &str, form: bool) {
        let words = if state == "opted_in" { "sí" } else { "no" };
        let asked = json!({ "category": "marketing", "state": state, "words": words, "form": form });
        let answer = client.post(&format!("/contacts/{}/consent", self.contact), &asked).await;
        assert_eq!(answer.status, 201, "{answer:?}");
    }

    /// What was said of offers, oldest first.
    async fn records(&self) -> Vec<Value> {
        let history = self.house.owner.get(&format!("/contacts/{}/consent", self.contact)).await;
        let records = history.body["records"].as_array().expect("records").clone();
        records.into_iter().filter(|record| record["category"] == "marketing").collect()
    }

    /// Waits for as many records, of which one says this. They come in the order of what was said, by two clocks.
    async fn proven(&self, count: usize, state: &str, (source, words): Mark) {
        let records = eventually(async || Some(self.records().await).filter(|records| records.len() >= count)).await;
        let says = |record: &&Value| record["state"] == state && record["source"] == source && record["words"] == words;
        assert_eq!(
            (records.len(), records.iter().filter(says).count()),
            (count, 1),
            "{state} {source} {words}: {records:?}"
        );
    }

    /// Meta counts in seconds, and of two words in one second the no holds.
    fn later(&self) {
        self.house.stage.emulator.handle().step_time(Duration::from_secs(2));
    }

    async fn refuse(&self, way: Way) {
        let handle = self.house.stage.emulator.handle();
        self.later();
        match way {
            Way::Word => drop(handle.customer_says(self.customer, "Baja, por favor")),
            Way::Flow => self.answers("No, gracias").await,
            Way::Api => self.told(self.program, "opted_out", false).await,
            Way::Agent => self.told(&self.house.owner, "opted_out", false).await,
            Way::Form => self.told(&self.house.owner, "opted_out", true).await,
            Way::Bulk => {
                let change = json!({ "kind": "opt_out", "category": "marketing", "words": "no" });
                let asked = json!({ "change": change, "contact_ids": [self.contact] });
                assert_eq!(self.house.owner.post("/contacts/bulk", &asked).await.status, 202);
            }
            Way::Import => self.imported(ConsentState::OptedOut, "clientes.csv, acepta: no").await,
            Way::Switch => handle.customer_wants_marketing(self.customer, false),
            Way::Error => {
                handle.set_faults(Faults { errors: [(131_050, 1.0)].into(), ..Faults::default() });
                assert_eq!(self.offered().await, "allowed", "nobody knows yet");
                eventually(async || self.records().await.pop()).await;
                handle.set_faults(Faults::default());
            }
        }
    }

    async fn agree(&self, way: Way) {
        let handle = self.house.stage.emulator.handle();
        self.later();
        match way {
            Way::Word => drop(handle.customer_says(self.customer, "ALTA")),
            Way::Flow => self.answers("Sí, claro").await,
            Way::Api => self.told(self.program, "opted_in", false).await,
            Way::Agent | Way::Bulk => self.told(&self.house.owner, "opted_in", false).await,
            Way::Form => self.told(&self.house.owner, "opted_in", true).await,
            Way::Import => self.imported(ConsentState::OptedIn, "clientes.csv, acepta: sí").await,
            Way::Switch | Way::Error => handle.customer_wants_marketing(self.customer, true),
        }
    }

    /// Asks the flow for its question, and taps an answer.
    async fn answers(&self, title: &str) {
        let handle = self.house.stage.emulator.handle();
        let asked =
            || handle.messages_of(self.customer).iter().filter(|message| message.text().contains(QUESTION)).count();
        let before = asked();
        handle.customer_says(self.customer, "permiso");
        // An earlier question on the phone has the same buttons.
        eventually(async || (asked() > before).then_some(())).await;
        handle.customer_taps(self.customer, title).expect("a button");
    }

    /// As a row of a file does it.
    async fn imported(&self, state: ConsentState, words: &str) {
        let app = &self.house.stage.app;
        let (contact, now): (ContactId, _) = (self.contact.parse().expect("an id"), app.universe.now());
        let mut tx = app.db.write().await.expect("a transaction");
        let mut world = World::new([], Arc::default());
        let needs = Needs { contacts: [contact].into(), ..Needs::default() };
        store::world::load(&mut tx, app.workspace, &needs, &mut world).await.expect("loaded");
        let events = app.universe.with_ids(|ids| {
            let mut turn = Turn::new(now, ids, &mut world);
            let source = (ConsentSource::Import, words);
            consent::write_down(&mut turn, ConsentRecord::new(contact, Category::Marketing, state, source, now));
            turn.finish()
        });
        store::apply::apply(&mut tx, app.workspace, now, events).await.expect("applied");
        tx.commit().await.expect("committed");
    }
}

async fn every_way_leaves_its_proof_and_takes_back_only_its_own_voice(database: Database) {
    let offer = json!({
        "name": "oferta", "language": "es", "category": "MARKETING",
        "components": [{ "type": "BODY", "text": "Cafeteras a mitad de precio" }],
    });
    let house = House::arranged(database, Config { templates: vec![offer], ..Config::for_tests() }, FLOW).await;
    let program = house.program(&["read_contacts", "manage_contacts", "send_messages"]).await;
    for (n, (way, refusal, agreement)) in WAYS.into_iter().enumerate() {
        let (customer, conversation) = house.customer_writes("Ana", &format!("3460011122{n}"), "hola").await;
        let shown = house.owner.get(&format!("/conversations/{conversation}")).await;
        let contact = shown.body["contact"]["id"].as_str().expect("an id").to_owned();
        let scene = Scene { house: &house, program: &program, customer, conversation, contact };
        scene.refuse(way).await;
        scene.proven(1, "opted_out", refusal).await;
        assert_eq!(scene.offered().await, "opted_out", "{way:?}");
        // The other voice says yes: the no stays.
        let (other, yes) =
            if way.is_signal() { (Way::Agent, ("agent", "sí")) } else { (Way::Switch, ("meta_signal", "resume")) };
        scene.agree(other).await;
        scene.proven(2, "opted_in", yes).await;
        assert_eq!(scene.offered().await, "opted_out", "{way:?}, and then {other:?}");
        scene.agree(way).await;
        scene.proven(3, "opted_in", agreement).await;
        assert_eq!(scene.offered().await, "allowed", "{way:?}");
    }
    house.close().await;
}

on_both_engines!(every_way_leaves_its_proof_and_takes_back_only_its_own_voice);

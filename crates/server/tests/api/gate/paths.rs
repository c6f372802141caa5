//! The house, and every way in which it sends: each answers how many messages it came to.

use super::world::{NUMBERS, Person, TEMPLATES, World};
use crate::client::{self, Client, eventually};
use crate::stage::{Database, PATIENCE};
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::conversation::{Conversation, Owner, Status};
use domain::event::Event;
use domain::id::{ConversationId, NumberId};
use domain::number::Health;
use domain::policy::{Form, Purpose, Reason};
use domain::time::Timestamp;
use emulator::{Config, Limits, NewCustomer, NumberConfig, TemplateStatus};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use store::args;

const HOUR: Duration = Duration::from_hours(1);
/// Of the ledger that tells what people got in the last days.
const PAST: &str = "01920000-0000-7000-8000-00000000dead";

/// Answers whatever is said.
const FLOW: &str = "
name: Eco
language: es
triggers: [{any_message: true}]
start: eco
nodes:
  eco:
    say: {text: 'Eco: {{ message.text }}'}
    next: fin
  fin:
    end: {}
";

pub struct House {
    inner: client::House,
    program: Client,
    numbers: Vec<NumberId>,
    /// Messages that set a step up.
    set_up: AtomicUsize,
    /// Segments have names of their own.
    segments: AtomicUsize,
}

fn template(name: &str, category: &str) -> Value {
    json!({"name": name, "language": "es", "category": category,
        "components": [{"type": "BODY", "text": "Tenemos algo que contarte esta semana."}]})
}

fn config() -> Config {
    let number = |n: usize| NumberConfig {
        phone_number_id: format!("10655500000{n}"),
        display_phone_number: format!("+34 911 00 00 0{n}"),
        verified_name: format!("Tienda {n}"),
        registered: true,
        allowed_recipients: None,
    };
    let templates = vec![template("promo", "MARKETING"), template("aviso", "UTILITY")];
    Config { templates, numbers: (0..NUMBERS.len()).map(number).collect(), limits: Limits::NONE, ..Config::for_tests() }
}

impl House {
    pub async fn build(database: Database) -> Self {
        let mut inner = client::House::arranged(database, config(), FLOW).await;
        let app = inner.stage.app.clone();
        let numbers = store::workspace::numbers(&mut app.db.read().await.expect("a look"), app.workspace).await;
        let numbers: Vec<NumberId> = numbers.expect("numbers").into_iter().map(|number| number.id).collect();
        limits_are_known(&inner.owner).await;
        execute(&inner, "UPDATE numbers SET messaging_limit = NULL", args![]).await;
        for (number, health) in numbers.iter().zip(NUMBERS) {
            let word = match health {
                Health::Connected => "connected",
                Health::Restricted => "restricted",
                Health::Blocked => "blocked",
            };
            execute(&inner, "UPDATE numbers SET health = $2 WHERE id = $1", args![*number, word]).await;
        }
        // The senders read how their numbers are when they begin.
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let server = server::run::start(app, listener, None).expect("the server starts");
        let address = server.address;
        std::mem::replace(&mut inner.stage.server, server).shutdown().await;
        inner.stage.emulator.handle().set_webhook_url(Some(format!("http://{address}/webhooks/whatsapp")));
        inner.owner.base = format!("http://{address}");
        limits_are_known(&inner.owner).await;
        let paused = inner.stage.emulator.handle().add_template(&template("pausada", "MARKETING")).expect("a template");
        inner.stage.emulator.handle().set_template_status(&paused, TemplateStatus::Paused);
        eventually(async || (inner.owner.post("/templates/sync", &Value::Null).await.status < 300).then_some(())).await;
        let program = inner.program(&["send_messages"]).await;
        Self { inner, program, numbers, set_up: AtomicUsize::new(0), segments: AtomicUsize::new(0) }
    }

    pub async fn close(self) {
        self.inner.close().await;
    }

    /// Everybody of the world, with a conversation and a label of their own.
    pub async fn settle(&self, world: &mut World) {
        let app = &self.inner.stage.app;
        let now = app.universe.now();
        let mut events = Vec::new();
        for person in &world.people {
            let customer = NewCustomer::named("Cliente").with_phone(&person.phone);
            self.inner.stage.emulator.handle().add_customer(customer);
            let mut contact = Contact::new(person.contact, "Cliente".to_owned(), now);
            contact.identifiers.insert(Identifier::new(IdentifierKind::WaId, person.phone.clone()));
            contact.identifiers.insert(Identifier::new(IdentifierKind::Phone, format!("+{}", person.phone)));
            contact.labels.insert(label(world));
            contact.blocked = person.blocked;
            for record in person.records(now) {
                contact.consents.record(&record);
                events.push(Event::ConsentRecorded(record));
            }
            events.push(Event::ContactSaved(contact));
            events.push(Event::ConversationSaved(conversation(person, self.numbers[person.number], now)));
        }
        let mut tx = app.db.write().await.expect("a transaction");
        store::apply::apply(&mut tx, app.workspace, now, events).await.expect("applied");
        tx.commit().await.expect("committed");
        self.begin(world).await;
    }

    /// Everything as it was drawn, whatever was sent meanwhile.
    async fn begin(&self, world: &World) {
        self.quiet().await;
        let (inner, now) = (&self.inner, self.inner.stage.app.universe.now());
        for sql in ["DELETE FROM reached", "DELETE FROM reached_minutes", "DELETE FROM recipients"] {
            execute(inner, sql, args![]).await;
        }
        let freed =
            "UPDATE conversations SET owner = 'bot', status = 'open', assignee_id = NULL, window_expires_at = NULL";
        execute(inner, freed, args![]).await;
        let workspace = inner.stage.app.workspace;
        let (mut counted, mut position) = (0_i64, 0_i64);
        for person in &world.people {
            let open = person.window.then(|| now.plus(HOUR * 12));
            let sql = "UPDATE conversations SET window_expires_at = $2 WHERE contact_id = $1";
            execute(inner, sql, args![person.contact, open]).await;
            if person.counted {
                counted += 1;
                let sql = "INSERT INTO reached (workspace_id, contact_id, at) VALUES ($1, $2, $3)";
                execute(inner, sql, args![workspace, person.contact, now]).await;
            }
            for step in 0..person.messages {
                let sql = "INSERT INTO recipients (workspace_id, campaign_id, position, contact_id, step, number_id, address, variant, \
                     parameters, state, attempt, due_at, accepted_at) VALUES ($1, $2, $3, $4, $5, $6, '', 0, '[]', 'delivered', 1, 0, $7)";
                let number = self.numbers[0];
                let row = args![workspace, PAST, position, person.contact, step, number, now.minus(HOUR)];
                execute(inner, sql, row).await;
                position += 1;
            }
        }
        let sql = "INSERT INTO reached_minutes (workspace_id, minute, people) VALUES ($1, $2, $3)";
        execute(inner, sql, args![workspace, domain::tier::minute_of(now), counted]).await;
        let limit = world.limit().map_or("TIER_UNLIMITED".to_owned(), |people| people.to_string());
        execute(inner, "UPDATE numbers SET messaging_limit = $1", args![limit]).await;
    }

    /// Nothing waits anywhere.
    async fn quiet(&self) {
        self.inner.stage.emulator.handle().wait_until_quiet(PATIENCE).await.expect("quiet");
        let sql = "SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM journal WHERE state = 'pending')";
        eventually(async || {
            let mut tx = self.inner.stage.app.db.read().await.expect("a look");
            let waiting: Vec<(i64,)> = tx.rows(sql, args![]).await.expect("a count");
            (waiting[0].0 == 0).then_some(())
        })
        .await;
    }

    /// What the emulator accepted of late, by the person's phone.
    fn heard(&self, before: usize) -> Vec<String> {
        let accepted = self.inner.stage.emulator.handle().accepted();
        accepted.iter().skip(before).map(|it| it.to().trim_start_matches('+').to_owned()).collect()
    }

    /// How many messages the emulator accepted in all, but for those that set a step up.
    pub fn all_that_was_heard(&self) -> usize {
        self.so_far() - self.set_up.load(Ordering::SeqCst)
    }

    fn so_far(&self) -> usize {
        self.inner.stage.emulator.handle().accepted().len()
    }

    pub async fn agents_write(&self, world: &World) -> usize {
        self.everybody_is_written_to(world, &self.inner.owner).await
    }

    pub async fn programs_write(&self, world: &World) -> usize {
        self.everybody_is_written_to(world, &self.program).await
    }

    /// Plain words and every template, one after the other.
    async fn everybody_is_written_to(&self, world: &World, who: &Client) -> usize {
        self.begin(world).await;
        let (mut people, mut room, mut sent) = (world.people.clone(), world.room, 0);
        let text = json!({"type": "text", "text": {"body": "Hola"}});
        let messages = std::iter::once((Form::FreeForm, text)).chain(TEMPLATES.map(|template| {
            let named = json!({"name": template.name, "language": {"code": "es"}});
            (template.form(), json!({"type": "template", "template": named}))
        }));
        for (form, message) in messages {
            for person in &mut people {
                let verdict = person.verdict(form, Purpose::Reply, room, None);
                let before = self.so_far();
                let path = format!("/conversations/{}/messages", conversation_id(person));
                let answer = who.post(&path, &json!({"message": message})).await;
                let told = if answer.status == 201 { "allowed" } else { answer.problem() };
                let expected = verdict.map_or_else(Reason::as_str, |()| "allowed");
                assert_eq!(told, expected, "{form:?} to {person:?} with {room:?} left in world {}", world.seed);
                self.quiet().await;
                let heard = self.heard(before);
                assert_eq!(heard.len(), usize::from(verdict.is_ok()), "{form:?} to {person:?}: {heard:?}");
                if verdict.is_ok() && form != Form::FreeForm && person.takes_room(person.number) {
                    room = room.map(|room| room - 1);
                    person.counted = true;
                }
                sent += heard.len();
            }
        }
        sent
    }

    pub async fn a_campaign_goes_out(&self, world: &World) -> usize {
        self.begin(world).await;
        let before = self.so_far();
        let plan = self.plan(world).await;
        let id = self.launched(&plan).await;
        let allowed = Self::allowed(world, world.cap);
        let sent = self.goes_out(world, &id, &allowed, before).await;
        // The ledger names the gate's own reasons.
        let skipped = self.inner.owner.get(&format!("/campaigns/{id}/recipients?state=skipped&limit=100")).await;
        let told: BTreeMap<&str, &str> = skipped
            .items()
            .iter()
            .filter_map(|row| Some((row["contact_id"].as_str()?, row["reason"].as_str()?)))
            .collect();
        for person in world.people.iter().filter(|person| !allowed.contains(&person.phone)) {
            let form = TEMPLATES[world.template].form();
            let reason = person.verdict(form, Purpose::Campaign, None, world.cap).err().unwrap_or(Reason::FrequencyCap);
            assert_eq!(
                told.get(&*person.contact.to_string()),
                Some(&reason.as_str()),
                "{person:?} in world {}",
                world.seed
            );
        }
        self.over(&id).await;
        sent
    }

    pub async fn a_series_begins(&self, world: &World) -> usize {
        self.begin(world).await;
        let before = self.so_far();
        let event = format!("cart_left_{}", world.seed);
        let message =
            json!({"name": "A", "template": TEMPLATES[world.template].name, "language": "es", "parameters": {}});
        let document = json!({"numbers": [self.numbers[0]], "trigger": {"kind": "event", "event": event},
            "steps": [{"message": message}]});
        let made = self.inner.owner.post("/series", &json!({"name": "Carrito", "document": document})).await;
        assert_eq!((made.status, &made.body["faults"]), (201, &json!([])), "{made:?}");
        let id = made.id();
        assert_eq!(self.inner.owner.post(&format!("/series/{id}/start"), &json!({})).await.status, 200);
        let at = self.inner.stage.app.universe.now().as_millis();
        for person in &world.people {
            let told = json!({"id": person.phone, "name": event, "phone": format!("+{}", person.phone), "at": at});
            assert_eq!(self.inner.owner.post("/events", &told).await.status, 201);
        }
        let sent =
            self.goes_out(&World { open: None, ..world.clone() }, &id, &Self::allowed(world, None), before).await;
        assert_eq!(self.inner.owner.post(&format!("/series/{id}/stop"), &json!({})).await.status, 200);
        self.ended(&id).await;
        sent
    }

    pub async fn what_failed_is_tried_again(&self, world: &World) -> usize {
        let (id, before) = self.all_stand(world, ("failed", Some(130_429))).await;
        assert_eq!(self.inner.owner.post(&format!("/campaigns/{id}/retry"), &json!({})).await.status, 200);
        // Each waits for its pause, which nobody here does.
        execute(&self.inner, "UPDATE recipients SET due_at = 0 WHERE state = 'waiting'", args![]).await;
        self.inner.stage.app.wake.outbox.queued();
        self.again(world, &id, before).await
    }

    pub async fn what_is_undecided_is_decided(&self, world: &World) -> usize {
        let (id, before) = self.all_stand(world, ("undecided", None)).await;
        for position in 0..world.people.len() {
            let path = format!("/campaigns/{id}/recipients/{position}/decide");
            let decided = self.inner.owner.post(&path, &json!({"decision": "send_again"})).await;
            assert_eq!(decided.status, 200, "{decided:?}");
        }
        self.again(world, &id, before).await
    }

    async fn again(&self, world: &World, id: &str, before: usize) -> usize {
        let world = World { open: None, ..world.clone() };
        let sent = self.goes_out(&world, id, &Self::allowed(&world, world.cap), before).await;
        self.over(id).await;
        sent
    }

    /// A campaign that went to everybody when everybody was willing, and whose rows now stand like this.
    async fn all_stand(&self, world: &World, (state, code): (&str, Option<i64>)) -> (String, usize) {
        let kind = |person: &Person| Person { messages: 0, ..person.clone() };
        let calm = World { people: world.people.iter().map(kind).collect(), room: None, open: None, ..world.clone() };
        self.begin(&calm).await;
        let plan = self.plan(&calm).await;
        // Written into the ledger by hand: who is not willing would not be in it.
        let id = self.created(&plan).await;
        let (inner, now) = (&self.inner, self.inner.stage.app.universe.now());
        let (workspace, already) = (inner.stage.app.workspace, self.so_far());
        self.act(&id, "launch").await;
        self.planned(&id, world.people.len()).await;
        self.ended(&id).await;
        let before = self.so_far();
        self.set_up.fetch_add(before - already, Ordering::SeqCst);
        self.begin(world).await;
        for (person, position) in world.people.iter().zip(0_i64..) {
            let sql = "INSERT INTO recipients (workspace_id, campaign_id, position, contact_id, step, number_id, address, variant, parameters, \
                 state, code, attempt, due_at) VALUES ($1, $2, $3, $4, 0, $5, $6, 0, '[]', $7, $8, 1, $9)";
            let address = format!("+{}", person.phone);
            let row =
                args![workspace, id.as_str(), position, person.contact, self.numbers[0], address, state, code, now];
            execute(inner, sql, row).await;
        }
        execute(inner, "DELETE FROM campaign_tallies WHERE campaign_id = $1", args![id.as_str()]).await;
        let sql = "INSERT INTO campaign_tallies (workspace_id, campaign_id, variant, measure, reason, count) VALUES ($1, $2, 0, $3, $4, $5)";
        let reason = code.map(|code| code.to_string()).unwrap_or_default();
        let count = i64::try_from(world.people.len()).expect("few");
        execute(inner, sql, args![workspace, id.as_str(), state, reason, count]).await;
        (id, before)
    }

    /// By what the pure gate says of each, and the cap that holds for whatever a campaign carries.
    fn allowed(world: &World, cap: Option<u32>) -> BTreeSet<String> {
        let form = TEMPLATES[world.template].form();
        let may = |person: &&Person| {
            person.verdict(form, Purpose::Campaign, None, cap).is_ok() && cap.is_none_or(|cap| person.messages < cap)
        };
        world.people.iter().filter(may).map(|person| person.phone.clone()).collect()
    }

    /// Waits until nothing more may go, and looks whether that is what went.
    async fn goes_out(&self, world: &World, id: &str, allowed: &BTreeSet<String>, before: usize) -> usize {
        let takes_room =
            |phone: &&String| world.people.iter().any(|person| person.phone == **phone && person.takes_room(0));
        let (others, first): (BTreeSet<&String>, BTreeSet<&String>) = {
            let (first, others): (Vec<&String>, Vec<&String>) = allowed.iter().partition(takes_room);
            (others.into_iter().collect(), first.into_iter().collect())
        };
        let room = world.room.map_or(first.len(), |room| usize::try_from(room).expect("few"));
        let going = if world.open == Some(false) { 0 } else { others.len() + first.len().min(room) };
        eventually(async || {
            let campaign = self.inner.owner.get(&format!("/campaigns/{id}")).await.body;
            let of = |name: &str| campaign["summary"][name].as_u64().expect("a count");
            let is_there = campaign["is_planning"] == false && of("planned") == world.people.len() as u64;
            // Who may not get it either may wait behind those for whom there is no room.
            let stands = of("accepted") == going as u64 && of("waiting") >= (allowed.len() - going) as u64;
            (is_there && stands && of("uncertain") == 0).then_some(())
        })
        .await;
        self.quiet().await;
        let heard = self.heard(before);
        let unique: BTreeSet<&String> = heard.iter().collect();
        let about = format!("world {}: {heard:?} of {allowed:?} with {room} left", world.seed);
        assert_eq!((heard.len(), unique.len()), (going, going), "{about}");
        assert!(unique.iter().all(|phone| allowed.contains(*phone)), "{about}");
        if going > 0 {
            assert!(others.iter().all(|phone| unique.contains(phone)), "whoever needs no room goes on: {about}");
        }
        heard.len()
    }

    pub async fn people_write_and_the_flow_answers(&self, world: &World) -> usize {
        self.begin(world).await;
        let mut sent = 0;
        for person in &world.people {
            let emulator = self.inner.stage.emulator.handle();
            let before = self.so_far();
            let customer = emulator.customer_by_phone(&person.phone).expect("a customer");
            let number = emulator.config().numbers[person.number].phone_number_id.clone();
            emulator.customer_says_to(customer, &number, "hola");
            self.quiet().await;
            // Whoever writes has opened a window.
            let wrote = Person { window: true, ..person.clone() };
            let verdict = wrote.verdict(Form::FreeForm, Purpose::Reply, world.room, None);
            let heard = self.heard(before);
            assert_eq!(heard.len(), usize::from(verdict.is_ok()), "{person:?} in world {}: {verdict:?}", world.seed);
            sent += heard.len();
        }
        sent
    }

    async fn plan(&self, world: &World) -> Value {
        let segment = json!({"name": format!("{} {}", label(world), self.segments.fetch_add(1, Ordering::SeqCst)), "condition": {"label": {"is": label(world)}}});
        let segment = self.inner.owner.post("/segments", &segment).await;
        assert_eq!(segment.status, 201, "{segment:?}");
        let window = world.open.map(|open| {
            json!({"from": hours_from_now(&self.inner, if open { -2 } else { 2 }),
            "until": hours_from_now(&self.inner, if open { 2 } else { 4 }), "clock": "UTC"})
        });
        json!({"numbers": [self.numbers[0]], "audience": {"include": [segment.id()]},
            "variants": [{"name": "A", "template": TEMPLATES[world.template].name, "language": "es", "parameters": {}}],
            "schedule": {"window": window},
            "frequency_cap": world.cap.map(|messages| json!({"messages": messages, "days": 7}))})
    }

    async fn created(&self, plan: &Value) -> String {
        let made = self.inner.owner.post("/campaigns", &json!({"name": "Prueba", "plan": plan})).await;
        assert_eq!((made.status, &made.body["faults"]), (201, &json!([])), "{made:?}");
        made.id()
    }

    async fn launched(&self, plan: &Value) -> String {
        let id = self.created(plan).await;
        self.act(&id, "launch").await;
        id
    }

    async fn act(&self, id: &str, what: &str) {
        let done = self.inner.owner.post(&format!("/campaigns/{id}/{what}"), &json!({})).await;
        assert_eq!(done.status, 200, "{what}: {done:?}");
    }

    async fn planned(&self, id: &str, count: usize) {
        eventually(async || {
            let campaign = self.inner.owner.get(&format!("/campaigns/{id}")).await.body;
            (campaign["summary"]["planned"] == count && campaign["is_planning"] == false).then_some(())
        })
        .await;
    }

    /// Stops it, if something of it still waits.
    async fn over(&self, id: &str) {
        let _ = self.inner.owner.post(&format!("/campaigns/{id}/cancel"), &json!({})).await;
        self.ended(id).await;
    }

    async fn ended(&self, id: &str) {
        eventually(async || {
            let campaign = self.inner.owner.get(&format!("/campaigns/{id}")).await.body;
            campaign["ended_at"].is_i64().then_some(())
        })
        .await;
        self.quiet().await;
    }
}

/// What Meta says of the numbers is asked when the server starts; what is drawn holds from then on.
async fn limits_are_known(owner: &Client) {
    eventually(async || {
        let told = owner.get("/numbers").await;
        told.items().iter().all(|number| number["limit"]["tier"] == "TIER_UNLIMITED").then_some(())
    })
    .await;
}

fn label(world: &World) -> String {
    format!("mundo {}", world.seed)
}

fn hours_from_now(house: &client::House, hours: i64) -> String {
    let minutes = house.stage.app.universe.now().as_millis() / 60_000 + hours * 60;
    format!("{:02}:{:02}", minutes.rem_euclid(1_440) / 60, minutes.rem_euclid(60))
}

/// The conversation of a person has the person's id.
fn conversation_id(person: &Person) -> ConversationId {
    ConversationId(person.contact.0)
}

fn conversation(person: &Person, number: NumberId, now: Timestamp) -> Conversation {
    Conversation {
        id: conversation_id(person),
        number,
        contact: person.contact,
        status: Status::Open,
        owner: Owner::Bot,
        assignee: None,
        team: None,
        snoozed_until: None,
        window_expires_at: None,
        last_inbound_at: None,
        last_message_at: None,
        last_message_preview: String::new(),
        unread: 0,
        episode_started_at: now,
        created_at: now,
        updated_at: now,
    }
}

async fn execute(house: &client::House, sql: &'static str, args: Vec<store::sql::Arg>) {
    let mut tx = house.stage.app.db.write().await.expect("a transaction");
    tx.execute(sql, args).await.expect(sql);
    tx.commit().await.expect("committed");
}

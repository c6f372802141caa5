//! What a step of a flow costs beside the bare rendering of the message it says, in flows of 30 and of 1,000 nodes, and
//! with one session or a hundred thousand in memory.
//!
//! `cargo bench -p domain --profile bench-quick --bench flow_steps`: all take turns, round by round. It fails when a
//! step costs more than five times the rendering, or more than 1.1 times as much where there is more of everything.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement says what it expects and what it finds"
)]

use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::flow::book::FlowBook;
use domain::flow::document::{Flow, Localised, NodeKind};
use domain::flow::engine::{self, FlowInput, Speaker};
use domain::flow::expression;
use domain::flow::scope::Scope;
use domain::flow::session::{Progress, Session, Waiting};
use domain::flow::trigger::Reply;
use domain::id::{ContactId, ConversationId, FlowId, IdSource, SessionId};
use domain::time::Timestamp;
use domain::window;
use minijinja::value::{Serde, Value};
use serde_json::{Map, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;
const STEPS: usize = 4_000;
const MANY_SESSIONS: usize = 100_000;
/// A step against the rendering of what it says.
const BAR: f64 = 5.0;
/// More nodes or more sessions against few.
const FLAT: f64 = 1.1;

/// Its name, what was measured of it, and how.
type Candidate<'a> = (&'static str, Vec<Duration>, Box<dyn Fn() -> Duration + 'a>);

fn main() -> ExitCode {
    let stage = Stage::new();
    let (small, large) = (flow(30), flow(1_000));
    let one = sessions(&stage, 1);
    let many = sessions(&stage, MANY_SESSIONS);
    let mut candidates: [Candidate<'_>; 4] = [
        ("bare rendering", Vec::new(), Box::new(|| bare(&stage, &small))),
        ("step, 30 nodes", Vec::new(), Box::new(|| steps(&stage, &small, &one))),
        ("step, 1,000 nodes", Vec::new(), Box::new(|| steps(&stage, &large, &one))),
        ("step, 100,000 sessions", Vec::new(), Box::new(|| steps(&stage, &small, &many))),
    ];
    for round in 0..ROUNDS {
        // Whoever goes first in one round goes later in the next.
        let length = candidates.len();
        for offset in 0..length {
            let (_, figures, measure) = candidates.get_mut((round + offset) % length).unwrap();
            figures.push(measure());
        }
    }
    let medians: Vec<f64> = candidates.iter_mut().map(|(_, figures, _)| median(figures)).collect();
    for ((name, ..), nanoseconds) in candidates.iter().zip(&medians) {
        println!("{name:<24} {nanoseconds:>8.0} ns  {:>9.0} a second", 1e9 / nanoseconds);
    }
    let [bare, small, large, many] = medians.as_slice() else { return ExitCode::FAILURE };
    let mut good = true;
    for (what, ratio, bar) in [
        ("a step against the bare rendering", small / bare, BAR),
        ("1,000 nodes against 30", large / small, FLAT),
        ("100,000 sessions against one", many / small, FLAT),
    ] {
        println!("{what}: {ratio:.2} (at most {bar})");
        good &= ratio <= bar;
    }
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn median(figures: &mut [Duration]) -> f64 {
    figures.sort_unstable();
    figures.get(figures.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1e9
}

/// A ring of questions with buttons: each tap leads to the next.
fn flow(nodes: usize) -> Flow {
    let mut source = String::from(
        "name: Ring\nlanguage: es\ntriggers: [{any_message: true}, {keyword: persona, anytime: true, go_to: person}]\nstart: n0\nnodes:\n  person: {hand_over: {}}\n",
    );
    for number in 0..nodes - 1 {
        let next = (number + 1) % (nodes - 1);
        writeln!(
            source,
            "  n{number}:\n    say:\n      text: {{es: 'Hola {{{{ contact.name }}}}, tu pedido {{{{ order.number }}}} llega el {{{{ order.day }}}}.', en: 'Hello {{{{ contact.name }}}}'}}\n      buttons: [{{id: next, title: {{es: Seguir, en: Go on}}, go_to: n{next}}}, {{id: person, title: {{es: Una persona, en: A person}}, go_to: person}}]"
        )
        .unwrap();
    }
    Flow::parse(&source).unwrap()
}

struct Stage {
    contact: Contact,
    settings: Map<String, serde_json::Value>,
    flows: FlowBook,
    segments: BTreeSet<String>,
    now: Timestamp,
}

impl Stage {
    fn new() -> Self {
        let now = Timestamp(1_773_140_400_000);
        let contact = Contact {
            language: Some("es".into()),
            identifiers: BTreeSet::from([Identifier::new(IdentifierKind::Phone, "+34600111222")]),
            fields: BTreeMap::from([("city".to_owned(), json!("Madrid"))]),
            labels: BTreeSet::from(["vip".to_owned()]),
            ..Contact::new(ContactId::new(&mut IdSource::new(1), now), "Ana", now)
        };
        Self { contact, settings: Map::new(), flows: FlowBook::default(), segments: BTreeSet::new(), now }
    }

    fn scope(&self) -> Scope<'_> {
        Scope {
            contact: &self.contact,
            settings: &self.settings,
            flows: &self.flows,
            window_expires_at: Some(window::expires_at(self.now)),
            segments: &self.segments,
            understander: None,
            now: self.now,
        }
    }
}

fn order() -> serde_json::Value {
    json!({"number": "1042", "day": "12 de marzo", "total": 45})
}

fn sessions(stage: &Stage, count: usize) -> Vec<Session> {
    let mut ids = IdSource::new(7);
    let (conversation, id) = (ConversationId::new(&mut ids, stage.now), FlowId::new(&mut ids, stage.now));
    let one = |_| Session {
        id: SessionId::new(&mut IdSource::new(1), stage.now),
        conversation,
        flow: id,
        flow_version: 1,
        node: "n0".into(),
        variables: BTreeMap::from([
            ("order".to_owned(), order()),
            ("message".to_owned(), json!({"kind": "text", "text": "hola", "payload": null})),
        ]),
        waiting: Waiting::Reply { until: Some(stage.now) },
        attempts: 0,
        steps: 3,
        progress: Progress::default(),
        started_at: stage.now,
        updated_at: stage.now,
    };
    (0..count).map(one).collect()
}

/// A tap that says the next message, for many sessions one after the other.
fn steps(stage: &Stage, flow: &Flow, sessions: &[Session]) -> Duration {
    let mut ids = IdSource::new(3);
    let scope = stage.scope();
    let reply = Reply::tap("n0:next", "Seguir");
    // Far from each other, so that no cache holds them all. What is stepped is cloned beforehand: loading it is the
    // store's business.
    let stepped: Vec<Session> = (0..STEPS).map(|step| sessions[(step * 7_919) % sessions.len()].clone()).collect();
    let begun = now();
    for session in stepped {
        let step = engine::resume(flow, session, FlowInput::Reply(reply.clone()), &scope, &mut ids);
        assert_eq!(step.effects.len(), 1);
        black_box(step);
    }
    begun.elapsed() / u32::try_from(STEPS).unwrap()
}

/// The same message, from a context that is at hand.
fn bare(stage: &Stage, flow: &Flow) -> Duration {
    let NodeKind::Say(say) = &flow.nodes["n1"].kind else { return Duration::ZERO };
    let contact = Value::from_pairs([("name", Value::from(stage.contact.name.as_str()))]);
    let order = order();
    let context = Value::from_pairs([("contact", contact), ("order", Value::from(Serde(&order)))]);
    let text = |text: &Localised| Ok(expression::fill_in(text.pick("es", "es").unwrap(), &context).unwrap());
    let value = |value: &serde_json::Value| Ok(value.clone());
    let speaker = Speaker { node: "n1", language: "es", text: &text, value: &value, last_message: None };
    let begun = now();
    for _ in 0..STEPS {
        black_box(engine::compose_say(black_box(say), &speaker).unwrap());
    }
    begun.elapsed() / u32::try_from(STEPS).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn now() -> Instant {
    Instant::now()
}

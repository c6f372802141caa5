//! Whatever a customer, a server or an author does, the engine goes on: no panic, no silence, no message WhatsApp refuses.

#![expect(clippy::unwrap_used, reason = "a test may say what it expects")]

use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::flow::book::FlowBook;
use domain::flow::document::{Flow, Node, NodeKind, Routes};
use domain::flow::engine::{self, Begin, FlowEffect, FlowInput, Step};
use domain::flow::scope::Scope;
use domain::flow::session::{HttpAnswer, Session, Waiting};
use domain::flow::trigger::Reply;
use domain::flow::{checker, expression};
use domain::id::{ContactId, ConversationId, FlowId, HttpRequestId, IdSource};
use domain::time::Timestamp;
use domain::window;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

fn demo_source() -> String {
    std::fs::read_to_string(format!("{}/../../packs/demo-shop/flows/atencion.yaml", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
}

#[derive(Clone, Debug)]
enum Act {
    Reply(Reply),
    Wait(u64),
    Answer(Option<u16>, Value),
    StaleAnswer,
}

fn acts(flow: &Flow) -> impl Strategy<Value = Act> + use<> {
    let payloads: Vec<String> = flow
        .nodes
        .iter()
        .flat_map(|(id, node)| node.kind.choices().map(move |choice| format!("{id}:{}", choice.id)))
        .collect();
    let said = prop_oneof![
        any::<String>(),
        "[0-9#]{1,9}",
        prop::sample::select(vec!["hola", "menú", "persona", "mi pedido", "1", "2", "3", "nada más", "hi", "oi"])
            .prop_map(str::to_owned),
    ];
    let kind = prop::sample::select(vec!["text", "image", "audio", "unsupported"]);
    prop_oneof![
        5 => said.prop_map(|text| Act::Reply(Reply::text(text))),
        5 => prop::sample::select(payloads).prop_map(|payload| Act::Reply(Reply::tap(payload, ""))),
        1 => any::<String>().prop_map(|payload| Act::Reply(Reply::tap(payload, "x"))),
        1 => kind.prop_map(|kind| Act::Reply(Reply { kind: kind.to_owned(), ..Reply::default() })),
        1 => (0_u64..200_000).prop_map(Act::Wait),
        3 => (prop::option::of(prop::sample::select(vec![200_u16, 204, 301, 404, 500])), answers()).prop_map(|(status, body)| Act::Answer(status, body)),
        1 => Just(Act::StaleAnswer),
    ]
}

fn answers() -> impl Strategy<Value = Value> {
    let number = || {
        prop::sample::select(vec![
            json!("1042"),
            json!(1042),
            json!(null),
            json!(["x"]),
            json!({"a": 1}),
            json!("x".repeat(5000)),
        ])
    };
    let status = prop::sample::select(vec!["shipped", "preparing", "delivered", "cancelled", "lost", ""]);
    prop_oneof![
        (status, number(), number()).prop_map(
            |(status, number, on)| json!({"status": status, "number": number, "carrier": "Correos", "expected_on": on})
        ),
        number(),
        Just(json!({"status": "shipped"})),
        Just(json!("x".repeat(100_000))),
    ]
}

fn contact(now: Timestamp, ids: &mut IdSource) -> Contact {
    Contact {
        identifiers: BTreeSet::from([Identifier::new(IdentifierKind::Phone, "+34600111222")]),
        ..Contact::new(ContactId::new(ids, now), "Ana", now)
    }
}

/// What holds after every step.
fn assert_sound(step: &Step) {
    let last = step.effects.last();
    assert_eq!(step.session.is_none(), matches!(last, Some(FlowEffect::Ended { .. })), "{step:?}");
    for effect in &step.effects {
        if let FlowEffect::Say(message) = effect {
            assert_eq!(whatsapp::limits::check(message), Ok(()), "{message:?}");
        }
    }
    if let Some(session) = &step.session {
        assert!(session.wake_at().is_some(), "a session that nothing wakes: {session:?}");
    }
}

/// The customer hears something, or will as soon as a request is answered. (Every `hand_over` of the demo has a text.)
fn is_answer(step: &Step) -> bool {
    step.effects.iter().any(|effect| matches!(effect, FlowEffect::Say(_) | FlowEffect::RequestHttp(_)))
}

/// `answers` is whether the flow has an answer to everything, as a spoilt one may not.
fn play(flow: &Flow, answers: bool, acts: Vec<Act>) {
    let mut now = Timestamp(1_773_140_400_000);
    let mut ids = IdSource::new(1);
    let contact = contact(now, &mut ids);
    let settings = Map::from_iter([("order_service_url".to_owned(), json!("https://orders.example"))]);
    let flows = FlowBook::default();
    let mut session: Option<Session> = None;
    let mut window_expires_at = None;
    for act in acts {
        if matches!(act, Act::Reply(_)) {
            window_expires_at = Some(window::expires_at(now));
        }
        let (settings, segments) = (&settings, &BTreeSet::new());
        let scope =
            Scope { contact: &contact, settings, flows: &flows, window_expires_at, segments, understander: None, now };
        let step = match (session.take(), act) {
            (None, Act::Reply(reply)) => {
                let begin = Begin {
                    conversation: ConversationId::new(&mut ids, now),
                    flow: FlowId::new(&mut ids, now),
                    flow_version: 1,
                };
                let step = engine::start(flow, begin, &reply, &scope, &mut ids);
                assert!(!answers || is_answer(&step), "silence after {reply:?}: {step:?}");
                step
            }
            (Some(before), Act::Reply(reply)) => {
                let same = before.variables.get("message").and_then(|message| message.get("payload")?.as_str())
                    == reply.payload.as_deref();
                // The second tap on a button is one tap.
                let busy = matches!(before.waiting, Waiting::Http { .. }) || (same && reply.payload.is_some());
                let step = engine::resume(flow, before, FlowInput::Reply(reply.clone()), &scope, &mut ids);
                assert!(!answers || busy || is_answer(&step), "silence after {reply:?}: {step:?}");
                step
            }
            (Some(before), Act::Wait(seconds)) => {
                now = now.plus(Duration::from_secs(seconds));
                let scope = Scope { now, ..scope };
                engine::resume(flow, before, FlowInput::TimedOut, &scope, &mut ids)
            }
            (Some(before), Act::Answer(status, body)) => match before.waiting {
                Waiting::Http { call, .. } => {
                    let answer = HttpAnswer { call, status, body, error: None };
                    let step = engine::resume(flow, before, FlowInput::HttpAnswered(answer), &scope, &mut ids);
                    assert!(!answers || is_answer(&step), "silence after an answer: {step:?}");
                    step
                }
                _ => Step { session: Some(before), effects: Vec::new(), trail: Vec::new() },
            },
            (Some(before), Act::StaleAnswer) => {
                let answer = HttpAnswer {
                    call: HttpRequestId::new(&mut ids, now),
                    status: Some(200),
                    body: Value::Null,
                    error: None,
                };
                let step = engine::resume(flow, before.clone(), FlowInput::HttpAnswered(answer), &scope, &mut ids);
                assert_eq!(step, Step { session: Some(before), effects: Vec::new(), trail: Vec::new() });
                step
            }
            (None, _) => continue,
        };
        assert_sound(&step);
        session = step.session;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_customer_is_never_met_with_silence(acts in prop::collection::vec(acts(&Flow::parse(&demo_source()).unwrap()), 1..25)) {
        play(&Flow::parse(&demo_source()).unwrap(), true, acts);
    }

    #[test]
    fn any_text_is_a_document_with_problems(source in any::<String>()) {
        let (flow, problems) = checker::check(&source);
        prop_assert!(flow.is_some() || checker::has_errors(&problems));
    }

    #[test]
    fn a_spoilt_document_is_checked_all_the_same(at in 0_usize..12_000, cut in 0_usize..400, added in "[ a-z:{}\\[\\]\"'\n#&*|>-]{0,6}") {
        let source: Vec<char> = demo_source().chars().collect();
        let spoilt: String = source.iter().take(at).copied().chain(added.chars()).chain(source.iter().skip(at + cut).copied()).collect();
        let (flow, problems) = checker::check(&spoilt);
        prop_assert!(flow.is_some() || checker::has_errors(&problems));
        if let Some(flow) = flow {
            play(&flow, false, vec![Act::Reply(Reply::text("hola")), Act::Reply(Reply::tap("menu:order", "")), Act::Wait(90_000)]);
        }
    }

    #[test]
    fn any_expression_ends(source in "[{}%a-z0-9 .|()\\[\\]'\"~+*-]{0,80}") {
        let nothing = minijinja::value::Value::from_pairs([("a", 1)]);
        let _ = expression::fill_in(&source, &nothing);
        let _ = expression::evaluate(&source, &nothing);
        let _ = expression::names_in_text(&source);
        let _ = expression::without_tags(&source);
    }
}

/// The reader refuses such flows; the engine does not rely on it.
#[test]
fn ten_thousand_nodes_in_a_row_end_with_a_person() {
    let mut flow = Flow::parse(&demo_source()).unwrap();
    flow.nodes = (0..10_000)
        .map(|number| {
            (format!("n{number}"), Node { kind: NodeKind::GoTo(format!("n{}", number + 1)), routes: Routes::default() })
        })
        .collect();
    flow.start = "n0".into();
    flow.triggers.clear();
    let now = Timestamp(0);
    let mut ids = IdSource::new(1);
    let contact = contact(now, &mut ids);
    let scope = Scope {
        contact: &contact,
        settings: &Map::new(),
        flows: &FlowBook::default(),
        window_expires_at: Some(window::expires_at(now)),
        segments: &BTreeSet::new(),
        understander: None,
        now,
    };
    let begin =
        Begin { conversation: ConversationId::new(&mut ids, now), flow: FlowId::new(&mut ids, now), flow_version: 1 };
    let step = engine::start(&flow, begin, &Reply::text("hola"), &scope, &mut ids);
    assert_sound(&step);
    assert!(matches!(
        step.effects.as_slice(),
        [FlowEffect::Say(_), FlowEffect::HandOver { .. }, FlowEffect::Ended { .. }]
    ));
}

/// Two machines that answer each other: each reply gets an answer, but not for ever.
#[test]
fn an_endless_correspondent_is_given_to_a_person() {
    let flow = Flow::parse(&demo_source()).unwrap();
    let now = Timestamp(0);
    let mut ids = IdSource::new(1);
    let contact = contact(now, &mut ids);
    let scope = Scope {
        contact: &contact,
        settings: &Map::new(),
        flows: &FlowBook::default(),
        window_expires_at: Some(window::expires_at(now)),
        segments: &BTreeSet::new(),
        understander: None,
        now,
    };
    let begin =
        Begin { conversation: ConversationId::new(&mut ids, now), flow: FlowId::new(&mut ids, now), flow_version: 1 };
    let mut step = engine::start(&flow, begin, &Reply::text("hola"), &scope, &mut ids);
    let mut replies = 0;
    while let Some(session) = step.session.take() {
        replies += 1;
        assert!(replies < 1_000);
        let tap = Reply::tap(if replies % 2 == 0 { "menu:hours" } else { "menu:order" }, "");
        step = engine::resume(&flow, session, FlowInput::Reply(tap), &scope, &mut ids);
    }
    assert!(step.effects.iter().any(|effect| matches!(effect, FlowEffect::HandOver { .. })));
}

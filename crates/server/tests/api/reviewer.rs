//! The lint against Meta's side: what it finds is refused or rejected there, what it passes is approved.

use crate::client::House;
use crate::on_both_engines;
use crate::stage::{Database, Stage};
use domain::flow::document::read_document;
use domain::template::lint;
use emulator::{Config, Limits};
use proptest::prelude::{Just, Strategy, any};
use proptest::strategy::{Union, ValueTree};
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestRng, TestRunner};
use proptest::{collection, sample};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use whatsapp::client::{AccessToken, TemplateFilter};
use whatsapp::template::{Button, Category, Component, NewTemplate};
use whatsapp::testing::any_new_template;

#[derive(Deserialize)]
struct Faulty {
    fault: String,
    meta: Outcome,
    template: NewTemplate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Refused,
    Rejected,
    Taken,
}

/// Submits them all under names of their own, and tells what became of each.
async fn reviewed(stage: &Stage, templates: Vec<NewTemplate>) -> Vec<(NewTemplate, Outcome)> {
    let config = stage.emulator.handle().config().clone();
    let token = AccessToken::new(config.access_token.clone());
    let mut answers = Vec::new();
    for template in templates {
        let created = stage.app.cloud.create_template(&config.waba_id, &token, &template).await.result;
        answers.push((template, created.map(|created| created.id)));
    }
    let mut statuses = BTreeMap::new();
    let mut pages = stage.app.cloud.templates(&config.waba_id, &token, &TemplateFilter::default()).limit(100);
    while let Some(exchange) = pages.next().await {
        let page = exchange.result.expect("a page");
        statuses.extend(page.data.into_iter().map(|record| (record.id, record.status.to_string())));
    }
    let outcome = |answer: Result<String, _>| match answer.ok().and_then(|id| statuses.get(&id)).map(String::as_str) {
        None => Outcome::Refused,
        Some("APPROVED") => Outcome::Taken,
        Some("REJECTED") => Outcome::Rejected,
        Some(other) => panic!("a review that is not over: {other}"),
    };
    answers.into_iter().map(|(template, answer)| (template, outcome(answer))).collect()
}

async fn stage(database: Database) -> Stage {
    Stage::build(database, Config { limits: Limits::NONE, ..Config::for_tests() }, "").await
}

async fn what_the_lint_finds_meta_does_not_take(database: Database) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/templates/faulty.yaml");
    let cases: Vec<Faulty> = read_document(&std::fs::read_to_string(file).expect("faults")).expect("faults");
    let stage = stage(database).await;
    let mut wrong = Vec::new();
    let (mut not_taken, mut templates) = (0, Vec::new());
    for (place, case) in cases.iter().enumerate() {
        // Names that are at fault stay as they are.
        let name = if case.template.name == "aviso" { format!("aviso_{place}") } else { case.template.name.clone() };
        templates.push(NewTemplate { name, ..case.template.clone() });
    }
    for (case, (template, outcome)) in cases.iter().zip(reviewed(&stage, templates).await) {
        assert!(!lint::passes(&template), "{}", case.fault);
        not_taken += usize::from(outcome != Outcome::Taken);
        if outcome != case.meta {
            wrong.push(format!("{}: {outcome:?} instead of {:?}", case.fault, case.meta));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(not_taken >= 60, "{not_taken} were refused or rejected");
    stage.server.shutdown().await;
}

/// Texts as hasty people write them.
fn any_hasty_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "Hola",
        " ",
        " ",
        "{{1}}",
        "{{2}}",
        "{{3}}",
        "{{dia}}",
        "\n",
        "tu pedido ya está",
        ", ",
        "gracias",
        ".",
        "{{",
        "}}",
        "idiota",
        "a todos los que nos escriben",
        "{{Dia}}",
        "{{ 1 }}",
    ];
    collection::vec(sample::select(pieces), 1..12).prop_map(|pieces| pieces.concat())
}

fn any_hasty_button() -> impl Strategy<Value = Button> {
    let text = || sample::select(vec!["Vale", "", "Un texto que es demasiado largo para un botón", "Ver"]);
    let url = sample::select(vec!["https://e.com", "https://e.com/{{1}}", "https://e.com/{{1}}/a", ""]);
    let reply = text().prop_map(Button::quick_reply).boxed();
    let link = (text(), url, any::<bool>())
        .prop_map(|(text, url, sample)| Button::url(text, url, sample.then_some("https://e.com/7")))
        .boxed();
    let phone = text().prop_map(|text| Button::phone_number(text, "+34600111222")).boxed();
    let code = sample::select(vec!["SOL25", ""]).prop_map(Button::copy_code).boxed();
    Union::new([reply, link, phone, code, Just(Button::copy_password()).boxed()])
}

/// A template of the client's builders in which somebody has changed something.
fn any_hasty_template() -> impl Strategy<Value = NewTemplate> {
    let body = (any_hasty_text(), 0_usize..4).prop_map(|(text, samples)| Component::body(text, vec!["Ana"; samples]));
    let header = any_hasty_text().prop_map(|text| Component::header(text, Some("Ana")));
    let footer = any_hasty_text().prop_map(Component::footer);
    let buttons = collection::vec(any_hasty_button(), 0..5).prop_map(Component::buttons);
    let part = Union::new([body.boxed(), header.boxed(), footer.boxed(), buttons.boxed()]);
    let category = sample::select(vec![Category::Utility, Category::Marketing, Category::Authentication]);
    (any_new_template(), part, proptest::option::of(category)).prop_map(|(mut template, part, category)| {
        match template.components.iter_mut().find(|known| known.kind == part.kind) {
            Some(known) => *known = part,
            None => template.components.push(part),
        }
        NewTemplate { category: category.unwrap_or_else(|| template.category.clone()), ..template }
    })
}

/// The same ones in each run, under names of their own.
fn examples(strategy: &impl Strategy<Value = NewTemplate>, count: usize, stem: &str) -> Vec<NewTemplate> {
    let mut runner = TestRunner::new_with_rng(Runs::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let mut next = || strategy.new_tree(&mut runner).expect("a template").current();
    (0..count).map(|place| NewTemplate { name: format!("{stem}_{place}"), ..next() }).collect()
}

async fn what_the_lint_passes_meta_approves(database: Database) {
    let stage = stage(database).await;
    let built = examples(&any_new_template(), 200, "built");
    let hasty = examples(&any_hasty_template(), 2_500, "hasty");
    assert!(built.iter().all(lint::passes), "the client builds nothing faulty");
    let passed: Vec<NewTemplate> = built.into_iter().chain(hasty).filter(lint::passes).collect();
    assert!(passed.len() > 300, "{} of them pass", passed.len());
    for (template, outcome) in reviewed(&stage, passed).await {
        assert_eq!(outcome, Outcome::Taken, "{}", serde_json::to_string_pretty(&template).expect("JSON"));
    }
    stage.server.shutdown().await;
}

async fn every_ready_template_is_approved(database: Database) {
    let house = House::build(database, "").await;
    let library = house.owner.get("/templates/library").await;
    let ready = library.items().iter().flat_map(|entry| entry["templates"].as_array().expect("templates").clone());
    let read = |template: Value| serde_json::from_value::<NewTemplate>(template).expect("a template");
    for (template, outcome) in reviewed(&house.stage, ready.map(read).collect()).await {
        assert_eq!(outcome, Outcome::Taken, "{} in {}", template.name, template.language);
    }
    house.close().await;
}

on_both_engines!(
    what_the_lint_finds_meta_does_not_take,
    what_the_lint_passes_meta_approves,
    every_ready_template_is_approved,
);

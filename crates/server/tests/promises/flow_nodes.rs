//! Nodes of flows that need more than the conversation: gathered messages, staff, other people, a language model.

use crate::on_both_engines;
use crate::scene::{ana, count, hears, quiet, somebody, told, until};
use crate::stage::{Arrangement, Database, Stage};
use axum::http::HeaderMap;
use axum::routing::post;
use axum::{Json, Router};
use emulator::Config;
use secrecy::SecretString;
use serde_json::{Value, json};
use server::app::LanguageModel;
use std::net::SocketAddr;

const GATHERING: &str = "
name: Junta
language: es
gather: 2s
triggers: [{any_message: true}]
start: eco
nodes:
  eco:
    say: {text: 'Has dicho: {{ message.text | replace(\"\\n\", \" / \") }}'}
    next: persona
  persona: {hand_over: {}}
";

async fn messages_typed_fast_are_one_turn(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), GATHERING).await;
    let customer = ana(&stage);
    for text in ["hola", "quería saber", "si abren hoy"] {
        stage.emulator.handle().customer_says(customer, text);
    }
    // Kept in the session's row, so that a crash loses none of them.
    until(&stage, "SELECT COUNT(*) FROM sessions WHERE CAST(progress AS TEXT) LIKE '%abren hoy%'", 1).await;
    assert_eq!(told(&stage, customer), Vec::<String>::new());
    hears(&stage, customer, "Has dicho: hola / quería saber / si abren hoy").await;
    quiet(&stage).await;
    assert_eq!(told(&stage, customer).len(), 1);
    stage.server.shutdown().await;
}

const ERRANDS: &str = "
name: Avisos
language: es
triggers: [{any_message: true}]
start: quien
nodes:
  quien:
    branch:
      - {when: amiga is defined, go_to: invitada}
      - {when: message.text == 'soy del equipo', go_to: equipo}
    otherwise: avisar
  equipo:
    say: {text: Anotado}
    next: fin
  avisar:
    notify_staff: {to: '+34600111001', text: 'Ha escrito {{ contact.name }}'}
    next: invitar
  invitar:
    start_flow: {flow: avisos, contact: '+34600111001', input: {amiga: '{{ contact.name }}'}}
    next: fin
  invitada:
    say: {text: 'Te invita {{ amiga }}'}
    next: fin
  fin: {end: {}}
";

async fn staff_is_told_and_a_flow_begins_with_somebody_else(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ERRANDS).await;
    let colleague = somebody(&stage, "Clara", "34600111001");
    stage.emulator.handle().customer_says(colleague, "soy del equipo");
    hears(&stage, colleague, "Anotado").await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "hola");
    hears(&stage, colleague, "Ha escrito Ana").await;
    hears(&stage, colleague, "Te invita Ana").await;
    until(&stage, "SELECT COUNT(*) FROM errands", 0).await;
    stage.server.shutdown().await;
}

async fn staff_that_cannot_be_told_brings_a_person(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ERRANDS).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "hola");
    // The colleague's window was never open, and there is no template.
    until(&stage, "SELECT COUNT(*) FROM conversations WHERE owner = 'human'", 2).await;
    until(&stage, "SELECT COUNT(*) FROM errands", 0).await;
    stage.server.shutdown().await;
}

const NOTICE: &str = "
name: Aviso
language: es
triggers: [{any_message: true}]
start: avisar
nodes:
  avisar:
    notify_staff: {to: '+34600111001', template: {name: nuevo_cliente, language: es, body: ['{{ contact.name }}']}}
    next: fin
  fin: {end: {}}
  persona: {hand_over: {}}
";

/// Staff never wrote and never agreed to marketing: what Meta says of the template lets the gate through.
async fn a_utility_template_reaches_staff_in_a_closed_window(database: Database) {
    let body =
        json!({ "type": "BODY", "text": "Ha escrito {{1}}, responde pronto.", "example": { "body_text": [["Ana"]] } });
    let template = json!({ "name": "nuevo_cliente", "language": "es", "category": "UTILITY", "components": [body] });
    let config = Config { templates: vec![template], ..Config::for_tests() };
    let stage = Stage::build(database, config, NOTICE).await;
    let colleague = somebody(&stage, "Clara", "34600111001");
    until(&stage, "SELECT COUNT(*) FROM templates", 1).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "hola");
    hears(&stage, colleague, "Ha escrito Ana, responde pronto.").await;
    stage.server.shutdown().await;
}

const THINKING: &str = "
name: Dudas
language: es
triggers: [{any_message: true}]
start: pensar
nodes:
  pensar:
    language_model: {instructions: Abrimos a las 9., topics: [horario], maximum_tokens: 50}
    next: fin
    otherwise: persona
  persona:
    hand_over: {text: Te paso con una persona.}
  fin: {end: {}}
";

/// A language model that knows one thing and asks for its key.
async fn model() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new().route("/v1/chat/completions", post(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn answer(headers: HeaderMap, Json(asked): Json<Value>) -> Json<Value> {
    assert_eq!(headers["authorization"], "Bearer a key");
    assert_eq!((asked["model"].as_str(), asked["max_tokens"].as_u64()), (Some("small"), Some(50)));
    let knows = asked["messages"][1]["content"].as_str().is_some_and(|question| question.contains("hora"));
    let content = if knows { "A las 9." } else { "OFF_TOPIC" };
    Json(json!({"choices": [{"message": {"content": content}}], "usage": {"total_tokens": 80}}))
}

async fn a_language_model_answers_about_its_topics_only(database: Database) {
    let url = format!("http://{}/v1/chat/completions", model().await);
    let configure = |arrangement: &mut Arrangement| {
        let key = Some(SecretString::from("a key"));
        arrangement.settings.language_model = Some(LanguageModel { url, key, model: "small".to_owned() });
    };
    let stage = Stage::arranged(database, Config::for_tests(), THINKING, configure).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "¿A qué hora abren?");
    hears(&stage, customer, "A las 9.").await;
    stage.emulator.handle().customer_says(customer, "¿Quién ganó ayer?");
    hears(&stage, customer, "Te paso con una persona.").await;
    stage.server.shutdown().await;
}

async fn without_a_language_model_a_person_answers(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), THINKING).await;
    let customer = ana(&stage);
    stage.emulator.handle().customer_says(customer, "¿A qué hora abren?");
    until(&stage, "SELECT COUNT(*) FROM conversations WHERE owner = 'human'", 1).await;
    quiet(&stage).await;
    assert_eq!(told(&stage, customer).len(), 1, "the customer hears that a person takes over");
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM http_calls").await, 0);
    stage.server.shutdown().await;
}

on_both_engines!(
    messages_typed_fast_are_one_turn,
    staff_is_told_and_a_flow_begins_with_somebody_else,
    staff_that_cannot_be_told_brings_a_person,
    a_utility_template_reaches_staff_in_a_closed_window,
    a_language_model_answers_about_its_topics_only,
    without_a_language_model_a_person_answers,
);

//! Words that are about consent, and people who ask for a person.

use crate::on_both_engines;
use crate::scene::{ana, count, hears, only_conversation, quiet, told, until};
use crate::stage::{Database, ECHO_FLOW, Stage};
use domain::decide::action::{Action, Actor};
use domain::policy::{TemplateCategory, TemplateStatus};
use emulator::{Config, Faults};
use serde_json::json;
use server::act::ActError;
use std::time::Duration;
use whatsapp::message::Message;

fn offer() -> Action {
    let template = json!({
        "type": "template", "template": { "name": "oferta", "language": { "code": "es" } }
    });
    let message: Message = serde_json::from_value(template).expect("a template");
    Action::Send { message, template: Some((TemplateCategory::Marketing, TemplateStatus::Approved)), quotes: None }
}

async fn whoever_says_stop_is_left_alone_until_they_say_start(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ECHO_FLOW).await;
    let (handle, customer) = (stage.emulator.handle(), ana(&stage));
    handle.customer_says(customer, "stop, o Zé não vem");
    hears(&stage, customer, "Eco: stop, o Zé não vem").await;
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM consent_records").await, 0, "that was not about us");

    handle.customer_says(customer, "BAJA");
    quiet(&stage).await;
    let heard = told(&stage, customer);
    assert_eq!(heard.len(), 2, "one confirmation, and no flow answers: {heard:?}");
    assert!(heard[1].contains("ALTA"), "it says how to come back: {heard:?}");
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM consent_records WHERE source = 'word'").await, 2);

    let conversation = only_conversation(&stage).await;
    let refused = server::act::perform(&stage.app, Actor::Api, conversation, offer()).await;
    assert!(matches!(&refused, Err(ActError::Unsaid(why)) if why.to_string().contains("opted_out")), "{refused:?}");

    handle.customer_says(customer, "¿a qué hora abrís?");
    hears(&stage, customer, "Eco: ¿a qué hora abrís?").await;
    // In one second of Meta's, the no would hold.
    handle.step_time(Duration::from_secs(2));
    handle.customer_says(customer, "ALTA");
    quiet(&stage).await;
    assert_eq!(told(&stage, customer).len(), 4);
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM consent_records WHERE source = 'word'").await, 4);
    let allowed = server::act::perform(&stage.app, Actor::Api, conversation, offer()).await;
    assert!(allowed.is_ok(), "{allowed:?}");
    stage.server.shutdown().await;
}

async fn whoever_stopped_marketing_in_whatsapp_gets_none(database: Database) {
    let template = json!({
        "name": "oferta", "language": "es", "category": "MARKETING",
        "components": [{ "type": "BODY", "text": "Cafeteras a mitad de precio" }],
    });
    let stage = Stage::build(database, Config { templates: vec![template], ..Config::for_tests() }, ECHO_FLOW).await;
    let (handle, customer) = (stage.emulator.handle(), ana(&stage));
    handle.customer_says(customer, "hola");
    hears(&stage, customer, "Eco: hola").await;
    quiet(&stage).await;
    let conversation = only_conversation(&stage).await;
    // The template is accepted, and a status tells that the person does not want such messages.
    handle.set_faults(Faults { errors: [(131_050, 1.0)].into(), ..Faults::default() });
    server::act::perform(&stage.app, Actor::Api, conversation, offer()).await.expect("nobody knows yet");
    until(&stage, "SELECT COUNT(*) FROM messages WHERE status = 'failed'", 1).await;
    quiet(&stage).await;
    assert_eq!(count(&stage, "SELECT COUNT(*) FROM consent_records WHERE source = 'meta_signal'").await, 1);
    let refused = server::act::perform(&stage.app, Actor::Api, conversation, offer()).await;
    assert!(matches!(&refused, Err(ActError::Unsaid(why)) if why.to_string().contains("opted_out")), "{refused:?}");
    stage.server.shutdown().await;
}

async fn whoever_asks_for_a_person_is_not_answered_by_the_bot_any_more(database: Database) {
    let stage = Stage::build(database, Config::for_tests(), ECHO_FLOW).await;
    let (handle, customer) = (stage.emulator.handle(), ana(&stage));
    handle.customer_says(customer, "persona");
    hears(&stage, customer, "Te paso con una persona.").await;
    handle.customer_says(customer, "¿hola?");
    quiet(&stage).await;
    assert_eq!(told(&stage, customer), ["Te paso con una persona."]);
    assert_eq!(count(&stage, "SELECT unread FROM conversations WHERE owner = 'human'").await, 2);
    let conversation = only_conversation(&stage).await;
    server::act::perform(&stage.app, Actor::Api, conversation, Action::GiveBack).await.expect("given back");
    handle.customer_says(customer, "gracias");
    hears(&stage, customer, "Eco: gracias").await;
    stage.server.shutdown().await;
}

on_both_engines!(
    whoever_stopped_marketing_in_whatsapp_gets_none,
    whoever_says_stop_is_left_alone_until_they_say_start,
    whoever_asks_for_a_person_is_not_answered_by_the_bot_any_more,
);

//! What the client's builders make is accepted here, and what exceeds a limit is refused by both for the same reason.

use emulator::{Config, Content, Limits, NewCustomer, Post, Rehearsal, TemplateStatus};
use proptest::prelude::{Just, Strategy};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use whatsapp::limits::check_envelope;
use whatsapp::message::{Envelope, MediaSource, Message, Recipient};
use whatsapp::testing::{any_excess, any_filled_template, any_free_form_with, any_group_message};

use crate::support::NUMBER;

const CASES: usize = 400;

fn rehearsal() -> Rehearsal {
    Rehearsal::new(Config { limits: Limits::NONE, ..Config::for_tests() }).unwrap()
}

/// Somebody who has just written, so that every kind of message may be sent to them.
fn somebody(rehearsal: &Rehearsal, n: usize) -> Recipient {
    let phone = (34_600_000_000 + n).to_string();
    let customer = rehearsal.handle().add_customer(NewCustomer::named("Ana").with_phone(&phone));
    rehearsal.handle().customer_says(customer, Content::text("hola"));
    Recipient::Phone(phone)
}

/// The same values in each run.
fn examples<T>(strategy: &impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::new_with_rng(Runs::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    (0..CASES).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

async fn post(rehearsal: &mut Rehearsal, envelope: &Envelope) -> (u16, Value) {
    let post = Post { path: format!("v26.0/{NUMBER}/messages"), body: serde_json::to_value(envelope).unwrap() };
    let (status, answer) = rehearsal.post(&post).await.expect("an answer");
    (status, serde_json::from_slice(&answer).unwrap())
}

#[tokio::test]
async fn any_free_message_that_can_be_built_is_accepted() {
    let mut rehearsal = rehearsal();
    let link = Just(MediaSource::Link("https://shop.example/file".to_owned())).boxed();
    for (n, message) in examples(&any_free_form_with(&link)).into_iter().enumerate() {
        let envelope = Envelope::to(somebody(&rehearsal, n), message);
        let (status, answer) = post(&mut rehearsal, &envelope).await;
        assert_eq!(status, 200, "{answer}\n{envelope:#?}");
    }
}

#[tokio::test]
async fn any_group_message_that_can_be_built_is_accepted() {
    let mut rehearsal = rehearsal();
    let group = json!({ "messaging_product": "whatsapp", "subject": "Pan" });
    let post_group = Post { path: format!("v26.0/{NUMBER}/groups"), body: group };
    rehearsal.post(&post_group).await.expect("an answer");
    let mut invitation = None;
    rehearsal
        .live_for(std::time::Duration::from_secs(5), |webhook| {
            let told: Value = serde_json::from_slice(webhook.body).unwrap();
            let group = &told["entry"][0]["changes"][0]["value"]["groups"][0];
            invitation = Some((group["group_id"].clone(), group["invite_link"].clone()));
            Vec::new()
        })
        .await;
    let (id, link) = invitation.expect("the group is told of");
    let ana = rehearsal.handle().add_customer(NewCustomer::named("Ana"));
    assert!(rehearsal.handle().customer_joins_group(ana, link.as_str().unwrap()));
    for mut envelope in examples(&any_group_message()) {
        // This number has none of the files that the generator makes up.
        if envelope.message.media().is_some_and(|media| media.id.is_some()) {
            continue;
        }
        envelope.to = id.as_str().map(str::to_owned);
        let (status, answer) = post(&mut rehearsal, &envelope).await;
        assert_eq!((status, &answer["messages"][0]["group_id"]), (200, &id), "{answer}\n{envelope:#?}");
    }
}

#[tokio::test]
async fn any_template_that_can_be_built_is_reviewed_and_can_be_filled_in() {
    let mut rehearsal = rehearsal();
    let ana = somebody(&rehearsal, 0);
    for (n, (mut template, mut filling)) in examples(&any_filled_template()).into_iter().enumerate() {
        template.name = format!("{}_{n}", template.name);
        filling.name.clone_from(&template.name);
        let id = rehearsal.handle().add_template(&serde_json::to_value(&template).unwrap());
        let id = id.unwrap_or_else(|refusal| panic!("{refusal:?}\n{template:#?}"));
        assert!(rehearsal.handle().set_template_status(&id, TemplateStatus::Approved));
        let envelope = Envelope::to(ana.clone(), Message::Template(filling));
        let (status, answer) = post(&mut rehearsal, &envelope).await;
        assert_eq!(status, 200, "{answer}\n{template:#?}\n{envelope:#?}");
    }
}

#[tokio::test]
async fn what_exceeds_a_limit_is_refused_by_both_for_the_same_reason() {
    let mut rehearsal = rehearsal();
    for excess in examples(&any_excess()) {
        let error = check_envelope(&excess.envelope).unwrap_err();
        let (status, answer) = post(&mut rehearsal, &excess.envelope).await;
        assert_eq!((status, &answer["error"]["code"]), (400, &json!(error.api_code())), "{answer}\n{error}");
        let details = answer["error"]["error_data"]["details"].as_str().unwrap_or_default();
        assert!(details.contains(excess.field) || answer["error"]["code"] == 100, "{details}\n{error}");
    }
}

//! One message of every kind is sent to the emulator.

use std::error::Error;

use emulator::{Content, NewCustomer, Running};
use proptest::prelude::{Just, Strategy};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use whatsapp::endpoint::Method;
use whatsapp::message::{Envelope, MediaSource, Message, Recipient};
use whatsapp::testing::any_free_form_with;

use crate::endpoints::Caller;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const CUSTOMER: &str = "34600111222";
/// So many that every kind is among them.
const DRAWN: usize = 600;

/// What came of the kinds, those of interactive messages included.
#[derive(Default)]
pub struct Kinds {
    /// The emulator took one.
    pub accepted: Vec<String>,
    /// Both crates are tested with arbitrary ones.
    pub drawn: Vec<String>,
}

pub async fn sent_kinds(running: &Running, caller: &Caller) -> Result<Kinds> {
    let ana = running.handle().add_customer(NewCustomer::named("Ana").with_phone(CUSTOMER));
    running.handle().customer_says(ana, Content::text("hola"));
    let mut kinds = Kinds::default();
    for message in one_of_each()? {
        let names = kinds_of(&message);
        let envelope = Envelope::to(Recipient::Phone(CUSTOMER.to_owned()), message);
        if sent(caller, &envelope).await?.is_some() {
            kinds.accepted.extend(names.clone());
        }
        kinds.drawn.extend(names);
    }
    kinds.accepted.extend(pinned(running, caller).await?);
    Ok(kinds)
}

/// Of every kind that goes to a person, the same in each run.
fn one_of_each() -> Result<Vec<Message>> {
    let link = Just(MediaSource::Link("https://shop.example/file".to_owned())).boxed();
    let strategy = any_free_form_with(&link);
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let mut messages = vec![Message::template("hello", "es", Vec::new())];
    let mut known = Vec::new();
    for _ in 0..DRAWN {
        let message = strategy.new_tree(&mut runner).map_err(|reason| reason.to_string())?.current();
        let kinds = kinds_of(&message);
        if !known.contains(&kinds) {
            known.push(kinds);
            messages.push(message);
        }
    }
    Ok(messages)
}

fn kinds_of(message: &Message) -> Vec<String> {
    let inner = match message {
        Message::Interactive(content) => Some(content.kind().to_owned()),
        _ => None,
    };
    std::iter::once(message.kind().to_owned()).chain(inner).collect()
}

/// Pinning is for groups, and for what was said there.
async fn pinned(running: &Running, caller: &Caller) -> Result<Option<String>> {
    let (handle, id) = (running.handle(), caller.group().await?);
    let link = caller.call(Method::Get, &format!("{id}/invite_link"), &Value::Null).await?;
    let ana = handle.customer_by_phone(CUSTOMER).ok_or("nobody is there")?;
    handle.customer_joins_group(ana, link.pointer("/invite_link").and_then(Value::as_str).unwrap_or_default());
    handle.customer_says(ana, Content::text("hola").in_group(id.as_str()));
    let group = Recipient::Group(id);
    let Some(id) = sent(caller, &Envelope::to(group.clone(), Message::text("hola"))).await? else { return Ok(None) };
    let pin = Message::pin(id, 1);
    let kind = pin.kind().to_owned();
    Ok(sent(caller, &Envelope::to(group, pin)).await?.map(|_| kind))
}

/// The id of an accepted message.
async fn sent(caller: &Caller, envelope: &Envelope) -> Result<Option<String>> {
    let path = format!("{}/messages", caller.number);
    let answer = caller.call(Method::Post, &path, &serde_json::to_value(envelope)?).await?;
    Ok(answer.pointer("/messages/0/id").and_then(Value::as_str).map(str::to_owned))
}

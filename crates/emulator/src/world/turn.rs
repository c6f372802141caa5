//! What a step of the world gets and gives: the moment and the dice go in, effects come out.

use std::borrow::Cow;
use std::sync::Arc;

use rand::rngs::SmallRng;
use serde::{Deserialize, Serialize};

use super::customer::CustomerId;
use super::thread::MessageStatus;
use crate::clock::Millis;
use crate::customers::Deed;

/// One step of the world.
pub(crate) struct Turn<'a> {
    pub now: Millis,
    pub rng: &'a mut SmallRng,
    pub effects: &'a mut Vec<Effect>,
}

/// What the world wants done outside of it.
#[derive(Debug)]
pub(crate) enum Effect {
    Webhook(Update),
    Live(Live),
    /// To be told again at that moment.
    Later(Millis, Event),
}

/// One change, as a webhook carries it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Update {
    /// Its place among all; given when it sets out.
    pub id: u64,
    pub field: Cow<'static, str>,
    /// JSON, written out.
    pub value: String,
    /// The number it is about; changes of the account have none.
    pub number: Option<usize>,
    /// Updates with the same key keep their order.
    pub line: u32,
    pub at: Millis,
}

/// What watchers of the phones are told.
#[derive(Debug, Clone)]
pub(crate) enum Live {
    Message { customer: CustomerId, id: Arc<str> },
    Status { customer: CustomerId, id: Arc<str>, status: MessageStatus },
    Customer(CustomerId),
    Typing(CustomerId),
}

/// Where a message of a thread is found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct MessageKey {
    pub thread: ThreadKey,
    pub place: u64,
}

/// A number and a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct ThreadKey {
    pub number: usize,
    pub customer: CustomerId,
}

/// What the world has put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Event {
    Sent(MessageKey),
    Delivered(MessageKey),
    Failed(MessageKey, u32),
    /// A simulated customer does what they had in mind.
    Deed {
        customer: CustomerId,
        deed: Deed,
    },
    TemplateReviewed(u64),
    /// A pause for bad quality is over.
    TemplateUnpaused(u64),
    /// A change of category that was announced takes effect.
    TemplateRecategorised(u64),
    /// What is held of a template on trial goes out, or is dropped.
    PacingEnds(u64),
    /// Half of a tier has been used for a while.
    TierReviewed,
    /// A display name has been looked at.
    NameReviewed(usize),
    /// Nobody registered the number for its new name.
    NameLapsed(usize),
    GroupMade(u64),
    /// The customer takes a call of the business.
    CallTaken(u64),
    MediaExpired(u64),
}

impl Turn<'_> {
    pub(crate) fn later(&mut self, wait: Millis, event: Event) {
        self.effects.push(Effect::Later(self.now.saturating_add(wait.max(0)), event));
    }

    pub(crate) fn webhook(&mut self, field: &'static str, value: &impl Serialize, number: Option<usize>, line: u32) {
        let value = written(value);
        self.effects.push(Effect::Webhook(Update { id: 0, field: field.into(), value, number, line, at: self.now }));
    }

    pub(crate) fn live(&mut self, live: Live) {
        self.effects.push(Effect::Live(live));
    }
}

/// What a status takes; it is told for every message, and a text that grows is copied each time.
const USUAL_BYTES: usize = 768;

fn written(value: &impl Serialize) -> String {
    let mut text = Vec::with_capacity(USUAL_BYTES);
    // Nothing here has keys that are not text, which is all that could go wrong.
    match serde_json::to_writer(&mut text, value) {
        Ok(()) => String::from_utf8(text).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

//! What a step of the world gets and gives: the moment and the dice go in, effects come out.

use rand::rngs::SmallRng;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

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
#[derive(Debug, Clone)]
pub(crate) struct Update {
    pub field: Cow<'static, str>,
    pub value: Value,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct MessageKey {
    pub thread: ThreadKey,
    pub place: u64,
}

/// A number and a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ThreadKey {
    pub number: usize,
    pub customer: CustomerId,
}

/// What the world has put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    MediaExpired(u64),
}

impl Turn<'_> {
    pub(crate) fn later(&mut self, wait: Millis, event: Event) {
        self.effects.push(Effect::Later(self.now.saturating_add(wait.max(0)), event));
    }

    pub(crate) fn webhook(&mut self, field: &'static str, value: Value, number: Option<usize>, line: u32) {
        self.effects.push(Effect::Webhook(Update { field: field.into(), value, number, line, at: self.now }));
    }

    pub(crate) fn live(&mut self, live: Live) {
        self.effects.push(Effect::Live(live));
    }
}

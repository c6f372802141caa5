//! How an emulator is set up. Everything has a default that behaves like Meta; tests shorten the waits.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::Millis;
use crate::faults::Faults;
use crate::limits::Limits;
use crate::tls::Authority;

/// An emulator, before it starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// With an authority, TLS is answered at the same address as plain HTTP.
    pub tls: Option<Authority>,
    /// Decides everything that is left to chance.
    pub seed: u64,
    pub app_id: String,
    /// The key of the webhook signatures.
    pub app_secret: String,
    /// What the subscriber expects in `hub.verify_token`.
    pub verify_token: String,
    /// The token that may do everything.
    pub access_token: String,
    pub other_tokens: Vec<OtherToken>,
    /// Whether every call must bring an `appsecret_proof`.
    pub require_app_secret_proof: bool,
    pub business_id: String,
    pub waba_id: String,
    pub waba_name: String,
    pub numbers: Vec<NumberConfig>,
    /// Templates that are approved from the start, as one would create them.
    pub templates: Vec<Value>,
    /// Where webhooks go. Without it there is no subscriber and they are lost, as at Meta.
    pub webhook_url: Option<String>,
    pub delivery: DeliveryConfig,
    /// Emulated seconds in a real one.
    pub speed: f64,
    /// The emulated time at the start; the real time when absent.
    pub start_at: Option<Millis>,
    /// Whether accepted messages go on to `sent`, `delivered` and `read`.
    pub statuses: bool,
    /// Whether no two messages of a customer bear the same second, so that their order can be told from timestamps.
    pub distinct_seconds: bool,
    pub window_refusal: WindowRefusal,
    pub unknown_recipients: UnknownRecipients,
    pub limits: Limits,
    /// How long everything is free once a customer has come by an advertisement and was answered.
    pub free_entry: Duration,
    /// Whether people also have an id that linked portfolios share.
    pub parent_user_ids: bool,
    pub pace: Pace,
    pub population: Population,
    pub review_after: Duration,
    pub faults: Faults,
    pub keep: Keep,
    /// Where everything is remembered between runs; in memory only when absent.
    pub state_file: Option<PathBuf>,
}

/// A number of the business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberConfig {
    pub phone_number_id: String,
    /// As people write it, such as `+34 911 22 33 44`.
    pub display_phone_number: String,
    pub verified_name: String,
    /// Registered numbers send; others are told 133010.
    #[serde(default = "yes")]
    pub registered: bool,
    /// When set, only these numbers may be written to, as with Meta's test numbers.
    #[serde(default)]
    pub allowed_recipients: Option<Vec<String>>,
}

/// A token that may not do everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherToken {
    pub value: String,
    /// The numbers it may use.
    pub phone_number_ids: Vec<String>,
    pub expired: bool,
    /// What it may be used for.
    #[serde(default = "every_permission")]
    pub permissions: Vec<String>,
}

/// How webhooks travel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DeliveryConfig {
    /// Lines in which webhooks wait. All of one customer wait in the same, so they keep their order.
    pub connections: usize,
    /// The most updates put into one body when several wait. Much software reads only the first of a body, and gets
    /// by with Meta, who seldom sends two.
    pub batch: usize,
    /// Whether letters outside ASCII are written `\uXXXX`, as Meta does.
    pub escape_unicode: bool,
    /// How long the subscriber may take to answer, in real time.
    pub timeout: Duration,
    pub retry: RetryPolicy,
    /// Updates that may wait in all; more are given up.
    pub backlog: usize,
}

/// When a webhook that was not answered 200 is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RetryPolicy {
    pub first: Duration,
    /// What each wait is multiplied by.
    pub factor: f64,
    pub longest: Duration,
    pub give_up_after: Duration,
}

/// How a free-form message to somebody whose window is closed is refused (131047).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowRefusal {
    /// It is accepted and a `failed` status follows.
    Status,
    /// The request is refused.
    Answer,
}

/// What becomes of messages to numbers that no customer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownRecipients {
    /// A customer appears who receives, and does nothing by themselves.
    Appear,
    /// They are not on WhatsApp: `failed` with 131026.
    NotOnWhatsApp,
}

/// How long things take, in emulated time: each is drawn from a range of milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    pub accepted_to_sent: (Millis, Millis),
    pub sent_to_delivered: (Millis, Millis),
    /// What the time people take to read and to write is multiplied by.
    pub people: f64,
}

/// The simulated customers at the start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Population {
    pub count: usize,
    /// How many of them write within the first minute; the others follow over time.
    pub chatting: usize,
    /// How long after a chat they write again, at least and at most, in milliseconds.
    pub back_after: (Millis, Millis),
    /// After which share of their chats they do something else: change number, take a user name, stop marketing,
    /// report or block the business.
    pub restless: f64,
    /// What they answer when asked for an order number.
    pub order_numbers: Vec<String>,
    /// What they begin a chat with; greetings when empty.
    #[serde(default)]
    pub openings: Vec<String>,
}

/// How much is remembered. The oldest goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keep {
    /// Exchanges in the log.
    pub exchanges: usize,
    /// Accepted messages in the list of accepted messages.
    pub accepted: usize,
    /// Messages on each phone.
    pub messages_per_phone: usize,
}

fn yes() -> bool {
    true
}

fn every_permission() -> Vec<String> {
    ["business_management", "whatsapp_business_management", "whatsapp_business_messaging"].map(str::to_owned).to_vec()
}

impl OtherToken {
    /// A token with every permission, for these numbers.
    pub fn new(value: &str, phone_number_ids: &[&str]) -> Self {
        Self {
            value: value.to_owned(),
            phone_number_ids: phone_number_ids.iter().map(|id| (*id).to_owned()).collect(),
            expired: false,
            permissions: every_permission(),
        }
    }

    #[must_use]
    pub fn expired(self) -> Self {
        Self { expired: true, ..self }
    }

    /// The same token with these permissions only.
    #[must_use]
    pub fn with_permissions(self, permissions: &[&str]) -> Self {
        Self { permissions: permissions.iter().map(|name| (*name).to_owned()).collect(), ..self }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            tls: None,
            seed: 1,
            app_id: "670843887433847".to_owned(),
            app_secret: "emulated-app-secret".to_owned(),
            verify_token: "emulated-verify-token".to_owned(),
            access_token: "EAAemulated".to_owned(),
            other_tokens: Vec::new(),
            require_app_secret_proof: false,
            business_id: "506914307656634".to_owned(),
            waba_id: "102290129340398".to_owned(),
            waba_name: "Emulated business".to_owned(),
            numbers: vec![NumberConfig::new("106540352242922", "+34 911 22 33 44", "Emulated business")],
            templates: Vec::new(),
            webhook_url: None,
            delivery: DeliveryConfig::default(),
            speed: 1.0,
            start_at: None,
            statuses: true,
            distinct_seconds: false,
            window_refusal: WindowRefusal::Status,
            unknown_recipients: UnknownRecipients::Appear,
            limits: Limits::default(),
            free_entry: Duration::from_hours(72),
            parent_user_ids: false,
            pace: Pace::default(),
            population: Population::default(),
            review_after: Duration::from_secs(20),
            faults: Faults::default(),
            keep: Keep::default(),
            state_file: None,
        }
    }
}

impl Config {
    /// For tests: nothing waits, nothing is forgotten, webhooks are retried within milliseconds.
    pub fn for_tests() -> Self {
        Self {
            limits: Limits::RATES,
            pace: Pace::INSTANT,
            delivery: DeliveryConfig { batch: 1, retry: RetryPolicy::FAST, ..DeliveryConfig::default() },
            population: Population { restless: 0.0, ..Population::default() },
            review_after: Duration::ZERO,
            keep: Keep::EVERYTHING,
            ..Self::default()
        }
    }
}

impl NumberConfig {
    pub fn new(phone_number_id: &str, display_phone_number: &str, verified_name: &str) -> Self {
        Self {
            phone_number_id: phone_number_id.to_owned(),
            display_phone_number: display_phone_number.to_owned(),
            verified_name: verified_name.to_owned(),
            registered: true,
            allowed_recipients: None,
        }
    }
}

impl Default for DeliveryConfig {
    fn default() -> Self {
        Self {
            connections: 16,
            batch: 1,
            escape_unicode: true,
            timeout: Duration::from_secs(10),
            retry: RetryPolicy::default(),
            backlog: 1_000_000,
        }
    }
}

impl RetryPolicy {
    /// A subscriber that comes back is found within a fifth of a second.
    pub const FAST: Self = Self {
        first: Duration::from_millis(20),
        factor: 1.5,
        longest: Duration::from_millis(200),
        give_up_after: Duration::from_hours(7 * 24),
    };

    /// The wait after so many attempts, or `None` when `waited` is enough.
    pub(crate) fn wait(&self, attempts: u32, waited: Millis) -> Option<Millis> {
        if waited >= millis(self.give_up_after) {
            return None;
        }
        let exponent = i32::try_from(attempts.saturating_sub(1).min(1_000)).unwrap_or(1_000);
        let wait = self.first.as_secs_f64() * self.factor.max(1.0).powi(exponent);
        let wait = Duration::from_secs_f64(wait.min(self.longest.as_secs_f64()).max(0.0));
        Some(millis(wait).max(1))
    }
}

/// A duration in the unit of emulated time.
pub(crate) fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX / 4)
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            factor: 2.0,
            longest: Duration::from_mins(10),
            give_up_after: Duration::from_hours(7 * 24),
        }
    }
}

impl Pace {
    pub const INSTANT: Self = Self { accepted_to_sent: (0, 0), sent_to_delivered: (0, 0), people: 0.0 };
}

impl Default for Pace {
    fn default() -> Self {
        Self { accepted_to_sent: (40, 160), sent_to_delivered: (150, 900), people: 1.0 }
    }
}

impl Default for Population {
    fn default() -> Self {
        let order_numbers = ["1001", "1002", "1003", "1004"].map(str::to_owned).to_vec();
        let back_after = (5 * 60_000, 40 * 60_000);
        Self { count: 0, chatting: 0, back_after, restless: 0.02, order_numbers, openings: Vec::new() }
    }
}

impl Keep {
    pub const EVERYTHING: Self = Self { exchanges: usize::MAX, accepted: usize::MAX, messages_per_phone: usize::MAX };
}

impl Default for Keep {
    fn default() -> Self {
        Self { exchanges: 2_000, accepted: 100_000, messages_per_phone: 500 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_the_longest_and_end() {
        let policy = RetryPolicy::default();
        let waits: Vec<_> = [1, 2, 3, 10, 40, 4_000].map(|attempts| policy.wait(attempts, 0)).into();
        assert_eq!(waits, [1_000, 2_000, 4_000, 512_000, 600_000, 600_000].map(Some));
        assert_eq!(policy.wait(1, 7 * 24 * 3_600 * 1_000), None);
    }
}

//! Every bound of the flow engine in one place. Reaching one while a flow runs hands the customer to a person.

use crate::flow::document::Span;
use std::time::Duration;

/// A document's source, in bytes.
pub const DOCUMENT_BYTES: usize = 512 * 1024;
/// How deep lists and maps of a document may nest.
pub const DOCUMENT_DEPTH: usize = 32;
pub const NODES: usize = 1_000;
/// Length of a node's, button's or variable's name, in characters.
pub const NAME_LENGTH: usize = 64;

/// Source of one condition, in bytes.
pub const EXPRESSION_BYTES: usize = 4 * 1024;
/// Source of one text, in bytes.
pub const TEXT_BYTES: usize = 16 * 1024;
/// Words, numbers and signs inside the `{{ … }}` and `{% … %}` of one text: what the template compiler recurses over.
pub const EXPRESSION_TOKENS: usize = 1_000;
/// What a text or expression may grow to when it is filled in, in bytes.
pub const RENDERED_BYTES: usize = 32 * 1024;
/// Work one text or expression may cost (minijinja fuel).
pub const FUEL: u64 = 20_000;
/// Memory a compiled answer pattern may take, in bytes.
pub const PATTERN_BYTES: usize = 256 * 1024;

/// Nodes entered for one input: what stops a loop without a question in it.
pub const NODES_PER_STEP: u32 = 50;
/// Messages said for one input.
pub const MESSAGES_PER_STEP: usize = 10;
/// Inputs of one session: what stops two machines that answer each other.
pub const STEPS_PER_SESSION: u32 = 300;
/// Flows that wait for a flow they called, or that came between.
pub const CALLERS: usize = 5;
/// All variables of a session, those of calling flows included, as JSON, in bytes.
pub const VARIABLES_BYTES: usize = 64 * 1024;
/// How much of a customer's message a flow sees, in characters.
pub const REPLY_CHARACTERS: usize = 4096;

/// What is kept of what messages named before they were asked for it.
pub const NAMED: usize = 50;
/// Readings that a customer is offered where words have several meanings: rows of a list.
pub const READINGS: usize = 10;

/// Body sent or received by an HTTP request, as JSON, in bytes.
pub const HTTP_BODY_BYTES: usize = 32 * 1024;
pub const HTTP_URL_BYTES: usize = 2048;
pub const HTTP_TIMEOUT: Duration = Duration::from_secs(10);
pub const HTTP_TIMEOUT_MAXIMUM: Duration = Duration::from_secs(30);
/// After the deadline of a request: when its answer is given up for lost.
pub const HTTP_GRACE: Duration = Duration::from_secs(30);

/// How long a node waits for a reply when it does not say.
pub const WAIT: Duration = Duration::from_hours(24);
pub const WAIT_MAXIMUM: Duration = Duration::from_hours(24 * 30);
/// How often a question is asked again when it does not say.
pub const RETRIES: u32 = 2;
pub const RETRIES_MAXIMUM: u32 = 10;

/// How long a node waits for an event or a payment when it does not say: a little less than the window is open.
pub const EVENT_WAIT: Duration = Duration::from_hours(20);
/// A wait for nothing but time.
pub const TIME_WAIT_MAXIMUM: Duration = Duration::from_hours(24 * 366);
/// How long a survey waits for its answer when it does not say.
pub const SURVEY: Span = Span(Duration::from_hours(72));
/// Nobody is asked for a score again before.
pub const SURVEY_AGAIN: Duration = Duration::from_hours(24 * 7);
/// Messages gathered into one turn, and the longest wait for the next of them.
pub const GATHERED_MESSAGES: u32 = 10;
pub const GATHER_MAXIMUM: Duration = Duration::from_secs(30);
/// The same button again within this time is the same tap.
pub const SECOND_TAP: Duration = Duration::from_secs(10);

/// Tokens of one answer of a language model, and of all of one session.
pub const MODEL_TOKENS: u32 = 300;
pub const MODEL_TOKENS_MAXIMUM: u32 = 2_000;
pub const MODEL_BUDGET: u32 = 5_000;
pub const MODEL_BUDGET_MAXIMUM: u32 = 100_000;
/// Entries of all knowledge of a flow.
pub const KNOWLEDGE: usize = 500;

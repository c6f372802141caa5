//! Campaigns: one message to many people, each once, each allowed.
//!
//! - [`plan`]: what is to be sent, to whom and when, as people write it; [`mod@check`] says what is wrong with it;
//!   [`again`] makes a plan of another campaign's.
//! - [`launch`]: what the launch fixes; [`message`]: from a contact to values, and from those to the message.
//! - [`gate`]: what keeps a person from getting it, asked when planning and again when sending.
//! - [`recipient`]: where a row of the ledger may stand; [`row`]: the row and the news of it; [`tally`] counts the rows.
//! - [`schedule`]: when a message may go.
//! - [`lot`]: hold-out, variant, wave and number of a contact, by a hash and not by order.
//!
//! A campaign's message lives in its ledger row and nowhere else: everything it needs is fixed when it is planned.

pub mod again;
pub mod check;
pub mod gate;
pub mod launch;
pub mod lot;
pub mod message;
pub mod plan;
pub mod recipient;
pub mod row;
pub mod schedule;
pub mod tally;

pub use check::check;
pub use launch::Launch;
pub use plan::Plan;
pub use recipient::RecipientState;
pub use row::{News, Row};
pub use tally::{Measure, Tallies};

words! {
    Kind {
        Campaign = "campaign",
        /// Messages that begin by a date or an event of each person.
        Series = "series",
    }
}

words! {
    /// Where a campaign stands.
    State {
        Draft = "draft",
        /// Launched, to begin later.
        Scheduled = "scheduled",
        Running = "running",
        Paused = "paused",
        /// Nothing waits any more.
        Completed = "completed",
        Cancelled = "cancelled",
    }
}

impl State {
    /// Whether its plan may still be written.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft)
    }

    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled)
    }
}

words! {
    /// Why a campaign was paused without anybody asking for it.
    Halt {
        /// Too many messages failed.
        Failures = "failures",
        /// Too many people blocked or opted out.
        Blocks = "blocks",
        /// Meta rates the number lower than it did.
        Quality = "quality",
        /// Meta has paused the template, or it may not be sent any more.
        Template = "template",
        /// The number cannot send.
        Number = "number",
    }
}

/// The words in which the ledger names why somebody gets nothing, beyond those of the gate.
pub mod skip {
    /// Nothing to write to.
    pub const NO_ADDRESS: &str = "no_address";
    /// A blank without a value and without a default.
    pub const MISSING_VALUE: &str = "missing_value";
    /// Somebody wrote to this person lately.
    pub const WRITTEN_LATELY: &str = "written_lately";
    /// The person has not written for long.
    pub const NOT_SEEN: &str = "not_seen";
    /// The person is in the middle of a flow.
    pub const IN_FLOW: &str = "in_flow";
    /// Deleted, or merged into another contact.
    pub const GONE: &str = "gone";
    /// The same address is in the ledger already.
    pub const DUPLICATE: &str = "duplicate";
}

//! A segment names contacts: by a tree of conditions that is asked anew each time, or by a list that was frozen once.
//!
//! - [`condition`]: the tree, and the files it is written in; [`value`], [`age`], [`behaviour`] and [`campaign`] are its leaves.
//! - [`check`]: what is wrong with a tree, and where.
//! - [`library`]: segments that speak of other segments; no rounds, and not too deep.
//! - [`person`] and [`mod@matches`]: the tree asked of one person, in memory. `store` asks the same of everybody at once, in SQL.
//!
//! A condition is true or false, never unknown: what is missing, or of another kind than what it is compared with, makes
//! a comparison false, and "not" is the opposite of that. `docs/segments.md` says it condition by condition.

pub mod age;
pub mod behaviour;
pub mod campaign;
pub mod check;
pub mod condition;
pub mod library;
pub mod limits;
pub mod matches;
pub mod person;
pub mod value;

use crate::id::SegmentId;
use crate::time::Timestamp;

pub use age::{Age, Moment, Range};
pub use behaviour::Behaviour;
pub use campaign::{Addressed, CampaignOutcome};
pub use check::Fault;
pub use condition::Condition;
pub use library::Library;
pub use matches::matches;
pub use person::{Occurrence, Person};

/// A saved way to name contacts.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    pub id: SegmentId,
    pub name: String,
    pub members: Members,
}

/// Who is in a segment.
#[derive(Clone, Debug, PartialEq)]
pub enum Members {
    /// Whoever meets the condition at the moment it is asked.
    Meeting(Condition),
    /// Whoever was in it when it was taken: a snapshot.
    Frozen { taken_at: Timestamp },
}

//! Series: messages that begin by each person's own date or event, and stop when they are no longer wanted.
//!
//! - [`plan`]: trigger, steps and stop condition as people write them; [`mod@check`] says what is wrong with them.
//! - [`begin_dates`]: whose date is near; [`moment`]: when a step is due, by the person's clock.
//! - [`enrolment`]: one person's way through it; the stop condition is asked again before each step.
//!
//! The messages are rows of a campaign's ledger (of kind `series`): one gate, one pace and one report for both.

pub mod begin_dates;
pub mod check;
pub mod enrolment;
pub mod moment;
pub mod plan;

pub use check::check;
pub use enrolment::{Ending, Enrolment, Move};
pub use plan::{Series, Step, Trigger};

//! The one engine behind every figure: card, chart, table, export and goal ask here, so they cannot disagree.
//!
//! - [`measure`]: what is counted, and the counts of one population;
//! - [`rate`]: which count is divided by which, from how many on it is worth showing; the definitions as data;
//! - [`mod@funnel`]: the way from planned to converted, and the line that has to add up;
//! - [`tallied`]: the counts of a campaign from the tallies of its ledger;
//! - [`touch`]: what a recipient did with a message, and how long it counts;
//! - [`mod@credit`]: which campaign an order belongs to;
//! - [`interval`]: how sure a share is, and whether two differ;
//! - [`trial`]: hold-outs and variants, with the courage to say "no winner";
//! - [`cost`]: money by result.
//!
//! Functions of plain values. Nothing here knows where the values are kept; `docs/metrics.md` says it in prose.

pub mod cost;
pub mod credit;
pub mod funnel;
#[cfg(test)]
mod golden;
pub mod interval;
pub mod measure;
pub mod rate;
pub mod tallied;
pub mod touch;
pub mod trial;

pub use credit::{Credited, Outcome, credit, settle};
pub use funnel::{FUNNEL, Identity, Step, funnel};
pub use measure::{Counts, Measure};
pub use rate::{DEFINITIONS, Definition, Rate};
pub use touch::{Touch, TouchKind, Windows};
pub use trial::{Arm, Lift, Verdict, lift, verdict};

//! People and events out of files: what a column is, what a cell means, and what becomes of a row.
//!
//! - [`sniff`]: encoding and delimiter of a file;
//! - [`detect`]: what its columns seem to be, by their names ([`heading`]) and their cells;
//! - [`mapping`]: what somebody decided they are;
//! - [`row`]: the cells of one row as a person or an event, or the [`fault`]s that keep it out;
//! - [`payload`]: what another system posts, as a row;
//! - [`take_in`]: a slice of rows and the people known so far as events, and what it takes to undo them ([`undo`]).
//!
//! A row is taken in whole or not at all, and an empty cell never erases what is known.

pub mod cell;
pub mod detect;
pub mod fault;
pub mod heading;
pub mod mapping;
pub mod payload;
pub mod row;
pub mod sniff;
pub mod take_in;
pub mod undo;

/// Rows of one file.
pub const MOST_ROWS: u64 = 2_000_000;
/// Columns of one file.
pub const MOST_COLUMNS: usize = 200;
/// Characters of one cell; longer ones are a fault of their row.
pub const CELL_CHARACTERS: usize = 2_000;
/// Rows that detection and preview look at.
pub const SAMPLE_ROWS: usize = 100;

words! {
    /// What the rows of a file are.
    Subject {
        Contacts = "contacts",
        Events = "events",
    }
}

//! Answers that are read as a whole, in Spanish, Portuguese and English.
//!
//! - [`yes_no`]: `sí`, `dale`, `claro que no`, `👍`: a consent is the whole answer or its beginning, not a word in it;
//! - [`rating`]: a step of a scale.
//!
//! What stands somewhere in an answer, a number, a day, an address, is found by [`crate::intent::entity`].

pub mod rating;
pub mod yes_no;

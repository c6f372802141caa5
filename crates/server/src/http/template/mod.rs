//! Templates, as Meta has them.

pub mod cache;
pub mod list;

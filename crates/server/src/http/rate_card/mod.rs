//! Rate cards: what messages cost, by the figures that ship or by the workspace's own.

pub mod add;
pub mod read;
pub mod save;

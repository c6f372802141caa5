//! The training room: what people want is taught by examples, tried, diagnosed, published; and real messages teach.

pub mod change;
pub mod check;
pub mod create;
pub mod diagnose;
pub mod entity;
pub mod example;
pub mod import;
pub mod list;
pub mod publish;
pub mod suggestion;
pub mod teach;
pub mod train;
pub mod try_out;
pub mod versions;
pub mod view;

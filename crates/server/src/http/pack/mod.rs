//! Packs: ready-made conversations of one industry, to be installed as flows.

pub mod install;
pub mod list;
pub mod samples;
pub mod submit;

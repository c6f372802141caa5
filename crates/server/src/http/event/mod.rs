//! What happens outside and is told to Recado.

pub mod create;

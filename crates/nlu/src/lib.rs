//! Understands short messages in Spanish, Portuguese and English, trained in the process: what a person wants ([`intent`])
//! and what they named ([`entity`]). Knows nothing of WhatsApp.
#![forbid(unsafe_code)]

pub mod entity;
pub mod intent;

//! What people want and what they name: taught by examples, tried, tested, and then answered by flows.
//!
//! - [`TrainingSet`]: what a workspace, a pack or an export teaches; [`import`] reads those of other tools;
//! - [`Understander`]: what was learnt of it; [`Understood`] is what it makes of one message;
//! - [`entity`]: what a message names, as flows remember it;
//! - [`check`]: sentences that must be understood before a new version may answer customers;
//! - [`Suggestion`]: a message that was not understood, or that somebody says was understood wrongly.
//!
//! How it is learnt is the business of the crate `nlu`; nothing there knows of flows or workspaces.

pub mod check;
mod custom;
pub mod entity;
pub mod import;
pub mod limits;
mod suggestion;
mod training_set;
mod understander;
mod understood;

use nlu::intent::MultilingualEncoder;
use std::sync::Arc;

pub use nlu::intent::{
    Band, Confusion, Diagnosis, Encoder, EncoderFileError, IntentReport, Labelled, NearDuplicate, Tier, TrainError,
    Weakness,
};

pub use custom::{CustomEntity, EntityFault, EntityValue};
pub use suggestion::{Reason, Suggestion, alike};
pub use training_set::{Example, Intent, Mark, Texts, TrainingSet, is_name, key_of};
pub use understander::{Tried, Understander};
pub use understood::{Understood, WANTS_NOTHING, payload_of, wanted_by};

/// What the file of the sentence encoder is called; without it the words alone are heard.
pub const ENCODER_FILE: &str = "use-multilingual-3.bin";

/// The sentence encoder of its file.
pub fn sentence_encoder(file: Vec<u8>) -> Result<Arc<dyn Encoder>, EncoderFileError> {
    Ok(Arc::new(MultilingualEncoder::from_bytes(file)?))
}

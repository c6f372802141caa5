//! What a message wants: intents trained from a few examples each.
//!
//! ```
//! use nlu::intent::{Band, Intent, Model, TrainingSet};
//!
//! let intent = |name: &str, examples: &[&str]| Intent::new(name, examples.iter().map(|text| (*text).to_owned()));
//! let set = TrainingSet {
//!     intents: vec![
//!         intent("hours", &["¿a qué hora abren?", "cuál es el horario", "hasta qué hora atienden"]),
//!         intent("prices", &["cuánto cuesta", "me pasás el precio", "qué sale el envío"]),
//!     ],
//!     ..TrainingSet::default()
//! };
//! let model = Model::train(&set, None, 7)?;
//! let understanding = model.understand("a que hora abre la tienda", None);
//! assert_eq!(understanding.best().map(|guess| guess.intent.as_str()), Some("hours"));
//! assert_ne!(understanding.band, Band::FallBack);
//! # Ok::<(), nlu::intent::TrainError>(())
//! ```
//!
//! Two tiers work on every message. The lexical one is always there: stems and character n-grams under a linear
//! classifier. The second needs an [`Encoder`], which turns a sentence into a vector of its meaning; where one is given,
//! both vote.
mod calibration;
mod cross_validation;
mod diagnosis;
mod directions;
mod discriminant;
mod encoder;
mod features;
mod grouping;
mod language;
mod lexical;
mod model;
mod multilingual;
mod normalise;
mod quantised;
mod random;
mod samples;
mod scorer;
mod semantic;
mod shorthand;
mod similarity;
mod spelling;
mod svm;
mod symmetric;
mod training_set;
mod typos;
mod understanding;
mod vectoriser;

pub use diagnosis::{Confusion, Diagnosis, IntentReport, Labelled, NearDuplicate, Weakness, diagnose};
pub use encoder::Encoder;
pub use grouping::group;
pub use language::Language;
pub use model::Model;
pub use multilingual::{EncoderFileError, MultilingualEncoder};
pub use training_set::{Intent, TrainError, TrainingSet};
pub use understanding::{Band, Guess, Neighbour, Tier, Understanding};

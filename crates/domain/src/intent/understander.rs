//! What was learnt, ready to hear messages.

use super::entity::Entities;
use super::training_set::SEED;
use super::{Texts, TrainingSet, Understood, limits};
use crate::flow::document::Localised;
use nlu::intent::{Band, Encoder, Model, Neighbour, TrainError, Understanding};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Examples shown when somebody asks why.
const NEIGHBOURS: usize = 5;

#[derive(Clone)]
pub struct Understander {
    model: Model,
    encoder: Option<Arc<dyn Encoder>>,
    titles: BTreeMap<String, Texts>,
    entities: Arc<Entities>,
}

impl fmt::Debug for Understander {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Understander").field("intents", &self.titles.keys()).finish_non_exhaustive()
    }
}

/// A sentence tried out, with the reasons.
#[derive(Clone, Debug)]
pub struct Tried {
    pub understood: Understood,
    pub understanding: Understanding,
    pub nearest: Vec<Neighbour>,
}

impl Understander {
    /// May take seconds: not to be called where somebody waits for a decision.
    pub fn train(set: &TrainingSet, encoder: Option<Arc<dyn Encoder>>) -> Result<Self, TrainError> {
        let model = Model::train(&set.lesson(), encoder.as_deref(), SEED)?;
        Ok(Self {
            model,
            encoder,
            titles: set.intents.iter().map(|intent| (intent.name.clone(), intent.title.clone())).collect(),
            entities: Arc::new(Entities::of(set)),
        })
    }

    /// What the things of the business are known by.
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// What a message wants.
    pub fn hear(&self, text: &str) -> Understood {
        let text = shorten(text);
        conclude(&self.model.understand(&text, self.encoder.as_deref()))
    }

    /// The same, with why.
    pub fn try_out(&self, text: &str) -> Tried {
        let text = shorten(text);
        let encoder = self.encoder.as_deref();
        let understanding = self.model.understand(&text, encoder);
        let nearest = self.model.nearest(&text, encoder, NEIGHBOURS);
        Tried { understood: conclude(&understanding), understanding, nearest }
    }

    /// What a button for this intent says.
    pub fn title(&self, intent: &str, language: &str) -> String {
        let texts = self.titles.get(intent).cloned().unwrap_or_default();
        let title = Localised::Translated(texts);
        let own = title.pick(language, "en").or_else(|| title.texts().next().map(|(_, text)| text));
        own.map_or_else(|| intent.replace('_', " "), str::to_owned)
    }
}

fn conclude(understanding: &Understanding) -> Understood {
    let names = |guesses: &[nlu::intent::Guess]| guesses.iter().map(|guess| guess.intent.clone()).collect();
    let choices = match understanding.band {
        Band::Confirm => names(understanding.choices(limits::CHOICES)),
        Band::Answer | Band::FallBack => Vec::new(),
    };
    Understood {
        intent: understanding.answer().map(|guess| guess.intent.clone()),
        choices,
        guess: understanding.best().map(|guess| (guess.intent.clone(), guess.probability)),
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(limits::MESSAGE_CHARACTERS).collect()
}

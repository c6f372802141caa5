//! What a model makes of a message.

use serde::{Deserialize, Serialize};

use super::Language;

/// What a message wants, as far as the model can tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Understanding {
    /// Every intent, the likeliest first. With `none` the probabilities add up to one.
    pub ranked: Vec<Guess>,
    /// The probability that the message wants none of the intents.
    pub none: f32,
    pub band: Band,
    /// Which tiers voted.
    pub tier: Tier,
    /// The language the message was read in.
    pub language: Option<Language>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    pub intent: String,
    pub probability: f32,
}

/// How sure the model is, measured on the bot's own examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Act on the first guess.
    Answer,
    /// Ask: "did you mean this or that?", with [`Understanding::choices`] as buttons.
    Confirm,
    /// None of the intents: say so, or hand over to a person.
    FallBack,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    Lexical,
    Encoder,
}

/// A training example that resembles a message: the answer to "why this intent?".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Absent for an example of no intent.
    pub intent: Option<String>,
    pub example: String,
    /// From 0, nothing in common, to 1, the same.
    pub similarity: f32,
}

impl Understanding {
    pub fn best(&self) -> Option<&Guess> {
        self.ranked.first()
    }

    /// The intent to act on, which there is only in the band [`Band::Answer`].
    pub fn answer(&self) -> Option<&Guess> {
        self.best().filter(|_| self.band == Band::Answer)
    }

    /// What to offer as buttons in the band [`Band::Confirm`]: the likeliest, at most `most`, and none that is far behind.
    pub fn choices(&self, most: usize) -> &[Guess] {
        let best = self.best().map_or(0.0, |guess| guess.probability);
        let close = self.ranked.iter().take(most).take_while(|guess| guess.probability >= best * CLOSE).count();
        self.ranked.get(..close).unwrap_or_default()
    }
}

/// A guess with less than this share of the best one's probability is not worth a button.
const CLOSE: f32 = 0.1;

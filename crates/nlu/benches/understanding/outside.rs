//! Whether messages that belong to no intent are told from those that do: without having seen any.

use nlu::intent::{Band, Encoder, Model};

use super::Bench;
use super::data::{Line, read, training_set};
use super::shares::{cell, head, percent, row};

/// Scores of what belongs to an intent and of what does not; the higher, the likelier it belongs.
struct Scores {
    inside: Vec<f64>,
    outside: Vec<f64>,
    /// The shares that the bot's own threshold lets fall back.
    fallen: (f64, f64),
}

pub fn report(bench: &Bench) -> String {
    let mut text = "## Out of scope, no such examples given\n\n".to_owned();
    text += "AUROC; share found while 95 % of the messages in scope are kept; and what falls back at the threshold that the bot sets itself from its examples: out of scope / in scope. %\n\n";
    text += &head(&["set", "who", "AUROC", "found at 95 %", "falls back"]);
    for (name, train) in [("CLINC150, 10 examples", "train_10"), ("CLINC150, all", "train")] {
        let file = |name: &str| read(&bench.sets.join("clinc150").join(format!("{name}.tsv")));
        if let (Some(train), Some(inside), Some(outside)) = (file(train), file("valid"), file("oos_valid")) {
            text += &rows(bench, name, "en", &train, &inside, &outside);
        }
    }
    let strangers = read(&bench.acceptance.join("out_of_scope.tsv")).unwrap_or_default();
    for (name, language) in [("Ours, Spanish", "es"), ("Ours, Portuguese", "pt"), ("Ours, English", "en")] {
        let file = |name: &str| read(&bench.acceptance.join(language).join(format!("{name}.tsv")));
        let outside: Vec<Line> = strangers.iter().filter(|line| line.intent == language).cloned().collect();
        if let (Some(train), Some(inside)) = (file("train"), file("test")) {
            text += &rows(bench, name, language, &train, &inside, &outside);
        }
    }
    text
}

fn rows(bench: &Bench, name: &str, language: &str, train: &[Line], inside: &[Line], outside: &[Line]) -> String {
    let peer = bench.peer.as_ref().filter(|_| train.len() <= 2_000);
    let peer = peer.and_then(|peer| {
        let measured = peer.measure(language, train, &[inside, outside])?;
        let scores = measured.files.iter().map(|file| {
            let score = |answer: &super::peer::Answer| if answer.intent == "None" { 0.0 } else { answer.score };
            file.answers.iter().map(score).collect::<Vec<f64>>()
        });
        let [inside, outside] = scores.collect::<Vec<_>>().try_into().ok()?;
        let fallen = |scores: &[f64]| percent(scores.iter().filter(|score| **score == 0.0).count(), scores.len());
        Some(Scores { fallen: (fallen(&outside), fallen(&inside)), inside, outside })
    });
    let ours = |encoder: Option<&dyn Encoder>| {
        let model = Model::train(&training_set(train), encoder, 1).ok()?;
        let understood = |lines: &[Line]| {
            let all = lines.iter().map(|line| model.understand(&line.text, encoder));
            let all: Vec<_> = all.map(|one| (f64::from(1.0 - one.none), one.band == Band::FallBack)).collect();
            let fallen = percent(all.iter().filter(|(_, fell)| *fell).count(), all.len());
            (all.into_iter().map(|(score, _)| score).collect::<Vec<f64>>(), fallen)
        };
        let ((inside, inside_fallen), (outside, outside_fallen)) = (understood(inside), understood(outside));
        Some(Scores { inside, outside, fallen: (outside_fallen, inside_fallen) })
    };
    let with_encoder = bench.encoder().and_then(|encoder| ours(Some(encoder)));
    let all = [("nlp.js", peer), ("lexical tier", ours(None)), ("with the encoder", with_encoder)];
    all.into_iter().filter_map(|(who, scores)| scores.map(|scores| scores_row(name, who, scores))).collect()
}

fn scores_row(name: &str, who: &str, mut scores: Scores) -> String {
    let (auroc, found) = (scores.auroc(), scores.found_at(0.05));
    let fallen = format!("{:.1} / {:.1}", scores.fallen.0, scores.fallen.1);
    row(&[name.to_owned(), who.to_owned(), cell(Some(auroc)), cell(Some(found)), fallen])
}

impl Scores {
    /// How often a message that belongs scores above one that does not.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    fn auroc(&self) -> f64 {
        let wins = |outside: &f64| {
            let win = |inside: &f64| if inside > outside { 1.0 } else { f64::from(u8::from(inside >= outside)) / 2.0 };
            self.inside.iter().map(win).sum::<f64>()
        };
        let pairs = (self.inside.len() * self.outside.len()).max(1) as f64;
        100.0 * self.outside.iter().map(wins).sum::<f64>() / pairs
    }

    /// The share of strangers below the score that all but this share of the others reach.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place")]
    fn found_at(&mut self, given_up: f64) -> f64 {
        self.inside.sort_by(f64::total_cmp);
        let at = (self.inside.len() as f64 * given_up) as usize;
        let threshold = self.inside.get(at).copied().unwrap_or_default();
        percent(self.outside.iter().filter(|score| **score < threshold).count(), self.outside.len())
    }
}

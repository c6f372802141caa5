//! Which share of messages gets the right intent first.

use std::path::PathBuf;

use nlu::intent::{Band, Encoder, Model, TrainError};

use super::Bench;
use super::data::{Line, read, training_set};
use super::shares::{cell, head, percent, row};

/// The label of lines that belong to no intent.
const NONE: &str = "None";
/// nlp.js is not asked to learn more than this: it takes many minutes, and gets worse.
const MOST_FOR_PEER: usize = 2_000;

struct Task {
    name: &'static str,
    language: &'static str,
    train: PathBuf,
    asked: PathBuf,
}

const PUBLIC: &[(&str, &str, &str, &str, &str)] = &[
    ("nlp.js-50, Spanish, None lines counted", "es", "nlpjs50_es", "train", "test"),
    ("nlp.js-50, English, None lines counted", "en", "nlpjs50_en", "train", "test"),
    ("BANKING77, 5 examples", "en", "banking77", "train_5", "valid"),
    ("BANKING77, 10 examples", "en", "banking77", "train_10", "valid"),
    ("BANKING77, all", "en", "banking77", "train", "valid"),
    ("CLINC150, 5 examples", "en", "clinc150", "train_5", "valid"),
    ("CLINC150, 10 examples", "en", "clinc150", "train_10", "valid"),
    ("CLINC150, all", "en", "clinc150", "train", "valid"),
    ("HWU64, 5 examples", "en", "hwu64", "train_5", "valid"),
    ("HWU64, 10 examples", "en", "hwu64", "train_10", "valid"),
    ("HWU64, all", "en", "hwu64", "train", "valid"),
];

const OWN: &[(&str, &str)] = &[("Ours, Spanish", "es"), ("Ours, Portuguese", "pt"), ("Ours, English", "en")];

pub fn report(bench: &Bench) -> String {
    let mut text = "## Right intent first, %\n\n".to_owned();
    text += &head(&["set", "nlp.js", "lexical tier", "with the encoder"]);
    let public = PUBLIC.iter().map(|(name, language, set, train, asked)| {
        let file = |name: &str| bench.sets.join(set).join(format!("{name}.tsv"));
        Task { name, language, train: file(train), asked: file(asked) }
    });
    let own = OWN.iter().map(|(name, language)| {
        let file = |name: &str| bench.acceptance.join(language).join(format!("{name}.tsv"));
        Task { name, language, train: file("train"), asked: file("test") }
    });
    text.extend(own.chain(public).filter_map(|task| measure(bench, &task)));
    text
}

fn measure(bench: &Bench, task: &Task) -> Option<String> {
    let (train, asked) = (read(&task.train)?, read(&task.asked)?);
    let peer = bench.peer.as_ref().filter(|_| train.len() <= MOST_FOR_PEER);
    let peer = peer.and_then(|peer| peer.measure(task.language, &train, &[&asked])).map(|measured| {
        let answers = measured.files.iter().flat_map(|file| &file.answers).zip(&asked);
        let answers = answers.filter(|(answer, line)| {
            let said = if line.intent == NONE { &answer.intent } else { &answer.best };
            *said == line.intent
        });
        percent(answers.count(), asked.len())
    });
    let ours = |encoder: Option<&dyn Encoder>| share_right(&train, &asked, encoder).ok();
    let with_encoder = bench.encoder().and_then(|encoder| ours(Some(encoder)));
    Some(row(&[task.name.to_owned(), cell(peer), cell(ours(None)), cell(with_encoder)]))
}

/// Trains and asks; a line of no intent is right when it falls back.
pub fn share_right(train: &[Line], asked: &[Line], encoder: Option<&dyn Encoder>) -> Result<f64, TrainError> {
    let model = Model::train(&training_set(train), encoder, 1)?;
    Ok(share_of(&model, asked, encoder))
}

pub fn share_of(model: &Model, asked: &[Line], encoder: Option<&dyn Encoder>) -> f64 {
    let is_right = |line: &&Line| {
        let understanding = model.understand(&line.text, encoder);
        match line.intent.as_str() {
            NONE => understanding.band == Band::FallBack,
            intent => understanding.best().is_some_and(|guess| guess.intent == intent),
        }
    };
    percent(asked.iter().filter(is_right).count(), asked.len())
}

//! nlp.js, asked the same sentences: `bench/peers/nlpjs/measure.mjs` run by Node where its modules are installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::data::Line;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bench/peers/nlpjs/measure.mjs");

pub struct Peer {
    folder: PathBuf,
}

/// What it said to each file's lines, and what that cost.
pub struct Measured {
    pub seconds: f64,
    pub megabytes: f64,
    pub files: Vec<File>,
}

pub struct File {
    pub answers: Vec<Answer>,
    /// Microseconds of a message.
    pub median: f64,
    pub slowest: f64,
}

pub struct Answer {
    /// The likeliest intent.
    pub best: String,
    /// What it would act on: `None` when it would not.
    pub intent: String,
    pub score: f64,
}

impl Peer {
    pub fn in_folder(folder: &Path) -> Self {
        // Node is run there: paths must not depend on where we are.
        Self { folder: folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()) }
    }

    /// Trains on lines of a language and asks others. Nothing when Node or its modules are not there.
    pub fn measure(&self, language: &str, train: &[Line], asked: &[&[Line]]) -> Option<Measured> {
        let write = |name: &str, lines: &[Line]| {
            let path = self.folder.join(name);
            let rows: Vec<String> = lines.iter().map(|line| format!("{}\t{}", line.intent, line.text)).collect();
            fs::write(&path, rows.join("\n")).ok().map(|()| path)
        };
        let train = write("train.tsv", train)?;
        let asked = asked.iter().enumerate().map(|(at, lines)| write(&format!("asked_{at}.tsv"), lines));
        let asked: Vec<PathBuf> = asked.collect::<Option<_>>()?;
        let mut node = Command::new("node");
        let output = node.arg(SCRIPT).arg(language).arg(train).args(asked).current_dir(&self.folder).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout);
        // Its training logs go before.
        measured(&serde_json::from_str(text.lines().last()?).ok()?)
    }
}

fn measured(value: &Value) -> Option<Measured> {
    let files = value.get("files")?.as_array()?.iter().map(file).collect::<Option<_>>()?;
    Some(Measured { seconds: value.get("seconds")?.as_f64()?, megabytes: value.get("megabytes")?.as_f64()?, files })
}

fn file(value: &Value) -> Option<File> {
    let answers = value.get("answers")?.as_array()?.iter().map(answer).collect::<Option<_>>()?;
    Some(File { answers, median: value.get("p50")?.as_f64()?, slowest: value.get("p99")?.as_f64()? })
}

fn answer(value: &Value) -> Option<Answer> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Answer { best: text("best")?, intent: text("intent")?, score: value.get("score")?.as_f64()? })
}

//! Trained in one language, asked in another.

use nlu::intent::Model;

use super::Bench;
use super::accuracy::share_of;
use super::data::{Line, read, training_set};
use super::shares::{cell, head, row};

pub fn report(bench: &Bench) -> String {
    let mut text = "## Trained in Spanish, asked in another language: right intent first, %\n\n".to_owned();
    let Some(encoder) = bench.encoder() else { return text + "Not measured: this needs the encoder's file.\n" };
    text += &head(&["set", "Spanish", "Portuguese", "English"]);
    let folders = [
        ("nlp.js-50", bench.sets.clone(), ["nlpjs50_es", "nlpjs50_pt", "nlpjs50_en"]),
        ("Ours", bench.acceptance.clone(), ["es", "pt", "en"]),
    ];
    for (name, folder, languages) in folders {
        let Some(train) = read(&folder.join(languages[0]).join("train.tsv")) else { continue };
        let Ok(model) = Model::train(&training_set(&train), Some(encoder), 1) else { continue };
        let share = |language: &str| {
            let mut asked: Vec<Line> = read(&folder.join(language).join("test.tsv"))?;
            asked.retain(|line| line.intent != "None");
            Some(share_of(&model, &asked, Some(encoder)))
        };
        let cells = languages.map(|language| cell(share(language)));
        text += &row(&[&[name.to_owned()][..], &cells].concat());
    }
    text
}

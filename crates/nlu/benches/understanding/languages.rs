//! Trained in one language, asked in another, beside what training in that other one gives.

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
        let file = |language: &str, name: &str| read(&folder.join(language).join(format!("{name}.tsv")));
        let share = |taught: &str, asked: &str| {
            let model = Model::train(&training_set(&file(taught, "train")?), Some(encoder), 1).ok()?;
            let mut asked: Vec<Line> = file(asked, "test")?;
            asked.retain(|line| line.intent != "None");
            Some(share_of(&model, &asked, Some(encoder)))
        };
        let spanish = languages.map(|language| cell(share(languages[0], language)));
        let own = languages.map(|language| cell(share(language, language)));
        text += &row(&[&[format!("{name}, trained in Spanish")][..], &spanish].concat());
        text += &row(&[&[format!("{name}, trained in the language asked")][..], &own].concat());
    }
    text
}

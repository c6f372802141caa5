//! What is lost when people type carelessly.

use nlu::intent::{Encoder, Model};

use super::Bench;
use super::accuracy::share_of;
use super::data::{Line, read, training_set};
use super::shares::{cell, head, row};

pub fn report(bench: &Bench) -> String {
    let mut text = "## Typed carelessly: right intent first, %\n\nThe same messages as they are, with one slip of the finger in a word of each, without accents, without punctuation.\n\n".to_owned();
    text += &head(&["set", "tier", "as they are", "a slip", "no accents", "no punctuation"]);
    let sets = [
        ("nlp.js-50, Spanish", bench.sets.join("nlpjs50_es"), "train", "test"),
        ("nlp.js-50, English", bench.sets.join("nlpjs50_en"), "train", "test"),
        ("BANKING77, 10 examples", bench.sets.join("banking77"), "train_10", "valid"),
        ("CLINC150, 10 examples", bench.sets.join("clinc150"), "train_10", "valid"),
    ];
    for (name, folder, train, asked) in sets {
        let file = |name: &str| read(&folder.join(format!("{name}.tsv")));
        let (Some(train), Some(mut asked)) = (file(train), file(asked)) else { continue };
        asked.retain(|line| line.intent != "None");
        let tiers: [(&str, Option<&dyn Encoder>); 2] = [("lexical", None), ("with the encoder", bench.encoder())];
        for (tier, encoder) in tiers.into_iter().filter(|(tier, encoder)| *tier == "lexical" || encoder.is_some()) {
            let Ok(model) = Model::train(&training_set(&train), encoder, 1) else { continue };
            let changed = |change: fn(&str) -> String| {
                let lines = asked.iter().map(|line| Line { text: change(&line.text), ..line.clone() });
                cell(Some(share_of(&model, &lines.collect::<Vec<_>>(), encoder)))
            };
            let cells = [changed(str::to_owned), changed(with_slip), changed(without_accents), changed(without_signs)];
            text += &row(&[&[name.to_owned(), tier.to_owned()][..], &cells].concat());
        }
    }
    text
}

/// One letter of one word of four letters or more is left out, doubled, swapped with the next or another one.
fn with_slip(text: &str) -> String {
    let mut chance = text.bytes().fold(7_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    let mut words: Vec<Vec<char>> = text.split(' ').map(|word| word.chars().collect()).collect();
    let long: Vec<usize> = words.iter().enumerate().filter(|(_, word)| word.len() >= 4).map(|(at, _)| at).collect();
    let chosen = long.get(chance % long.len().max(1)).and_then(|at| words.get_mut(*at));
    if let Some(word) = chosen {
        chance /= 97;
        let at = 1 + chance % (word.len() - 2);
        match chance / 11 % 4 {
            0 => drop(word.remove(at)),
            1 => word.insert(at, word.get(at).copied().unwrap_or_default()),
            2 => word.swap(at, at + 1),
            _ => word.splice(at..=at, ['s']).for_each(drop),
        }
    }
    words.into_iter().map(String::from_iter).collect::<Vec<_>>().join(" ")
}

fn without_accents(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    };
    text.chars().map(plain).collect()
}

fn without_signs(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect()
}

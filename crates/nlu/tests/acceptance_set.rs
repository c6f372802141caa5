//! The acceptance set is what its README says: enough lines of every label, the same labels in the three languages, no
//! line twice, and no test line that is nearly a training line.
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const LANGUAGES: [&str; 3] = ["es", "pt", "en"];
const TRAIN_LINES: usize = 10;
const TEST_LINES: usize = 20;
const LABELS: usize = 25;
const OUT_OF_SCOPE_LINES: usize = 200;
/// Share of letter triples that two lines may have in common across train and test.
const NEARLY_THE_SAME: f64 = 0.6;

struct Line {
    label: String,
    text: String,
}

fn lines(name: &str) -> Vec<Line> {
    let path = format!("{}/acceptance/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).expect("a file of the acceptance set");
    let read = |line: &str| {
        let (label, text) = line.split_once('\t').expect("a label, a tab, a text");
        assert!(!text.trim().is_empty() && !text.contains('\t'), "{name}: {line}");
        Line { label: label.to_owned(), text: text.to_owned() }
    };
    text.lines().map(read).collect()
}

fn counts(lines: &[Line]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(line.label.as_str()).or_default() += 1;
    }
    counts
}

/// Letters and digits without case and accents; a line of emoji stays as it is.
fn plain(text: &str) -> String {
    let letter = |letter: char| match letter {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other if other.is_alphanumeric() => other,
        _ => ' ',
    };
    let folded: String = text.to_lowercase().chars().map(letter).collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() { text.to_owned() } else { words.join(" ") }
}

fn triples(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = format!(" {} ", plain(text)).chars().collect();
    letters.windows(3).map(|three| three.iter().collect()).collect()
}

fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let shared = u32::try_from(one.intersection(other).count()).expect("a short line");
    let all = u32::try_from(one.union(other).count()).expect("a short line");
    f64::from(shared) / f64::from(all.max(1))
}

#[test]
fn every_label_has_enough_lines_in_every_language() {
    let mut labels: Option<BTreeSet<String>> = None;
    for language in LANGUAGES {
        for (part, wanted) in [("train", TRAIN_LINES), ("test", TEST_LINES)] {
            let lines = lines(&format!("{language}/{part}.tsv"));
            let counts = counts(&lines);
            for (label, count) in &counts {
                assert!(*count >= wanted, "{language} {part}: {label} has {count} lines");
            }
            let here: BTreeSet<String> = counts.keys().map(|label| (*label).to_owned()).collect();
            assert!(here.len() >= LABELS, "{language} {part}: {} labels", here.len());
            assert_eq!(labels.get_or_insert_with(|| here.clone()), &here, "{language} {part}");
        }
    }
}

#[test]
fn enough_lines_are_out_of_scope_in_every_language() {
    let lines = lines("out_of_scope.tsv");
    assert!(lines.len() >= OUT_OF_SCOPE_LINES, "{} lines", lines.len());
    let counts = counts(&lines);
    assert_eq!(counts.keys().copied().collect::<BTreeSet<_>>(), BTreeSet::from(LANGUAGES));
    for (language, count) in counts {
        assert!(count * LANGUAGES.len() >= OUT_OF_SCOPE_LINES, "{language}: {count} lines");
    }
}

#[test]
fn no_line_stands_there_twice() {
    let out_of_scope = lines("out_of_scope.tsv");
    for language in LANGUAGES {
        let mut seen = BTreeMap::new();
        let files = [format!("{language}/train.tsv"), format!("{language}/test.tsv")];
        let answered = files.iter().flat_map(|file| lines(file)).map(|line| line.text);
        let unanswered = out_of_scope.iter().filter(|line| line.label == language).map(|line| line.text.clone());
        for text in answered.chain(unanswered) {
            if let Some(before) = seen.insert(plain(&text), text.clone()) {
                panic!("{language}: {before:?} and {text:?}");
            }
        }
    }
}

#[test]
fn no_test_line_is_nearly_a_training_line() {
    for language in LANGUAGES {
        let with_triples = |name: &str| -> Vec<(String, BTreeSet<String>)> {
            lines(name).into_iter().map(|line| (line.text.clone(), triples(&line.text))).collect()
        };
        let train = with_triples(&format!("{language}/train.tsv"));
        for (text, here) in with_triples(&format!("{language}/test.tsv")) {
            for (other, there) in &train {
                let alike = likeness(&here, there);
                assert!(alike < NEARLY_THE_SAME, "{language}: {text:?} and {other:?} share {alike:.2}");
            }
        }
    }
}

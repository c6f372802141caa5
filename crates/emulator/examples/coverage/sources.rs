//! What the emulator's sources and everybody's tests say.

use std::fs;
use std::io;
use std::path::Path;

/// Source text without whole-line comments.
pub struct Sources {
    emulator: Vec<String>,
    tests: Vec<String>,
}

/// Tests with other people's clients.
const CLIENTS: &[&str] = &["tests/clients/pywa", "tests/clients/kapso", "tests/clients/heyoo"];

/// Says what codes mean, and raises none by itself.
const MEANINGS: &str = "src/refusal.rs";

/// What the emulator refuses with when a message breaks a limit.
const LIMITS: &str = "crates/whatsapp/src/limits/broken.rs";

/// Codes below are numbers like any other; only near a word for an error are they codes.
const SMALLEST_TELLING_CODE: i64 = 1_000;

/// Whose text it is.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    Emulator,
    OtherCrate,
    Tests,
}

impl Sources {
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut sources = Self { emulator: Vec::new(), tests: Vec::new() };
        for folder in fs::read_dir(root.join("crates"))? {
            let folder = folder?.path();
            let origin = if folder.ends_with("emulator") { Origin::Emulator } else { Origin::OtherCrate };
            sources.read_folder(&folder.join("src"), origin)?;
            sources.read_folder(&folder.join("tests"), Origin::Tests)?;
        }
        sources.keep(&without_comments(&fs::read_to_string(root.join(LIMITS))?), Origin::Emulator);
        for folder in CLIENTS {
            sources.read_folder(&root.join(folder), Origin::Tests)?;
        }
        Ok(sources)
    }

    fn read_folder(&mut self, folder: &Path, origin: Origin) -> io::Result<()> {
        if !folder.is_dir() || folder.ends_with("node_modules") {
            return Ok(());
        }
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.read_folder(&path, origin)?;
            } else if is_source(&path) && !path.ends_with(MEANINGS) {
                self.keep(&without_comments(&fs::read_to_string(&path)?), origin);
            }
        }
        Ok(())
    }

    fn keep(&mut self, text: &str, origin: Origin) {
        let (code, tests) = match origin {
            Origin::Tests => ("", text),
            _ => text.split_once("\n#[cfg(test)]\nmod tests {").unwrap_or((text, "")),
        };
        self.tests.push(tests.to_owned());
        if origin == Origin::Emulator {
            self.emulator.push(code.to_owned());
        }
    }

    pub fn emulator_says(&self, word: &str) -> bool {
        self.emulator.iter().any(|text| quotes(text, word))
    }

    pub fn test_says(&self, word: &str) -> bool {
        self.tests.iter().any(|text| quotes(text, word))
    }

    pub fn emulator_raises(&self, code: i64) -> bool {
        self.emulator.iter().any(|text| names_code(text, code))
    }

    pub fn test_names_code(&self, code: i64) -> bool {
        self.tests.iter().any(|text| names_code(text, code))
    }

    pub fn test_names_endpoint(&self, constant: &str) -> bool {
        self.tests.iter().any(|text| holds(text, constant))
    }
}

/// Code, and what tests compare with.
fn is_source(path: &Path) -> bool {
    let is_package = path.file_stem().is_some_and(|name| name.to_string_lossy().starts_with("package"));
    let kind = path.extension().map(|kind| kind.to_string_lossy()).unwrap_or_default();
    !is_package && ["rs", "py", "mjs", "json", "snap"].contains(&&*kind)
}

fn without_comments(text: &str) -> String {
    let is_comment = |line: &&str| line.trim_start().starts_with("//") || line.trim_start().starts_with('#');
    let kept = text.lines().filter(|line| !is_comment(line) || line.trim_start().starts_with("#["));
    kept.collect::<Vec<_>>().join("\n")
}

/// Whether the word stands there as a literal, also as one within another.
fn quotes(text: &str, word: &str) -> bool {
    ['"', '\''].iter().any(|quote| text.contains(&format!("{quote}{word}{quote}")))
        || text.contains(&format!("\\\"{word}\\\""))
}

fn names_code(text: &str, code: i64) -> bool {
    let is_about_errors = |line: &str| {
        let telling = ["code", "error", "Error", "Class::", "Refusal", "refuse", "classify", "lookup", "failure"];
        code >= SMALLEST_TELLING_CODE || telling.iter().any(|word| line.contains(word))
    };
    let written = [code.to_string(), grouped(code)];
    text.lines().any(|line| written.iter().any(|number| holds(line, number)) && is_about_errors(line))
}

/// `131_047`
fn grouped(code: i64) -> String {
    let digits = code.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// Whether it stands there, and not as a part of something longer.
fn holds(text: &str, word: &str) -> bool {
    let continues = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(continues) && !after.is_some_and(continues)
    })
}

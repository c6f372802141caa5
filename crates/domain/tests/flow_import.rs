//! Flow files made by others, kept outside this repository: each becomes a flow that checks clean, or says why not.
//!
//! They are found through `RECADO_FLOWS`, or beside the checkout; without them the test says so and passes.

#![expect(clippy::unwrap_used, reason = "a test may say what it expects")]
#![expect(clippy::print_stdout, reason = "how much was checked is part of the result")]

use domain::flow::checker::Severity;
use domain::flow::import::{Fate, Imported, import};
use std::path::{Path, PathBuf};

fn files() -> Vec<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "a test that reads files outside the repository must be told where")]
    let named = std::env::var_os("RECADO_FLOWS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/flows");
    let mut folders = vec![named.unwrap_or(beside)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "json") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn files_of_others_become_flows_that_check_clean() {
    let (mut flows, mut parts, mut translated, mut dropped, mut failed) = (0, 0, 0, 0, Vec::new());
    let files = files();
    for path in &files {
        let source = std::fs::read_to_string(path).unwrap();
        let (_, imported) = import(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for flow in imported {
            flows += 1;
            parts += flow.parts;
            translated += flow.translated;
            dropped += flow.notes.iter().filter(|note| note.fate == Fate::Dropped).count();
            failed.extend(errors(path, &flow));
        }
    }
    println!(
        "{} files of others: {flows} flows; {translated} of {parts} parts are as they were, {dropped} things are left out",
        files.len()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn errors(path: &Path, flow: &Imported) -> Vec<String> {
    let errors = flow.problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors
        .map(|it| format!("{}: {} {}:{} {} {}", path.display(), flow.name, it.line, it.column, it.code, it.message))
        .collect()
}

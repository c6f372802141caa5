//! A file is named after the idea it holds, and its head says what that idea is.

use super::tree::{SourceFile, Tree};
use super::{Finding, Severity};

/// Names that hold whatever nobody found a place for.
const DRAWERS: &[&str] = &["util", "utils", "helper", "helpers", "misc", "common", "stuff"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let drawers = tree.files.iter().filter_map(drawer);
    drawers.chain(tree.with_extension(&["rs"]).filter_map(headless)).collect()
}

fn drawer(file: &SourceFile) -> Option<Finding> {
    let is_drawer = |part: &&str| DRAWERS.contains(&part.split('.').next().unwrap_or(part));
    let part = file.path.split('/').find(is_drawer)?;
    Some(Finding {
        path: file.path.clone(),
        line: 1,
        rule: "naming",
        what: format!("`{part}` does not say what is inside"),
        hint: "name the file after the one idea it holds; support code for tests goes into tests/support/",
        severity: Severity::Error,
    })
}

fn headless(file: &SourceFile) -> Option<Finding> {
    // `mod tests;` belongs to the module it tests, whose head speaks for both.
    let has_head = file.text.trim_start().starts_with("//!") || file.path.ends_with("/tests.rs");
    (!has_head).then(|| Finding {
        path: file.path.clone(),
        line: 1,
        rule: "head",
        what: "the file does not say what it is for".to_owned(),
        hint: "begin with `//!` and one sentence",
        severity: Severity::Error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::planted;

    #[test]
    fn drawers_and_headless_files_are_found() {
        let cases = [
            ("crates/a/src/contact.rs", "//! Contacts.\n", ""),
            ("web/src/lib/format.ts", "export {};\n", ""),
            ("web/src/common_words.ts", "", ""),
            ("crates/a/src/contact/tests.rs", "use super::*;\n", ""),
            ("crates/a/src/contact.rs", "use x;\n", "head"),
            ("crates/a/src/utils.rs", "//! Bits.\n", "naming"),
            ("crates/a/tests/common/mod.rs", "//! Bits.\n", "naming"),
            ("web/src/helpers.test.ts", "", "naming"),
        ];
        for (path, text, expected) in cases {
            let found: Vec<&str> = check(&planted::tree(&[(path, text)])).iter().map(|finding| finding.rule).collect();
            assert_eq!(found.join(" "), expected, "{path}");
        }
    }
}

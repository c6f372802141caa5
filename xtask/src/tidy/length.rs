//! How long a file may be. Tests at the foot of a Rust file are not counted; generated files are not looked at.

use super::tree::{SourceFile, Tree};
use super::{Finding, Severity};

const WRITTEN_BY_HAND: &[&str] = &["rs", "ts", "tsx", "mjs", "css", "sh"];
const HARD: usize = 600;
const SOFT: usize = 400;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let files = tree.with_extension(WRITTEN_BY_HAND).filter(|file| !file.is_generated());
    files.filter_map(check_file).collect()
}

fn check_file(file: &SourceFile) -> Option<Finding> {
    let lines = counted_lines(file);
    let (severity, limit) = match lines {
        _ if lines > HARD => (Severity::Error, HARD),
        _ if lines > SOFT => (Severity::Warning, SOFT),
        _ => return None,
    };
    Some(Finding {
        path: file.path.clone(),
        line: lines,
        rule: "length",
        what: format!("{lines} lines without tests; {limit} is the limit"),
        hint: "a file holds one idea: move the second one to a file of its own",
        severity,
    })
}

fn counted_lines(file: &SourceFile) -> usize {
    let all = file.text.lines().count();
    file.tests_from.filter(|start| *start > 0).map_or(all, |start| start.min(all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::planted;

    fn severities(path: &str, text: &str) -> Vec<Severity> {
        check(&planted::tree(&[(path, text)])).into_iter().map(|finding| finding.severity).collect()
    }

    #[test]
    fn limits_are_exact() {
        let cases =
            [(400, None), (401, Some(Severity::Warning)), (600, Some(Severity::Warning)), (601, Some(Severity::Error))];
        for (lines, expected) in cases {
            let text = "// line\n".repeat(lines);
            for path in ["crates/a/src/lib.rs", "web/src/app.tsx", "web/src/app.css", "crates/a/tests/story.rs"] {
                assert_eq!(severities(path, &text), expected.into_iter().collect::<Vec<_>>(), "{path}, {lines} lines");
            }
        }
    }

    #[test]
    fn tests_at_the_foot_do_not_count() {
        let text = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", "// line\n".repeat(400), "// line\n".repeat(400));
        assert_eq!(severities("crates/a/src/lib.rs", &text), []);
    }

    #[test]
    fn generated_and_foreign_files_are_not_measured() {
        for path in ["web/src/api/schema.d.ts", "docs/prices.csv"] {
            assert_eq!(severities(path, &"line\n".repeat(1000)), [], "{path}");
        }
    }
}

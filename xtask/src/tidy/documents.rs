//! Documents that tell the truth: what they name exists, and what exists is named where it should be.

use super::tree::{SourceFile, Tree};
use super::{Finding, Severity};

const ARCHITECTURE: &str = "ARCHITECTURE.md";
const DECISIONS: &str = "docs/decisions/";
const DECISIONS_INDEX: &str = "docs/decisions/README.md";

/// A name in backticks that begins with one of these is a path from the root.
const FOLDERS: &[&str] = &["crates/", "xtask/", "web/", "docs/", "packs/", "bench/", "tests/", "scripts/", ".ci/"];

/// What a build makes; it may be named without being there.
const MADE_BY_A_BUILD: &[&str] = &["web/dist", "web/node_modules", "web/e2e/screenshots"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = crates_are_named(tree);
    findings.extend(decisions_are_listed(tree));
    // The changelog tells of the past and may name what is gone.
    for document in tree.with_extension(&["md"]).filter(|file| file.path != "CHANGELOG.md") {
        findings.extend(named_paths_exist(tree, document));
        findings.extend(links_lead_somewhere(tree, document));
    }
    findings
}

fn crates_are_named(tree: &Tree) -> Vec<Finding> {
    let text = tree.file(ARCHITECTURE).map_or("", |file| file.text.as_str());
    let folders = tree.manifests().filter_map(|file| file.path.strip_suffix("/Cargo.toml"));
    let unnamed =
        folders.filter(|folder| !text.contains(&format!("`{folder}`")) && !text.contains(&format!("`{folder}/")));
    unnamed
        .map(|folder| {
            finding(ARCHITECTURE, 0, format!("`{folder}` is not named"), "put it on the map, with its reason")
        })
        .collect()
}

fn decisions_are_listed(tree: &Tree) -> Vec<Finding> {
    let index = tree.file(DECISIONS_INDEX).map_or("", |file| file.text.as_str());
    let records =
        tree.files.iter().filter_map(|file| file.path.strip_prefix(DECISIONS)).filter(|name| *name != "README.md");
    let unlisted = records.filter(|name| !index.contains(&format!("({name})")));
    unlisted
        .map(|name| finding(DECISIONS_INDEX, 0, format!("`{name}` is not listed"), "add a line that links to it"))
        .collect()
}

fn named_paths_exist(tree: &Tree, document: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in document.text.lines().enumerate() {
        let names = line.split('`').skip(1).step_by(2).filter(|name| is_path(name));
        let missing =
            names.filter(|name| !tree.exists(name) && !MADE_BY_A_BUILD.iter().any(|made| name.starts_with(made)));
        let hint = "name what is there; plans belong in issues";
        findings.extend(missing.map(|name| finding(&document.path, at, format!("`{name}` does not exist"), hint)));
    }
    findings
}

/// Patterns and placeholders (`crates/*`, `http/<area>/…`) are not paths.
fn is_path(name: &str) -> bool {
    FOLDERS.iter().any(|folder| name.starts_with(folder)) && !name.contains(['*', '<', '{', '…', ' ', 'N'])
}

fn links_lead_somewhere(tree: &Tree, document: &SourceFile) -> Vec<Finding> {
    let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut findings = Vec::new();
    for (at, line) in document.text.lines().enumerate() {
        let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next());
        let relative =
            targets.filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"));
        let dead = relative.filter(|target| !tree.exists(format!("{folder}/{target}").trim_start_matches('/')));
        let hint = "links are relative to the document";
        findings
            .extend(dead.map(|target| finding(&document.path, at, format!("link to `{target}` leads nowhere"), hint)));
    }
    findings
}

fn finding(path: &str, at: usize, what: String, hint: &'static str) -> Finding {
    Finding { path: path.to_owned(), line: at + 1, rule: "documents", what, hint, severity: Severity::Error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::planted;

    fn complaints(files: &[(&str, &str)]) -> Vec<String> {
        let findings = check(&planted::tree(files)).into_iter();
        findings.map(|finding| format!("{}:{} {}", finding.path, finding.line, finding.what)).collect()
    }

    #[test]
    fn every_crate_is_on_the_map() {
        let files = [("crates/store/Cargo.toml", ""), (ARCHITECTURE, "# Map\n")];
        assert_eq!(complaints(&files), ["ARCHITECTURE.md:1 `crates/store` is not named"]);
        assert_eq!(
            complaints(&[("crates/store/Cargo.toml", ""), (ARCHITECTURE, "`crates/store`")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn every_path_on_the_map_exists() {
        assert_eq!(
            complaints(&[(ARCHITECTURE, "# Map\n`crates/gone/src`")]),
            ["ARCHITECTURE.md:2 `crates/gone/src` does not exist"]
        );
        assert_eq!(complaints(&[("docs/a.md", "`web/dist` and `crates/*` and `docs/a.md`")]), Vec::<String>::new());
    }

    #[test]
    fn every_decision_is_listed() {
        let files = |index| [("docs/decisions/0001-storage.md", "# 1\n"), (DECISIONS_INDEX, index)];
        assert_eq!(complaints(&files("# Decisions\n")), ["docs/decisions/README.md:1 `0001-storage.md` is not listed"]);
        assert_eq!(complaints(&files("[1](0001-storage.md)\n")), Vec::<String>::new());
    }

    #[test]
    fn dead_links_are_found() {
        let files = [
            ("README.md", "[a](docs/a.md#part) [b](https://example.com) [c](docs/gone.md)"),
            ("docs/a.md", "[up](../README.md)"),
        ];
        assert_eq!(complaints(&files), ["README.md:1 link to `docs/gone.md` leads nowhere"]);
    }
}

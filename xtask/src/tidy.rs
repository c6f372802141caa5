//! The rules of the house that neither compiler nor clippy can check. Each rule is a function from the tree to its findings,
//! and each has a test that plants a violation and sees it found.

mod arrows;
mod documents;
mod functions;
mod length;
mod naming;
mod rust_source;
mod tree;
mod words;

use std::fmt;
use std::path::Path;

use tree::Tree;

/// Something a rule found, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    path: String,
    /// Counted from one.
    line: usize,
    rule: &'static str,
    what: String,
    hint: &'static str,
    severity: Severity,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Severity {
    Error,
    Warning,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}:{}: {severity} [{}] {}", self.path, self.line, self.rule, self.what)?;
        write!(f, "\n    hint: {}", self.hint)
    }
}

pub fn run(root: &Path) -> anyhow::Result<()> {
    let findings = check(&Tree::read(root)?);
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    anyhow::ensure!(errors == 0, "tidy: {errors} errors, {warnings} warnings");
    println!("tidy: no errors, {warnings} warnings");
    Ok(())
}

fn check(tree: &Tree) -> Vec<Finding> {
    let rules: [fn(&Tree) -> Vec<Finding>; 6] =
        [arrows::check, length::check, functions::check, words::check, documents::check, naming::check];
    let mut findings: Vec<Finding> = rules.iter().flat_map(|rule| rule(tree)).collect();
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_real_tree_is_tidy() {
        let tree = Tree::read(&crate::repository_root()).unwrap();
        let errors: Vec<String> =
            check(&tree).iter().filter(|f| f.severity == Severity::Error).map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{} errors:\n{}", errors.len(), errors.join("\n"));
    }

    #[test]
    fn a_finding_prints_where_what_and_what_to_do() {
        let finding = Finding {
            path: "crates/store/src/lib.rs".to_owned(),
            line: 7,
            rule: "length",
            what: "too long".to_owned(),
            hint: "split it",
            severity: Severity::Error,
        };
        assert_eq!(finding.to_string(), "crates/store/src/lib.rs:7: error [length] too long\n    hint: split it");
    }
}

//! `recado check FLOW...`: what would go wrong with a flow, for editors and for CI.

use domain::flow::checker::{self, Severity};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn run(files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let mut errors = 0_usize;
    for file in files {
        errors += check(file, &mut out)?;
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many errors the file has.
fn check(file: &Path, out: &mut impl Write) -> anyhow::Result<usize> {
    let name = file.display();
    let source = match std::fs::read_to_string(file) {
        Ok(source) => source,
        Err(error) => {
            writeln!(out, "{name}: error[unreadable] {error}\n    hint: name a YAML or JSON file")?;
            return Ok(1);
        }
    };
    let (_, problems) = checker::check(&source);
    for problem in &problems {
        let (line, column) = (problem.line, problem.column);
        let (severity, code) = (problem.severity.as_str(), problem.code.as_str());
        writeln!(out, "{name}:{line}:{column}: {severity}[{code}] {}", problem.message)?;
        writeln!(out, "    hint: {}", problem.remedy)?;
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    writeln!(out, "{name}: {errors} errors, {warnings} warnings")?;
    Ok(errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(source: &str) -> (usize, String) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("flow.yaml");
        std::fs::write(&file, source).unwrap();
        let mut out = Vec::new();
        let errors = check(&file, &mut out).unwrap();
        (errors, String::from_utf8(out).unwrap().replace(&*folder.path().to_string_lossy(), ""))
    }

    #[test]
    fn a_dangling_edge_is_told_with_its_line_and_what_to_do() {
        let source = "name: a\nlanguage: es\ntriggers:\n  - any_message: true\nstart: hello\nnodes:\n  hello:\n    say: {text: {es: hola}}\n    next: nowhere\n";
        let (errors, text) = checked(source);
        assert!(errors > 0, "{text}");
        assert!(text.contains("/flow.yaml:") && text.contains("error[") && text.contains("hint: "), "{text}");
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error_of_its_own() {
        let mut out = Vec::new();
        assert_eq!(check(Path::new("/nowhere/flow.yaml"), &mut out).unwrap(), 1);
        assert!(String::from_utf8(out).unwrap().contains("error[unreadable]"));
    }

    #[test]
    fn the_demo_flow_has_no_errors() {
        let (errors, text) = checked(include_str!("../../../packs/demo-shop/flows/atencion.yaml"));
        assert_eq!(errors, 0, "{text}");
    }
}

//! `recado check PATH...`: what would go wrong with a flow, or with the folder of a pack, for editors and for CI.

use domain::flow::checker::{self, Severity};
use domain::pack::{self, Pack, PackFault};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn run(files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let mut errors = 0_usize;
    for file in files {
        errors += if file.is_dir() { check_pack(file, &mut out)? } else { check(file, &mut out)? };
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many errors the flows, segments, campaigns, series and goals of a pack have.
fn check_pack(folder: &Path, out: &mut impl Write) -> anyhow::Result<usize> {
    let pack = match Pack::read(|name| std::fs::read_to_string(folder.join(name)).ok()) {
        Ok(pack) => pack,
        Err(error) => {
            writeln!(out, "{}: error[unreadable] {error}\n    hint: name the folder of a pack", folder.display())?;
            return Ok(1);
        }
    };
    let mut errors = 0;
    for part in &pack.parts {
        errors += check(&folder.join(format!("flows/{}.yaml", part.playbook.flow)), out)?;
    }
    let faults = pack::check(&pack);
    for PackFault { file, place, message } in &faults {
        writeln!(out, "{}: error[pack] {place}: {message}", folder.join(file).display())?;
    }
    Ok(errors + faults.len())
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
    fn a_pack_is_checked_with_all_that_comes_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/tourism");
        let mut out = Vec::new();
        assert_eq!(check_pack(&pack, &mut out).unwrap(), 0, "{}", String::from_utf8_lossy(&out));
        let facts = "name: p\nindustry: i\ntitle: {en: P}\ndescription: {en: D}\nlanguages: [en]\nplaybooks: []\n";
        std::fs::write(folder.path().join("pack.yaml"), facts).unwrap();
        let goal = "- {key: g, name: {en: G}, about: {en: G}, goal: {measure: {kind: events, event: x}, target: 0}}";
        std::fs::write(folder.path().join("goals.yaml"), goal).unwrap();
        let mut out = Vec::new();
        let errors = check_pack(folder.path(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(errors == 2 && text.contains("goals.yaml: error[pack] g: target"), "{text}");
    }

    #[test]
    fn the_demo_flow_has_no_errors() {
        let (errors, text) = checked(include_str!("../../../packs/demo-shop/flows/atencion.yaml"));
        assert_eq!(errors, 0, "{text}");
    }
}

//! Broken flows, one a file in `broken/`, each with what the checker has to find of it in its first lines, and the packs,
//! of which it has to find nothing.

#![expect(clippy::unwrap_used, reason = "a test may say what it expects")]

use domain::flow::checker::{self, KnownTemplate, Problem, Surroundings};
use domain::flow::document::Flow;
use domain::policy::TemplateStatus;
use std::path::{Path, PathBuf};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn templates() -> Vec<KnownTemplate> {
    let template = |name: &str, status, blanks| KnownTemplate {
        name: name.to_owned(),
        language: "es".to_owned(),
        status,
        blanks: Some(blanks),
    };
    vec![template("back", TemplateStatus::Approved, 1), template("pending", TemplateStatus::NotApproved, 0)]
}

/// A flow that may be called, and one that calls the broken one back.
fn others() -> Vec<Flow> {
    let helper = "name: Helper\nlanguage: es\nstart: a\nnodes: {a: {end: {}}}";
    let circle = "name: Circle\nlanguage: es\nstart: a\nnodes: {a: {call_flow: {flow: Broken}}}";
    [helper, circle].map(|source| Flow::parse(source).unwrap()).into()
}

fn told(problem: &Problem) -> String {
    format!("{} {} {}", problem.severity, problem.code, problem.node.as_deref().unwrap_or("-"))
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    files
}

#[test]
fn every_fault_is_found_and_nothing_else() {
    let (templates, others) = (templates(), others());
    let segments = ["Big spenders".to_owned()];
    let around = Surroundings {
        templates: Some(&templates),
        flows: Some(&others),
        segments: Some(&segments),
        intents: Some(&[]),
        entities: Some(&[]),
    };
    let files = yaml_files(&folder("tests/broken"));
    assert!(files.len() >= 40, "{} broken flows", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        let mut expected: Vec<String> =
            source.lines().filter_map(|line| line.strip_prefix("# Expected: ")).map(str::to_owned).collect();
        assert!(!expected.is_empty(), "{}: what is expected?", file.display());
        let (_, problems) = checker::check_among(&source, around);
        let mut found: Vec<String> = problems.iter().map(told).collect();
        found.dedup();
        expected.sort();
        found.sort();
        if found != expected {
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            wrong.push(format!("{name}: {found:?} instead of {expected:?}\n  {problems:?}"));
        }
        assert!(problems.iter().all(|problem| !problem.message.is_empty() && !problem.remedy.is_empty()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_found_in_the_packs() {
    let packs = std::fs::read_dir(folder("../../packs")).unwrap().map(|entry| entry.unwrap().path().join("flows"));
    for pack in packs.filter(|pack| pack.is_dir()) {
        let sources: Vec<(PathBuf, String)> =
            yaml_files(&pack).into_iter().map(|file| (file.clone(), std::fs::read_to_string(file).unwrap())).collect();
        let flows: Vec<Flow> = sources.iter().filter_map(|(_, source)| Flow::parse(source).ok()).collect();
        for (file, source) in &sources {
            let (_, problems) =
                checker::check_among(source, Surroundings { flows: Some(&flows), ..Surroundings::default() });
            assert_eq!(problems, [], "{}", file.display());
        }
    }
}

//! Golden conversations: `tests/golden/conversations/*.test.yaml`, played as `recado test` plays them, but with flows
//! that the checker would refuse. `RECADO_UPDATE_GOLDEN=1` writes the expectations anew; read the difference before
//! you keep it.

#![expect(clippy::unwrap_used, reason = "a test may say what it expects")]

use domain::flow::document::Flow;
use domain::flow::test::{Cast, Played, TestFile, play, rewrite};
use std::path::{Path, PathBuf};

#[expect(clippy::disallowed_methods, reason = "a switch for people who run the test, not for the product")]
fn shall_update() -> bool {
    std::env::var("RECADO_UPDATE_GOLDEN").is_ok_and(|value| value == "1")
}

#[test]
fn conversations_go_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/conversations");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    assert!(!files.is_empty(), "no conversations in {}", folder.display());
    let mut different = Vec::new();
    for path in files {
        let source = std::fs::read_to_string(&path).unwrap();
        let file = TestFile::parse(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let flows = file.flows.iter().map(|flow| (flow.clone(), flow_of(&folder.join(flow))));
        let cast = Cast::new(flows);
        let played: Vec<Played> = file.tests.iter().map(|case| play(&file, case, &cast)).collect();
        if played.iter().all(Played::passed) {
            continue;
        }
        if shall_update() {
            std::fs::write(&path, rewrite::rewrite(&source, &file, &played).unwrap()).unwrap();
        } else {
            different.extend(played.iter().flat_map(|played| findings(&path, played)));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

fn flow_of(path: &Path) -> Flow {
    Flow::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn findings(path: &Path, played: &Played) -> Vec<String> {
    let findings = played.exchanges.iter().flat_map(|exchange| &exchange.findings);
    findings.map(|it| format!("{}:{}\n- {}\n+ {}", path.display(), it.line, it.expected, it.found)).collect()
}

//! Golden conversations: `tests/golden/conversations/*.yaml` say what the customer does, the `.txt` beside each what the
//! bot answered. `RECADO_UPDATE_GOLDEN=1` writes the answers anew; read the difference before you keep it.

#![expect(clippy::unwrap_used, reason = "a test may say what it expects")]

mod transcript;

use std::path::{Path, PathBuf};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[expect(clippy::disallowed_methods, reason = "a switch for people who run the test, not for the product")]
fn shall_update() -> bool {
    std::env::var("RECADO_UPDATE_GOLDEN").is_ok_and(|value| value == "1")
}

#[test]
fn conversations_go_as_written() {
    let folder = repository().join("tests/golden/conversations");
    let mut scripts: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    scripts.sort();
    assert!(!scripts.is_empty(), "no conversations in {}", folder.display());
    let mut different = Vec::new();
    for script in scripts {
        let told = transcript::play(&std::fs::read_to_string(&script).unwrap(), &repository());
        let golden = script.with_extension("txt");
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if told == expected {
            continue;
        }
        if shall_update() {
            std::fs::write(&golden, told).unwrap();
        } else {
            different.push(format!("--- {}\n{expected}\n+++ now\n{told}", golden.display()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

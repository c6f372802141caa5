//! What is generated from the code: the OpenAPI document from the routes, the UI's types from that document.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    /// Write as well, and fail when that changed anything.
    Check,
}

const OPENAPI: &str = "docs/openapi.json";
const TYPES: &str = "web/src/api/schema.d.ts";

pub fn run(root: &Path, mode: Mode) -> anyhow::Result<()> {
    let before = [OPENAPI, TYPES].map(|path| fs::read(root.join(path)).unwrap_or_default());
    write_openapi(root)?;
    write_types(root)?;
    let after = [OPENAPI, TYPES].map(|path| fs::read(root.join(path)).unwrap_or_default());
    let stale = stale_files(&before, &after);
    for path in &stale {
        println!("regenerate: {path} has changed");
    }
    let tolerated = mode == Mode::Write || stale.is_empty();
    anyhow::ensure!(tolerated, "regenerate: stale files; run `make regenerate` and commit what it changes");
    println!("regenerate: {OPENAPI} and {TYPES} are what the code says");
    Ok(())
}

fn write_openapi(root: &Path) -> anyhow::Result<()> {
    let output = Command::new("cargo")
        .args(["run", "--quiet", "--locked", "-p", "recado", "--", "openapi"])
        .current_dir(root)
        .output()
        .context("cargo run -p recado -- openapi")?;
    anyhow::ensure!(output.status.success(), "recado openapi: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice::<serde::de::IgnoredAny>(&output.stdout).context("recado openapi did not print JSON")?;
    fs::write(root.join(OPENAPI), &output.stdout).context(OPENAPI)
}

fn write_types(root: &Path) -> anyhow::Result<()> {
    let status =
        Command::new("npm").args(["--prefix", "web", "run", "--silent", "generate"]).current_dir(root).status();
    anyhow::ensure!(status.context("npm run generate")?.success(), "npm run generate failed");
    Ok(())
}

fn stale_files(before: &[Vec<u8>; 2], after: &[Vec<u8>; 2]) -> Vec<&'static str> {
    let pairs = before.iter().zip(after).zip([OPENAPI, TYPES]);
    pairs.filter(|((before, after), _)| before != after).map(|(_, path)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_stale() {
        let before = [b"{}".to_vec(), b"type A;".to_vec()];
        assert_eq!(stale_files(&before, &before), Vec::<&str>::new());
        assert_eq!(stale_files(&before, &[b"{}".to_vec(), b"type B;".to_vec()]), [TYPES]);
        assert_eq!(stale_files(&before, &[b"{ }".to_vec(), b"type B;".to_vec()]), [OPENAPI, TYPES]);
    }
}

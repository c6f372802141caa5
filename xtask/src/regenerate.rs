//! What is generated from the code: the OpenAPI document from the routes, the UI's types from that document, and the
//! table of what client, emulator and tests have of the Cloud API.

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
const COVERAGE: &str = "docs/cloud-api.md";
const GENERATED: [&str; 3] = [OPENAPI, TYPES, COVERAGE];

pub fn run(root: &Path, mode: Mode) -> anyhow::Result<()> {
    let before = GENERATED.map(|path| fs::read(root.join(path)).unwrap_or_default());
    write_openapi(root)?;
    write_types(root)?;
    write_coverage(root)?;
    let after = GENERATED.map(|path| fs::read(root.join(path)).unwrap_or_default());
    let stale = stale_files(&before, &after);
    for path in &stale {
        println!("regenerate: {path} has changed");
    }
    let tolerated = mode == Mode::Write || stale.is_empty();
    anyhow::ensure!(tolerated, "regenerate: stale files; run `make regenerate` and commit what it changes");
    println!("regenerate: {} are what the code says", GENERATED.join(", "));
    Ok(())
}

fn write_openapi(root: &Path) -> anyhow::Result<()> {
    let printed = printed(root, &["-p", "recado", "--", "openapi"])?;
    serde_json::from_slice::<serde::de::IgnoredAny>(&printed).context("recado openapi did not print JSON")?;
    fs::write(root.join(OPENAPI), &printed).context(OPENAPI)
}

fn write_coverage(root: &Path) -> anyhow::Result<()> {
    let printed = printed(root, &["-p", "emulator", "--example", "coverage"])?;
    fs::write(root.join(COVERAGE), &printed).context(COVERAGE)
}

/// What a program of the workspace prints.
fn printed(root: &Path, program: &[&str]) -> anyhow::Result<Vec<u8>> {
    let name = program.join(" ");
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--locked"]).args(program).current_dir(root);
    let output = command.output().with_context(|| format!("cargo run {name}"))?;
    anyhow::ensure!(output.status.success(), "cargo run {name}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}

fn write_types(root: &Path) -> anyhow::Result<()> {
    let status =
        Command::new("npm").args(["--prefix", "web", "run", "--silent", "generate"]).current_dir(root).status();
    anyhow::ensure!(status.context("npm run generate")?.success(), "npm run generate failed");
    Ok(())
}

fn stale_files(before: &[Vec<u8>; 3], after: &[Vec<u8>; 3]) -> Vec<&'static str> {
    let pairs = before.iter().zip(after).zip(GENERATED);
    pairs.filter(|((before, after), _)| before != after).map(|(_, path)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_stale() {
        let files = |texts: [&str; 3]| texts.map(|text| text.as_bytes().to_vec());
        let before = files(["{}", "type A;", "# A"]);
        assert_eq!(stale_files(&before, &before), Vec::<&str>::new());
        assert_eq!(stale_files(&before, &files(["{}", "type B;", "# A"])), [TYPES]);
        assert_eq!(stale_files(&before, &files(["{ }", "type A;", "# B"])), [OPENAPI, COVERAGE]);
    }
}

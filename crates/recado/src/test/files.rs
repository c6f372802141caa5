//! Which files are meant: tests by the end of their names, flows by the folder they are in.

use anyhow::Context;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(Debug, Default)]
pub struct Found {
    pub tests: BTreeSet<PathBuf>,
    /// What lies in folders called `flows`: it should be tested.
    pub flows: BTreeSet<PathBuf>,
}

const ENDINGS: [&str; 3] = [".test.yaml", ".test.yml", ".test.json"];
/// Nobody keeps tests deeper; a circle of links is.
const DEPTH: usize = 20;

pub fn find(paths: &[PathBuf]) -> anyhow::Result<Found> {
    let mut found = Found::default();
    for path in paths {
        let kind = std::fs::metadata(path).with_context(|| path.display().to_string())?;
        if kind.is_dir() {
            walk(path, DEPTH, &mut found)?;
        } else {
            found.tests.insert(path.clone());
        }
    }
    Ok(found)
}

fn walk(folder: &Path, depth: usize, found: &mut Found) -> anyhow::Result<()> {
    let Some(depth) = depth.checked_sub(1) else { return Ok(()) };
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') || name == "node_modules" || name == "target" {
            continue;
        }
        if path.is_dir() {
            walk(&path, depth, found)?;
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            found.tests.insert(path);
        } else if is_flow(&path) {
            found.flows.insert(normal(&path));
        }
    }
    Ok(())
}

fn is_flow(path: &Path) -> bool {
    let in_flows = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == "flows");
    in_flows && path.extension().is_some_and(|end| end == "yaml" || end == "yml" || end == "json")
}

/// The same file under one name: `a/../b` is `b`.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

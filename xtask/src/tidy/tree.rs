//! The repository as the rules see it: every text file that belongs to it, read once.

use std::fs;
use std::path::{Path, PathBuf};

use super::rust_source;

/// Folders that hold nothing written by hand.
const SKIPPED_FOLDERS: &[&str] =
    &["target", ".git", "node_modules", "web/dist", "data", "web/e2e/screenshots", "fuzz/corpus"];

/// Files a program wrote; `cargo xtask regenerate` keeps them true.
pub const GENERATED: &[&str] = &["web/src/api/schema.d.ts", "docs/openapi.json", "docs/cloud-api.md"];

#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    pub files: Vec<SourceFile>,
}

#[derive(Debug)]
pub struct SourceFile {
    /// From the root, with forward slashes.
    pub path: String,
    pub text: String,
    /// A Rust file with comments and the insides of literals blanked, line for line; empty for every other file.
    pub code: String,
    /// The first line (from zero) of what is only compiled for tests: the tail module, or the whole of a test file.
    pub tests_from: Option<usize>,
}

impl Tree {
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        let mut tree = Self { root: root.to_path_buf(), files: Vec::new() };
        tree.read_folder(root)?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether anything lies at this path, text or not.
    pub fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    pub fn with_extension<'a>(&'a self, extensions: &'a [&str]) -> impl Iterator<Item = &'a SourceFile> {
        self.files.iter().filter(move |file| extensions.iter().any(|extension| file.has_extension(extension)))
    }

    /// Of the workspace; a peer of the benchmarks is a workspace of its own, with its own versions, and so is fuzzing.
    pub fn manifests(&self) -> impl Iterator<Item = &SourceFile> {
        let elsewhere = |path: &str| ["bench/peers/", "fuzz/"].iter().any(|folder| path.starts_with(folder));
        let ours = self.files.iter().filter(move |file| !elsewhere(&file.path));
        ours.filter(|file| file.path.ends_with("/Cargo.toml"))
    }

    fn read_folder(&mut self, folder: &Path) -> anyhow::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            let relative = relative_path(&self.root, &path);
            let kind = entry.file_type()?;
            if kind.is_dir() && !is_skipped(&relative) {
                self.read_folder(&path)?;
            } else if kind.is_file()
                && let Ok(text) = String::from_utf8(fs::read(&path)?)
            {
                self.files.push(SourceFile::new(relative, text));
            }
        }
        Ok(())
    }
}

impl SourceFile {
    fn new(path: String, text: String) -> Self {
        let mut file = Self { path, text, code: String::new(), tests_from: None };
        if file.has_extension("rs") {
            file.code = rust_source::blank_comments_and_literals(&file.text);
            file.tests_from =
                if is_test_file(&file.path) { Some(0) } else { rust_source::tail_module_start(&file.code) };
        }
        file
    }

    pub fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }

    pub fn is_generated(&self) -> bool {
        GENERATED.contains(&self.path.as_str())
    }

    /// Whether this line (from zero) only exists in test builds.
    pub fn is_test_line(&self, line: usize) -> bool {
        self.tests_from.is_some_and(|start| line >= start)
    }
}

fn is_skipped(relative: &str) -> bool {
    let name = relative.rsplit('/').next().unwrap_or(relative);
    SKIPPED_FOLDERS.iter().any(|skipped| *skipped == relative || *skipped == name)
}

/// `tests/` beside `src/`, `tests.rs` and `tests/` behind `#[cfg(test)] mod tests;`.
fn is_test_file(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

fn relative_path(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
pub mod planted {
    //! Small trees for the tests of the rules. The folder lives as long as the tree: rules ask the disk what exists.

    use super::Tree;

    pub struct Planted {
        tree: Tree,
        _folder: tempfile::TempDir,
    }

    impl std::ops::Deref for Planted {
        type Target = Tree;

        fn deref(&self) -> &Tree {
            &self.tree
        }
    }

    pub fn tree(files: &[(&str, &str)]) -> Planted {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Planted { tree: Tree::read(folder.path()).unwrap(), _folder: folder }
    }
}

#[cfg(test)]
mod tests {
    use super::planted;

    #[test]
    fn build_products_are_not_read() {
        let tree = planted::tree(&[
            ("src/lib.rs", ""),
            ("target/debug/junk.rs", ""),
            ("web/node_modules/react/index.ts", ""),
            ("web/dist/app.css", ""),
        ]);
        let paths: Vec<&str> = tree.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["src/lib.rs"]);
    }

    #[test]
    fn test_code_is_told_from_shipped_code() {
        let tree = planted::tree(&[
            ("crates/a/src/lib.rs", "fn shipped() {}\n\n#[cfg(test)]\nmod tests {\n    fn inner() {}\n}\n"),
            ("crates/a/src/flow/tests.rs", "fn check() {}\n"),
            ("crates/a/tests/story.rs", "fn check() {}\n"),
        ]);
        let starts: Vec<Option<usize>> = tree.files.iter().map(|file| file.tests_from).collect();
        assert_eq!(starts, [Some(0), Some(2), Some(0)]);
    }
}

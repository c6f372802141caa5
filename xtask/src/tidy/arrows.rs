//! Who may depend on whom. The table is ARCHITECTURE.md's map in a form that can say no.

use toml::{Table, Value};

use super::tree::{SourceFile, Tree};
use super::{Finding, Severity};

struct CrateRule {
    name: &'static str,
    /// Crates of this workspace it may use.
    uses: &'static [&'static str],
    /// The same, for its tests only.
    uses_in_tests: &'static [&'static str],
    others: Others,
}

/// Crates from outside.
enum Others {
    Only(&'static [&'static str]),
    /// Neither these nor their families: `tokio` also means `tokio-stream`.
    AllBut(&'static [&'static str]),
}

/// `whatsapp <- domain <- store <- server <- recado`, `nlu <- domain`, `whatsapp <- emulator <- recado`, `whatsapp <- server`.
const RULES: &[CrateRule] = &[
    CrateRule {
        name: "whatsapp",
        uses: &[],
        uses_in_tests: &[],
        others: Others::Only(&[
            "aes-gcm",
            "aws-lc-rs",
            "base64",
            "bytes",
            "hex",
            "proptest",
            "reqwest",
            "serde",
            "serde_json",
            "subtle",
            "thiserror",
            "tokio",
            "tracing",
        ]),
    },
    CrateRule { name: "nlu", uses: &[], uses_in_tests: &[], others: Others::AllBut(NOT_PURE) },
    CrateRule { name: "domain", uses: &["whatsapp", "nlu"], uses_in_tests: &[], others: Others::AllBut(NOT_PURE) },
    CrateRule {
        name: "store",
        uses: &["domain"],
        uses_in_tests: &[],
        others: Others::AllBut(&["axum", "hyper", "reqwest", "tower", "utoipa", "rand"]),
    },
    CrateRule {
        name: "emulator",
        uses: &["whatsapp"],
        uses_in_tests: &["whatsapp"],
        others: Others::AllBut(&["sqlx", "rusqlite"]),
    },
    CrateRule {
        name: "server",
        uses: &["domain", "store", "whatsapp"],
        uses_in_tests: &["emulator"],
        others: Others::AllBut(&["sqlx", "rusqlite"]),
    },
    CrateRule {
        name: "recado",
        uses: &["domain", "emulator", "server", "store", "whatsapp"],
        uses_in_tests: &[],
        others: Others::AllBut(&["sqlx", "rusqlite"]),
    },
    CrateRule {
        name: "bench",
        uses: &["domain", "emulator", "server", "store", "whatsapp"],
        uses_in_tests: &[],
        others: Others::AllBut(&[]),
    },
    CrateRule {
        name: "xtask",
        uses: &[],
        uses_in_tests: &[],
        others: Others::Only(&["anyhow", "serde", "serde_json", "toml"]),
    },
];

/// What reads a clock, a socket, a disk or a die.
const NOT_PURE: &[&str] =
    &["async-std", "axum", "fastrand", "futures", "getrandom", "hyper", "rand", "reqwest", "rusqlite", "sqlx", "tokio"];

/// Pure crates take `whatsapp` as types only.
const WITHOUT_CLIENT: &[&str] = &["domain"];

const HINT: &str =
    "the arrows are in ARCHITECTURE.md and xtask/src/tidy/arrows.rs; to change one, write a decision record first";

struct Dependency<'a> {
    name: String,
    value: &'a Value,
    for_tests: bool,
}

pub fn check(tree: &Tree) -> Vec<Finding> {
    let root = tree.file("Cargo.toml").and_then(|file| file.text.parse::<Table>().ok()).unwrap_or_default();
    let ours: Vec<String> = tree.manifests().filter_map(package_name).collect();
    tree.manifests().flat_map(|manifest| check_manifest(manifest, &root, &ours)).collect()
}

fn check_manifest(manifest: &SourceFile, root: &Table, ours: &[String]) -> Vec<Finding> {
    let Ok(table) = manifest.text.parse::<Table>() else {
        return vec![finding(manifest, "", "is not valid TOML".to_owned())];
    };
    let Some(name) = package_name(manifest) else { return Vec::new() };
    let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
        return vec![finding(manifest, "name", format!("crate `{name}` has no arrows"))];
    };
    let mut problems: Vec<(String, String)> = Vec::new();
    for dependency in dependencies(&table, root) {
        problems.extend(complaint(rule, &dependency, ours).map(|what| (dependency.name.clone(), what)));
    }
    if table.get("lints").and_then(|lints| lints.get("workspace")) != Some(&Value::Boolean(true)) {
        problems.push(("[lints]".to_owned(), format!("`{name}` does not take the workspace's lints")));
    }
    problems.into_iter().map(|(at, what)| finding(manifest, &at, what)).collect()
}

fn complaint(rule: &CrateRule, dependency: &Dependency<'_>, ours: &[String]) -> Option<String> {
    let (user, used) = (rule.name, dependency.name.as_str());
    if dependency.value.get("workspace") != Some(&Value::Boolean(true)) {
        return Some(format!("`{user}` gives `{used}` a version of its own; versions live in the root Cargo.toml"));
    }
    if ours.iter().any(|name| name == used) {
        let allowed = rule.uses.contains(&used) || (dependency.for_tests && rule.uses_in_tests.contains(&used));
        let with_client = WITHOUT_CLIENT.contains(&user) && dependency.value.get("features").is_some();
        return match (allowed, with_client) {
            (false, _) => Some(format!("`{user}` must not depend on `{used}`")),
            (true, true) => Some(format!("`{user}` must take `{used}` without features")),
            (true, false) => None,
        };
    }
    let allowed = match &rule.others {
        // Tests of a closed list may still use test tools.
        Others::Only(list) => dependency.for_tests || list.contains(&used),
        Others::AllBut(list) => !list.iter().any(|banned| is_of_family(used, banned)),
    };
    (!allowed).then(|| format!("`{user}` must not depend on `{used}`"))
}

fn is_of_family(name: &str, family: &str) -> bool {
    name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

/// Every dependency of a manifest, under the name it is published by.
fn dependencies<'a>(manifest: &'a Table, root: &Table) -> Vec<Dependency<'a>> {
    let per_target = manifest.get("target").and_then(Value::as_table);
    let tables = per_target.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let mut found = Vec::new();
    for table in std::iter::once(manifest).chain(tables) {
        for (section, for_tests) in [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)]
        {
            for (key, value) in table.get(section).and_then(Value::as_table).into_iter().flatten() {
                found.push(Dependency { name: published_name(key, value, root), value, for_tests });
            }
        }
    }
    found
}

fn published_name(key: &str, value: &Value, root: &Table) -> String {
    let shared = root.get("workspace").and_then(|w| w.get("dependencies")).and_then(|d| d.get(key));
    let renamed = value.get("package").or_else(|| shared?.get("package"));
    renamed.and_then(Value::as_str).unwrap_or(key).to_owned()
}

fn package_name(manifest: &SourceFile) -> Option<String> {
    let table = manifest.text.parse::<Table>().ok()?;
    Some(table.get("package")?.get("name")?.as_str()?.to_owned())
}

fn finding(manifest: &SourceFile, at: &str, what: String) -> Finding {
    let line = manifest.text.lines().position(|line| line.starts_with(at)).unwrap_or(0) + 1;
    Finding { path: manifest.path.clone(), line, rule: "arrows", what, hint: HINT, severity: Severity::Error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::planted;

    /// A workspace of `whatsapp`, `domain` and `emulator` whose one crate under test has these lines in its manifest.
    fn complaints(name: &str, lines: &str) -> Vec<String> {
        let manifest =
            |name: &str, lines: &str| format!("[package]\nname = \"{name}\"\n[lints]\nworkspace = true\n{lines}");
        let path = format!("crates/{name}/Cargo.toml");
        let mut files = vec![("Cargo.toml", "[workspace.dependencies]\nfast = { package = \"tokio\" }\n".to_owned())];
        for other in ["whatsapp", "domain", "emulator"] {
            let at = ["crates/whatsapp/Cargo.toml", "crates/domain/Cargo.toml", "crates/emulator/Cargo.toml"];
            let at = at.into_iter().find(|at| at.contains(other)).unwrap();
            files.push((at, manifest(other, "")));
        }
        files.push((&path, manifest(name, lines)));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        check(&planted::tree(&files)).into_iter().map(|finding| format!("{}: {}", finding.line, finding.what)).collect()
    }

    #[test]
    fn allowed_arrows_pass() {
        let cases = [
            ("domain", "[dependencies]\nwhatsapp.workspace = true\nuuid.workspace = true\n"),
            ("server", "[dependencies]\ndomain.workspace = true\n[dev-dependencies]\nemulator.workspace = true\n"),
            ("whatsapp", "[dev-dependencies]\ninsta.workspace = true\n"),
        ];
        for (name, lines) in cases {
            assert_eq!(complaints(name, lines), Vec::<String>::new(), "{name}: {lines}");
        }
    }

    #[test]
    fn forbidden_arrows_are_found() {
        let cases = [
            ("domain", "[dependencies]\ntokio.workspace = true\n", "6: `domain` must not depend on `tokio`"),
            ("domain", "[dependencies]\ntokio-util.workspace = true\n", "6: `domain` must not depend on `tokio-util`"),
            ("domain", "[dependencies]\nfast.workspace = true\n", "1: `domain` must not depend on `tokio`"),
            ("domain", "[dev-dependencies]\nrand.workspace = true\n", "6: `domain` must not depend on `rand`"),
            (
                "domain",
                "[target.'cfg(unix)'.dependencies]\nsqlx.workspace = true\n",
                "6: `domain` must not depend on `sqlx`",
            ),
            ("emulator", "[dependencies]\ndomain.workspace = true\n", "6: `emulator` must not depend on `domain`"),
            ("server", "[dependencies]\nemulator.workspace = true\n", "6: `server` must not depend on `emulator`"),
            ("store", "[dependencies]\naxum.workspace = true\n", "6: `store` must not depend on `axum`"),
            ("whatsapp", "[dependencies]\naxum.workspace = true\n", "6: `whatsapp` must not depend on `axum`"),
            (
                "domain",
                "[dependencies]\nwhatsapp = { workspace = true, features = [\"client\"] }\n",
                "6: `domain` must take `whatsapp` without features",
            ),
            (
                "store",
                "[dependencies]\nserde = \"1\"\n",
                "6: `store` gives `serde` a version of its own; versions live in the root Cargo.toml",
            ),
            ("billing", "", "2: crate `billing` has no arrows"),
        ];
        for (name, lines, expected) in cases {
            assert_eq!(complaints(name, lines), [expected], "{name}: {lines}");
        }
    }
}

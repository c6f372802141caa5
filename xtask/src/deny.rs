//! Licences, sources and unwanted packages, judged by `deny.toml`. `cargo deny` reads the same file and knows more (advisories);
//! this check needs nothing that is not already on the machine, so it always runs.

mod licence;
mod npm;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context;
use serde::Deserialize;

const PUBLIC_REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The part of `deny.toml` that is read here.
#[derive(Debug, Deserialize)]
struct Policy {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    /// Wanted, but only once.
    #[serde(default, rename = "deny-multiple-versions")]
    only_once: bool,
}

/// What `cargo metadata` says of the packages that are built for this machine.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Debug, Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    id: String,
}

pub fn run(root: &Path) -> anyhow::Result<()> {
    let policy: Policy = toml::from_str(&fs::read_to_string(root.join("deny.toml"))?).context("deny.toml")?;
    let metadata = read_metadata(root)?;
    let mut problems = check(&policy, &metadata);
    let lock_file = root.join("web/package-lock.json");
    if lock_file.exists() {
        problems.extend(npm::check(&policy.licenses.allow, &fs::read_to_string(lock_file)?)?);
    }
    for problem in &problems {
        println!("deny.toml: {problem}");
    }
    anyhow::ensure!(problems.is_empty(), "deny: {} problems", problems.len());
    println!("deny: {} packages, licences, sources and bans in order", metadata.resolve.nodes.len());
    Ok(())
}

fn read_metadata(root: &Path) -> anyhow::Result<Metadata> {
    let rustc = Command::new("rustc").arg("-vV").output().context("rustc -vV")?;
    let version = String::from_utf8(rustc.stdout)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not name its host")?;
    let output = Command::new("cargo")
        .args(["metadata", "--format-version=1", "--locked", "--filter-platform", host])
        .current_dir(root)
        .output()
        .context("cargo metadata")?;
    anyhow::ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn check(policy: &Policy, metadata: &Metadata) -> Vec<String> {
    let built: BTreeSet<&str> = metadata.resolve.nodes.iter().map(|node| node.id.as_str()).collect();
    let packages: Vec<&Package> =
        metadata.packages.iter().filter(|package| built.contains(package.id.as_str())).collect();
    let mut problems: Vec<String> = packages.iter().filter_map(|package| complaint(policy, package)).collect();
    problems.extend(check_bans(&policy.bans, &packages));
    problems
}

fn complaint(policy: &Policy, package: &Package) -> Option<String> {
    let name = format!("{} {}", package.name, package.version);
    // Without a source it is a crate of this workspace.
    let source = package.source.as_deref()?;
    if source != PUBLIC_REGISTRY {
        return Some(format!("{name} comes from {source}"));
    }
    match package.license.as_deref() {
        None => Some(format!("{name} names no licence")),
        Some(expression) if licence::is_allowed(expression, &policy.licenses.allow) => None,
        Some(expression) => Some(format!("{name} is under {expression}, which `licenses.allow` does not cover")),
    }
}

fn check_bans(bans: &Bans, packages: &[&Package]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(package.name.as_str()).or_default().push(package.version.as_str());
    }
    let mut problems = Vec::new();
    for ban in &bans.deny {
        match versions.get(ban.name.as_str()) {
            Some(found) if !ban.only_once => problems.push(format!("{} {} is banned", ban.name, found.join(", "))),
            Some(found) if found.len() > 1 => {
                problems.push(format!("{} is there {} times: {}", ban.name, found.len(), found.join(", ")));
            }
            _ => {}
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, version: &str, license: Option<&str>, source: &str) -> Package {
        Package {
            id: format!("{name}@{version}"),
            name: name.to_owned(),
            version: version.to_owned(),
            license: license.map(str::to_owned),
            source: Some(source.to_owned()),
        }
    }

    fn problems(packages: Vec<Package>) -> Vec<String> {
        let policy = "[licenses]\nallow = [\"MIT\"]\n[bans]\ndeny = [{ crate = \"openssl\" }, { crate = \"reqwest\", deny-multiple-versions = true }]";
        let nodes = packages.iter().map(|package| Node { id: package.id.clone() }).collect();
        check(&toml::from_str(policy).unwrap(), &Metadata { packages, resolve: Resolve { nodes } })
    }

    #[test]
    fn one_of_each_violation_is_found() {
        let mit = |name, version| package(name, version, Some("MIT"), PUBLIC_REGISTRY);
        let cases = [
            (vec![mit("reqwest", "0.13.5")], ""),
            (vec![mit("openssl", "0.10.0")], "openssl 0.10.0 is banned"),
            (vec![mit("reqwest", "0.12.0"), mit("reqwest", "0.13.5")], "reqwest is there 2 times: 0.12.0, 0.13.5"),
            (vec![package("a", "1.0.0", None, PUBLIC_REGISTRY)], "a 1.0.0 names no licence"),
            (
                vec![package("a", "1.0.0", Some("GPL-3.0"), PUBLIC_REGISTRY)],
                "a 1.0.0 is under GPL-3.0, which `licenses.allow` does not cover",
            ),
            (
                vec![package("a", "1.0.0", Some("MIT"), "git+https://example.com/a")],
                "a 1.0.0 comes from git+https://example.com/a",
            ),
        ];
        for (packages, expected) in cases {
            assert_eq!(problems(packages).join("\n"), expected);
        }
    }

    #[test]
    fn the_real_policy_can_be_read() {
        let policy = fs::read_to_string(crate::repository_root().join("deny.toml")).unwrap();
        let policy: Policy = toml::from_str(&policy).unwrap();
        assert!(policy.bans.deny.iter().any(|ban| ban.name == "reqwest" && ban.only_once));
        assert!(policy.licenses.allow.iter().any(|licence| licence == "Apache-2.0"));
    }
}

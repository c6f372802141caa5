//! Licences of what the UI ships, read from npm's lock file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::licence;

#[derive(Debug, Deserialize)]
struct LockFile {
    packages: BTreeMap<String, Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    license: Option<String>,
    /// Tools that build and test the UI and are not part of it.
    #[serde(default)]
    dev: bool,
    #[serde(default, rename = "devOptional")]
    dev_optional: bool,
}

pub fn check(allowed: &[String], lock_file: &str) -> anyhow::Result<Vec<String>> {
    let lock_file: LockFile = serde_json::from_str(lock_file)?;
    // The entry without a name is the UI itself.
    let shipped =
        lock_file.packages.iter().filter(|(path, package)| !path.is_empty() && !package.dev && !package.dev_optional);
    let name = |path: &str| path.rsplit("node_modules/").next().unwrap_or(path).to_owned();
    Ok(shipped
        .filter_map(|(path, package)| match package.license.as_deref() {
            None => Some(format!("npm's {} names no licence", name(path))),
            Some(expression) if licence::is_allowed(expression, allowed) => None,
            Some(expression) => {
                Some(format!("npm's {} is under {expression}, which `licenses.allow` does not cover", name(path)))
            }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_ships_is_judged() {
        let lock_file = r#"{ "packages": {
            "": { "name": "web" },
            "node_modules/react": { "license": "MIT" },
            "node_modules/tool": { "license": "GPL-3.0", "dev": true },
            "node_modules/a/node_modules/@b/c": { "license": "GPL-3.0" },
            "node_modules/nameless": {}
        } }"#;
        let expected =
            ["npm's @b/c is under GPL-3.0, which `licenses.allow` does not cover", "npm's nameless names no licence"];
        assert_eq!(check(&["MIT".to_owned()], lock_file).unwrap(), expected);
    }
}

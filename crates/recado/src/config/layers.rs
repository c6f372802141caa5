//! The layers of the configuration, lowest first, merged key by key.

use super::{Config, Flags};
use anyhow::Context;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// How the text of a variable or flag becomes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    YesNo,
    /// Separated by commas.
    List,
    /// JSON.
    Table,
}

/// Every key with its kind and its default; an empty default means: not set.
pub(super) const KEYS: &[(&str, Kind, &str)] = &[
    ("listen", Kind::Text, "127.0.0.1:8080"),
    ("database", Kind::Text, "sqlite:recado.db"),
    ("data_directory", Kind::Text, "recado-data"),
    ("encoder", Kind::Text, ""),
    ("app_secret", Kind::Text, ""),
    ("app_secret_file", Kind::Text, ""),
    ("verify_token", Kind::Text, ""),
    ("verify_token_file", Kind::Text, ""),
    ("sealing_key", Kind::Text, ""),
    ("sealing_key_file", Kind::Text, ""),
    ("graph_url", Kind::Text, "https://graph.facebook.com"),
    ("graph_version", Kind::Text, "v26.0"),
    ("proxy", Kind::Text, ""),
    ("workspace_name", Kind::Text, "My company"),
    ("owner_email", Kind::Text, "owner@example.com"),
    ("owner_name", Kind::Text, "Owner"),
    ("language", Kind::Text, "es"),
    ("public_url", Kind::Text, ""),
    ("secure_cookies", Kind::YesNo, "false"),
    ("node_name", Kind::Text, ""),
    ("uncertain_deadline_seconds", Kind::Number, "120"),
    ("allowed_private_hosts", Kind::List, ""),
    ("language_model_url", Kind::Text, ""),
    ("language_model_key", Kind::Text, ""),
    ("language_model_key_file", Kind::Text, ""),
    ("language_model_name", Kind::Text, "gpt-4o-mini"),
    ("flow_settings", Kind::Table, "{}"),
    ("log", Kind::Text, "info,sqlx=warn"),
    ("log_format", Kind::Text, "text"),
];

const PREFIX: &str = "RECADO_";

pub(super) fn merge(file: &str, environment: &BTreeMap<String, String>, flags: &Flags) -> anyhow::Result<Config> {
    let mut merged = Table::new();
    for (key, kind, default) in KEYS {
        if !default.is_empty() || *kind == Kind::List {
            merged.insert((*key).to_owned(), parse(*kind, default)?);
        }
    }
    if let Some(unknown) = environment.keys().find(|key| !is_known(key)) {
        anyhow::bail!("{PREFIX}{} is not a setting", unknown.to_uppercase());
    }
    let file: Table = file.parse().context("the file is not TOML")?;
    merged.extend(file);
    for (key, kind, _) in KEYS {
        if let Some(text) = environment.get(*key) {
            let value = parse(*kind, text).with_context(|| format!("{PREFIX}{}", key.to_uppercase()))?;
            merged.insert((*key).to_owned(), value);
        }
        if let Some(text) = flags.get(key) {
            let value = parse(*kind, text).with_context(|| format!("--{}", key.replace('_', "-")))?;
            merged.insert((*key).to_owned(), value);
        }
    }
    Ok(Value::Table(merged).try_into()?)
}

/// A misspelt variable must not be ignored in silence.
fn is_known(key: &str) -> bool {
    key == "config" || key.starts_with("test_") || KEYS.iter().any(|(known, ..)| *known == key)
}

fn parse(kind: Kind, text: &str) -> anyhow::Result<Value> {
    Ok(match kind {
        Kind::Text => Value::String(text.to_owned()),
        Kind::Number => Value::Integer(text.parse().with_context(|| format!("{text:?} is not a number"))?),
        Kind::YesNo => match text {
            "true" | "yes" | "1" => Value::Boolean(true),
            "false" | "no" | "0" => Value::Boolean(false),
            other => anyhow::bail!("{other:?} is neither true nor false"),
        },
        Kind::List => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
        }
        Kind::Table => serde_json::from_str(text).context("not a JSON object")?,
    })
}

/// `RECADO_*` by key, in lower case without the prefix. A variable set to nothing counts as not set.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
pub(super) fn environment() -> BTreeMap<String, String> {
    std::env::vars()
        .filter_map(|(name, value)| Some((name.strip_prefix(PREFIX)?.to_lowercase(), value)))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// As the machine calls itself.
pub(super) fn host_name() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    if name.trim().is_empty() { "recado".to_owned() } else { name.trim().to_owned() }
}

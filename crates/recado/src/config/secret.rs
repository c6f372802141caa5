//! Values that must not be seen: printing one prints nothing.

use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    pub fn new(value: impl Into<String>) -> Self {
        Self(SecretString::from(value.into()))
    }

    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }

    /// 32 random bytes as hexadecimal digits, in a file that only we may read.
    pub fn kept_or_made(file: &Path) -> anyhow::Result<Self> {
        kept_or_made(file)
    }

    pub fn into_inner(self) -> SecretString {
        self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[secret]")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

pub(super) fn given(value: Option<&Secret>, file: Option<&Path>) -> anyhow::Result<Option<Secret>> {
    if let Some(value) = value.filter(|value| !value.reveal().is_empty()) {
        return Ok(Some(value.clone()));
    }
    let Some(file) = file else { return Ok(None) };
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    anyhow::ensure!(!text.trim().is_empty(), "{} is empty", file.display());
    Ok(Some(Secret::new(text.trim())))
}

fn kept_or_made(file: &Path) -> anyhow::Result<Secret> {
    if file.exists() {
        return given(None, Some(file))?.context("the sealing key is empty");
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let key = hex::encode(server::http::secret::random::<32>()?);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file).with_context(|| format!("cannot write {}", file.display()))?;
    writeln!(opened, "{key}")?;
    Ok(Secret::new(key))
}

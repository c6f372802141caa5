//! What the operator decides: defaults, then a TOML file, then the environment (`RECADO_*`), then flags. The keys are
//! described in `docs/configuration.md`. Secrets are read from the environment or a file and never printed.

mod layers;
mod secret;

pub use secret::Secret;

use anyhow::Context;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Every key, as `docs/configuration.md` lists them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub listen: SocketAddr,
    pub database: String,
    pub data_directory: PathBuf,
    pub encoder: Option<PathBuf>,
    pub app_secret: Option<Secret>,
    pub app_secret_file: Option<PathBuf>,
    pub verify_token: Option<Secret>,
    pub verify_token_file: Option<PathBuf>,
    pub sealing_key: Option<Secret>,
    pub sealing_key_file: Option<PathBuf>,
    pub graph_url: String,
    pub graph_version: String,
    pub proxy: Option<String>,
    pub workspace_name: String,
    pub owner_email: String,
    pub owner_name: String,
    pub language: String,
    pub public_url: Option<String>,
    pub secure_cookies: bool,
    pub node_name: Option<String>,
    pub uncertain_deadline_seconds: u64,
    pub allowed_private_hosts: Vec<String>,
    pub language_model_url: Option<String>,
    pub language_model_key: Option<Secret>,
    pub language_model_key_file: Option<PathBuf>,
    pub language_model_name: String,
    pub flow_settings: serde_json::Map<String, serde_json::Value>,
    pub log: String,
    pub log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    Text,
    Json,
}

/// What the command line says, by key.
pub type Flags = BTreeMap<&'static str, String>;

/// Reads all layers. `file` is what `--config` names; without it `recado.toml` of this folder is read if there is one.
pub fn read(file: Option<&Path>, flags: &Flags) -> anyhow::Result<Config> {
    let environment = layers::environment();
    let file = file.map(Path::to_owned).or_else(|| environment.get("config").map(PathBuf::from));
    let (path, must_exist) = file.map_or_else(|| (PathBuf::from("recado.toml"), false), |path| (path, true));
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    layers::merge(&text, &environment, flags).with_context(|| format!("configuration ({})", path.display()))
}

impl Config {
    pub fn app_secret(&self) -> anyhow::Result<Secret> {
        required("app_secret", self.app_secret.as_ref(), self.app_secret_file.as_deref())
    }

    pub fn verify_token(&self) -> anyhow::Result<Secret> {
        required("verify_token", self.verify_token.as_ref(), self.verify_token_file.as_deref())
    }

    /// Made on the first start when none is given, and kept beside the data.
    pub fn sealing_key(&self) -> anyhow::Result<Secret> {
        match secret::given(self.sealing_key.as_ref(), self.sealing_key_file.as_deref())? {
            Some(key) => Ok(key),
            None => Secret::kept_or_made(&self.data_directory.join("sealing.key")),
        }
    }

    /// Off unless its address is given.
    pub fn language_model(&self) -> anyhow::Result<Option<server::app::LanguageModel>> {
        let Some(url) = self.language_model_url.clone() else { return Ok(None) };
        anyhow::ensure!(
            !self.language_model_name.is_empty(),
            "language_model_name is not set: the end-point asks for it"
        );
        let key = secret::given(self.language_model_key.as_ref(), self.language_model_key_file.as_deref())?;
        let model = self.language_model_name.clone();
        Ok(Some(server::app::LanguageModel { url, key: key.map(Secret::into_inner), model }))
    }

    /// This process among the nodes of one database.
    pub fn node(&self) -> String {
        self.node_name.clone().unwrap_or_else(|| format!("{}:{}", layers::host_name(), self.listen.port()))
    }
}

/// The value of a secret that is needed: given itself, or by the file that holds it.
fn required(name: &'static str, value: Option<&Secret>, file: Option<&Path>) -> anyhow::Result<Secret> {
    let missing = || {
        let variable = name.to_uppercase();
        format!("{name} is not set: set RECADO_{variable}, or {name}_file to a file that holds it")
    };
    secret::given(value, file)?.with_context(missing)
}

#[cfg(test)]
mod tests;

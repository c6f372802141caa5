//! Where the API is and how long to wait for it.

use std::fmt;
use std::time::Duration;

use crate::signature::AppSecret;

const META: &str = "https://graph.facebook.com";
const META_API: &str = "https://api.facebook.com";

/// How to reach the Cloud API.
#[derive(Debug, Clone)]
pub struct Config {
    /// Scheme, host and, for an emulator, port.
    pub base_url: String,
    /// The same for the few newer calls that live elsewhere. When absent, Meta's own or, should `base_url` be somebody
    /// else's, that one.
    pub api_url: Option<String>,
    /// Such as `v26.0`.
    pub version: String,
    pub connect_timeout: Duration,
    /// For a whole call, connecting and reading the answer included.
    pub timeout: Duration,
    /// The same for files.
    pub media_timeout: Duration,
    /// A proxy to go through; the environment is not looked at.
    pub proxy: Option<String>,
    /// Besides the host of `base_url`, the domains that may be given the token when media are downloaded.
    pub media_domains: Vec<String>,
    /// With it, every call proves that it comes from the app (`appsecret_proof`), which the app can be set to ask for.
    pub app_secret: Option<AppSecret>,
}

impl Config {
    pub(super) fn api_url(&self) -> &str {
        let is_metas = self.base_url.trim_end_matches('/') == META;
        self.api_url.as_deref().unwrap_or(if is_metas { META_API } else { &self.base_url })
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base_url: META.to_owned(),
            api_url: None,
            version: "v26.0".to_owned(),
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(30),
            media_timeout: Duration::from_mins(5),
            proxy: None,
            media_domains: ["fbsbx.com", "facebook.com", "fbcdn.net", "whatsapp.net"].map(str::to_owned).to_vec(),
            app_secret: None,
        }
    }
}

/// Why no client could be made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error("the base URL `{0}` is not an http or https address")]
    BaseUrl(String),
    #[error("no HTTP client could be made: {0}")]
    Http(#[from] reqwest::Error),
}

/// What gives access to a number or an account. Printing it prints nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

impl AccessToken {
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// The token of an app itself, good for its subscriptions and for looking at other tokens.
    pub fn of_app(app_id: &str, app_secret: &str) -> Self {
        Self(format!("{app_id}|{app_secret}"))
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken([redacted])")
    }
}

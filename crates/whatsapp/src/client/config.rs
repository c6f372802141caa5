//! Where the API is and how long to wait for it.

use std::fmt;
use std::time::Duration;

/// How to reach the Cloud API.
#[derive(Debug, Clone)]
pub struct Config {
    /// Scheme, host and, for an emulator, port.
    pub base_url: String,
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
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base_url: "https://graph.facebook.com".to_owned(),
            version: "v26.0".to_owned(),
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(30),
            media_timeout: Duration::from_mins(5),
            proxy: None,
            media_domains: ["fbsbx.com", "facebook.com", "fbcdn.net", "whatsapp.net"].map(str::to_owned).to_vec(),
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

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken([redacted])")
    }
}

//! The client itself: its connections and where they lead.

use std::time::Duration;

use reqwest::Url;

use super::{AccessToken, BuildError, Config};
use crate::endpoint::{Endpoint, Host};
use crate::signature::AppSecret;

/// An idle connection is given up after this, before the other side does: a request written into a connection that is
/// just being closed has no answer, and nobody could say whether it was carried out.
const LONGEST_IDLE: Duration = Duration::from_secs(20);

/// A client of the Cloud API. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    pub(super) http: reqwest::Client,
    graph: Url,
    api: Url,
    version: String,
    app_secret: Option<AppSecret>,
    pub(super) media_domains: Vec<String>,
    pub(super) media_timeout: Duration,
}

impl Client {
    pub fn new(config: Config) -> Result<Self, BuildError> {
        let graph = address(&config.base_url)?;
        let api = address(config.api_url())?;
        let builder = reqwest::Client::builder()
            .connect_timeout(config.connect_timeout)
            .timeout(config.timeout)
            .pool_idle_timeout(LONGEST_IDLE)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy();
        let builder = match &config.proxy {
            Some(proxy) => builder.proxy(reqwest::Proxy::all(proxy)?),
            None => builder,
        };
        let Config { version, app_secret, media_domains, media_timeout, .. } = config;
        Ok(Self { http: builder.build()?, graph, api, version, app_secret, media_domains, media_timeout })
    }

    /// The address of an end-point, the parameters of its path being these.
    pub(super) fn url(&self, endpoint: &Endpoint, ids: &[&str]) -> Url {
        let (base, version) = match endpoint.host {
            Host::Graph => (&self.graph, Some(&self.version)),
            Host::Api => (&self.api, None),
        };
        let mut url = base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(version).extend(endpoint.segments(ids));
        }
        url
    }

    /// Whether an address is the API's own, and not that of a media server.
    pub(super) fn is_api(&self, url: &Url) -> bool {
        [&self.graph, &self.api].into_iter().any(|own| own.origin() == url.origin())
    }

    /// What proves that whoever has the token also has the secret of the app.
    pub(super) fn proof(&self, token: &AccessToken) -> Option<String> {
        self.app_secret.as_ref().map(|secret| secret.proof(token.reveal()))
    }
}

fn address(url: &str) -> Result<Url, BuildError> {
    let parsed = Url::parse(url).ok().filter(|url| !url.cannot_be_a_base() && url.has_host());
    parsed.ok_or_else(|| BuildError::BaseUrl(url.to_owned()))
}

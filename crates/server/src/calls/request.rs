//! One request of a flow over the wire. Whatever goes wrong becomes an answer without a status: the flow decides.

use super::guard;
use crate::app::Settings;
use domain::flow::limits;
use domain::flow::session::{Destination, HttpAnswer, HttpCall};
use domain::time::Timestamp;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Method, RequestBuilder, Response, Url};
use secrecy::ExposeSecret;
use serde_json::Value;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Cheap to clone.
#[derive(Clone)]
pub(super) struct Caller {
    public: Client,
    trusted: Client,
    /// `host` or `host:port` that the operator allows though they are private.
    allowed: Arc<Vec<String>>,
    app: Arc<Settings>,
}

impl Caller {
    pub(super) fn new(settings: &Arc<Settings>) -> Result<Self, reqwest::Error> {
        let builder = || {
            Client::builder()
                .connect_timeout(CONNECT_TIMEOUT)
                // A redirect could lead where the address check has not looked.
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .user_agent(concat!("recado/", env!("CARGO_PKG_VERSION")))
        };
        Ok(Self {
            public: builder().dns_resolver(Arc::new(PublicOnly)).build()?,
            trusted: builder().build()?,
            allowed: Arc::new(settings.allowed_private_hosts.clone()),
            app: settings.clone(),
        })
    }

    pub(super) async fn make(&self, call: &HttpCall, now: Timestamp) -> HttpAnswer {
        let (status, body, error) = match self.exchange(call, now).await {
            Ok((status, body)) => (Some(status), body, None),
            Err(error) => (None, Value::Null, Some(error)),
        };
        HttpAnswer { call: call.id, status, body, error }
    }

    async fn exchange(&self, call: &HttpCall, now: Timestamp) -> Result<(u16, Value), String> {
        let left = call.deadline.since(now);
        if left.is_zero() {
            return Err("too late to make the request".to_owned());
        }
        let request = match call.to {
            Destination::Address => self.to_address(call)?,
            Destination::LanguageModel => self.to_language_model(call)?,
        };
        let request = request.timeout(left).header("Idempotency-Key", call.id.to_string());
        // `without_url`: the address may carry a customer's data, and errors are kept.
        let response = request.send().await.map_err(|error| error.without_url().to_string())?;
        read(response).await
    }

    fn to_address(&self, call: &HttpCall) -> Result<RequestBuilder, String> {
        let url = Url::parse(&call.url).map_err(|error| format!("the address is not valid: {error}"))?;
        let client = self.client_for(&url)?;
        let method = Method::from_bytes(call.method.as_bytes()).map_err(|_| "the method is not valid".to_owned())?;
        let mut request = client.request(method, url);
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        Ok(match &call.body {
            Some(body) => request.json(body),
            None => request,
        })
    }

    /// The address, the key and the model's name are the operator's: no flow sees them, and no row keeps them.
    fn to_language_model(&self, call: &HttpCall) -> Result<RequestBuilder, String> {
        let model = self.app.language_model.as_ref().ok_or("no language model is configured")?;
        let mut body = call.body.clone().unwrap_or_default();
        if let Some(fields) = body.as_object_mut() {
            fields.insert("model".to_owned(), model.model.as_str().into());
        }
        let request = self.trusted.post(&model.url).json(&body);
        Ok(match &model.key {
            Some(key) => request.bearer_auth(key.expose_secret()),
            None => request,
        })
    }

    /// The client that may go there; literal addresses are judged here, names when they are resolved.
    fn client_for(&self, url: &Url) -> Result<&Client, String> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err("only http and https addresses can be called".to_owned());
        }
        let host = url.host_str().unwrap_or_default();
        let with_port = url.port_or_known_default().map(|port| format!("{host}:{port}"));
        if self.allowed.iter().any(|allowed| allowed == host || Some(allowed) == with_port.as_ref()) {
            return Ok(&self.trusted);
        }
        match host.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(address) if !guard::is_public(address) => Err(REFUSED.to_owned()),
            _ => Ok(&self.public),
        }
    }
}

const REFUSED: &str = "private addresses are refused; the operator can allow the host";

/// At most as much as a flow can hold.
async fn read(mut response: Response) -> Result<(u16, Value), String> {
    let status = response.status().as_u16();
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| error.without_url().to_string())? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > limits::HTTP_BODY_BYTES {
            return Err(format!("the answer is longer than {} bytes", limits::HTTP_BODY_BYTES));
        }
    }
    let body =
        serde_json::from_slice(&bytes).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
    Ok((status, body))
}

/// Resolves names and drops private addresses, at the moment of connecting, so that a name cannot change in between.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| guard::is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(REFUSED.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

//! One call: from a request to an outcome of which the caller knows what it may do next.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::multipart::Form;
use reqwest::{Method, RequestBuilder, Response, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::Instant;

use super::{AccessToken, BuildError, Config, Exchange, SendError, Trace};
use crate::error::{ApiError, ErrorBody, classify};

/// The longest JSON answer that is read.
const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

/// How much of an answer a trace keeps.
const LONGEST_TRACE: usize = 8 * 1024;

/// An idle connection is given up after this, before the other side does: a request written into a connection that is
/// just being closed has no answer, and nobody could say whether it was carried out.
const LONGEST_IDLE: Duration = Duration::from_secs(20);

/// The code of an [`ApiError`] made here, for refusals that bring none.
const NO_CODE: i64 = -1;

/// A client of the Cloud API. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    version: String,
    pub(super) media_domains: Vec<String>,
    media_timeout: Duration,
}

/// What a request carries.
pub(super) enum Body {
    Empty,
    /// Nothing either, but the answer is a file and may take its time.
    Download,
    Json(String),
    Upload {
        form: Form,
        description: String,
    },
}

impl Body {
    pub(super) fn json(value: &impl Serialize) -> Result<Self, SendError> {
        let json = serde_json::to_string(value);
        json.map(Self::Json).map_err(|why| SendError::NotSent { reason: why.to_string() })
    }
}

impl Client {
    pub fn new(config: Config) -> Result<Self, BuildError> {
        let base = Url::parse(&config.base_url).ok().filter(|url| !url.cannot_be_a_base() && url.has_host());
        let base = base.ok_or_else(|| BuildError::BaseUrl(config.base_url.clone()))?;
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
        let Config { version, media_domains, media_timeout, .. } = config;
        Ok(Self { http: builder.build()?, base, version, media_domains, media_timeout })
    }

    /// The address of a call below the version.
    pub(super) fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(&self.version).extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    pub(super) fn is_own_origin(&self, url: &Url) -> bool {
        url.origin() == self.base.origin()
    }

    /// Calls and reads the answer as JSON.
    pub(super) async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        url: Url,
        token: &AccessToken,
        body: Result<Body, SendError>,
    ) -> Exchange<T> {
        let exchange = self.call_for_bytes(method, url, token, body, LONGEST_ANSWER).await;
        exchange.and_then(|bytes| {
            serde_json::from_slice(&bytes)
                .map_err(|why| SendError::AnswerLost { reason: format!("the answer cannot be read: {why}") })
        })
    }

    /// Calls and gives the answer as it comes, which may not be longer than `longest`.
    pub(super) async fn call_for_bytes(
        &self,
        method: Method,
        url: Url,
        token: &AccessToken,
        body: Result<Body, SendError>,
        longest: usize,
    ) -> Exchange<Vec<u8>> {
        let begun = Instant::now();
        let mut trace = Trace {
            method: method.to_string(),
            path: path_and_query(&url),
            request_body: None,
            status: None,
            response_body: None,
            duration: Duration::ZERO,
        };
        let request = self.http.request(method, url);
        let request = body.and_then(|body| self.prepare(request, token, body, &mut trace));
        let result = match request {
            Ok(request) => exchange(request, longest, &mut trace).await,
            Err(not_sent) => Err(not_sent),
        };
        trace.duration = begun.elapsed();
        Exchange { result, trace }
    }

    fn prepare(
        &self,
        request: RequestBuilder,
        token: &AccessToken,
        body: Body,
        trace: &mut Trace,
    ) -> Result<RequestBuilder, SendError> {
        let request = request.header(AUTHORIZATION, bearer(token)?);
        Ok(match body {
            Body::Empty => request,
            Body::Download => request.timeout(self.media_timeout),
            Body::Json(json) => {
                trace.request_body = Some(json.clone());
                request.header(CONTENT_TYPE, HeaderValue::from_static("application/json")).body(json)
            }
            Body::Upload { form, description } => {
                trace.request_body = Some(description);
                request.multipart(form).timeout(self.media_timeout)
            }
        })
    }
}

fn bearer(token: &AccessToken) -> Result<HeaderValue, SendError> {
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.reveal()))
        .map_err(|_| SendError::NotSent { reason: "the access token has characters no header may have".to_owned() })?;
    bearer.set_sensitive(true);
    Ok(bearer)
}

fn path_and_query(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

async fn exchange(request: RequestBuilder, longest: usize, trace: &mut Trace) -> Result<Vec<u8>, SendError> {
    let response = request.send().await.map_err(failed)?;
    let status = response.status().as_u16();
    trace.status = Some(status);
    let is_text = is_text(&response);
    let read = read(response, longest).await;
    trace.response_body = read.as_ref().ok().map(|body| shown(body, is_text));
    match status {
        200..=299 => read,
        _ => Err(refusal(status, &read.unwrap_or_default())),
    }
}

/// What became of a request that ended without an answer. Only a connection that was never made proves that nothing
/// was sent.
fn failed(why: reqwest::Error) -> SendError {
    let never_left = why.is_connect() || why.is_builder();
    let reason = describe(&why.without_url());
    if never_left { SendError::NotSent { reason } } else { SendError::AnswerLost { reason } }
}

fn describe(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(why) = cause {
        text.push_str(": ");
        text.push_str(&why.to_string());
        cause = why.source();
    }
    text
}

fn is_text(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.contains("json") || kind.starts_with("text/")
}

async fn read(mut response: Response, longest: usize) -> Result<Vec<u8>, SendError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        if body.len() + chunk.len() > longest {
            return Err(SendError::AnswerLost { reason: format!("the answer is longer than {longest} bytes") });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// What a trace keeps of an answer.
fn shown(body: &[u8], is_text: bool) -> String {
    if !is_text {
        return format!("[{} bytes]", body.len());
    }
    String::from_utf8_lossy(body.get(..LONGEST_TRACE).unwrap_or(body)).into_owned()
}

/// A refusal with Meta's error is one. Without it, a 3xx or 4xx is still a refusal, but a 5xx may come from a gateway
/// in between, behind which the request may have been carried out.
fn refusal(status: u16, body: &[u8]) -> SendError {
    if let Ok(refused) = serde_json::from_slice::<ErrorBody>(body) {
        return refused_with(status, refused.error);
    }
    if (300..500).contains(&status) {
        let title = format!("status {status} without an error of the Cloud API");
        return refused_with(status, ApiError { code: NO_CODE, message: Some(title), ..ApiError::default() });
    }
    SendError::AnswerLost { reason: format!("status {status} without an error of the Cloud API") }
}

fn refused_with(http_status: u16, error: ApiError) -> SendError {
    let class = classify(http_status, &error);
    SendError::Refused { http_status, error: Box::new(error), class }
}

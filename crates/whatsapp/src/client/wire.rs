//! What goes over the wire: requests out, answers and failures back.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::multipart::Form;
use reqwest::{RequestBuilder, Response, Url};
use tokio::time::Instant;

use super::call::{Call, REDACTED};
use super::{AccessToken, Client, Exchange, SendError, Trace};
use crate::endpoint::Method;
use crate::error::{ApiError, ErrorBody, classify};

/// The longest JSON answer that is read.
pub(super) const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

/// How much of an answer a trace keeps.
const LONGEST_TRACE: usize = 8 * 1024;

/// The code of an [`ApiError`] made here, for refusals that bring none.
const NO_CODE: i64 = -1;

/// Parameters whose values no trace shows.
const SECRET_PARAMETERS: &[&str] = &["appsecret_proof", "input_token", "client_secret", "code", "access_token", "sig"];

/// What a request carries.
pub(super) enum Body {
    Empty,
    /// Nothing either, but the answer is a file and may take its time.
    Download,
    Json(String),
    /// Something of which the trace shows a description.
    Described {
        sent: Vec<u8>,
        content_type: &'static str,
        shown: String,
    },
    Upload {
        form: Form,
        description: String,
    },
    /// Bytes of a resumable upload, from an offset on.
    Piece {
        bytes: Vec<u8>,
        offset: u64,
    },
}

pub(super) fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Delete => reqwest::Method::DELETE,
    }
}

impl Call<'_> {
    /// Calls and gives the answer as it comes, which may not be longer than `longest`.
    pub(super) async fn perform(mut self, token: Option<&AccessToken>, longest: usize) -> Exchange<Vec<u8>> {
        let begun = Instant::now();
        if let (Some(proof), true) = (token.and_then(|token| self.client.proof(token)), self.client.is_api(&self.url)) {
            self.url.query_pairs_mut().append_pair("appsecret_proof", &proof);
        }
        let mut trace = Trace {
            method: self.method.to_string(),
            path: path_and_query(&self.url),
            request_body: None,
            status: None,
            response_body: None,
            duration: Duration::ZERO,
        };
        let request = self.client.http.request(self.method, self.url);
        let request = self.body.and_then(|body| self.client.prepare(request, token, body, &mut trace));
        let result = match request {
            Ok(request) => exchange(request, longest, &mut trace).await,
            Err(not_sent) => Err(not_sent),
        };
        if self.is_answer_secret && trace.response_body.is_some() {
            trace.response_body = Some(REDACTED.to_owned());
        }
        trace.duration = begun.elapsed();
        Exchange { result, trace }
    }
}

impl Client {
    fn prepare(
        &self,
        request: RequestBuilder,
        token: Option<&AccessToken>,
        body: Body,
        trace: &mut Trace,
    ) -> Result<RequestBuilder, SendError> {
        let scheme = if matches!(body, Body::Piece { .. }) { "OAuth" } else { "Bearer" };
        let request = match token {
            Some(token) => request.header(AUTHORIZATION, authorization(scheme, token)?),
            None => request,
        };
        Ok(match body {
            Body::Empty => request,
            Body::Download => request.timeout(self.media_timeout),
            Body::Json(json) => {
                trace.request_body = Some(json.clone());
                request.header(CONTENT_TYPE, HeaderValue::from_static("application/json")).body(json)
            }
            Body::Described { sent, content_type, shown } => {
                trace.request_body = Some(shown);
                request.header(CONTENT_TYPE, HeaderValue::from_static(content_type)).body(sent)
            }
            Body::Upload { form, description } => {
                trace.request_body = Some(description);
                request.multipart(form).timeout(self.media_timeout)
            }
            Body::Piece { bytes, offset } => {
                trace.request_body = Some(format!("[{} bytes from {offset} on]", bytes.len()));
                request.header("file_offset", offset).body(bytes).timeout(self.media_timeout)
            }
        })
    }
}

fn authorization(scheme: &str, token: &AccessToken) -> Result<HeaderValue, SendError> {
    let mut value = HeaderValue::from_str(&format!("{scheme} {}", token.reveal()))
        .map_err(|_| SendError::NotSent { reason: "the access token has characters no header may have".to_owned() })?;
    value.set_sensitive(true);
    Ok(value)
}

/// The path as a trace shows it.
fn path_and_query(url: &Url) -> String {
    if url.query().is_none() {
        return url.path().to_owned();
    }
    let is_secret = |name: &str| SECRET_PARAMETERS.contains(&name);
    if url.query_pairs().any(|(name, _)| is_secret(&name)) {
        let mut shown = url.clone();
        let pairs = url
            .query_pairs()
            .map(|(name, value)| if is_secret(&name) { (name, REDACTED.into()) } else { (name, value) });
        shown.query_pairs_mut().clear().extend_pairs(pairs);
        return format!("{}?{}", shown.path(), shown.query().unwrap_or_default());
    }
    format!("{}?{}", url.path(), url.query().unwrap_or_default())
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
    if let Ok(ErrorBody { mut error, extra }) = serde_json::from_slice::<ErrorBody>(body) {
        error.extra.extend(extra);
        return refused_with(status, error);
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

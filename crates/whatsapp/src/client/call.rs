//! One call: an end-point, what it is asked with, and whoever asks.

use reqwest::Url;
use reqwest::multipart::Form;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::wire::{Body, LONGEST_ANSWER};
use super::{AccessToken, Client, Exchange, SendError};
use crate::endpoint::Endpoint;

/// What stands in a trace where a secret was.
pub(super) const REDACTED: &str = "[redacted]";

/// A request that is being put together.
pub(super) struct Call<'a> {
    pub(super) client: &'a Client,
    pub(super) method: reqwest::Method,
    pub(super) url: Url,
    pub(super) body: Result<Body, SendError>,
    pub(super) is_answer_secret: bool,
}

impl Client {
    /// Begins a call of an end-point, the parameters of its path being these.
    pub(super) fn call(&self, endpoint: &Endpoint, ids: &[&str]) -> Call<'_> {
        Call {
            client: self,
            method: super::wire::method(endpoint.method),
            url: self.url(endpoint, ids),
            body: Ok(Body::Empty),
            is_answer_secret: false,
        }
    }
}

impl Call<'_> {
    pub(super) fn query(mut self, name: &str, value: &str) -> Self {
        self.url.query_pairs_mut().append_pair(name, value);
        self
    }

    /// A parameter that may not be there.
    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    pub(super) fn queries<'q>(self, pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        pairs.into_iter().fold(self, |call, (name, value)| call.query(name, value))
    }

    pub(super) fn json(mut self, value: &impl Serialize) -> Self {
        self.body = to_json(value).map(Body::Json);
        self
    }

    /// JSON of which some fields are nobody's business.
    pub(super) fn secret_json(mut self, value: &Value, secrets: &[&str]) -> Self {
        let mut shown = value.clone();
        redact(&mut shown, secrets);
        self.body = to_json(value).map(|sent| Body::Described {
            sent: sent.into_bytes(),
            content_type: "application/json",
            shown: shown.to_string(),
        });
        self
    }

    /// A form, of which some fields are nobody's business.
    pub(super) fn form(mut self, pairs: &[(&str, &str)], secrets: &[&str]) -> Self {
        let shown = pairs.iter().map(|(name, value)| (*name, if secrets.contains(name) { REDACTED } else { value }));
        self.body = Ok(Body::Described {
            sent: encoded(pairs.iter().copied()).into_bytes(),
            content_type: "application/x-www-form-urlencoded",
            shown: encoded(shown),
        });
        self
    }

    pub(super) fn upload(mut self, upload: Result<(Form, String), SendError>) -> Self {
        self.body = upload.map(|(form, description)| Body::Upload { form, description });
        self
    }

    pub(super) fn refused(mut self, reason: &str) -> Self {
        self.body = Err(SendError::NotSent { reason: reason.to_owned() });
        self
    }

    /// Keeps the answer out of the trace.
    pub(super) fn with_secret_answer(mut self) -> Self {
        self.is_answer_secret = true;
        self
    }

    /// Calls and reads the answer as JSON.
    pub(super) async fn send<T: DeserializeOwned>(self, token: &AccessToken) -> Exchange<T> {
        self.send_as(Some(token)).await
    }

    /// The same for the calls that give a token and need none.
    pub(super) async fn send_without_token<T: DeserializeOwned>(self) -> Exchange<T> {
        self.send_as(None).await
    }

    async fn send_as<T: DeserializeOwned>(self, token: Option<&AccessToken>) -> Exchange<T> {
        let exchange = self.perform(token, LONGEST_ANSWER).await;
        exchange.and_then(|bytes| {
            serde_json::from_slice(&bytes)
                .map_err(|why| SendError::AnswerLost { reason: format!("the answer cannot be read: {why}") })
        })
    }
}

fn to_json(value: &impl Serialize) -> Result<String, SendError> {
    serde_json::to_string(value).map_err(|why| SendError::NotSent { reason: why.to_string() })
}

fn redact(value: &mut Value, secrets: &[&str]) {
    let Value::Object(fields) = value else { return };
    for (name, value) in fields {
        if secrets.contains(&name.as_str()) {
            *value = Value::from(REDACTED);
        } else {
            redact(value, secrets);
        }
    }
}

fn encoded<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let Ok(mut form) = Url::parse("form:") else { return String::new() };
    form.query_pairs_mut().extend_pairs(pairs);
    form.query().unwrap_or_default().to_owned()
}

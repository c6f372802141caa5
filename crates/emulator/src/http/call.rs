//! A request, read as far as every endpoint needs it.

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use futures::FutureExt;
use serde_json::{Map, Value};

use super::Secure;
use super::fields::Field;
use super::form::{self, Form};
use crate::engine::Core;
use crate::refusal::Refusal;

/// The field of a query or a form that holds the access token.
pub(crate) const TOKEN: &str = "access_token";

/// A request.
pub(crate) struct Call {
    pub method: Method,
    /// Path and query as they came, without any token.
    pub target: String,
    /// `v26.0` and the like, when the path begins with one.
    pub version: Option<String>,
    /// Whether it came over TLS.
    pub is_secure: bool,
    /// The parts of the path, without the version.
    pub segments: Vec<String>,
    pub query: Vec<(String, String)>,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Call {
    pub(crate) fn new(parts: Parts, body: Bytes) -> Self {
        let query = pairs(&parts.uri);
        let mut segments: Vec<String> =
            parts.uri.path().split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let has_version = segments.first().is_some_and(|first| is_version(first));
        let version = has_version.then(|| segments.remove(0));
        let is_secure = parts.extensions.get::<Secure>().is_some();
        let has_token = query.iter().any(|(key, _)| key.ends_with("token") || key.ends_with("secret") || key == "code");
        let target = if has_token { parts.uri.path().to_owned() } else { parts.uri.to_string() };
        Self { method: parts.method, target, version, is_secure, segments, query, headers: parts.headers, body }
    }

    /// What is asked of the object that the path names.
    pub(crate) fn edge(&self) -> Option<&str> {
        self.segments.get(1).map(String::as_str)
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The fields that were asked for.
    pub(crate) fn fields(&self) -> Result<Option<Vec<Field>>, Refusal> {
        let fields = self.query("fields").map(super::fields::parse).transpose()?;
        Ok(fields.filter(|fields| !fields.is_empty()))
    }

    /// The call that asks an object for a list which is named among its fields: `flows.limit(1){id}`.
    pub(crate) fn for_list(&self, id: &str, field: &Field) -> Self {
        let mut query = field.arguments.clone();
        if !field.fields.is_empty() {
            query.push(("fields".to_owned(), super::fields::written(&field.fields)));
        }
        Self {
            method: Method::GET,
            target: self.target.clone(),
            version: self.version.clone(),
            is_secure: self.is_secure,
            segments: vec![id.to_owned(), field.name.clone()],
            query,
            headers: self.headers.clone(),
            body: Bytes::new(),
        }
    }

    /// The parameters of a `POST`: JSON, a form, or the query.
    pub(crate) fn parameters(&self) -> Result<Value, Refusal> {
        let mut parameters: Map<String, Value> =
            self.query.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect();
        if let Some(form) = self.form()? {
            parameters.extend(form.into_iter().map(|(key, value)| (key, Value::from(value))));
            parameters.remove(TOKEN);
        } else if !self.body.is_empty() {
            let json: Value = serde_json::from_slice(&self.body)
                .map_err(|error| Refusal::new(100, format!("The request body is not valid JSON: {error}")))?;
            let Value::Object(json) = json else { return Err(Refusal::new(100, "The request body is not an object.")) };
            parameters.extend(json);
        }
        Ok(Value::Object(parameters))
    }

    /// The fields of a body that is a form, of either kind.
    pub(crate) fn form(&self) -> Result<Option<Vec<(String, String)>>, Refusal> {
        let content_type = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or_default();
        let form = if content_type.starts_with("application/x-www-form-urlencoded") {
            form::fields(self).now_or_never()
        } else if content_type.starts_with("multipart/form-data") {
            async { Form::read(self).await.map(Form::into_texts) }.now_or_never()
        } else {
            return Ok(None);
        };
        // All of the body is here, so nothing is ever waited for.
        form.unwrap_or_else(|| Err(Refusal::new(100, "The form cannot be read."))).map(Some)
    }

    /// Where the caller reached us, which is where it shall find what we point at.
    pub(crate) fn origin(&self, core: &Core) -> String {
        let host = self.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        match host.filter(|host| !host.is_empty() && !host.contains(['/', '@', ' '])) {
            Some(host) if self.is_secure => format!("https://{host}"),
            Some(host) => format!("http://{host}"),
            None => core.base_url.clone(),
        }
    }

    /// Where the caller shall fetch files: Meta's have a host of their own, where the call came to one of Meta's.
    pub(crate) fn file_origin(&self, core: &Core) -> String {
        let origin = self.origin(core);
        let Some((scheme, host)) = origin.split_once("://") else { return origin };
        let (name, port) = host.find(':').map_or((host, ""), |colon| host.split_at(colon));
        match name {
            "graph.facebook.com" | "api.facebook.com" => format!("{scheme}://lookaside.fbsbx.com{port}"),
            _ => origin,
        }
    }

    pub(crate) fn method_name(&self) -> &'static str {
        match self.method {
            Method::GET => "GET",
            Method::POST => "POST",
            Method::DELETE => "DELETE",
            Method::PUT => "PUT",
            Method::PATCH => "PATCH",
            _ => "OTHER",
        }
    }

    /// Files are not kept in the log.
    pub(crate) fn body_for_log(&self) -> Bytes {
        let is_file = matches!(self.edge(), Some("media" | "assets"))
            || self.segments.iter().any(|part| part.starts_with("upload:"));
        let has_token = || self.body.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes());
        if is_file || (!self.body.starts_with(b"{") && has_token()) {
            return Bytes::from(format!("({} bytes)", self.body.len()));
        }
        self.body.clone()
    }
}

fn pairs(uri: &Uri) -> Vec<(String, String)> {
    Query::<Vec<(String, String)>>::try_from_uri(uri).map(|query| query.0).unwrap_or_default()
}

/// `v26.0` and the like.
fn is_version(part: &str) -> bool {
    let Some((major, minor)) = part.strip_prefix('v').and_then(|number| number.split_once('.')) else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    number(major) && number(minor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_recognised() {
        assert!(is_version("v13.0") && is_version("v26.0"));
        assert!(!is_version("106540352242922") && !is_version("v.") && !is_version("vx.0"));
    }
}

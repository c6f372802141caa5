//! A request, read as far as every endpoint needs it.

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use serde_json::{Map, Value};

use crate::engine::Core;
use crate::refusal::Refusal;

/// A request.
pub(crate) struct Call {
    pub method: Method,
    /// Path and query as they came, without any token.
    pub target: String,
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
        if segments.first().is_some_and(|first| is_version(first)) {
            segments.remove(0);
        }
        let has_token = query.iter().any(|(key, _)| key.ends_with("token"));
        let target = if has_token { parts.uri.path().to_owned() } else { parts.uri.to_string() };
        Self { method: parts.method, target, segments, query, headers: parts.headers, body }
    }

    /// What is asked of the object that the path names.
    pub(crate) fn edge(&self) -> Option<&str> {
        self.segments.get(1).map(String::as_str)
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The fields that were asked for.
    pub(crate) fn fields(&self) -> Option<Vec<String>> {
        let name = |field: &str| field.split(['{', '.', '(']).next().unwrap_or_default().trim().to_owned();
        self.query("fields").map(|fields| split_outside_brackets(fields).into_iter().map(name).collect())
    }

    /// The parameters of a `POST`: JSON, a form, or the query.
    pub(crate) fn parameters(&self) -> Result<Value, Refusal> {
        let content_type = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let mut parameters: Map<String, Value> =
            self.query.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect();
        if content_type.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
            let form = String::from_utf8_lossy(&self.body);
            let form = format!("/?{form}").parse().map(|uri| pairs(&uri)).unwrap_or_default();
            parameters.extend(form.into_iter().map(|(key, value)| (key, Value::from(value))));
        } else if !self.body.is_empty() {
            let json: Value = serde_json::from_slice(&self.body)
                .map_err(|error| Refusal::new(100, format!("The request body is not valid JSON: {error}")))?;
            let Value::Object(json) = json else { return Err(Refusal::new(100, "The request body is not an object.")) };
            parameters.extend(json);
        }
        Ok(Value::Object(parameters))
    }

    fn token(&self) -> Option<&str> {
        let header = self.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = header.and_then(|value| value.strip_prefix("Bearer ").or(value.strip_prefix("OAuth ")));
        bearer.or_else(|| self.query("access_token")).map(str::trim)
    }

    /// Whether the token is known, and may do this.
    pub(crate) fn check_token(&self, core: &Core) -> Result<(), Refusal> {
        let config = &core.config;
        let Some(token) = self.token().filter(|token| !token.is_empty()) else {
            return Err(Refusal::new(0, "An access token is required to request this resource."));
        };
        if token == config.access_token || token.split_once('|') == Some((&config.app_id, &config.app_secret)) {
            return Ok(());
        }
        let Some(known) = config.other_tokens.iter().find(|known| known.value == token) else {
            return Err(Refusal::new(190, "Invalid OAuth access token - Cannot parse access token"));
        };
        if known.expired {
            return Err(Refusal::new(190, "Error validating access token: Session has expired").with_subcode(463));
        }
        let object = self.segments.first().map(String::as_str).unwrap_or_default();
        let foreign = config.numbers.iter().any(|number| number.phone_number_id == object)
            && !known.phone_number_ids.iter().any(|id| id == object);
        if foreign { Err(Refusal::new(200, "This token has no access to this phone number.")) } else { Ok(()) }
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
        if self.edge() == Some("media") {
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

fn split_outside_brackets(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_u32, 0);
    for (at, letter) in list.char_indices() {
        match letter {
            '{' | '(' => depth += 1,
            '}' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.extend(list.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(list.get(start..));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_recognised() {
        assert!(is_version("v13.0") && is_version("v26.0"));
        assert!(!is_version("106540352242922") && !is_version("v.") && !is_version("vx.0"));
    }

    #[test]
    fn nested_fields_do_not_split_the_list() {
        assert_eq!(split_outside_brackets("id,a{b,c},d.x(1,2)"), ["id", "a{b,c}", "d.x(1,2)"]);
    }
}

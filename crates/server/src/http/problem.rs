//! Everything the API can refuse, as RFC 9457 problem documents: one error type for every handler.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::role::Permission;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// What a client reads when something was refused. More members may be beside these, depending on `type`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// A stable name: `urn:recado:problem:window_closed`.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// What happened here and what to do about it.
    pub detail: String,
    /// The fields that are wrong, when it is about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
    #[serde(flatten)]
    #[schema(ignore)]
    pub extras: Map<String, Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    pub field: String,
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

/// A refusal on its way out of a handler. Boxed so that `Result<T, Problem>` stays small.
#[derive(Clone, Debug)]
pub struct Problem(Box<ProblemBody>);

impl Problem {
    pub fn new(status: StatusCode, slug: &str, title: &str, detail: impl Into<String>) -> Self {
        Self(Box::new(ProblemBody {
            kind: format!("urn:recado:problem:{slug}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            extras: Map::new(),
        }))
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.extras.insert(name.to_owned(), value.into());
        self
    }

    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.0.errors = errors;
        self
    }

    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    pub fn unauthenticated() -> Self {
        let detail = "Log in, or send an API token as `Authorization: Bearer rcd_…`.";
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", "Who is asking?", detail)
    }

    pub fn forbidden(permission: Permission) -> Self {
        let detail = format!("This needs the permission {}. An administrator can grant it.", permission.as_str());
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed", detail).with("permission", permission.as_str())
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "Not found", format!("There is no such {what}."))
    }

    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        let error = FieldError { field: field.to_owned(), message: message.clone(), ..FieldError::default() };
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "Something in the request is not right", message)
            .with_errors(vec![error])
    }

    pub fn conflict(slug: &str, title: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, slug, title, detail)
    }

    /// The cause goes to the log, once, here; the client learns nothing of our insides.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        let detail = "The fault is ours, and it is in the server's log. Trying again may help.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something broke", detail)
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        if error.is_contention() {
            let detail = "Others were writing the same rows at the same moment. Try again.";
            return Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Busy", detail);
        }
        Self::internal(&error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = (status, axum::Json(*self.0)).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response
    }
}

//! `Idempotency-Key`: a create that is asked for twice happens once, and answers the same both times.

use super::caller::Caller;
use super::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::time::Timestamp;
use serde::Serialize;
use store::Tx;
use store::idempotency::{self, Answer};

const LONGEST_KEY: usize = 200;

/// The key a client sent, if any, with the route it was sent to.
pub struct IdempotencyKey {
    key: Option<String>,
    route: String,
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let key = parts.headers.get("idempotency-key").map(|value| value.to_str().unwrap_or_default().to_owned());
        if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > LONGEST_KEY) {
            return Err(Problem::invalid("Idempotency-Key", "1 to 200 visible characters"));
        }
        Ok(Self { key, route: format!("{} {}", parts.method, parts.uri.path()) })
    }
}

/// One request that must happen once.
pub struct Once {
    caller: Caller,
    key: Option<String>,
    digest: Vec<u8>,
}

impl Once {
    pub fn new(caller: &Caller, key: IdempotencyKey, body_digest: &[u8]) -> Self {
        let mut request = key.route.into_bytes();
        request.extend_from_slice(body_digest);
        Self { caller: caller.clone(), key: key.key, digest: super::secret::sha256(&request) }
    }

    /// The answer given before, if this request was made before.
    pub async fn answered(&self, tx: &mut Tx) -> Result<Option<Response>, Problem> {
        let Some(key) = &self.key else { return Ok(None) };
        let found = idempotency::find(tx, self.caller.workspace, &self.caller.name(), key).await?;
        let Some(answer) = found else { return Ok(None) };
        if answer.request_digest != self.digest {
            let detail = "This Idempotency-Key was used for another request. Make a new one for a new request.";
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
                "Key used before",
                detail,
            ));
        }
        let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
        Ok(Some((status, axum::Json(answer.response)).into_response()))
    }

    /// Keeps the answer, in the transaction of what it answers.
    pub async fn remember<T: Serialize>(
        &self,
        tx: &mut Tx,
        status: StatusCode,
        response: &T,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let Some(key) = &self.key else { return Ok(()) };
        let response = serde_json::to_value(response).map_err(|error| Problem::internal(&error))?;
        let answer = Answer { request_digest: self.digest.clone(), status: status.as_u16(), response };
        match idempotency::remember(tx, self.caller.workspace, &self.caller.name(), key, &answer, now).await {
            Err(error) if error.is_unique_violation() => Err(same_moment()),
            other => Ok(other?),
        }
    }
}

fn same_moment() -> Problem {
    let detail = "The same request is being answered at this moment. Ask again for its answer.";
    Problem::conflict("idempotency_in_progress", "Already under way", detail)
}

//! Asking Meta about one of our numbers, and what is told when it does not do it.

use crate::app::App;
use crate::http::problem::Problem;
use crate::seal;
use axum::http::StatusCode;
use domain::id::{NumberId, WorkspaceId};
use store::number::NumberView;
use whatsapp::client::{AccessToken, SendError};

/// One of our numbers, and what it is spoken for with.
pub(super) async fn with_token(
    app: &App,
    workspace: WorkspaceId,
    id: NumberId,
) -> Result<(NumberView, AccessToken), Problem> {
    let rows = store::number::list(&mut app.db.read().await?, workspace).await?;
    let number = rows.into_iter().find(|row| row.id == id.to_string());
    let number = number.ok_or_else(|| Problem::not_found("number"))?;
    let token = seal::access_token(app, id).await.map_err(|error| Problem::internal(&error))?;
    Ok((number, token))
}

/// A refusal is about what was asked, in Meta's own words; anything else means that nobody answered.
pub(super) fn not_done(error: SendError) -> Problem {
    let SendError::Refused { error, .. } = error else {
        let detail = format!("Meta was asked and did not answer: {error}.");
        return Problem::new(StatusCode::BAD_GATEWAY, "meta_unavailable", "Meta did not answer", detail);
    };
    let code = error.code;
    let words = error.error_user_msg.or(error.message).unwrap_or_else(|| format!("error {code}"));
    meta_refused(words).with("meta_code", code)
}

pub(super) fn meta_refused(words: String) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "meta_refused", "Meta refused", words)
}

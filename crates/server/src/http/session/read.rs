//! Who am I?

use super::view::{Session, describe};
use crate::app::App;
use crate::http::caller::LoggedIn;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;

/// The person who is logged in
#[utoipa::path(get, path = "/session", tag = "session", security(("session" = [])),
    responses((status = 200, description = "The account, its permissions and the CSRF token", body = Session)))]
pub async fn read_session(State(app): State<App>, login: LoggedIn) -> Result<Json<Session>, Problem> {
    Ok(Json(describe(&app, login).await?))
}

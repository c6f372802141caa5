//! Logging out.

use crate::app::App;
use crate::http::caller::{LoggedIn, SESSION_COOKIE};
use crate::http::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;

/// Log out
#[utoipa::path(delete, path = "/session", tag = "session", security(("session" = [])),
    responses((status = 204, description = "Logged out; the cookie is taken back")))]
pub async fn log_out(
    State(app): State<App>,
    login: LoggedIn,
    jar: CookieJar,
) -> Result<(StatusCode, CookieJar), Problem> {
    let mut tx = app.db.write().await?;
    store::login::delete(&mut tx, &login.digest).await?;
    tx.commit().await?;
    Ok((StatusCode::NO_CONTENT, jar.remove(Cookie::build(SESSION_COOKIE).path("/"))))
}

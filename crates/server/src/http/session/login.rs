//! Logging in with e-mail and password.

use super::view::{Session, describe};
use crate::app::App;
use crate::http::caller::{self, SESSION_COOKIE};
use crate::http::extract::{Body, Peer};
use crate::http::problem::Problem;
use crate::http::secret;
use crate::http::state::HttpState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;
use std::net::IpAddr;
use std::time::Duration;
use store::login::Login;
use store::user::User;
use utoipa::ToSchema;

const SESSION_LENGTH: Duration = Duration::from_hours(14 * 24);

#[derive(Debug, Deserialize, ToSchema)]
pub struct LogIn {
    pub email: String,
    pub password: String,
}

/// Log in
#[utoipa::path(post, path = "/session", tag = "session", request_body = LogIn, security(()),
    responses(
        (status = 200, description = "Logged in; the cookie `recado_session` is set", body = Session),
        (status = 401, description = "E-mail or password is wrong", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong tries; `retry_after_ms` says how long to wait",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn log_in(
    State(state): State<HttpState>,
    Peer(address): Peer,
    jar: CookieJar,
    Body { value: asked, .. }: Body<LogIn>,
) -> Result<(CookieJar, Json<Session>), Problem> {
    let user = check(&state, address, asked).await?;
    let token = secret::token().map_err(|error| Problem::internal(&error))?;
    let login = open(&state.app, &user, &token).await?;
    let cookie = Cookie::build((SESSION_COOKIE, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(state.app.settings.secure_cookies)
        .permanent()
        .build();
    Ok((jar.add(cookie), Json(describe(&state.app, login).await?)))
}

/// The account, when the password is its own. Unknown accounts cost the same work and the same waits.
async fn check(state: &HttpState, address: IpAddr, asked: LogIn) -> Result<User, Problem> {
    let email = store::user::fold_email(&asked.email);
    if let Some(wait) = state.throttle.wait(address, &email, state.app.universe.now()) {
        return Err(too_many(wait));
    }
    let found = store::user::by_email(&mut state.app.db.read().await?, &email).await?;
    let hash = found.as_ref().map(|user| user.password_hash.clone());
    let right = state.passwords.verify(asked.password, hash).await?;
    let Some(user) = found.filter(|_| right) else {
        state.throttle.wrong(address, &email, state.app.universe.now());
        let detail = "E-mail or password is wrong.";
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "wrong_password", "Not logged in", detail));
    };
    state.throttle.right(address, &email);
    Ok(user)
}

async fn open(app: &App, user: &User, token: &str) -> Result<caller::LoggedIn, Problem> {
    let csrf_token = secret::token().map_err(|error| Problem::internal(&error))?;
    let now = app.universe.now();
    let login = Login { workspace: user.workspace()?, user: user.id()?, csrf_token };
    let mut tx = app.db.write().await?;
    store::login::create(&mut tx, &secret::sha256(token.as_bytes()), &login, now, now.plus(SESSION_LENGTH)).await?;
    tx.commit().await?;
    caller::by_session_token(app, token).await
}

fn too_many(wait: Duration) -> Problem {
    let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    let detail = format!("Too many wrong tries. Wait {} seconds.", wait.div_ceil(1000));
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries", "Wait a moment", detail).with("retry_after_ms", wait)
}

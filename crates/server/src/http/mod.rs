//! HTTP: the API under `/api/v1`, Meta's webhook, the live events, the UI, and what machines watch.
//!
//! One endpoint is one file. A handler that needs a permission takes [`caller::Allowed`] of it; what is refused is a
//! [`problem::Problem`].

mod attribute;
mod audit;
pub mod caller;
mod campaign;
mod consent;
mod contact;
mod conversation;
mod document;
mod event;
mod export;
mod extract;
mod file;
mod flow;
mod goal;
mod harden;
pub mod health;
mod hook;
mod import;
mod intent;
mod journal;
mod link;
mod live;
mod media;
mod number;
mod observe;
mod once;
mod overview;
mod pack;
mod page;
pub mod password;
pub mod problem;
mod rate_card;
mod results;
mod routes;
pub mod secret;
mod segment;
mod series;
mod session;
mod state;
mod template;
mod throttle;
mod token;
mod ui;
mod user;
pub mod webhook;
mod word;

pub use document::openapi;

use crate::app::App;
use crate::intake::Intake;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_extractor_with_state, from_fn, map_response};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use caller::{Allowed, UseEmulator};
use health::Pulse;
use password::{PasswordError, Passwords};
use problem::Problem;
use state::HttpState;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use webhook::Front;

/// No request of the API is longer, but for flow documents.
const BODY_LIMIT: usize = 64 * 1024;

/// What the HTTP side is made of besides the app.
pub struct Parts {
    pub intake: Intake,
    /// Nested under `/emulator`, behind the log-in.
    pub extra: Option<Router>,
    pub pulse: Pulse,
    /// Live streams end when this is cancelled.
    pub stop: CancellationToken,
}

pub fn front(app: App, parts: Parts) -> Result<Front, PasswordError> {
    let Parts { intake, extra, pulse, stop } = parts;
    let state = HttpState {
        app: app.clone(),
        passwords: Passwords::new()?,
        throttle: throttle::Throttle::default(),
        pulse,
        stop,
    };
    let (api, document) = document::described().split_for_parts();
    let document = Json(document);
    let api = api
        .route("/api/v1/openapi.json", get(move || async move { document.clone() }))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .with_state(state);
    let pages =
        api.merge(hook::door(app.clone())).merge(link::door(app.clone())).merge(emulator_pages(app.clone(), extra));
    let pages = pages
        .method_not_allowed_fallback(|| async { wrong_method() })
        .fallback(ui::serve)
        .layer(CompressionLayer::new())
        .layer(map_response(harden::headers))
        .layer(from_fn(observe::requests));
    let routes = pages.merge(webhook::verification(app.clone()));
    let routes = routes.layer(CatchPanicLayer::custom(|_| Problem::internal(&"a handler panicked").into_response()));
    Ok(Front::new(app, intake, routes))
}

/// The emulator's own pages know nothing of our log-in; it stands before them.
fn emulator_pages(app: App, extra: Option<Router>) -> Router {
    let Some(extra) = extra else { return Router::new() };
    Router::new().nest("/emulator", extra).layer(from_extractor_with_state::<Allowed<UseEmulator>, App>(app))
}

fn wrong_method() -> Problem {
    let (status, title) = (axum::http::StatusCode::METHOD_NOT_ALLOWED, "Wrong method");
    Problem::new(status, "method_not_allowed", title, "This route exists, but not for this method.")
}

//! The control API: customers and their phones, faults, time, templates, webhooks by hand, the log.
//!
//! Paths are relative, to be nested where one likes; the emulator itself serves them under `/emulator`. There is no
//! log-in here: whoever nests it elsewhere puts one in front.

mod customers;
mod events;
mod faults;
mod log;
mod media;
mod messages;
mod problem;
mod state;
mod templates;
mod time;
mod webhooks;

use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post, put};

use crate::handle::Handle;

/// Files that customers send are JSON in base64 here.
const LARGEST_BODY: usize = 24 << 20;

/// The routes of the control API over one emulator.
pub fn router<S: Clone + Send + Sync + 'static>(handle: Handle) -> Router<S> {
    Router::new()
        .route("/customers", get(customers::list).post(customers::create))
        .route("/customers/{id}", get(customers::show).patch(customers::change))
        .route("/customers/{id}/messages", get(messages::list).post(messages::say))
        .route("/customers/{id}/read", post(messages::read))
        .route("/media/{id}", get(media::get))
        .route("/events", get(events::stream))
        .route("/faults", get(faults::get).put(faults::put))
        .route("/time", get(time::get).put(time::put))
        .route("/templates", get(templates::list))
        .route("/templates/{id}", put(templates::set_status))
        .route("/webhooks", post(webhooks::send))
        .route("/webhook_url", put(webhooks::set_url))
        .route("/log", get(log::get))
        .route("/state", get(state::get))
        .layer(axum::extract::DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(handle)
}

/// The phones, on a page of their own.
pub(crate) async fn page() -> impl IntoResponse {
    // Pictures may come from anywhere, because messages may link to any.
    const POLICY: &str = "default-src 'self'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src * data:";
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(include_str!("phones.html")))
}

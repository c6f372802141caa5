//! The control API: customers and their phones, faults, time, what Meta decides, webhooks and calls by hand, the log.
//!
//! Paths are relative, to be nested where one likes; the emulator itself serves them under `/emulator`. There is no
//! log-in here: whoever nests it elsewhere puts one in front.

mod account;
mod business_app;
mod catalog;
mod customers;
mod events;
mod faults;
mod flows;
mod graph;
mod groups;
mod log;
mod media;
mod messages;
mod notices;
mod numbers;
pub(crate) mod page;
mod payments;
mod people;
mod problem;
mod state;
mod summary;
mod templates;
mod time;
mod webhooks;

use axum::Router;
use axum::routing::{delete, get, patch, post, put};

use crate::handle::Handle;

/// Files that customers send are JSON in base64 here.
const LARGEST_BODY: usize = 24 << 20;

/// The routes of the control API over one emulator.
pub fn router<S: Clone + Send + Sync + 'static>(handle: Handle) -> Router<S> {
    Router::new()
        .merge(customers())
        .merge(meta())
        .route("/events", get(events::stream))
        .route("/faults", get(faults::get).put(faults::put))
        .route("/time", get(time::get).put(time::put))
        .route("/webhooks", post(webhooks::send))
        .route("/webhook_url", put(webhooks::set_url))
        .route("/graph", post(graph::call))
        .route("/log", get(log::list))
        .route("/log/{id}", get(log::show))
        .route("/state", get(state::get))
        .layer(axum::extract::DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(handle)
}

/// People and what they do.
fn customers() -> Router<Handle> {
    Router::new()
        .route("/population", post(people::add))
        .route("/customers", get(customers::list).post(customers::create))
        .route("/customers/{id}", get(customers::show).patch(customers::change))
        .route("/customers/{id}/messages", get(messages::list).post(messages::say))
        .route("/customers/{id}/read", post(messages::read))
        .route("/customers/{id}/call", post(customers::call))
        .route("/customers/{id}/report", post(customers::report))
        .route("/customers/{id}/groups", post(groups::join))
        .route("/customers/{id}/groups/{group}", delete(groups::leave))
        .route("/customers/{id}/payments", post(payments::pay))
        .route("/customers/{id}/automatic_events", post(notices::automatic_event))
        .route("/customers/{id}/flows", post(flows::open))
        .route("/flow_sessions/{id}", post(flows::act))
        .route("/plays", post(messages::play))
        .route("/media", post(media::keep))
        .route("/media/{id}", get(media::get))
}

/// What the business has at Meta, and what Meta thinks of it.
fn meta() -> Router<Handle> {
    Router::new()
        .route("/templates", get(templates::list))
        .route("/templates/{id}", put(templates::decide))
        .route("/numbers", get(numbers::list))
        .route("/numbers/{id}", patch(numbers::change))
        .route("/numbers/{id}/business_app", put(business_app::join))
        .route("/numbers/{id}/business_app/messages", post(business_app::write))
        .route("/numbers/{id}/business_app/contacts", post(business_app::contact))
        .route("/groups", get(groups::list))
        .route("/groups/{id}", patch(groups::change))
        .route("/payment_configurations/{name}", put(notices::payment_configuration))
        .route("/account", get(account::get).patch(account::change))
        .route("/account/restrictions/{kind}", put(account::restrict).delete(account::lift))
        .route("/account/violations", post(account::accuse))
        .route("/account/alerts", post(notices::alert))
        .route("/account/partner_solutions", post(notices::solution))
        .route("/limits", get(account::limits).put(account::set_limits))
        .route("/catalog", get(catalog::get).put(catalog::put))
        .route("/flows", get(flows::list))
        .route("/flows/{id}", get(flows::show))
}

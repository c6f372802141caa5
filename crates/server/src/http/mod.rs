//! Placeholder until the API's router lands here: the webhook only.

pub mod problem;
pub mod webhook;

use crate::app::App;
use crate::intake::Intake;
use axum::Router;

pub fn router(app: App, intake: Intake, _extra: Option<Router>) -> Router {
    webhook::routes(app, intake)
}

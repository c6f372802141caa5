//! What handlers share besides [`App`]: things only the HTTP side needs.

use super::health::Pulse;
use super::password::Passwords;
use super::throttle::Throttle;
use crate::app::App;
use axum::extract::FromRef;
use tokio_util::sync::CancellationToken;

#[derive(Clone)]
pub struct HttpState {
    pub app: App,
    pub passwords: Passwords,
    pub throttle: Throttle,
    pub pulse: Pulse,
    /// Streams end when the server stops; everything else is finished first.
    pub stop: CancellationToken,
}

impl FromRef<HttpState> for App {
    fn from_ref(state: &HttpState) -> Self {
        state.app.clone()
    }
}

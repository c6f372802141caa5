//! For machines that watch this process: is it alive, can it work, how does it do. No personal data.

use super::problem::Problem;
use super::state::HttpState;
use crate::app::App;
use crate::meter;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};
use std::sync::{Arc, OnceLock};
use store::{counter, journal};
use tokio::task::AbortHandle;

/// Whether the workers are still at work. Cheap to clone.
#[derive(Clone, Default)]
pub struct Pulse {
    workers: Arc<OnceLock<Vec<AbortHandle>>>,
}

impl Pulse {
    /// Told once, when the workers were started.
    pub fn watch(&self, workers: Vec<AbortHandle>) {
        let _ = self.workers.set(workers);
    }

    fn is_steady(&self) -> bool {
        self.workers.get().is_none_or(|workers| workers.iter().all(|worker| !worker.is_finished()))
    }
}

/// The process answers.
pub async fn healthz() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// The database answers and every worker is at work: send traffic here.
pub async fn readyz(State(state): State<HttpState>) -> Result<Json<Value>, Problem> {
    let not_ready = |detail: &str| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "not_ready", "Not ready", detail);
    if !state.pulse.is_steady() {
        return Err(not_ready("A worker has stopped; the log says why. Restart the process."));
    }
    let answered = async {
        let mut tx = state.app.db.read().await?;
        store::workspace::name(&mut tx, state.app.workspace).await
    };
    match answered.await {
        Ok(_) => Ok(Json(json!({ "status": "ready" }))),
        Err(error) => {
            tracing::warn!(%error, "not ready: the database does not answer");
            Err(not_ready("The database does not answer."))
        }
    }
}

/// Prometheus' text format.
pub async fn metrics(State(state): State<HttpState>) -> Result<impl IntoResponse, Problem> {
    let handle = meter::recorder().ok_or_else(|| Problem::internal(&"another metrics recorder is installed"))?;
    measure(&state.app).await?;
    handle.run_upkeep();
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()))
}

/// What only the database knows.
async fn measure(app: &App) -> Result<(), Problem> {
    let now = app.universe.now();
    let mut tx = app.db.read().await?;
    let lag = journal::oldest_pending(&mut tx, app.workspace).await?.map(|oldest| now.since(oldest));
    let outbox = store::overview::outbox(&mut tx, app.workspace).await?;
    gauge("recado_journal_pending", journal::count_pending(&mut tx, app.workspace).await?);
    gauge("recado_journal_parked", journal::count_parked(&mut tx, app.workspace).await?);
    metrics::gauge!("recado_journal_lag_seconds").set(lag.unwrap_or_default().as_secs_f64());
    for (state, count) in [("queued", outbox.queued), ("uncertain", outbox.uncertain), ("undecided", outbox.undecided)]
    {
        metrics::gauge!("recado_outbox_messages", "state" => state).set(as_float(count));
    }
    let totals = counter::totals(&mut tx, app.workspace).await?;
    for (name, outcome) in [(counter::MESSAGES_ACCEPTED, "accepted"), (counter::MESSAGES_FAILED, "failed")] {
        let total = totals.get(name).copied().unwrap_or_default();
        metrics::counter!("recado_messages_sent_total", "outcome" => outcome)
            .absolute(u64::try_from(total).unwrap_or_default());
    }
    Ok(())
}

fn gauge(name: &'static str, value: i64) {
    metrics::gauge!(name).set(as_float(value));
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn as_float(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_worker_that_stopped_is_noticed() {
        let pulse = Pulse::default();
        assert!(pulse.is_steady());
        let worker = tokio::spawn(async {});
        pulse.watch(vec![worker.abort_handle()]);
        worker.await.unwrap();
        assert!(!pulse.is_steady());
    }
}

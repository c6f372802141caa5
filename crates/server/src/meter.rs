//! The recorder of the figures that `/metrics` shows.

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// In seconds; webhooks are to be answered within a quarter of one.
const DURATION_BUCKETS: &[f64] = &[0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
const EVERY: Duration = Duration::from_secs(5);

/// The one recorder of the process; several servers in one process (tests) share it.
pub fn recorder() -> Option<&'static PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let install = || {
        let name = Matcher::Suffix("_duration_seconds".to_owned());
        let builder = PrometheusBuilder::new().set_buckets_for_metric(name, DURATION_BUCKETS).ok()?;
        builder.install_recorder().ok()
    };
    RECORDER.get_or_init(install).as_ref()
}

/// Sums up what was measured since the last time: the recorder keeps every single value until then, and nobody may ever
/// ask for `/metrics`. Works until cancelled.
pub async fn run(stop: CancellationToken) {
    loop {
        if let Some(recorder) = recorder() {
            recorder.run_upkeep();
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}

//! A running server: workers started, the listener served, and everything drained at the end.

use crate::app::App;
use crate::http;
use crate::intake::Intake;
use crate::{calls, campaign, housekeeping, import, meter, numbers, sender, templates, timers, understanding, worker};
use axum::{Router, ServiceExt};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A server that was started. Dropping it does not stop it.
pub struct Running {
    pub address: SocketAddr,
    stop: CancellationToken,
    serve: JoinHandle<()>,
    journal_writer: JoinHandle<()>,
    workers: Vec<JoinHandle<()>>,
}

/// How long requests under way may take when the server stops.
const GRACE: Duration = Duration::from_secs(3);

/// Serves `app` on `listener`. `extra` is nested under `/emulator`, behind the log-in.
pub fn start(app: App, listener: TcpListener, extra: Option<Router>) -> std::io::Result<Running> {
    let address = listener.local_addr()?;
    let stop = CancellationToken::new();
    // Before the first measurement, which would be lost.
    let _ = meter::recorder();
    let (intake, journal_writer) = Intake::start(app.clone());
    let pulse = http::health::Pulse::default();
    let parts = http::Parts { intake, extra, pulse: pulse.clone(), stop: stop.clone() };
    let front = http::front(app.clone(), parts).map_err(std::io::Error::other)?;
    let serve = {
        let stop = stop.clone();
        let service = front.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move {
            let served = axum::serve(listener, service).with_graceful_shutdown(stop.cancelled_owned()).await;
            if let Err(error) = served {
                tracing::error!(%error, "the listener failed");
            }
        })
    };
    let workers = vec![
        tokio::spawn(worker::run(app.clone(), stop.clone())),
        tokio::spawn(sender::run(app.clone(), stop.clone())),
        tokio::spawn(calls::run(app.clone(), stop.clone())),
        tokio::spawn(timers::run(app.clone(), stop.clone())),
        tokio::spawn(templates::run(app.clone(), stop.clone())),
        tokio::spawn(numbers::run(app.clone(), stop.clone())),
        tokio::spawn(import::worker::run(app.clone(), stop.clone())),
        tokio::spawn(campaign::worker::run(app.clone(), stop.clone())),
        tokio::spawn(campaign::series::run(app.clone(), stop.clone())),
        tokio::spawn(understanding::run(app.clone(), stop.clone())),
        tokio::spawn(housekeeping::acquaint(app.clone(), stop.clone())),
        tokio::spawn(housekeeping::run(app, stop.clone())),
        tokio::spawn(meter::run(stop.clone())),
    ];
    pulse.watch([&serve, &journal_writer].into_iter().chain(&workers).map(JoinHandle::abort_handle).collect());
    Ok(Running { address, stop, serve, journal_writer, workers })
}

impl Running {
    /// Whether every worker is at work: what `/readyz` of a healthy server implies.
    pub fn is_healthy(&self) -> bool {
        !self.serve.is_finished()
            && !self.journal_writer.is_finished()
            && self.workers.iter().all(|worker| !worker.is_finished())
    }

    /// Stops taking requests, finishes what is under way, and returns when all is quiet.
    pub async fn shutdown(self) {
        self.stop.cancel();
        // A browser's live stream never ends by itself, and keeps the door to the journal open.
        for task in [self.serve, self.journal_writer] {
            let abort = task.abort_handle();
            if tokio::time::timeout(GRACE, task).await.is_err() {
                abort.abort();
            }
        }
        for worker in self.workers {
            let _ = worker.await;
        }
    }
}

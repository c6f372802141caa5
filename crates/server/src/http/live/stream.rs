//! The stream of one browser: changes in bursts, figures once a second, and an end when the credential ends.

use super::batch::{Batch, event};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::overview::view as overview;
use crate::http::problem::Problem;
use crate::http::state::HttpState;
use crate::live::LiveEvent;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::role::Permission;
use futures::{Stream, StreamExt};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc};
use tokio::time::{Interval, MissedTickBehavior, interval};
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;

/// A burst is told as one: rows are read once however often they changed meanwhile.
const BURST: Duration = Duration::from_millis(100);
const FIGURES: Duration = Duration::from_secs(1);
/// How long a revoked credential may go on listening.
const RECHECK: Duration = Duration::from_secs(15);
/// Events on their way to a slow browser; behind them changes gather in the batch.
const QUEUE: usize = 64;

/// Live events
///
/// Server-sent events: `conversation` (`Conversation`), `message` (`MessageEvent`), `overview` (`Overview`),
/// `journal` (`JournalCounts`), `flows`, `numbers`, `imports`, `intents` and `templates` (fetch them again), `template` (`TemplateNotice`), `reset` (something was missed: fetch everything
/// again), `ping`. Each is sent only to those whose permissions cover it.
#[utoipa::path(get, path = "/events", tag = "events", security(("session" = []), ("token" = [])),
    responses((status = 200, description = "A stream that does not end", body = String, content_type = "text/event-stream")))]
pub async fn stream_events(
    State(state): State<HttpState>,
    caller: Caller,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (out, events) = mpsc::channel(QUEUE);
    let changes = state.app.live.listen();
    tokio::spawn(async move {
        let feed = Feed { app: state.app, caller, out, batch: Batch::default(), figures_due: true };
        if let Err(problem) = feed.run(changes, state.stop).await {
            tracing::debug!(status = %problem.status(), "a live stream ended");
        }
    });
    let ping = KeepAlive::new().interval(RECHECK).event(Event::default().event("ping").data("{}"));
    Sse::new(ReceiverStream::new(events).map(Ok)).keep_alive(ping)
}

struct Feed {
    app: App,
    caller: Caller,
    out: mpsc::Sender<Event>,
    batch: Batch,
    figures_due: bool,
}

impl Feed {
    async fn run(
        mut self,
        mut changes: broadcast::Receiver<LiveEvent>,
        stop: CancellationToken,
    ) -> Result<(), Problem> {
        let (mut burst, mut figures, mut recheck) = (every(BURST), every(FIGURES), every(RECHECK));
        loop {
            tokio::select! {
                change = changes.recv() => match change {
                    Ok(change) => self.note(&change),
                    Err(RecvError::Lagged(_)) => self.batch.miss(),
                    Err(RecvError::Closed) => return Ok(()),
                },
                _ = burst.tick(), if !self.batch.is_empty() => self.flush().await?,
                _ = figures.tick(), if self.figures_due => self.send_figures().await?,
                _ = recheck.tick() => match self.caller.again(&self.app).await {
                    Some(caller) => self.caller = caller,
                    None => return Ok(()),
                },
                () = self.out.closed() => return Ok(()),
                () = stop.cancelled() => return Ok(()),
            }
        }
    }

    fn note(&mut self, change: &LiveEvent) {
        if self.caller.may(change.permission()) {
            self.batch.note(change);
        }
        self.figures_due = true;
    }

    async fn flush(&mut self) -> Result<(), Problem> {
        let batch = std::mem::take(&mut self.batch);
        self.send(batch.events(&self.app, &self.caller).await?).await
    }

    async fn send_figures(&mut self) -> Result<(), Problem> {
        self.figures_due = false;
        if !self.caller.may(Permission::ReadOverview) {
            return Ok(());
        }
        let overview = overview::load(&self.app, self.caller.workspace).await?;
        let (received, processed) = (overview.received, overview.processed);
        let (parked, pending) = (overview.parked, overview.pending);
        let journal = overview::JournalCounts { received, processed, parked, pending };
        self.send(vec![event("overview", &overview)?, event("journal", &journal)?]).await
    }

    async fn send(&self, events: Vec<Event>) -> Result<(), Problem> {
        for event in events {
            // A closed browser is noticed by the loop.
            let _ = self.out.send(event).await;
        }
        Ok(())
    }
}

fn every(span: Duration) -> Interval {
    let mut interval = interval(span);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

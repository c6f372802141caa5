//! What became of requests, written in groups: outcomes that arrive while one commit is under way share the next.

use crate::app::App;
use crate::live::LiveEvent;
use domain::id::ActivityId;
use std::time::Duration;
use store::exchange::{self, NewExchange};
use store::outbox::{self, Fate, Outcome};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use whatsapp::client::Trace;

/// Outcomes in one commit at the most.
const GROUP: usize = 256;
const QUEUE: usize = 4096;
/// How long the first outcome of a group waits for others. Nobody waits for it but a second message to the same person.
const MOMENT: Duration = Duration::from_millis(4);
/// Pause before a group is tried again after the database refused.
const PAUSE: Duration = Duration::from_millis(200);

/// An outcome with the trace of the request, when one was made.
pub(super) struct Entry {
    pub outcome: Outcome,
    pub trace: Option<Trace>,
}

#[derive(Clone)]
pub(super) struct Ledger {
    queue: mpsc::Sender<Entry>,
}

impl Ledger {
    /// Starts the one task that writes outcomes. It ends when the last `Ledger` is gone.
    pub(super) fn start(app: App) -> (Self, JoinHandle<()>) {
        let (queue, entries) = mpsc::channel(QUEUE);
        (Self { queue }, tokio::spawn(write(app, entries)))
    }

    /// Hands an outcome over; it is durable a moment later. The receiver lives as long as any `Ledger`.
    pub(super) async fn enter(&self, entry: Entry) {
        let _ = self.queue.send(entry).await;
    }
}

async fn write(app: App, mut entries: mpsc::Receiver<Entry>) {
    let mut group = Vec::with_capacity(GROUP);
    while gather(&mut entries, &mut group, GROUP, MOMENT).await {
        let (outcomes, traces): (Vec<Outcome>, Vec<_>) =
            group.drain(..).map(|entry| (entry.outcome.clone(), (entry.outcome.message, entry.trace))).unzip();
        let exchanges = exchanges(&app, traces);
        // What happened has happened: it is written however long the database is away.
        while let Err(error) = commit(&app, &outcomes, &exchanges).await {
            tracing::error!(%error, count = outcomes.len(), "outcomes could not be written; trying again");
            tokio::time::sleep(PAUSE).await;
        }
        if outcomes.iter().any(|outcome| matches!(outcome.fate, Fate::Postponed { .. } | Fate::Later { .. })) {
            app.wake.outbox.queued();
        } else {
            app.wake.outbox.left();
        }
        app.live.publish(
            outcomes.iter().map(|outcome| LiveEvent::MessageChanged {
                conversation: outcome.conversation,
                message: outcome.message,
            }),
        );
    }
}

/// Fills the group with what comes within a moment; `false` when nothing will come any more.
pub(super) async fn gather<T>(
    entries: &mut mpsc::Receiver<T>,
    group: &mut Vec<T>,
    most: usize,
    moment: Duration,
) -> bool {
    if entries.recv_many(group, most).await == 0 {
        return false;
    }
    let mut moment = std::pin::pin!(tokio::time::sleep(moment));
    while group.len() < most {
        tokio::select! {
            more = entries.recv_many(group, most - group.len()) => {
                if more == 0 {
                    break;
                }
            }
            () = &mut moment => break,
        }
    }
    true
}

async fn commit(app: &App, outcomes: &[Outcome], exchanges: &[NewExchange]) -> store::Result<()> {
    let mut tx = app.db.write().await?;
    outbox::complete(&mut tx, app.workspace, app.universe.now(), outcomes).await?;
    exchange::append(&mut tx, app.workspace, exchanges.to_vec()).await?;
    tx.commit().await
}

fn exchanges(app: &App, traces: Vec<(domain::id::MessageId, Option<Trace>)>) -> Vec<NewExchange> {
    traces.into_iter().filter_map(|(message, trace)| Some(exchange_of(app, Some(message), trace?))).collect()
}

/// The trace of a request, as it is kept.
pub(super) fn exchange_of(app: &App, message: Option<domain::id::MessageId>, trace: Trace) -> NewExchange {
    let now = app.universe.now();
    NewExchange {
        id: app.universe.with_ids(|ids| ActivityId::new(ids, now)),
        message,
        method: trace.method,
        path: trace.path,
        status: trace.status,
        duration_ms: i64::try_from(trace.duration.as_millis()).unwrap_or(i64::MAX),
        request: trace.request_body.unwrap_or_default(),
        response: trace.response_body.unwrap_or_default(),
        at: now,
    }
}

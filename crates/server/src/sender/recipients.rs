//! What became of campaigns' requests, written in groups: outcomes that arrive while one commit is under way share the
//! next. Of what went well no trace is kept: a million of them would say the same.

use crate::app::App;
use std::time::Duration;
use store::campaign::moves::{self, Told};
use store::exchange::{self, NewExchange};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use whatsapp::client::Trace;

/// Outcomes in one commit at the most.
const GROUP: usize = 1_024;
const QUEUE: usize = 8_192;
/// How long the first outcome of a group waits for others: nobody waits for it.
const MOMENT: Duration = Duration::from_millis(20);
/// Pause before a group is tried again after the database refused.
const PAUSE: Duration = Duration::from_millis(200);

/// An outcome, with the trace of its request when there is something to see.
pub(super) struct Entry {
    pub told: Told,
    pub trace: Option<Trace>,
}

#[derive(Clone)]
pub(super) struct Recipients {
    queue: mpsc::Sender<Entry>,
}

impl Recipients {
    /// Starts the one task that writes outcomes. It ends when the last `Recipients` is gone.
    pub(super) fn start(app: App) -> (Self, JoinHandle<()>) {
        let (queue, entries) = mpsc::channel(QUEUE);
        (Self { queue }, tokio::spawn(write(app, entries)))
    }

    /// Hands an outcome over; it is durable a moment later.
    pub(super) async fn enter(&self, told: Told, trace: Option<Trace>) {
        let _ = self.queue.send(Entry { told, trace }).await;
    }
}

async fn write(app: App, mut entries: mpsc::Receiver<Entry>) {
    let mut group = Vec::with_capacity(GROUP);
    while super::ledger::gather(&mut entries, &mut group, GROUP, MOMENT).await {
        let (told, traces): (Vec<Told>, Vec<Option<Trace>>) =
            group.drain(..).map(|entry: Entry| (entry.told, entry.trace)).unzip();
        let exchanges = exchanges(&app, traces);
        // What happened has happened: it is written however long the database is away.
        while let Err(error) = commit(&app, &told, &exchanges).await {
            tracing::error!(%error, count = told.len(), "outcomes of campaigns could not be written; trying again");
            tokio::time::sleep(PAUSE).await;
        }
    }
}

async fn commit(app: &App, told: &[Told], exchanges: &[NewExchange]) -> store::Result<()> {
    let mut tx = app.db.write().await?;
    moves::take_in(&mut tx, app.workspace, app.universe.now(), told).await?;
    exchange::append(&mut tx, app.workspace, exchanges.to_vec()).await?;
    tx.commit().await
}

fn exchanges(app: &App, traces: Vec<Option<Trace>>) -> Vec<NewExchange> {
    traces.into_iter().flatten().map(|trace| super::ledger::exchange_of(app, None, trace)).collect()
}

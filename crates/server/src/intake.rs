//! Webhook bodies into the journal. Whoever submits a body waits until it is durable; bodies that arrive while one
//! commit is under way share the next (group commit).

use crate::app::App;
use bytes::Bytes;
use domain::time::Timestamp;
use store::journal::{self, NewBody};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use whatsapp::webhook::earliest_timestamp;

/// Bodies in one commit at the most.
const GROUP: usize = 256;
/// Bodies that wait for a commit; beyond it submitters wait for a place, which slows Meta down and loses nothing.
const QUEUE: usize = 4096;

/// A group as large as this tells of a crowd: processing then leaves most of the machine to answering.
const CROWD: usize = 64;

struct Waiting {
    body: NewBody,
    durable: oneshot::Sender<bool>,
}

/// The way into the journal. Cheap to clone.
#[derive(Clone)]
pub struct Intake {
    queue: mpsc::Sender<Waiting>,
}

/// The body is not durable: Meta must be told, so that it sends it again.
#[derive(Debug, thiserror::Error)]
#[error("the webhook could not be stored")]
pub struct NotStored;

impl Intake {
    /// Starts the one task that writes the journal. It ends when the last `Intake` is gone.
    pub fn start(app: App) -> (Self, JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(QUEUE);
        (Self { queue }, tokio::spawn(write(app, waiting)))
    }

    /// Returns once the body is committed.
    pub async fn submit(&self, app: &App, body: Bytes) -> Result<(), NotStored> {
        let now = app.universe.now();
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &body).as_ref().to_vec();
        let meta = earliest_timestamp(&body).map(Timestamp::from_seconds);
        let happened_at = journal::happened_at(meta, now);
        let body =
            NewBody { told_at: meta.unwrap_or(Timestamp(0)), digest, body: body.into(), happened_at, received_at: now };
        let (durable, committed) = oneshot::channel();
        self.queue.send(Waiting { body, durable }).await.map_err(|_| NotStored)?;
        if committed.await.unwrap_or(false) { Ok(()) } else { Err(NotStored) }
    }
}

async fn write(app: App, mut waiting: mpsc::Receiver<Waiting>) {
    let mut group = Vec::with_capacity(GROUP);
    while waiting.recv_many(&mut group, GROUP).await > 0 {
        let (bodies, answers): (Vec<_>, Vec<_>) = group.drain(..).map(|one| (one.body, one.durable)).unzip();
        let count = bodies.len();
        let is_crowd = count >= CROWD;
        let committed = commit(&app, bodies, is_crowd).await;
        if let Err(error) = &committed {
            tracing::error!(%error, count, "webhooks could not be stored; they are refused so that they come again");
        }
        metrics::counter!("recado_webhooks_received_total").increment(count as u64);
        for durable in answers {
            let _ = durable.send(committed.is_ok());
        }
        if is_crowd {
            app.wake.press();
            app.wake.journal.notify_one();
        }
    }
}

/// In a crowd the answers do not wait for processing; else processing joins the commit.
async fn commit(app: &App, mut bodies: Vec<NewBody>, is_crowd: bool) -> store::Result<()> {
    let mut tx = app.db.write().await?;
    // Ours from now on: the wait for the database was still Meta's.
    let now = app.universe.now();
    for body in &mut bodies {
        body.received_at = now;
    }
    journal::append(&mut tx, app.workspace, bodies).await?;
    if is_crowd { tx.commit_now().await } else { tx.commit_before(|| app.wake.journal.notify_one()).await }
}

//! Journal to decisions. One transaction a batch: claim the oldest bodies, load what they need, decide, write, commit.
//!
//! Nothing is claimed beyond the transaction, so a crash leaves the bodies pending as if nothing had happened. On
//! several nodes a lease lets one of them work at a time, which keeps every conversation in order.

mod batch;
mod decode;

use crate::app::App;
use crate::live::LiveEvent;
use crate::understanding;
use domain::time::Timestamp;
use std::time::Duration;
use store::Error;
use tokio_util::sync::CancellationToken;

/// Bodies in one transaction at the most.
const BATCH: u32 = 256;
/// How long a lost wake-up can cost.
const POLL: Duration = Duration::from_secs(1);
/// Pause after the database refused to work.
const PAUSE: Duration = Duration::from_millis(500);
/// Pause after two transactions met and ours gave way.
const SHORT_PAUSE: Duration = Duration::from_millis(20);
/// In a crowd, how many times as long as a batch took it rests: Meta repeats what is not answered in seconds, while
/// what is in the journal can wait. The rest is bounded, so that processing never stands still.
const WAY: u32 = 4;
const LONGEST_WAY: Duration = Duration::from_millis(250);
/// How often somebody may have been quicker with the same row, before the row is thought to be at fault.
const CLASHES: u32 = 3;
pub(crate) const LEASE: Duration = Duration::from_secs(10);
pub(crate) const LEASE_RENEWAL: Duration = Duration::from_secs(3);

/// Works until cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    let mut worker =
        Worker { lease: Lease::new(format!("inbound:{}", app.workspace)), clashes: 0, ear: batch::Ear::default() };
    // The first message is understood like any other.
    if let Err(error) = understanding::refresh(&app).await {
        tracing::warn!(%error, "what is taught could not be learnt yet; flows go by keywords until it is");
    }
    while !stop.is_cancelled() {
        let begun = app.universe.now();
        let pause = match worker.turn(&app).await {
            Ok(true) => {
                give_way(&app, app.universe.now().since(begun)).await;
                continue;
            }
            Ok(false) => POLL,
            Err(error) => {
                tracing::error!(%error, "processing webhooks failed; trying again");
                if error.is_contention() { SHORT_PAUSE } else { PAUSE }
            }
        };
        tokio::select! {
            () = app.wake.journal.notified() => {}
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => {}
        }
    }
    worker.lease.release(&app).await;
}

async fn give_way(app: &App, spent: Duration) {
    if app.wake.was_pressed() {
        tokio::time::sleep((spent * WAY).min(LONGEST_WAY)).await;
    }
}

struct Worker {
    lease: Lease,
    /// Times in a row that a unique key refused a batch.
    clashes: u32,
    ear: batch::Ear,
}

impl Worker {
    /// Whether there may be more to do.
    async fn turn(&mut self, app: &App) -> Result<bool, Error> {
        if !self.lease.hold(app).await?.is_held() {
            return Ok(false);
        }
        match batch::process(app, BATCH, &mut self.ear).await {
            Ok(done) => {
                self.clashes = 0;
                // A batch that is not full was all there was; a bell tells of what came since.
                let is_full = u32::try_from(done.bodies) == Ok(BATCH);
                announce(app, done);
                Ok(is_full)
            }
            Err(error) if self.may_pass(&error) => Err(error),
            // One body of the batch is poison: take them one by one, so that it harms nobody but itself.
            Err(error) => {
                tracing::warn!(%error, "a batch of webhooks failed; taking them one by one");
                self.one_by_one(app).await
            }
        }
    }

    async fn one_by_one(&mut self, app: &App) -> Result<bool, Error> {
        for _ in 0..BATCH {
            match batch::process(app, 1, &mut self.ear).await {
                Ok(done) => {
                    if !announce(app, done) {
                        return Ok(false);
                    }
                }
                Err(error) if self.may_pass(&error) => return Err(error),
                Err(error) => batch::park_oldest(app, &format!("could not be processed: {error}")).await?,
            }
        }
        Ok(true)
    }

    /// The database is away or busy, or another transaction was quicker: the same work may succeed in a moment.
    fn may_pass(&mut self, error: &Error) -> bool {
        if error.is_unique_violation() {
            self.clashes += 1;
            return self.clashes <= CLASHES;
        }
        error.is_contention() || error.is_outage()
    }
}

fn announce(app: &App, done: batch::Done) -> bool {
    if done.bodies == 0 {
        return false;
    }
    app.announce(done.after);
    app.live.publish([LiveEvent::JournalChanged]);
    true
}

/// A job that one node does at a time, by a row that has to be renewed.
pub(crate) struct Lease {
    name: String,
    renew_at: Timestamp,
    held: bool,
}

/// What asking for a lease gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// Held now, and not a moment ago.
    New,
    Still,
    Elsewhere,
}

impl Hold {
    pub(crate) fn is_held(self) -> bool {
        self != Self::Elsewhere
    }
}

impl Lease {
    pub(crate) fn new(name: String) -> Self {
        Self { name, renew_at: Timestamp(i64::MIN), held: false }
    }

    /// Takes the lease, or keeps it alive; most calls cost nothing.
    pub(crate) async fn hold(&mut self, app: &App) -> Result<Hold, Error> {
        let now = app.universe.now();
        if self.held && now < self.renew_at {
            return Ok(Hold::Still);
        }
        let mut tx = app.db.write().await?;
        let node = &app.settings.node_name;
        let taken = store::workspace::take_lease(&mut tx, &self.name, node, now, now.plus(LEASE)).await?;
        tx.commit().await?;
        let before = std::mem::replace(&mut self.held, taken);
        self.renew_at = now.plus(LEASE_RENEWAL);
        Ok(match (before, taken) {
            (_, false) => Hold::Elsewhere,
            (false, true) => Hold::New,
            (true, true) => Hold::Still,
        })
    }

    /// Lets another node take over at once; a crash costs it the lease's length.
    pub(crate) async fn release(self, app: &App) {
        if !self.held {
            return;
        }
        let released = async {
            let mut tx = app.db.write().await?;
            store::workspace::release_lease(&mut tx, &self.name, &app.settings.node_name).await?;
            tx.commit().await
        };
        if let Err(error) = released.await {
            tracing::debug!(%error, lease = %self.name, "a lease could not be given back; it will expire");
        }
    }
}

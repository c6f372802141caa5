//! The one that works on imports: the oldest first, a slice a transaction.
//!
//! The mark moves in the transaction of the rows it counts, and a transaction that finds the mark elsewhere than it
//! thought writes nothing. So whoever is killed, and whoever takes over, neither loses a row nor takes one in twice.

use super::slices::{self, Slice};
use super::{dry_run, forget_file};
use crate::app::App;
use crate::live::LiveEvent;
use crate::worker::Lease;
use domain::id::ImportId;
use domain::import::mapping::MatchOn;
use domain::import::take_in::{Origin, lookup, take_in};
use domain::time::Timestamp;
use std::collections::BTreeSet;
use std::time::Duration;
use store::Tx;
use store::import::known::{self, Needs};
use store::import::{self, Import, State, undo};
use tokio_util::sync::CancellationToken;

/// How long a lost wake-up can cost.
const POLL: Duration = Duration::from_secs(1);
/// Browsers are told of progress no more often than people can read.
const TELL_EVERY: Duration = Duration::from_millis(400);
/// Contacts whose keys are gathered in one transaction.
const KEYS: u32 = 2_000;

/// Works until cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    let mut worker =
        Worker { lease: Lease::new(format!("imports:{}", app.workspace)), told_at: Timestamp(0), app, stop };
    while !worker.stop.is_cancelled() {
        match worker.turn().await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "an import could not go on; trying again"),
        }
        tokio::select! {
            () = worker.app.wake.imports.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            () = worker.stop.cancelled() => {}
        }
    }
    worker.lease.release(&worker.app).await;
}

pub(super) struct Worker {
    pub app: App,
    lease: Lease,
    told_at: Timestamp,
    stop: CancellationToken,
}

impl Worker {
    /// Whether there was anything to do.
    async fn turn(&mut self) -> store::Result<bool> {
        // Looking costs no write; most looks find nothing.
        let Some(id) = import::at_work(&mut self.app.db.read().await?, self.app.workspace).await? else {
            return Ok(false);
        };
        if !self.lease.hold(&self.app).await?.is_held() {
            return Ok(false);
        }
        let found = import::one(&mut self.app.db.read().await?, self.app.workspace, id).await?;
        let Some(import) = found else { return Ok(true) };
        match import.state {
            State::Checking => dry_run::run(self, import).await?,
            State::Running => self.take_in(import).await?,
            State::Undoing => self.undo(id).await?,
            _ => {}
        }
        self.app.live.publish([LiveEvent::ImportsChanged]);
        Ok(true)
    }

    /// Whether to go on: nobody stopped us, and the lease is still ours.
    pub async fn may_go_on(&mut self) -> store::Result<bool> {
        Ok(!self.stop.is_cancelled() && self.lease.hold(&self.app).await?.is_held())
    }

    pub fn tell(&mut self) {
        let now = self.app.universe.now();
        if now.since(self.told_at) >= TELL_EVERY {
            self.told_at = now;
            self.app.live.publish([LiveEvent::ImportsChanged]);
        }
    }

    async fn take_in(&mut self, import: Import) -> store::Result<()> {
        let id = import.id;
        if !self.gather_keys(&import).await? {
            return Ok(());
        }
        let mut slices = slices::read(&self.app, &import, import.rows_done).await?;
        while let Some(slice) = slices.recv().await {
            let slice = match slice {
                Ok(slice) => slice,
                Err(error) => return self.end(id, State::Failed, Some(error.to_string())).await,
            };
            if !self.may_go_on().await? || !write(&self.app, id, slice).await? {
                return Ok(());
            }
            self.tell();
        }
        self.end(id, State::Finished, None).await
    }

    /// Whose key is whose, before the first row, when people are not recognised by their phone.
    pub async fn gather_keys(&mut self, import: &Import) -> store::Result<bool> {
        let MatchOn::Attribute { name } = &import.mapping.match_on else { return Ok(true) };
        let mut after = import.keys_after.clone();
        while let Some(last) = after {
            if !self.may_go_on().await? {
                return Ok(false);
            }
            let mut tx = self.app.db.write().await?;
            let held = import::hold(&mut tx, self.app.workspace, import.id).await?;
            let Some(mut held) = held.filter(|held| held.state == import.state) else { return Ok(false) };
            if last.is_empty() {
                // A dry run may have gathered others.
                known::forget_keys(&mut tx, self.app.workspace, import.id).await?;
            }
            after = known::gather_keys(&mut tx, self.app.workspace, import.id, name, &last, KEYS).await?;
            held.keys_after.clone_from(&after);
            import::save(&mut tx, self.app.workspace, &held).await?;
            tx.commit().await?;
        }
        Ok(true)
    }

    /// It is over, unless somebody said so before.
    async fn end(&mut self, id: ImportId, state: State, failure: Option<String>) -> store::Result<()> {
        let mut tx = self.app.db.write().await?;
        let Some(mut import) = running(&mut tx, &self.app, id).await? else { return Ok(()) };
        (import.state, import.failure, import.ended_at) = (state, failure, Some(self.app.universe.now()));
        if state == State::Finished {
            import.rows_total = import.rows_done;
            known::forget_keys(&mut tx, self.app.workspace, id).await?;
        }
        import::save(&mut tx, self.app.workspace, &import).await?;
        tx.commit().await?;
        if state == State::Finished {
            forget_file(&self.app, id, &import.file_digest).await;
        }
        Ok(())
    }

    async fn undo(&mut self, id: ImportId) -> store::Result<()> {
        while self.may_go_on().await? {
            let (workspace, now) = (self.app.workspace, self.app.universe.now());
            let mut tx = self.app.db.write().await?;
            let held = import::hold(&mut tx, workspace, id).await?;
            let Some(mut import) = held.filter(|import| import.state == State::Undoing) else { return Ok(()) };
            let slice = undo::last_slice(&mut tx, workspace, id).await?;
            let is_over = slice.is_none();
            if let Some(slice) = slice {
                import.rows_done = slice.first_row;
                undo::undo(&mut tx, workspace, id, slice, now).await?;
            } else {
                (import.state, import.rows_done, import.ended_at) = (State::Undone, 0, Some(now));
            }
            import::save(&mut tx, workspace, &import).await?;
            tx.commit().await?;
            if is_over {
                forget_file(&self.app, id, &import.file_digest).await;
                return Ok(());
            }
            self.tell();
        }
        Ok(())
    }
}

async fn running(tx: &mut Tx, app: &App, id: ImportId) -> store::Result<Option<Import>> {
    Ok(import::hold(tx, app.workspace, id).await?.filter(|import| import.state == State::Running))
}

/// One slice, and the mark behind it. False when the import was stopped, or somebody else was here.
async fn write(app: &App, id: ImportId, mut slice: Slice) -> store::Result<bool> {
    let mut tx = app.db.write().await?;
    let held = running(&mut tx, app, id).await?;
    let Some(mut import) = held.filter(|import| import.rows_done == slice.first) else { return Ok(false) };
    let mut known = known::load(&mut tx, app.workspace, id, &needs(&slice)).await?;
    let (now, rows) = (app.universe.now(), std::mem::take(&mut slice.rows));
    let length = rows.len() as u64 + slice.faulty.len() as u64;
    let origin = Origin::File(&import.file_name);
    let taken = app.universe.with_ids(|ids| take_in(&import.mapping, origin, &mut known, rows, now, ids));
    import.counts.failed += slice.faulty.len() as u64;
    for (row, fault) in taken.faults {
        slice.refuse(row, fault);
    }
    store::apply::apply(&mut tx, app.workspace, now, taken.events).await?;
    let (created, changes, events) = (taken.created, taken.changes, taken.recorded);
    if !(created.is_empty() && changes.is_empty() && events.is_empty()) {
        let undoing = import::Slice { first_row: slice.first, written_at: now, created, changes, events };
        import::remember_slice(&mut tx, app.workspace, id, &undoing).await?;
    }
    import::keep_faulty(&mut tx, app.workspace, id, &slice.faulty).await?;
    known::add_keys(&mut tx, app.workspace, id, &taken.keys).await?;
    import.rows_done += length;
    import.rows_total = import.rows_total.max(import.rows_done);
    import.counts.add(taken.counts);
    import::save(&mut tx, app.workspace, &import).await?;
    tx.commit().await?;
    Ok(true)
}

pub(super) fn needs(slice: &Slice) -> Needs {
    let identifiers = slice.rows.iter().flat_map(|(_, row)| lookup(row)).collect();
    let keys = slice.rows.iter().filter_map(|(_, row)| row.person.key.clone()).collect();
    let events = slice.rows.iter().filter_map(|(_, row)| row.happening.as_ref()?.external_id.clone());
    Needs { identifiers, keys, events: events.collect::<BTreeSet<_>>() }
}

//! Alarms of sessions, ends of snoozes, errands, and bulk changes. The rows are the truth: a due row is found however the alarm was missed.

use crate::app::App;
use crate::bulk;
use crate::consequence::Consequences;
use crate::errands;
use crate::memory;
use crate::worker::Lease;
use domain::decide::{Turn, wake};
use std::time::Duration;
use store::world::Needs;
use tokio_util::sync::CancellationToken;

/// Alarms in one transaction at the most.
const BATCH: u32 = 200;
/// A due alarm is at most this late.
const POLL: Duration = Duration::from_millis(500);

/// Works until cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    let mut lease = Lease::new(format!("timers:{}", app.workspace));
    while !stop.is_cancelled() {
        match turn(&app, &mut lease).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "alarms could not be rung; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(POLL) => {}
            () = stop.cancelled() => {}
        }
    }
    lease.release(&app).await;
}

/// Whether there was anything to do.
async fn turn(app: &App, lease: &mut Lease) -> store::Result<bool> {
    if !lease.hold(app).await?.is_held() {
        return Ok(false);
    }
    let had_errands = errands::run_due(app).await? | bulk::run_due(app).await?;
    let now = app.universe.now();
    // Looking costs no write; most looks find nothing.
    let mut look = app.db.read().await?;
    let alarms = store::session::due(&mut look, app.workspace, now, BATCH).await?;
    let snoozes = store::session::snoozes_over(&mut look, app.workspace, now, BATCH).await?;
    drop(look);
    if alarms.is_empty() && snoozes.is_empty() {
        return Ok(had_errands);
    }
    let mut tx = app.db.write().await?;
    let needs =
        Needs { conversations: alarms.iter().chain(&snoozes).copied().collect(), reach: true, ..Needs::default() };
    let mut world = memory::load(app, &mut tx, &needs).await?;
    let events = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        for conversation in alarms {
            wake::alarm(&mut turn, conversation);
        }
        for conversation in snoozes {
            wake::snooze_over(&mut turn, conversation);
        }
        turn.finish()
    });
    // A due row that nothing follows from would be found again at once.
    let moved = !events.is_empty();
    let after = Consequences::of(&events);
    store::apply::apply(&mut tx, app.workspace, now, events).await?;
    tx.commit().await?;
    app.announce(after);
    Ok(moved || had_errands)
}

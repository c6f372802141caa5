//! What is kept for a while and then forgotten, so that no table grows without end; and what the database has to learn.

use crate::app::App;
use crate::import;
use domain::time::Timestamp;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_hours(1);
/// A client that repeats a request after this long means a new one.
const IDEMPOTENCY_KEYS: Duration = Duration::from_hours(7 * 24);
/// Traces of calls to Meta are for finding out what went wrong lately.
const EXCHANGES: Duration = Duration::from_hours(30 * 24);

/// What other systems posted: examples, with people's addresses in them.
const HOOK_PAYLOADS: Duration = Duration::from_hours(30 * 24);

/// Messages that were not understood: what nobody taught in this time is not missed.
const SUGGESTIONS: Duration = Duration::from_hours(90 * 24);

/// A file that was brought, and of which nothing was taken in.
const UNUSED_FILES: Duration = Duration::from_hours(7 * 24);
/// Until then an import can be undone, and its errors be read.
const IMPORTS: Duration = Duration::from_hours(90 * 24);

/// How soon the database learns of a table that begins to fill: a company's first campaign must not run for a minute on
/// the plans of an empty ledger.
const ACQUAINT: Duration = Duration::from_secs(1);

/// Works until cancelled. Several nodes may do it at once: forgetting twice changes nothing.
pub async fn run(app: App, stop: CancellationToken) {
    loop {
        if let Err(error) = forget(&app, app.universe.now()).await {
            tracing::warn!(%error, "old rows could not be forgotten; trying again in an hour");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}

/// Has the database learn of tables that begin to fill. Works until cancelled.
pub async fn acquaint(app: App, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(ACQUAINT) => {}
            () = stop.cancelled() => return,
        }
        if let Err(error) = app.db.acquaint().await {
            tracing::debug!(%error, "statistics could not be gathered; the database does so by itself in a minute");
        }
    }
}

async fn forget(app: &App, now: Timestamp) -> store::Result<()> {
    let mut tx = app.db.write().await?;
    store::idempotency::forget(&mut tx, app.workspace, now.minus(IDEMPOTENCY_KEYS)).await?;
    store::exchange::forget(&mut tx, app.workspace, now.minus(EXCHANGES)).await?;
    store::hook::forget(&mut tx, app.workspace, now.minus(HOOK_PAYLOADS)).await?;
    store::intent::suggestion::forget(&mut tx, app.workspace, now.minus(SUGGESTIONS)).await?;
    store::tier::forget(&mut tx, app.workspace, now).await?;
    store::login::forget_expired(&mut tx, now).await?;
    let stale = store::import::stale(&mut tx, app.workspace, now.minus(UNUSED_FILES), now.minus(IMPORTS)).await?;
    for (import, _) in &stale {
        store::import::delete(&mut tx, app.workspace, *import).await?;
    }
    tx.commit().await?;
    for (import, digest) in stale {
        import::forget_file(app, import, &digest).await;
    }
    Ok(())
}

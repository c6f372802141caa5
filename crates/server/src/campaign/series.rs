//! The one that walks people through series: takes in those whose event or date has come, and sends whoever's step is due
//! the message of that step, unless they should not get it any more.
//!
//! A person's place and the row of the ledger move in one transaction, so whoever is killed sends nobody a step twice.

pub mod act;
mod enrol;
pub mod sample;
mod walk;

use crate::app::App;
use crate::worker::Lease;
use domain::id::CampaignId;
use std::time::Duration;
use store::{Error, series};
use tokio_util::sync::CancellationToken;

/// How long an event waits to be looked at.
const POLL: Duration = Duration::from_secs(1);
/// Pause after the database refused to work.
const PAUSE: Duration = Duration::from_millis(200);

/// Works until cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    let mut lease = Lease::new(format!("series:{}", app.workspace));
    while !stop.is_cancelled() {
        let pause = match turn(&app, &mut lease).await {
            Ok(true) => continue,
            Ok(false) => POLL,
            Err(error) => {
                tracing::error!(%error, "a series could not go on; trying again");
                PAUSE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => {}
        }
    }
    lease.release(&app).await;
}

/// Whether there is more to do at once.
async fn turn(app: &App, lease: &mut Lease) -> Result<bool, Error> {
    let running = series::running(&mut app.db.read().await?, app.workspace).await?;
    if running.is_empty() || !lease.hold(app).await?.is_held() {
        return Ok(false);
    }
    let mut more = false;
    for id in running {
        more |= work_on(app, id).await?;
    }
    Ok(more)
}

async fn work_on(app: &App, id: CampaignId) -> Result<bool, Error> {
    let Some(kept) = series::one(&mut app.db.read().await?, app.workspace, id).await? else { return Ok(false) };
    let more = enrol::look(app, id, &kept).await?;
    Ok(walk::on(app, id, &kept.document).await? || more)
}

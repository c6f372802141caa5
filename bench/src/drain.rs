//! When Recado is done: no body waits in the journal, and every message is where it belongs.

use crate::clock::Duration;
use crate::serve::recado::workspace;
use anyhow::Context;
use store::{Db, counter, journal};

const LOOK: Duration = Duration::from_millis(20);
/// No backlog takes longer.
const PATIENCE: Duration = Duration::from_mins(10);

/// Waits until nothing is left to do, and checks that all of it was done.
pub async fn until_processed(database: &str, accepted: u64) -> anyhow::Result<()> {
    let db = Db::open(database).await?;
    tokio::time::timeout(PATIENCE, until_nothing_waits(&db)).await.context("the backlog does not end")??;
    let mut tx = db.read().await?;
    let totals = counter::totals(&mut tx, workspace()).await?;
    let parked = journal::count_parked(&mut tx, workspace()).await?;
    drop(tx);
    db.close().await;
    let received = totals.get(counter::MESSAGES_RECEIVED).copied().unwrap_or_default();
    anyhow::ensure!(
        u64::try_from(received) == Ok(accepted) && parked == 0,
        "{accepted} webhooks were accepted, but {received} messages are stored and {parked} webhooks are parked"
    );
    Ok(())
}

async fn until_nothing_waits(db: &Db) -> anyhow::Result<()> {
    loop {
        let mut tx = db.read().await?;
        let waiting = journal::oldest_pending(&mut tx, workspace()).await?;
        drop(tx);
        if waiting.is_none() {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}

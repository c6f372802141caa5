//! Outbox to the Cloud API: the one place that sends.
//!
//! Each number has a loop of its own, at its own pace; on several nodes a lease gives the number to one of them, so
//! that pacing needs no talk between nodes.

mod attempt;
mod campaign;
mod ledger;
mod number;
mod recipients;

use crate::app::App;
use domain::id::NumberId;
use std::collections::HashMap;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How soon a number that was added elsewhere begins to send.
const LOOK_FOR_NUMBERS: Duration = Duration::from_secs(2);

/// Works until cancelled; then waits for the requests that are under way.
pub async fn run(app: App, stop: CancellationToken) {
    let (ledger, book_keeper) = ledger::Ledger::start(app.clone());
    let (recipients, campaign_keeper) = recipients::Recipients::start(app.clone());
    let mut loops: HashMap<NumberId, JoinHandle<()>> = HashMap::new();
    while !stop.is_cancelled() {
        loops.retain(|_, task| !task.is_finished());
        match numbers(&app).await {
            Ok(numbers) => {
                for number in numbers {
                    loops.entry(number).or_insert_with(|| {
                        let books = number::Books { ledger: ledger.clone(), recipients: recipients.clone() };
                        tokio::spawn(number::run(app.clone(), number, books, stop.clone()))
                    });
                }
            }
            Err(error) => tracing::error!(%error, "the numbers could not be read; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_FOR_NUMBERS) => {}
            () = stop.cancelled() => {}
        }
    }
    for (_, task) in loops {
        let _ = task.await;
    }
    drop((ledger, recipients));
    let _ = book_keeper.await;
    let _ = campaign_keeper.await;
}

async fn numbers(app: &App) -> store::Result<Vec<NumberId>> {
    let mut tx = app.db.read().await?;
    Ok(store::workspace::numbers(&mut tx, app.workspace).await?.into_iter().map(|number| number.id).collect())
}

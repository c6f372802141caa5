//! Errands: what a flow of one conversation has to do with another person, done in a turn of its own.

use crate::app::App;
use crate::consequence::Consequences;
use crate::memory;
use domain::decide::{Turn, errands};
use store::errand;
use store::world::Needs;

/// Errands in one transaction at the most.
const BATCH: u32 = 50;

/// Whether there was anything to do. The caller holds the timers' lease.
pub(crate) async fn run_due(app: &App) -> store::Result<bool> {
    let mut look = app.db.read().await?;
    let any = errand::any(&mut look, app.workspace).await?;
    drop(look);
    if !any {
        return Ok(false);
    }
    let mut tx = app.db.write().await?;
    let taken = errand::take(&mut tx, app.workspace, BATCH).await?;
    let needs = Needs {
        identifiers: taken.iter().flat_map(errands::identifiers_of).collect(),
        conversations: taken.iter().map(|errand| errand.from).collect(),
        reach: true,
        ..Needs::default()
    };
    let mut world = memory::load(app, &mut tx, &needs).await?;
    let now = app.universe.now();
    let events = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        for errand in taken {
            errands::run(&mut turn, errand);
        }
        turn.finish()
    });
    let after = Consequences::of(&events);
    store::apply::apply(&mut tx, app.workspace, now, events).await?;
    tx.commit().await?;
    app.announce(after);
    Ok(true)
}

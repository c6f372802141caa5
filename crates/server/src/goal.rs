//! Goals measured: events are counted, and rates of campaigns are asked of the comparison that the results page shows.

use crate::report::compare::{By, compare};
use domain::goal::{Measure, Measured, Span, Standing};
use domain::id::WorkspaceId;
use domain::metric::{Counts, Definition, Rate};
use domain::time::Timestamp;
use store::Tx;
use store::goal::Kept;

/// A goal, how it stands, and how the period before ended.
#[derive(Clone, Debug)]
pub(crate) struct Measurement {
    pub kept: Kept,
    pub now: Standing,
    pub before: Standing,
}

pub(crate) async fn all(tx: &mut Tx, workspace: WorkspaceId, now: Timestamp) -> store::Result<Vec<Measurement>> {
    let kept = store::goal::list(tx, workspace).await?;
    let mut all = Vec::with_capacity(kept.len());
    for goal in kept {
        all.push(measured(tx, workspace, goal, now).await?);
    }
    Ok(all)
}

pub(crate) async fn measured(
    tx: &mut Tx,
    workspace: WorkspaceId,
    kept: Kept,
    now: Timestamp,
) -> store::Result<Measurement> {
    let running = kept.goal.period.around(now);
    let ended = kept.goal.period.before(running);
    let counted = count(tx, workspace, &kept.goal.measure, running, now).await?;
    let before = count(tx, workspace, &kept.goal.measure, ended, now).await?;
    let (now, before) = (Standing::of(&kept.goal, counted, running, now), Standing::of(&kept.goal, before, ended, now));
    Ok(Measurement { kept, now, before })
}

async fn count(
    tx: &mut Tx,
    workspace: WorkspaceId,
    measure: &Measure,
    span: Span,
    now: Timestamp,
) -> store::Result<Measured> {
    Ok(match measure {
        Measure::Events { event } => Measured::Count(store::goal::events(tx, workspace, event, span).await?),
        Measure::Share { event, of } => Measured::Share(store::goal::share(tx, workspace, event, of, span).await?),
        Measure::Rate { rate } => {
            let mut counts = Counts::default();
            for campaign in compare(tx, workspace, (span.from, span.until), By::Campaign, now).await? {
                counts.include(&campaign.counts);
            }
            // A rate that this version does not know has nobody in it.
            let found = Definition::named(rate).map(|definition| definition.of(&counts));
            Measured::Share(found.unwrap_or_else(|| Rate::of_people(0, 0)))
        }
    })
}

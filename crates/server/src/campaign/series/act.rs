//! What people do with a series: start, stop. Pausing and resuming are those of every campaign.

use crate::campaign::step::{Refused, Surroundings};
use domain::campaign::{Launch, State};
use domain::id::{CampaignId, WorkspaceId};
use domain::segment::Fault;
use domain::series::{Series, check, moment};
use domain::time::Timestamp;
use store::campaign::{self, Mark};
use store::{Error, Tx, series};

/// Everything that keeps it from being started.
pub async fn faults(tx: &mut Tx, workspace: WorkspaceId, document: &Series) -> Result<Vec<Fault>, Error> {
    let around = Surroundings::of(tx, workspace, &document.campaign()).await?;
    let attributes = store::attribute::list(tx, workspace).await?;
    Ok(check(document, around.known(), &attributes))
}

/// Whoever's event or date comes from now on is in it.
pub async fn start(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, now: Timestamp) -> Result<(), Refused> {
    let held = campaign::hold(tx, workspace, id).await?.ok_or(Refused::NotFound)?;
    let kept = series::one(tx, workspace, id).await?.ok_or(Refused::NotFound)?;
    if held.state != State::Draft {
        return Err(Refused::WrongState(held.state));
    }
    let faults = faults(tx, workspace, &kept.document).await?;
    if !faults.is_empty() {
        return Err(Refused::Faults(faults));
    }
    let around = Surroundings::of(tx, workspace, &held.plan).await?;
    let Some(launch) = Launch::of(&held.plan, &around.numbers, &around.templates, now) else {
        return Err(Refused::Faults(vec![Fault::new("steps", "a number or a template is not there any more")]));
    };
    let (launch, state, planner, launched_at) = (Some(launch), State::Running, Mark::None, Some(now));
    let begun = campaign::Campaign { launch, state, planner, launched_at, ..held };
    campaign::save(tx, workspace, &begun, now).await?;
    Ok(series::looked(tx, workspace, id, &moment::first_id(now), Timestamp(0)).await?)
}

/// For good: everybody's way ends, and what waits is not sent.
pub async fn stop(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, now: Timestamp) -> Result<(), Refused> {
    series::one(tx, workspace, id).await?.ok_or(Refused::NotFound)?;
    crate::campaign::step::cancel(tx, workspace, id, now).await?;
    series::withdraw_all(tx, workspace, id, now).await?;
    Ok(())
}

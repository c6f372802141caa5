//! When a campaign has to stop by itself: too many failures, too many who leave, a number that cannot send, a template that
//! may not be sent any more, a number or a template that people like less than at the launch. It pauses and says why; a person decides how it goes on.

use super::step;
use crate::app::App;
use domain::campaign::plan::Stop;
use domain::campaign::recipient::Part;
use domain::campaign::{Halt, Measure, RecipientState, Tallies};
use domain::number::Health;
use domain::policy::TemplateStatus;
use domain::time::Timestamp;
use store::Error;
use store::campaign::Campaign;

/// Meta's codes for people who do not want it: the person blocked the business, or stopped its marketing.
const UNWANTED: [&str; 2] = ["131050", "130403"];

/// Pauses the campaign if it has to be.
pub(super) async fn look(app: &App, campaign: &Campaign, tallies: &Tallies, now: Timestamp) -> Result<(), Error> {
    let halt = match verdict(&campaign.plan.stop, tallies, left(app, campaign).await?) {
        Some(halt) => Some(halt),
        None => standing(app, campaign).await?,
    };
    if let Some(halt) = halt {
        let mut tx = app.db.write().await?;
        match step::pause(&mut tx, app.workspace, campaign.id, Some(halt), now).await {
            Ok(()) => {
                tx.commit().await?;
                tracing::warn!(campaign = %campaign.id, %halt, "a campaign paused by itself");
                step::announce(app, campaign.id);
            }
            Err(step::Refused::Store(error)) => return Err(error),
            Err(_) => {}
        }
    }
    Ok(())
}

/// How many opted out after they got it, if the plan asks.
async fn left(app: &App, campaign: &Campaign) -> Result<i64, Error> {
    let asked = campaign.launched_at.filter(|_| campaign.plan.stop.block_percent.is_some());
    let Some(since) = asked else { return Ok(0) };
    let left = store::report::opted_out(&mut app.db.read().await?, app.workspace, campaign.id, since).await?;
    Ok(left.iter().map(|(_, count)| count).sum())
}

/// By what became of its messages, and of the people who got them.
fn verdict(stop: &Stop, tallies: &Tallies, left: i64) -> Option<Halt> {
    let refused = tallies.of_part(Part::Rejected);
    let tried = tallies.of_part(Part::Accepted) + refused;
    if tried < i64::from(stop.minimum.max(1)) {
        return None;
    }
    let failed = refused + tallies.of(Measure::State(RecipientState::Failed));
    let unwanted = tallies.iter().filter(|((_, _, reason), _)| UNWANTED.contains(&reason.as_str()));
    let unwanted: i64 = unwanted.map(|(_, count)| count).sum::<i64>() + left;
    let is_over = |count: i64, percent: Option<f64>| percent.is_some_and(|percent| share(count, tried) > percent);
    if is_over(unwanted, stop.block_percent) {
        return Some(Halt::Blocks);
    }
    is_over(failed, stop.failure_percent).then_some(Halt::Failures)
}

fn share(count: i64, of: i64) -> f64 {
    let (count, of) = (u32::try_from(count).unwrap_or(u32::MAX), u32::try_from(of).unwrap_or(u32::MAX));
    f64::from(count) * 100.0 / f64::from(of.max(1))
}

/// By what its numbers and templates are now.
async fn standing(app: &App, campaign: &Campaign) -> Result<Option<Halt>, Error> {
    let Some(launch) = &campaign.launch else { return Ok(None) };
    let mut tx = app.db.read().await?;
    let numbers = store::workspace::numbers(&mut tx, app.workspace).await?;
    let can_send = |id| numbers.iter().any(|number| number.id == id && number.health == Health::Connected);
    if !launch.numbers.iter().any(|number| can_send(number.id)) {
        return Ok(Some(Halt::Number));
    }
    let names = launch.variants.iter().map(|variant| variant.template.as_str());
    let templates = store::template::named(&mut tx, app.workspace, names).await?;
    let may_go = |account: &str, variant: &domain::campaign::launch::LaunchedVariant| {
        templates.iter().any(|template| {
            template.account == account
                && template.name == variant.template
                && template.language == variant.language
                && template.status.for_sending() == TemplateStatus::Approved
        })
    };
    let all_may = launch.numbers.iter().all(|number| launch.variants.iter().all(|it| may_go(&number.account, it)));
    if !all_may {
        return Ok(Some(Halt::Template));
    }
    let qualities = store::number::qualities(&mut tx, app.workspace).await?;
    let fell = campaign.plan.stop.on_quality_drop && launch.fell(&qualities, &templates);
    Ok(fell.then_some(Halt::Quality))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_a_campaign_stops_by_itself() {
        let stop = Stop { failure_percent: Some(10.0), block_percent: Some(2.0), minimum: 100, on_quality_drop: true };
        for (accepted, rejected, failed, unwanted, left, halt) in [
            (80, 10, 0, 0, 0, None),
            (80, 10, 0, 0, 9, None),
            (90, 10, 0, 0, 2, None),
            (89, 11, 0, 0, 0, Some(Halt::Failures)),
            (80, 5, 15, 0, 0, Some(Halt::Failures)),
            (97, 0, 0, 3, 0, Some(Halt::Blocks)),
            (100, 0, 0, 0, 3, Some(Halt::Blocks)),
            (99, 0, 0, 1, 2, Some(Halt::Blocks)),
        ] {
            let mut tallies = Tallies::default();
            let mut add = |state, reason: &str, count| tallies.add(0, Measure::State(state), reason, count);
            add(RecipientState::Delivered, "", accepted);
            add(RecipientState::Rejected, "131008", rejected);
            add(RecipientState::Failed, "131026", failed);
            add(RecipientState::Failed, "131050", unwanted);
            add(RecipientState::Waiting, "", 1_000_000);
            assert_eq!(verdict(&stop, &tallies, left), halt, "{accepted} {rejected} {failed} {unwanted} {left}");
        }
    }
}

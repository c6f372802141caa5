//! Campaigns at work.
//!
//! - [`step`]: what people do with a campaign; [`worker`]: the one that plans, watches and ends them;
//! - [`mod@slice`]: the next people of a campaign, judged and written into its ledger; [`watch`]: when it has to stop by itself;
//! - [`series`]: the one that walks people through series;
//! - [`pre_flight`]: what a launch would come to; [`trial`]: its message to some of the team;
//! - [`statuses`]: what Meta reports of its messages; [`reply`]: what people do with them.
//!
//! Its messages are sent where all others are: `crate::sender`.

pub mod pre_flight;
pub mod reply;
pub mod series;
pub mod slice;
pub mod statuses;
pub mod step;
pub mod trial;
pub mod watch;
pub mod worker;

use domain::campaign::Plan;
use domain::id::CampaignId;
use domain::segment::Condition;
use domain::segment::condition::Membership;

/// Whom a plan is about, before anybody is left out.
pub(crate) fn audience(plan: &Plan) -> Condition {
    let of = |segments: &[domain::id::SegmentId]| {
        segments.iter().map(|id| Condition::Segment(Membership::In(*id))).collect::<Vec<_>>()
    };
    let included = Condition::Any(of(&plan.audience.include));
    match plan.audience.exclude.as_slice() {
        [] => included,
        excluded => Condition::All(vec![included, Condition::None(of(excluded))]),
    }
}

/// What every request of a row carries, so that its statuses find it by its key.
pub(crate) fn callback_data(campaign: CampaignId, position: i64, attempt: u32) -> String {
    format!("c:{campaign}:{position}:{attempt}")
}

/// The row that a status speaks of.
pub(crate) fn read_callback_data(data: &str) -> Option<(CampaignId, i64, u32)> {
    let mut parts = data.strip_prefix("c:")?.split(':');
    let row = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::IdSource;
    use domain::time::Timestamp;

    #[test]
    fn a_row_is_named_and_found_again() {
        let campaign = CampaignId::new(&mut IdSource::new(1), Timestamp(1));
        assert_eq!(read_callback_data(&callback_data(campaign, 7, 2)), Some((campaign, 7, 2)));
        for other in ["", "c:", "c:x:1:1", "01920000-0000-7000-8000-000000000001", &format!("c:{campaign}:1:1:1")] {
            assert_eq!(read_callback_data(other), None, "{other}");
        }
    }
}

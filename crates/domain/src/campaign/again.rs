//! Campaigns made of others: the same once more, or another message to those of whom one hopes for more.

use super::plan::{Audience, Plan, Schedule, Start};
use crate::id::{CampaignId, SegmentId};
use crate::segment::behaviour::{Behaviour, Period};
use crate::segment::campaign::Outcome as Did;
use crate::segment::{CampaignOutcome, Condition, Moment};
use crate::time::Timestamp;

words! {
    /// What became of a message, for a next one to those people.
    Outcome {
        /// Sent, and never delivered.
        NotDelivered = "not_delivered",
        DeliveredNotRead = "delivered_not_read",
        ReadNotReplied = "read_not_replied",
        /// Opened their link and did not reach the goal since the launch.
        ClickedNotConverted = "clicked_not_converted",
        /// Not sent, for a reason that passes.
        FailedRetryable = "failed_retryable",
    }
}

/// The campaign one looks back at.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    pub id: CampaignId,
    /// The event that was to be reached.
    pub goal: Option<&'a str>,
    /// Its launch.
    pub since: Option<Timestamp>,
}

impl Before<'_> {
    fn launch(&self) -> Option<Moment> {
        let at = jiff::Timestamp::from_millisecond(self.since?.as_millis()).ok()?;
        Moment::parse(&at.to_string())
    }
}

/// Those people, to be asked again when the next message leaves, so that nobody is written to who has read it by then.
/// `None` where no condition tells it: without a goal, and of failures, which are a list.
pub fn people(outcome: Outcome, before: Before<'_>) -> Option<Condition> {
    let it = |outcome, is_not| {
        Condition::Campaign(CampaignOutcome { outcome, is_not, campaign: Some(before.id), in_last_days: None })
    };
    let (did, did_not) = (|outcome| it(outcome, false), |outcome| it(outcome, true));
    let conditions = match outcome {
        Outcome::NotDelivered => vec![did(Did::WasSent), did_not(Did::Received)],
        Outcome::DeliveredNotRead => vec![did(Did::Received), did_not(Did::Read), did_not(Did::Replied)],
        Outcome::ReadNotReplied => vec![did(Did::Read), did_not(Did::Replied)],
        Outcome::ClickedNotConverted => {
            let period = Period::Between { since: before.launch(), before: None };
            let reached = Behaviour { period, ..Behaviour::once(before.goal?) };
            vec![did(Did::Clicked), Condition::DidNot(reached)]
        }
        Outcome::FailedRetryable => return None,
    };
    Some(Condition::All(conditions))
}

impl Plan {
    /// The same once more: what had its day begins now, and does not repeat.
    #[must_use]
    pub fn anew(&self) -> Self {
        let schedule = Schedule { start: Start::Now, repeat: None, ..self.schedule.clone() };
        Self { schedule, ..self.clone() }
    }

    /// The same to other people, who are all of a segment.
    #[must_use]
    pub fn anew_for(&self, segment: SegmentId) -> Self {
        let plan = self.anew();
        let audience = Audience { include: vec![segment], exclude: Vec::new(), ..plan.audience.clone() };
        Self { audience, ..plan }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::IdSource;
    use serde_json::json;

    #[test]
    fn whom_one_hopes_for_more_from() {
        let id = CampaignId::new(&mut IdSource::new(1), Timestamp(1));
        let before = Before { id, goal: Some("order_paid"), since: Some(Timestamp(1_796_061_600_000)) };
        for (outcome, expected) in [
            (Outcome::NotDelivered, json!([{"did": "was_sent"}, {"did_not": "received"}])),
            (Outcome::DeliveredNotRead, json!([{"did": "received"}, {"did_not": "read"}, {"did_not": "replied"}])),
            (Outcome::ReadNotReplied, json!([{"did": "read"}, {"did_not": "replied"}])),
        ] {
            let tests = expected.as_array().unwrap().iter().map(|test| {
                let mut test = test.clone();
                test["campaign"] = json!(id.to_string());
                json!({ "campaign": test })
            });
            let written = serde_json::to_value(people(outcome, before).unwrap()).unwrap();
            assert_eq!(written, json!({"all": tests.collect::<Vec<_>>()}), "{outcome}");
        }
        let clicked = serde_json::to_value(people(Outcome::ClickedNotConverted, before).unwrap()).unwrap();
        assert_eq!(clicked["all"][1], json!({"did_not": {"event": "order_paid", "since": "2026-11-30T18:00:00Z"}}));
        assert_eq!(people(Outcome::ClickedNotConverted, Before { goal: None, ..before }), None);
        assert_eq!(people(Outcome::FailedRetryable, before), None);
    }

    #[test]
    fn the_same_once_more_begins_now_and_once() {
        let segment = SegmentId::new(&mut IdSource::new(2), Timestamp(1));
        let plan = Plan::read(json!({
            "audience": {"include": [SegmentId::new(&mut IdSource::new(3), Timestamp(1))], "not_in_flow": true},
            "schedule": {"start": {"kind": "at", "at": 5}, "repeat": {"every": "week", "until": "2027-01-01"}, "per_minute": 60},
        }))
        .unwrap();
        let again = plan.anew_for(segment);
        assert_eq!((again.schedule.start.clone(), again.schedule.repeat.clone()), (Start::Now, None));
        assert_eq!((again.schedule.per_minute, again.audience.not_in_flow), (Some(60), true));
        assert_eq!(again.audience.include, [segment]);
    }
}

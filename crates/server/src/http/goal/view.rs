//! Goals as the API shows and takes them.

use crate::goal::Measurement;
use crate::http::problem::{FieldError, Problem};
use crate::http::word::word;
use axum::http::StatusCode;
use domain::goal::{Measured, Standing as Stands};
use domain::segment::Fault;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// A name as long as people can read.
const LONGEST_NAME: usize = 120;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Goal {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    /// `{"kind": "events", "event"}`, `{"kind": "share", "event", "of"}` or `{"kind": "rate", "rate"}`.
    #[schema(value_type = Object)]
    pub measure: Value,
    /// A number of events, or a share between 0 and 1.
    pub target: f64,
    pub direction: GoalDirection,
    pub period: GoalPeriod,
    /// How it stands in the period that runs.
    pub now: GoalStanding,
    /// How the period before ended.
    pub before: GoalStanding,
}

/// `at_least`: the more the better; `at_most`: a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalDirection {
    AtLeast,
    AtMost,
}

/// By the calendar of UTC; weeks begin on Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalPeriod {
    Week,
    Month,
    Quarter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalVerdict {
    /// It is met if it goes on like this.
    OnTrack,
    AtRisk,
    Met,
    Missed,
    /// Too few people to say anything.
    TooFew,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct GoalStanding {
    pub from: i64,
    pub until: i64,
    /// None where there are too few to say.
    #[schema(required = true)]
    pub value: Option<f64>,
    /// What was counted.
    pub numerator: u64,
    /// Of how many; none for a number of events.
    #[schema(required = true)]
    pub denominator: Option<u64>,
    /// The target as it would be reached by now at an even pace.
    pub expected: f64,
    /// Where it ends if it goes on like this.
    #[schema(required = true)]
    pub projection: Option<f64>,
    pub verdict: GoalVerdict,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct WriteGoal {
    pub name: String,
    /// `{"kind": "events", "event"}`, `{"kind": "share", "event", "of"}` or `{"kind": "rate", "rate"}`.
    #[schema(value_type = Object)]
    pub measure: Value,
    /// A number of events, or a share between 0 and 1.
    pub target: f64,
    pub direction: GoalDirection,
    pub period: GoalPeriod,
}

impl WriteGoal {
    pub(super) fn read(self) -> Result<(String, domain::goal::Goal), Problem> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Problem::invalid("name", format!("1 to {LONGEST_NAME} characters")));
        }
        let written = json!({"measure": self.measure, "target": self.target, "direction": self.direction,
            "period": self.period});
        let goal = domain::goal::Goal::read(written).map_err(|fault| refused(vec![fault]))?;
        let faults = goal.faults();
        if faults.is_empty() { Ok((name.to_owned(), goal)) } else { Err(refused(faults)) }
    }
}

fn refused(faults: Vec<Fault>) -> Problem {
    let detail = faults.first().map(|fault| fault.message.clone()).unwrap_or_default();
    let errors = faults.into_iter().map(|Fault { place, message }| FieldError {
        field: place,
        message,
        ..FieldError::default()
    });
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_goal", "The goal is not right", detail)
        .with_errors(errors.collect())
}

impl Goal {
    pub(super) fn of(measured: Measurement) -> Result<Self, Problem> {
        let Measurement { kept, now, before } = measured;
        Ok(Self {
            id: kept.id.to_string(),
            name: kept.name,
            measure: serde_json::to_value(&kept.goal.measure).map_err(|error| Problem::internal(&error))?,
            target: kept.goal.target,
            direction: word(kept.goal.direction.as_str())?,
            period: word(kept.goal.period.as_str())?,
            now: GoalStanding::of(now)?,
            before: GoalStanding::of(before)?,
        })
    }
}

impl GoalStanding {
    fn of(stands: Stands) -> Result<Self, Problem> {
        let (numerator, denominator) = match stands.measured {
            Measured::Count(count) => (count, None),
            Measured::Share(rate) => (rate.numerator, Some(rate.denominator)),
        };
        Ok(Self {
            from: stands.span.from.as_millis(),
            until: stands.span.until.as_millis(),
            value: stands.value,
            numerator,
            denominator,
            expected: stands.expected,
            projection: stands.projection,
            verdict: word(stands.verdict.as_str())?,
        })
    }
}

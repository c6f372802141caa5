//! How a goal stands: what was measured, what would be expected by now, where it leads, and the verdict.

use super::{Direction, Goal, Span};
use crate::metric::Rate;
use crate::time::Timestamp;

/// What was counted in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measured {
    Count(u64),
    /// Kept back where there are too few to say anything, as everywhere.
    Share(Rate),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub span: Span,
    pub measured: Measured,
    /// None where there are too few to say.
    pub value: Option<f64>,
    /// The target as it would be reached by now at an even pace; of a share it is the target itself.
    pub expected: f64,
    /// Where it ends if it goes on like this.
    pub projection: Option<f64>,
    pub verdict: Verdict,
}

words! {
    Verdict {
        /// Goes on like this, and it will be met.
        OnTrack = "on_track",
        AtRisk = "at_risk",
        Met = "met",
        Missed = "missed",
        TooFew = "too_few",
    }
}

impl Measured {
    #[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^52")]
    fn value(self) -> Option<f64> {
        match self {
            Self::Count(count) => Some(count as f64),
            Self::Share(rate) => rate.value,
        }
    }
}

impl Standing {
    pub fn of(goal: &Goal, measured: Measured, span: Span, now: Timestamp) -> Self {
        let elapsed = span.elapsed(now);
        let value = measured.value();
        let (expected, projection) = match measured {
            Measured::Share(_) => (goal.target, value),
            Measured::Count(_) => (goal.target * elapsed, value.filter(|_| elapsed > 0.0).map(|value| value / elapsed)),
        };
        let verdict = value.map_or(Verdict::TooFew, |value| verdict(goal, measured, value, projection, elapsed));
        Self { span, measured, value, expected, projection, verdict }
    }
}

fn verdict(goal: &Goal, measured: Measured, value: f64, projection: Option<f64>, elapsed: f64) -> Verdict {
    let is_over = elapsed >= 1.0;
    if is_over {
        return if goal.is_met_by(value) { Verdict::Met } else { Verdict::Missed };
    }
    // What was counted stays counted: a number reached is reached, and a limit that was broken stays broken.
    if matches!(measured, Measured::Count(_)) {
        match (goal.direction, goal.is_met_by(value)) {
            (Direction::AtLeast, true) => return Verdict::Met,
            (Direction::AtMost, false) => return Verdict::Missed,
            _ => {}
        }
    }
    if projection.is_none_or(|end| goal.is_met_by(end)) { Verdict::OnTrack } else { Verdict::AtRisk }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goal::{Measure, Period};

    fn standing(direction: Direction, target: f64, measured: Measured, elapsed: i64) -> Standing {
        let measure = match measured {
            Measured::Count(_) => Measure::Events { event: "a".to_owned() },
            Measured::Share(_) => Measure::Share { event: "a".to_owned(), of: "b".to_owned() },
        };
        let goal = Goal { measure, target, direction, period: Period::Week };
        Standing::of(&goal, measured, Span { from: Timestamp(0), until: Timestamp(100) }, Timestamp(elapsed))
    }

    #[test]
    fn a_number_is_judged_by_where_it_leads() {
        use Direction::{AtLeast, AtMost};
        for (direction, count, elapsed, verdict) in [
            (AtLeast, 5, 50, Verdict::OnTrack),
            (AtLeast, 4, 50, Verdict::AtRisk),
            (AtLeast, 10, 50, Verdict::Met),
            (AtLeast, 9, 100, Verdict::Missed),
            (AtLeast, 0, 0, Verdict::OnTrack),
            (AtMost, 5, 50, Verdict::OnTrack),
            (AtMost, 6, 50, Verdict::AtRisk),
            (AtMost, 11, 50, Verdict::Missed),
            (AtMost, 10, 100, Verdict::Met),
        ] {
            let found = standing(direction, 10.0, Measured::Count(count), elapsed);
            assert_eq!(found.verdict, verdict, "{direction} {count} at {elapsed}");
        }
        let half = standing(AtLeast, 10.0, Measured::Count(4), 50);
        assert_eq!((half.expected, half.projection), (5.0, Some(8.0)));
    }

    #[test]
    fn a_share_is_judged_as_it_is_and_too_few_say_nothing() {
        for (numerator, denominator, elapsed, verdict) in [
            (10, 100, 50, Verdict::OnTrack),
            (9, 100, 50, Verdict::AtRisk),
            (10, 100, 100, Verdict::Met),
            (9, 100, 100, Verdict::Missed),
            (5, 19, 50, Verdict::TooFew),
        ] {
            let share = Measured::Share(Rate::new(numerator, denominator, 20));
            let found = standing(Direction::AtLeast, 0.1, share, elapsed);
            assert_eq!((found.verdict, found.expected), (verdict, 0.1), "{numerator} of {denominator} at {elapsed}");
        }
    }
}

//! Which variant was better and what the campaign added, or plainly that nobody can know.

use crate::http::problem::Problem;
use crate::report::Figures;
use domain::campaign::Plan;
use domain::metric::interval::Share;
use domain::metric::{Arm, Definition, Measure, Verdict, lift, verdict};
use domain::time::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VariantVerdict {
    /// The rate that decided.
    pub by: String,
    pub verdict: VerdictWord,
    #[schema(required = true)]
    pub winner: Option<String>,
    /// How likely chance alone makes such a difference, all comparisons taken together.
    #[schema(required = true)]
    pub chance: Option<f64>,
    /// People each variant has to reach first, and how many the smallest has.
    #[schema(required = true)]
    pub needed: Option<u64>,
    #[schema(required = true)]
    pub smallest: Option<u64>,
    /// When it may be told at the earliest.
    #[schema(required = true)]
    pub until: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictWord {
    NothingToCompare,
    TooFew,
    TooEarly,
    NoWinner,
    Winner,
}

/// Who got it beside who was left out on purpose; both over the same time and whatever brought them.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HoldOut {
    pub treated: u64,
    pub treated_converted: u64,
    pub held_out: u64,
    pub held_out_converted: u64,
    /// Of the two shares; none where there are too few on a side.
    #[schema(required = true)]
    pub lift: Option<f64>,
    /// The 95 % interval of the difference.
    #[schema(required = true)]
    pub low: Option<f64>,
    #[schema(required = true)]
    pub high: Option<f64>,
    pub significant: bool,
}

impl HoldOut {
    /// None without a goal, or when nobody was left out.
    pub(super) fn of(figures: &Figures) -> Option<Self> {
        let found = figures.conversions.as_ref()?;
        let held_out = figures.counts.of(Measure::HeldOut);
        if held_out == 0 {
            return None;
        }
        let treated = Share { of: figures.counts.of(Measure::Accepted), count: found.treated };
        let lift = lift(treated, Share { of: held_out, count: found.held_out });
        Some(Self {
            treated: lift.treated,
            treated_converted: lift.treated_converted,
            held_out: lift.held_out,
            held_out_converted: lift.held_out_converted,
            lift: lift.difference,
            low: lift.low,
            high: lift.high,
            significant: lift.significant,
        })
    }
}

pub(super) fn between(
    plan: &Plan,
    figures: &Figures,
    by: Option<&str>,
    launched_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<VariantVerdict, Problem> {
    let definition = Definition::named(by.unwrap_or_else(|| usual(plan, figures)));
    let definition = definition.ok_or_else(|| Problem::invalid("by", "the id of a rate, such as reply_rate"))?;
    let arms: Vec<Arm> = (0_u32..)
        .zip(&plan.variants)
        .map(|(place, variant)| {
            let rate = definition.of(&figures.variants.get(&place).cloned().unwrap_or_default());
            Arm { name: variant.name.clone(), share: Share { of: rate.denominator, count: rate.numerator } }
        })
        .collect();
    Ok(told(definition.id, verdict(&arms, launched_at.unwrap_or(now), now)))
}

/// The end of the way that this campaign has.
fn usual(plan: &Plan, figures: &Figures) -> &'static str {
    if plan.goal.is_some() {
        "conversion_rate"
    } else if figures.counts.of(Measure::Clicked) > 0 {
        "click_rate"
    } else {
        "response_rate"
    }
}

fn told(by: &str, verdict: Verdict) -> VariantVerdict {
    let mut told = VariantVerdict {
        by: by.to_owned(),
        verdict: VerdictWord::NothingToCompare,
        winner: None,
        chance: None,
        needed: None,
        smallest: None,
        until: None,
    };
    told.verdict = match verdict {
        Verdict::NothingToCompare => VerdictWord::NothingToCompare,
        Verdict::TooFew { needed, smallest } => {
            (told.needed, told.smallest) = (Some(needed), Some(smallest));
            VerdictWord::TooFew
        }
        Verdict::TooEarly { until } => {
            told.until = Some(until.as_millis());
            VerdictWord::TooEarly
        }
        Verdict::NoWinner { chance } => {
            told.chance = Some(chance);
            VerdictWord::NoWinner
        }
        Verdict::Winner { name, chance } => {
            (told.winner, told.chance) = (Some(name), Some(chance));
            VerdictWord::Winner
        }
    };
    told
}

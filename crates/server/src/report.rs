//! The figures of a campaign, put together once for the page, the table, the file and the comparison: who asks for one of
//! them asks here.

pub(crate) mod compare;

use domain::campaign::Plan;
use domain::id::{CampaignId, WorkspaceId};
use domain::metric::{Counts, Measure, Windows};
use domain::price::{Bill, Price, RateCard, RateCards, Told};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::Tx;
use store::price::Charged;
use store::report::conversion::{self, Conversions, Goal};

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About<'a> {
    pub id: CampaignId,
    pub plan: &'a Plan,
    pub launched_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
}

#[derive(Debug)]
pub(crate) struct Figures {
    pub counts: Counts,
    /// By place in the plan.
    pub variants: BTreeMap<u32, Counts>,
    /// Of a campaign with a goal.
    pub conversions: Option<Conversions>,
    pub charged: BTreeMap<Charged, u64>,
    pub card: Option<RateCard>,
}

/// The workspace's own rate cards, or those that ship.
pub(crate) async fn rate_cards(tx: &mut Tx, workspace: WorkspaceId) -> store::Result<RateCards> {
    let own = store::price::cards(tx, workspace).await?;
    let shipped = || RateCards::published().map_err(|error| store::Error::unreadable("rate card", error));
    own.map_or_else(shipped, Ok)
}

pub(crate) async fn figures(
    tx: &mut Tx,
    workspace: WorkspaceId,
    about: About<'_>,
    now: Timestamp,
) -> store::Result<Figures> {
    let mut variants = store::report::counts(tx, workspace, about.id, about.launched_at).await?;
    let conversions = match goal(about, now) {
        Some(goal) => Some(conversion::find(tx, workspace, &goal).await?),
        None => None,
    };
    if let Some(conversions) = &conversions {
        let reached =
            [(Measure::Converted, conversions.converters()), (Measure::Influenced, conversions.influenced.clone())];
        for (measure, people) in reached {
            for variant in people.values() {
                variants.entry(*variant).or_default().add(measure, 1);
            }
        }
    }
    let mut counts = Counts::default();
    for variant in variants.values() {
        counts.include(variant);
    }
    let mut charged = store::price::of_campaigns(tx, workspace, &[about.id]).await?;
    let cards = rate_cards(tx, workspace).await?;
    let card = about.launched_at.and_then(|at| cards.at(at)).cloned();
    Ok(Figures { counts, variants, conversions, charged: charged.remove(&about.id).unwrap_or_default(), card })
}

/// What counts as a conversion, and until when; with the windows of the launch.
fn goal(about: About<'_>, now: Timestamp) -> Option<Goal> {
    let (goal, since) = (about.plan.goal.as_ref()?, about.launched_at?);
    let windows = Windows::from(goal);
    let end = about.ended_at.unwrap_or(now);
    Some(Goal {
        campaign: about.id,
        event: goal.event.clone(),
        since,
        until: end.plus(windows.longest()).min(now),
        lift_until: end.plus(windows.influence).min(now),
    })
}

impl Figures {
    /// Those whom no column of their row tells.
    pub fn positions(&self, measure: Measure) -> Option<Vec<i64>> {
        let found = self.conversions.as_ref();
        match measure {
            Measure::Converted => Some(found.map(|found| found.converters().into_keys().collect()).unwrap_or_default()),
            Measure::Influenced => {
                Some(found.map(|found| found.influenced.keys().copied().collect()).unwrap_or_default())
            }
            _ => None,
        }
    }

    pub fn bill(&self, variant: Option<u32>) -> Bill {
        let mut bill = Bill::default();
        for (charged, count) in &self.charged {
            if variant.is_some_and(|variant| variant != charged.variant) {
                continue;
            }
            let told = Told::parse(&charged.price);
            let price = match (&self.card, told) {
                (Some(card), told) => told.price(card, &charged.country),
                (None, Told::Free) => Price::Free,
                (None, Told::As(_)) => Price::Unknown,
            };
            bill.add(&charged.country, &charged.price, *count, price);
        }
        bill
    }

    /// By currency, in minor units.
    pub fn revenue(&self, variant: Option<u32>) -> BTreeMap<String, i64> {
        self.conversions.as_ref().map(|found| found.revenue(variant)).unwrap_or_default()
    }
}

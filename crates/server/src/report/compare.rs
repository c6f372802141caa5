//! Campaigns side by side: by themselves, or added up by template, segment or number.

use super::{About, Figures};
use domain::id::WorkspaceId;
use domain::metric::Counts;
use domain::metric::cost::Micros;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::Tx;
use store::report::used::{self, Launched};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Campaign,
    Template,
    Segment,
    Number,
}

/// What some messages brought together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    /// An id, or a template's name and language.
    pub key: String,
    pub name: String,
    pub campaigns: u64,
    pub last_launched_at: i64,
    pub counts: Counts,
    pub revenue: BTreeMap<String, i64>,
    /// By currency, of those whose price is known.
    pub cost: BTreeMap<String, Micros>,
    /// Messages that were charged, and nobody has told us how much.
    pub unknown_prices: u64,
}

/// Campaigns that are compared at once, from the latest.
pub(crate) const MOST: u32 = 200;

pub(crate) async fn compare(
    tx: &mut Tx,
    workspace: WorkspaceId,
    (from, until): (Timestamp, Timestamp),
    by: By,
    now: Timestamp,
) -> store::Result<Vec<Group>> {
    let segments = store::segment::library(tx, workspace).await?;
    let numbers = store::workspace::numbers(tx, workspace).await?;
    let mut groups = Groups::default();
    for launched in used::launched(tx, workspace, from, until, MOST).await? {
        let Launched { id, name, plan, launched_at, ended_at } = &launched;
        let about = About { id: *id, plan, launched_at: Some(*launched_at), ended_at: *ended_at };
        let figures = super::figures(tx, workspace, about, now).await?;
        match by {
            By::Campaign => groups.add(id.to_string(), name.clone(), *launched_at, &figures, None),
            By::Template => {
                for (place, variant) in (0_u32..).zip(&plan.variants) {
                    let name = format!("{} ({})", variant.template, variant.language);
                    let key = format!("{}/{}", variant.template, variant.language);
                    groups.add(key, name, *launched_at, &figures, Some(place));
                }
            }
            By::Segment => {
                for segment in &plan.audience.include {
                    let known = segments.iter().find(|known| known.id == *segment);
                    let name = known.map(|known| known.name.clone()).unwrap_or_default();
                    groups.add(segment.to_string(), name, *launched_at, &figures, None);
                }
            }
            By::Number => {
                let shown = |id: &str| {
                    let known = numbers.iter().find(|known| known.id.to_string() == id);
                    known.map(|known| known.display_phone_number.clone()).unwrap_or_default()
                };
                if let [number] = plan.numbers.as_slice() {
                    let number = number.to_string();
                    groups.add(number.clone(), shown(&number), *launched_at, &figures, None);
                    continue;
                }
                for (number, counts) in store::report::by_number(tx, workspace, *id).await? {
                    let name = shown(&number);
                    groups.entry(number, name, *launched_at).counts.include(&counts);
                }
            }
        }
    }
    Ok(groups.in_order())
}

#[derive(Default)]
struct Groups(BTreeMap<String, Group>);

impl Groups {
    fn entry(&mut self, key: String, name: String, launched_at: Timestamp) -> &mut Group {
        let group = self.0.entry(key.clone()).or_insert_with(|| Group { key, name, ..Group::default() });
        group.campaigns += 1;
        group.last_launched_at = group.last_launched_at.max(launched_at.as_millis());
        group
    }

    fn add(&mut self, key: String, name: String, launched_at: Timestamp, figures: &Figures, variant: Option<u32>) {
        let group = self.entry(key, name, launched_at);
        match variant {
            None => group.counts.include(&figures.counts),
            Some(variant) => group.counts.include(&figures.variants.get(&variant).cloned().unwrap_or_default()),
        }
        for (currency, value) in figures.revenue(variant) {
            *group.revenue.entry(currency).or_default() += value;
        }
        let bill = figures.bill(variant);
        group.unknown_prices += bill.unknown();
        if let Some(card) = &figures.card {
            let cost = group.cost.entry(card.currency.clone()).or_default();
            *cost = cost.plus(bill.total());
        }
    }

    /// The latest first.
    fn in_order(self) -> Vec<Group> {
        let mut groups: Vec<Group> = self.0.into_values().collect();
        groups.sort_by(|one, other| (other.last_launched_at, &other.key).cmp(&(one.last_launched_at, &one.key)));
        groups
    }
}

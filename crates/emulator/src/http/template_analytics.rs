//! What became of templates and of groups of templates, day by day.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::analytics::{cost, listed, moment};
use super::fields::{Field, words};
use super::page::page;
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{Granularity, Span, World, day_of};

const DAY: i64 = 24 * 3_600;
const MOST_IDS: usize = 10;
const MOST_DAYS: i64 = 90;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Templates,
    Groups,
}

impl Kind {
    /// What the end point, or the field of the account, of this name counts.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "template_analytics" => Some(Self::Templates),
            "template_group_analytics" => Some(Self::Groups),
            _ => None,
        }
    }

    /// The parameter with the ids, and what an id is called in answers.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Templates => ("template_ids", "template_id"),
            Self::Groups => ("template_group_ids", "template_group_id"),
        }
    }
}

/// What was asked.
struct Asked {
    kind: Kind,
    span: Span,
    ids: Vec<u64>,
    metrics: Vec<String>,
}

impl Asked {
    fn read(kind: Kind, argument: &dyn Fn(&str) -> Option<String>) -> Result<Self, Refusal> {
        let at = |name: &str| {
            let text = argument(name);
            text.as_deref().and_then(day_of).map_or_else(|| moment(text.as_deref(), name), Ok)
        };
        let (start, end) = (at("start")?, at("end")?);
        let granularity = argument("granularity").unwrap_or_default().to_uppercase();
        if !matches!(granularity.as_str(), "DAILY" | "DAY") {
            return Err(Refusal::of_graph("Param granularity must be DAILY."));
        }
        let (name, _) = kind.names();
        let ids = argument(name).ok_or_else(|| Refusal::missing(name))?;
        let ids: Vec<u64> = words(&ids).iter().filter_map(|id| id.parse().ok()).collect();
        if ids.is_empty() || ids.len() > MOST_IDS {
            return Err(Refusal::of_graph(format!("Param {name} may have between 1 and {MOST_IDS} ids.")));
        }
        if start >= end || end - start > MOST_DAYS * DAY {
            return Err(Refusal::new(100, "Template analytics look at up to 90 days."));
        }
        let metrics = argument("metric_types").map(|metrics| words(&metrics)).unwrap_or_default();
        let span = Span { start: start.saturating_mul(1_000), end: end.saturating_mul(1_000) };
        Ok(Self { kind, span, ids, metrics })
    }

    /// Which of the ids a template counts for.
    fn counted(&self, world: &World, template: u64) -> Vec<u64> {
        let counts = |id: &&u64| match self.kind {
            Kind::Templates => **id == template,
            Kind::Groups => {
                world.assets.template_groups.get(**id).is_some_and(|group| group.templates.contains(&template))
            }
        };
        self.ids.iter().filter(counts).copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// As an end point of its own.
pub(super) fn get(core: &Core, call: &Call, kind: Kind) -> Outcome {
    let asked = Asked::read(kind, &|name| call.query(name).map(str::to_owned))?;
    let points = points(core, &asked)?;
    let item = json!({ "granularity": "DAILY", "product_type": "cloud_api", "data_points": points });
    page(core, call, vec![(1, item)], Ok).map(Answer::Json)
}

/// As a field of the account.
pub(super) fn of_account(core: &Core, field: &Field, kind: Kind) -> Result<Value, Refusal> {
    let asked = Asked::read(kind, &|name| field.argument(name).map(str::to_owned))?;
    let points = points(core, &asked)?;
    Ok(json!({ "data": [{ "granularity": "DAILY", "data_points": points }] }))
}

#[derive(Default)]
struct Point {
    sent: u64,
    delivered: u64,
    read: u64,
    cost: f64,
    clicked: BTreeMap<String, u64>,
}

fn points(core: &Core, asked: &Asked) -> Result<Vec<Value>, Refusal> {
    core.look(|world| {
        if !world.assets.switches.insights {
            return Err(Refusal::new(200_007, "Template insights are not enabled: confirm them on the account first."));
        }
        let mut points: BTreeMap<(u64, i64, i64), Point> = BTreeMap::new();
        for (measure, counts) in world.assets.ledger.within(asked.span) {
            let (start, end) = Granularity::Day.around(measure.at);
            for id in measure.template.map(|template| asked.counted(world, template)).unwrap_or_default() {
                let point = points.entry((id, start, end)).or_default();
                point.sent += counts.sent;
                point.delivered += counts.delivered;
                point.read += counts.read;
                point.cost += cost(measure.category.as_str(), &measure.price, counts.delivered);
            }
        }
        for (at, template, button, count) in world.assets.ledger.clicks(asked.span) {
            let (start, end) = Granularity::Day.around(at);
            for id in asked.counted(world, template) {
                let point = points.entry((id, start, end)).or_default();
                *point.clicked.entry(button.to_owned()).or_default() += count;
            }
        }
        Ok(points.into_iter().map(|(key, point)| shown(key, &point, asked)).collect())
    })
}

fn shown((id, start, end): (u64, i64, i64), point: &Point, asked: &Asked) -> Value {
    let (_, called) = asked.kind.names();
    let mut shown = json!({ called: id.to_string(), "start": start / 1_000, "end": end / 1_000 });
    let clicked = point
        .clicked
        .iter()
        .map(|(button, count)| json!({ "type": "quick_reply_button", "button_content": button, "count": count }));
    #[expect(clippy::cast_precision_loss, reason = "counts of messages stay far below 2^52")]
    let each = if point.delivered == 0 { 0.0 } else { point.cost / point.delivered as f64 };
    let figures = [
        ("SENT", "sent", point.sent.into()),
        ("DELIVERED", "delivered", point.delivered.into()),
        ("READ", "read", point.read.into()),
        ("CLICKED", "clicked", clicked.collect::<Vec<_>>().into()),
        (
            "COST",
            "cost",
            json!([{ "type": "amount_spent", "value": point.cost }, { "type": "cost_per_delivered", "value": each }]),
        ),
    ];
    if let Some(shown) = shown.as_object_mut() {
        let wanted = figures.into_iter().filter(|(metric, _, _)| listed(&asked.metrics, metric));
        shown.extend(wanted.map(|(_, name, value)| (name.to_owned(), value)));
    }
    shown
}

//! Analytics of the account, from what was really sent.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::fields::Field;
use super::template_analytics;
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{Granularity, Measure, Span, World};

/// How many points are answered at most.
const MOST_POINTS: usize = 10_000;
/// Euros for a delivered message that is not free: made up, and the same everywhere.
const PRICES: [(&str, f64); 5] =
    [("marketing", 0.05), ("marketing_lite", 0.05), ("utility", 0.02), ("authentication", 0.02), ("service", 0.02)];

/// Whether a field of the account holds figures.
pub(super) fn is_one(name: &str) -> bool {
    matches!(name, "analytics" | "conversation_analytics" | "pricing_analytics")
        || template_analytics::Kind::named(name).is_some()
}

/// What all figures are asked with.
struct Asked {
    span: Span,
    granularity: Granularity,
    written: String,
}

pub(super) fn moment(text: Option<&str>, name: &str) -> Result<i64, Refusal> {
    let text = text.ok_or_else(|| Refusal::missing(name))?;
    text.trim().parse().map_err(|_| Refusal::of_graph(format!("Param {name} must be a UNIX timestamp.")))
}

impl Asked {
    fn read(field: &Field) -> Result<Self, Refusal> {
        let (start, end) = (moment(field.argument("start"), "start")?, moment(field.argument("end"), "end")?);
        let written = field.argument("granularity").ok_or_else(|| Refusal::missing("granularity"))?.to_uppercase();
        let granularity = Granularity::read(&written);
        let granularity = granularity.ok_or_else(|| {
            Refusal::of_graph("Param granularity must be one of {HALF_HOUR, DAY, MONTH, DAILY, MONTHLY}.")
        })?;
        if start >= end {
            return Err(Refusal::of_graph("Param start must be before end."));
        }
        let span = Span { start: start.saturating_mul(1_000), end: end.saturating_mul(1_000) };
        Ok(Self { span, granularity, written })
    }
}

/// Figures that are a field of the account.
pub(super) fn of_account(core: &Core, field: &Field) -> Result<Value, Refusal> {
    if let Some(kind) = template_analytics::Kind::named(&field.name) {
        return template_analytics::of_account(core, field, kind);
    }
    let asked = Asked::read(field)?;
    core.look(|world| match field.name.as_str() {
        "analytics" => messages(world, field, &asked),
        "conversation_analytics" => conversations(world, field, &asked),
        _ => prices(world, field, &asked),
    })
}

fn digits_of(world: &World, number: usize) -> String {
    world.numbers.get(number).map(|number| number.digits.clone()).unwrap_or_default()
}

fn country(measure: &Measure) -> String {
    measure.country.iter().map(|letter| char::from(*letter)).collect()
}

/// Whether a list of wishes has this, or there are no wishes.
pub(super) fn listed(wishes: &[String], value: &str) -> bool {
    wishes.is_empty() || wishes.iter().any(|wish| wish.eq_ignore_ascii_case(value))
}

fn too_many<T>(points: Vec<T>) -> Result<Vec<T>, Refusal> {
    if points.len() <= MOST_POINTS {
        return Ok(points);
    }
    Err(Refusal::new(100, "There are too many data points: ask for a shorter time or a coarser granularity."))
}

/// `analytics`: how many were sent and delivered.
fn messages(world: &World, field: &Field, asked: &Asked) -> Result<Value, Refusal> {
    let (numbers, countries) = (field.list("phone_numbers"), field.list("country_codes"));
    let kinds = field.list("product_types");
    let mut points: BTreeMap<(i64, i64), (u64, u64)> = BTreeMap::new();
    for (measure, counts) in world.assets.ledger.within(asked.span) {
        let digits = digits_of(world, measure.number);
        // 0 are templates and their like, 2 is what customer service says.
        let kind = if measure.template.is_some() { "0" } else { "2" };
        if listed(&numbers, &digits) && listed(&countries, &country(measure)) && listed(&kinds, kind) {
            let point = points.entry(asked.granularity.around(measure.at)).or_default();
            point.0 += counts.sent;
            point.1 += counts.delivered;
        }
    }
    let all: Vec<String> = (0..world.numbers.len()).map(|number| digits_of(world, number)).collect();
    let shown = points.into_iter().map(|((start, end), (sent, delivered))| {
        json!({ "start": start / 1_000, "end": end / 1_000, "sent": sent, "delivered": delivered })
    });
    let shown = too_many(shown.collect())?;
    let numbers = if numbers.is_empty() { all } else { numbers };
    Ok(
        json!({ "phone_numbers": numbers, "country_codes": countries, "granularity": asked.written, "data_points": shown }),
    )
}

pub(super) fn cost(category: &str, price: &str, volume: u64) -> f64 {
    let each = PRICES.iter().find(|(known, _)| *known == category).map_or(0.0, |(_, each)| *each);
    #[expect(clippy::cast_precision_loss, reason = "counts of messages stay far below 2^52")]
    if price == "regular" { (each * volume as f64 * 10_000.0).round() / 10_000.0 } else { 0.0 }
}

/// A stretch of time, and what the dimensions that were asked for say of it.
type Slot = (i64, i64, Vec<(&'static str, String)>);

/// Volume and cost, slot by slot.
#[derive(Default)]
struct Sums(BTreeMap<Slot, (u64, f64)>);

impl Sums {
    /// Adds deliveries. Of the dimensions only those count that are asked for.
    fn add(&mut self, asked: &Asked, measure: &Measure, delivered: u64, named: Vec<(bool, &'static str, String)>) {
        let (start, end) = asked.granularity.around(measure.at);
        let named = named.into_iter().filter(|(by, _, _)| *by).map(|(_, name, value)| (name, value)).collect();
        let sum = self.0.entry((start, end, named)).or_default();
        sum.0 += delivered;
        sum.1 += cost(measure.category.as_str(), &measure.price, delivered);
    }

    /// The points, with the metrics that were asked for; `volume` is what the count is called.
    fn shown(self, field: &Field, volume: &str) -> Result<Value, Refusal> {
        let metrics = field.list("metric_types");
        let points = self.0.into_iter().map(|((start, end, named), (count, cost))| {
            let mut point = Map::new();
            point.insert("start".to_owned(), (start / 1_000).into());
            point.insert("end".to_owned(), (end / 1_000).into());
            point.extend(named.into_iter().map(|(name, value)| (name.to_owned(), value.into())));
            if listed(&metrics, volume) {
                point.insert(volume.to_owned(), count.into());
            }
            if listed(&metrics, "COST") {
                point.insert("cost".to_owned(), cost.into());
            }
            Value::Object(point)
        });
        Ok(json!({ "data": [{ "data_points": too_many(points.collect())? }] }))
    }
}

/// `pricing_analytics`: how many were charged, and how much.
fn prices(world: &World, field: &Field, asked: &Asked) -> Result<Value, Refusal> {
    let (numbers, countries) = (field.list("phone_numbers"), field.list("country_codes"));
    let (types, categories) = (field.list("pricing_types"), field.list("pricing_categories"));
    let dimensions = field.list("dimensions");
    let by = |name: &str| !dimensions.is_empty() && listed(&dimensions, name);
    let mut sums = Sums::default();
    for (measure, counts) in world.assets.ledger.within(asked.span).filter(|(_, counts)| counts.delivered > 0) {
        let (digits, country) = (digits_of(world, measure.number), country(measure));
        let category = measure.category.as_str();
        let wanted = listed(&numbers, &digits)
            && listed(&countries, &country)
            && listed(&types, &measure.price)
            && listed(&categories, category);
        if wanted {
            let named = vec![
                (by("PHONE"), "phone_number", digits),
                (by("COUNTRY"), "country", country),
                (by("PRICING_TYPE"), "pricing_type", measure.price.to_uppercase()),
                (by("PRICING_CATEGORY"), "pricing_category", category.to_uppercase()),
                (by("TIER"), "tier", "0:MAX".to_owned()),
            ];
            sums.add(asked, measure, counts.delivered, named);
        }
    }
    sums.shown(field, "volume")
}

/// `conversation_analytics`: the older way to count, where each category of a customer's day was one conversation. What
/// is charged counts one by one since, and so it does here.
fn conversations(world: &World, field: &Field, asked: &Asked) -> Result<Value, Refusal> {
    let (numbers, categories) = (field.list("phone_numbers"), field.list("conversation_categories"));
    let dimensions = field.list("dimensions");
    let by = |name: &str| !dimensions.is_empty() && listed(&dimensions, name);
    let mut sums = Sums::default();
    for (measure, counts) in world.assets.ledger.within(asked.span).filter(|(_, counts)| counts.delivered > 0) {
        let (digits, category) = (digits_of(world, measure.number), measure.category.as_str());
        let kind = match &*measure.price {
            "free_entry_point" => "FREE_ENTRY_POINT",
            "free_customer_service" => "FREE_TIER",
            _ => "REGULAR",
        };
        let direction = if category == "service" { "USER_INITIATED" } else { "BUSINESS_INITIATED" };
        if listed(&numbers, &digits) && listed(&categories, category) {
            let named = vec![
                (by("PHONE"), "phone_number", digits),
                (by("COUNTRY"), "country", country(measure)),
                (by("CONVERSATION_TYPE"), "conversation_type", kind.to_owned()),
                (by("CONVERSATION_DIRECTION"), "conversation_direction", direction.to_owned()),
                (by("CONVERSATION_CATEGORY"), "conversation_category", category.to_uppercase()),
            ];
            sums.add(asked, measure, counts.delivered, named);
        }
    }
    sums.shown(field, "conversation")
}

//! Figures as the API shows them: never a rate without what it is a rate of.

use crate::report::Figures;
use domain::campaign::Plan;
use domain::metric::cost::Micros;
use domain::metric::{Counts, DEFINITIONS, Identity, Measure, funnel as steps_of};
use domain::policy::TemplateCategory;
use domain::price::{Bill, Opening, Price, PriceCategory, RateCard, expected};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FunnelStep {
    /// `planned`, `accepted`, `delivered`, `read`, `replied`, `clicked`, `converted`: also the word that `measure` of the
    /// recipients takes.
    pub measure: String,
    pub count: u64,
    #[schema(required = true)]
    pub of_planned: Option<f64>,
}

/// planned = skipped + accepted + rejected + uncertain + waiting + cancelled, at every moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Line {
    pub planned: u64,
    pub skipped: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub uncertain: u64,
    pub waiting: u64,
    pub cancelled: u64,
    pub adds_up: bool,
}

/// A rate, and what it is made of.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RateFigure {
    /// None when there are fewer than `minimum` to tell from.
    #[schema(required = true)]
    pub value: Option<f64>,
    pub numerator: u64,
    pub denominator: u64,
    /// What is counted, and of what.
    pub counted: String,
    pub of: String,
    pub minimum: u64,
    /// After delivery; whenever, if there is none.
    #[schema(required = true)]
    pub within_hours: Option<u64>,
    /// It is worse than it may be.
    pub alarm: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Revenue {
    pub currency: String,
    /// In minor units, refunds taken off.
    pub value: i64,
    /// In millionths of the currency.
    #[schema(required = true)]
    pub per_delivered_micros: Option<i64>,
}

/// By the pricing that Meta's statuses told and the rate card of the day of the launch.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Cost {
    /// None where no rate card says anything.
    #[schema(required = true)]
    pub currency: Option<String>,
    /// Of those whose price is known, in minor units; none while nobody's is.
    #[schema(required = true)]
    pub total_minor: Option<i64>,
    #[schema(required = true)]
    pub total_micros: Option<i64>,
    pub messages: u64,
    pub free: u64,
    /// Messages that were charged at a price nobody has told us; the sum lacks them.
    pub unknown: u64,
    pub lines: Vec<CostLine>,
    /// In millionths; none while somebody's price is unknown.
    #[schema(required = true)]
    pub per_delivered_micros: Option<i64>,
    #[schema(required = true)]
    pub per_reply_micros: Option<i64>,
    #[schema(required = true)]
    pub per_click_micros: Option<i64>,
    #[schema(required = true)]
    pub per_conversion_micros: Option<i64>,
    /// The day the rate card took effect, and where it is from.
    #[schema(required = true)]
    pub rates_dated: Option<String>,
    #[schema(required = true)]
    pub rates_source: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CostLine {
    /// ISO 3166; empty where it is not known.
    pub country: String,
    /// As what Meta charged them, or `free`.
    pub category: String,
    pub messages: u64,
    pub unknown: u64,
    #[schema(required = true)]
    pub each_micros: Option<i64>,
    pub total_micros: i64,
}

/// Without a goal nobody converts, and there is no bar for it.
pub(crate) fn funnel(counts: &Counts, plan: &Plan) -> Vec<FunnelStep> {
    let shown = |measure: Measure| measure != Measure::Converted || plan.goal.is_some();
    let steps = steps_of(counts).into_iter().filter(|step| shown(step.measure));
    steps
        .map(|step| FunnelStep {
            measure: step.measure.as_str().to_owned(),
            count: step.count,
            of_planned: step.of_planned,
        })
        .collect()
}

pub(crate) fn rates(counts: &Counts) -> BTreeMap<String, RateFigure> {
    DEFINITIONS.iter().map(|definition| (definition.id.to_owned(), RateFigure::of(definition, counts))).collect()
}

impl RateFigure {
    pub(crate) fn of(definition: &domain::metric::Definition, counts: &Counts) -> Self {
        let rate = definition.of(counts);
        Self {
            value: rate.value,
            numerator: rate.numerator,
            denominator: rate.denominator,
            counted: definition.numerator.as_str().to_owned(),
            of: definition.denominator.as_str().to_owned(),
            minimum: definition.minimum,
            within_hours: definition.within.map(|within| within.as_secs() / 3600),
            alarm: definition.alarms(counts),
        }
    }
}

impl Line {
    pub(crate) fn of(counts: &Counts) -> Self {
        let identity = Identity::of(counts);
        let adds_up = identity.adds_up();
        let Identity { planned, skipped, accepted, rejected, uncertain, waiting, cancelled } = identity;
        Self { planned, skipped, accepted, rejected, uncertain, waiting, cancelled, adds_up }
    }
}

impl Revenue {
    pub(crate) fn of(revenue: &BTreeMap<String, i64>, counts: &Counts) -> Vec<Self> {
        let each = |(currency, value): (&String, &i64)| {
            let whole = Micros::of_minor(*value, currency);
            let per_delivered_micros = whole.each_of(counts.of(Measure::Delivered)).map(|Micros(each)| each);
            Self { currency: currency.clone(), value: *value, per_delivered_micros }
        };
        revenue.iter().map(each).collect()
    }
}

impl Cost {
    /// What messages cost, and what each result did.
    pub(crate) fn of(figures: &Figures) -> Self {
        let bill = figures.bill(None);
        let per = |measure| bill.whole()?.each_of(figures.counts.of(measure)).map(|Micros(each)| each);
        Self {
            per_delivered_micros: per(Measure::Delivered),
            per_reply_micros: per(Measure::Replied),
            per_click_micros: per(Measure::Clicked),
            per_conversion_micros: per(Measure::Converted),
            ..Self::of_bill(&bill, figures.card.as_ref())
        }
    }

    /// What messages that nobody has sent yet are going to cost, as far as the rules tell.
    pub(crate) fn forecast(destinations: &BTreeMap<(String, TemplateCategory), u64>, card: Option<&RateCard>) -> Self {
        let mut bill = Bill::default();
        for ((country, category), count) in destinations {
            let category = category.to_string();
            let known = card.zip(PriceCategory::from_meta(&category));
            let price = known.map(|(card, as_what)| expected(card, country, as_what, Opening::default()));
            bill.add(country, &category, *count, price.unwrap_or(Price::Unknown));
        }
        Self::of_bill(&bill, card)
    }

    fn of_bill(bill: &Bill, card: Option<&RateCard>) -> Self {
        let line = |(country, category, line): (&str, &str, &domain::price::Line)| CostLine {
            country: country.to_owned(),
            category: category.to_owned(),
            messages: line.messages,
            unknown: line.unknown,
            each_micros: line.each.map(|Micros(each)| each),
            total_micros: line.total.0,
        };
        let total = bill.total();
        let is_known = bill.messages() == 0 || bill.unknown() < bill.messages();
        Self {
            currency: card.map(|card| card.currency.clone()),
            total_minor: card.filter(|_| is_known).map(|card| total.in_minor(&card.currency).value),
            total_micros: is_known.then_some(total.0),
            messages: bill.messages(),
            free: bill.lines().map(|(_, _, line)| line.free).sum(),
            unknown: bill.unknown(),
            lines: bill.lines().map(line).collect(),
            per_delivered_micros: None,
            per_reply_micros: None,
            per_click_micros: None,
            per_conversion_micros: None,
            rates_dated: card.map(|card| card.effective_from.to_string()),
            rates_source: card.map(|card| card.source.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_that_nobody_knows_is_not_nothing() {
        let destinations = BTreeMap::from([((String::new(), TemplateCategory::Marketing), 10)]);
        let unknown = Cost::forecast(&destinations, None);
        assert_eq!((unknown.total_micros, unknown.total_minor, unknown.unknown), (None, None, 10));
        let nobody = Cost::forecast(&BTreeMap::new(), None);
        assert_eq!((nobody.total_micros, nobody.messages), (Some(0), 0));
    }
}

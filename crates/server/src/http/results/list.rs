//! What all campaigns of a time brought, by campaign, template, segment or number: as a list, or as a file of the same.

use crate::app::App;
use crate::export::What;
use crate::http::caller::{Allowed, Caller, ReadCampaigns};
use crate::http::campaign::figure::{RateFigure, Revenue, rates};
use crate::http::export::read::{self, ExportFormat};
use crate::http::extract::Asked;
use crate::http::problem::Problem;
use crate::report::compare::{By, Group, compare};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::metric::{FUNNEL, Measure};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResultsBy {
    #[default]
    Campaign,
    /// Each variant counts for its own.
    Template,
    /// A campaign of two segments counts for both.
    Segment,
    Number,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListResults {
    /// Launched at or after; ninety days ago unless said.
    pub from: Option<i64>,
    /// Launched before; now unless said.
    pub until: Option<i64>,
    #[param(inline)]
    pub by: Option<ResultsBy>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportResults {
    #[param(inline)]
    pub format: Option<ExportFormat>,
    pub from: Option<i64>,
    pub until: Option<i64>,
    #[param(inline)]
    pub by: Option<ResultsBy>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Results {
    pub from: i64,
    pub until: i64,
    /// The latest first; of at most 200 campaigns.
    pub items: Vec<ResultRow>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ResultRow {
    /// An id; of a template its name and language.
    pub key: String,
    pub name: String,
    pub campaigns: u64,
    pub last_launched_at: i64,
    /// By the words of the report.
    pub counts: BTreeMap<String, u64>,
    pub rates: BTreeMap<String, RateFigure>,
    pub revenue: Vec<Revenue>,
    pub cost: Vec<CostSum>,
    /// Messages that were charged at a price nobody has told us; the costs lack them.
    pub unknown_prices: u64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostSum {
    pub currency: String,
    /// In minor units.
    pub value: i64,
}

const USUALLY: Duration = Duration::from_hours(90 * 24);

/// Results of all campaigns
#[utoipa::path(get, path = "/results", tag = "campaigns", params(ListResults),
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "Side by side", body = Results)))]
pub async fn list_results(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    Asked(query): Asked<ListResults>,
) -> Result<Json<Results>, Problem> {
    let ((from, until), groups) = found(&app, &caller, query).await?;
    let items = groups.into_iter().map(ResultRow::from).collect();
    Ok(Json(Results { from: from.as_millis(), until: until.as_millis(), items }))
}

/// Results as a file
#[utoipa::path(get, path = "/results/export", tag = "campaigns", params(ExportResults),
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "CSV or XLSX", body = Vec<u8>, content_type = "application/octet-stream")))]
pub async fn export_results(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    Asked(query): Asked<ExportResults>,
) -> Result<Response, Problem> {
    let ExportResults { format, from, until, by } = query;
    let (_, groups) = found(&app, &caller, ListResults { from, until, by }).await?;
    let rows: Vec<ResultRow> = groups.into_iter().map(ResultRow::from).collect();
    let what = What::Table { titles: titles(), lines: rows.iter().map(line).collect() };
    read::answer(&app, &caller, what, "results", format.unwrap_or_default()).await
}

async fn found(
    app: &App,
    caller: &Caller,
    query: ListResults,
) -> Result<((Timestamp, Timestamp), Vec<Group>), Problem> {
    let now = app.universe.now();
    let until = query.until.map_or(Timestamp(now.as_millis() + 1), Timestamp);
    let from = query.from.map_or_else(|| until.minus(USUALLY), Timestamp);
    let by = match query.by.unwrap_or_default() {
        ResultsBy::Campaign => By::Campaign,
        ResultsBy::Template => By::Template,
        ResultsBy::Segment => By::Segment,
        ResultsBy::Number => By::Number,
    };
    let mut tx = app.db.read().await?;
    Ok(((from, until), compare(&mut tx, caller.workspace, (from, until), by, now).await?))
}

impl From<Group> for ResultRow {
    fn from(group: Group) -> Self {
        let counts = Measure::ALL.iter().map(|measure| (measure.as_str().to_owned(), group.counts.of(*measure)));
        let cost = group
            .cost
            .iter()
            .map(|(currency, sum)| CostSum { currency: currency.clone(), value: sum.in_minor(currency).value });
        Self {
            counts: counts.collect(),
            rates: rates(&group.counts),
            revenue: Revenue::of(&group.revenue, &group.counts),
            cost: cost.collect(),
            key: group.key,
            name: group.name,
            campaigns: group.campaigns,
            last_launched_at: group.last_launched_at,
            unknown_prices: group.unknown_prices,
        }
    }
}

/// The rates of a file: those by which campaigns are compared.
const RATES: [&str; 5] = ["delivery_rate", "read_rate", "reply_rate", "click_rate", "conversion_rate"];

fn titles() -> Vec<String> {
    let own = ["name", "campaigns"].map(str::to_owned);
    let counts = FUNNEL.iter().map(|measure| measure.as_str().to_owned());
    let rates = RATES.iter().map(|rate| rate.replace('_', " "));
    let money = ["revenue", "cost", "unknown prices"].map(str::to_owned);
    own.into_iter().chain(counts).chain(rates).chain(money).collect()
}

fn line(row: &ResultRow) -> Vec<String> {
    let counts = FUNNEL.iter().map(|measure| row.counts.get(measure.as_str()).copied().unwrap_or(0).to_string());
    let rates = RATES.iter().map(|id| {
        let value = row.rates.get(*id).and_then(|rate| rate.value);
        value.map(|value| format!("{:.1} %", value * 100.0)).unwrap_or_default()
    });
    let money = |sums: Vec<(&String, i64)>| {
        let sums: Vec<String> = sums.into_iter().map(|(currency, value)| in_units(value, currency)).collect();
        sums.join(" + ")
    };
    let revenue = money(row.revenue.iter().map(|sum| (&sum.currency, sum.value)).collect());
    let cost = money(row.cost.iter().map(|sum| (&sum.currency, sum.value)).collect());
    let own = [row.name.clone(), row.campaigns.to_string()];
    own.into_iter().chain(counts).chain(rates).chain([revenue, cost, row.unknown_prices.to_string()]).collect()
}

/// `1250` of BRL as `12.50 BRL`.
fn in_units(value: i64, currency: &str) -> String {
    let digits = domain::outside::minor_digits(currency);
    let unit = 10_i64.pow(digits.unsigned_abs());
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.abs() / unit, value.abs() % unit);
    let width = usize::try_from(digits).unwrap_or(0);
    if width == 0 { format!("{sign}{whole} {currency}") } else { format!("{sign}{whole}.{part:0width$} {currency}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_with_the_coins_of_their_currency() {
        for (value, currency, written) in
            [(1_250, "BRL", "12.50 BRL"), (5, "USD", "0.05 USD"), (-130, "USD", "-1.30 USD"), (990, "CLP", "990 CLP")]
        {
            assert_eq!(in_units(value, currency), written);
        }
    }
}

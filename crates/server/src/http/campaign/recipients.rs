//! The people of a campaign, and those behind each of its figures: as a page, or as a file.

use super::view::not_found;
use crate::app::App;
use crate::export::What;
use crate::http::caller::{Allowed, Caller, ExportContacts, ReadCampaigns};
use crate::http::export::read::{self, ExportFormat};
use crate::http::extract::{Asked, At};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::report::{self, About};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::campaign::RecipientState;
use domain::id::CampaignId;
use domain::metric::Measure;
use domain::role::Permission;
use serde::{Deserialize, Serialize};
use store::report::people::{self, Filter, Row};
use store::{Tx, campaign};
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListRecipients {
    /// Where the row stands now: `waiting`, `sending`, `uncertain`, `undecided`, `accepted`, `sent`, `failed`, `delivered`,
    /// `read`, `rejected`, `skipped`, `held_out` or `cancelled`.
    pub state: Option<String>,
    /// Those whom a figure counts, by the words of the report: `delivered` then has those who read it in it.
    pub measure: Option<String>,
    /// Of the skipped, the word for it; of the rejected and failed, Meta's code.
    pub reason: Option<String>,
    /// Place of the variant in the plan.
    pub variant: Option<u32>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportRecipients {
    #[param(inline)]
    pub format: Option<ExportFormat>,
    pub state: Option<String>,
    pub measure: Option<String>,
    pub reason: Option<String>,
    pub variant: Option<u32>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Recipient {
    pub position: i64,
    #[schema(format = "uuid")]
    pub contact_id: String,
    pub name: String,
    /// The phone number, or whatever else WhatsApp reaches them by.
    pub address: String,
    #[schema(format = "uuid")]
    pub number_id: String,
    pub variant: i64,
    pub state: String,
    #[schema(required = true)]
    pub reason: Option<String>,
    #[schema(required = true)]
    pub code: Option<i64>,
    pub attempt: i64,
    pub due_at: i64,
    #[schema(required = true)]
    pub accepted_at: Option<i64>,
    #[schema(required = true)]
    pub sent_at: Option<i64>,
    #[schema(required = true)]
    pub delivered_at: Option<i64>,
    #[schema(required = true)]
    pub read_at: Option<i64>,
    #[schema(required = true)]
    pub failed_at: Option<i64>,
    #[schema(required = true)]
    pub replied_at: Option<i64>,
    #[schema(required = true)]
    pub button_at: Option<i64>,
    #[schema(required = true)]
    pub clicked_at: Option<i64>,
    /// As what Meta charged it, or `free`.
    #[schema(required = true)]
    pub price: Option<String>,
}

/// People of a campaign
///
/// All of them, or those behind one figure of the report; each with all that is known of their message.
#[utoipa::path(get, path = "/campaigns/{id}/recipients", tag = "campaigns",
    params(("id" = String, Path, format = "uuid"), ListRecipients),
    security(("session" = []), ("token" = ["read_campaigns", "read_contacts"])),
    responses((status = 200, description = "One page, in the order of the ledger", body = Page<Recipient>)))]
pub async fn list_recipients(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    At(id): At<CampaignId>,
    Asked(query): Asked<ListRecipients>,
) -> Result<Json<Page<Recipient>>, Problem> {
    // Figures are for everybody who may see campaigns; names and numbers are not.
    caller.require(Permission::ReadContacts)?;
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let (after, limit) = (paging.after::<i64>()?.unwrap_or(-1), paging.limit());
    let mut tx = app.db.read().await?;
    let wanted = Wanted { state: query.state, measure: query.measure, reason: query.reason, variant: query.variant };
    let (_, filter) = wanted.filter(&app, &caller, &mut tx, id).await?;
    let rows = people::page(&mut tx, caller.workspace, id, &filter, after, limit + 1).await?;
    Ok(Json(Page::of(rows, limit, |row| row.position).map(Recipient::from)))
}

/// People of a campaign as a file
#[utoipa::path(get, path = "/campaigns/{id}/recipients/export", tag = "campaigns",
    params(("id" = String, Path, format = "uuid"), ExportRecipients),
    security(("session" = []), ("token" = ["export_contacts"])),
    responses((status = 200, description = "CSV or XLSX", body = Vec<u8>, content_type = "application/octet-stream")))]
pub async fn export_recipients(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ExportContacts>,
    At(id): At<CampaignId>,
    Asked(query): Asked<ExportRecipients>,
) -> Result<Response, Problem> {
    caller.require(Permission::ReadCampaigns)?;
    let mut tx = app.db.read().await?;
    let wanted = Wanted { state: query.state, measure: query.measure, reason: query.reason, variant: query.variant };
    let (campaign, filter) = wanted.filter(&app, &caller, &mut tx, id).await?;
    drop(tx);
    let variants = campaign.plan.variants.into_iter().map(|variant| variant.name).collect();
    let what = What::Recipients { campaign: id, variants, filter: Box::new(filter) };
    read::answer(&app, &caller, what, "recipients", query.format.unwrap_or_default()).await
}

struct Wanted {
    state: Option<String>,
    measure: Option<String>,
    reason: Option<String>,
    variant: Option<u32>,
}

impl Wanted {
    async fn filter(
        self,
        app: &App,
        caller: &Caller,
        tx: &mut Tx,
        id: CampaignId,
    ) -> Result<(campaign::Campaign, Filter), Problem> {
        let found = campaign::one(tx, caller.workspace, id).await?.ok_or_else(not_found)?;
        let state = self.state.map(|word| RecipientState::parse(&word).ok_or_else(|| unknown("state"))).transpose()?;
        let measure = self.measure.map(|word| Measure::parse(&word).ok_or_else(|| unknown("measure"))).transpose()?;
        let mut filter = Filter { state, measure, reason: self.reason, variant: self.variant, positions: None };
        if let Some(measure @ (Measure::Converted | Measure::Influenced)) = measure {
            let campaign::Campaign { plan, launched_at, ended_at, .. } = &found;
            let about = About { id, plan, launched_at: *launched_at, ended_at: *ended_at };
            filter.positions =
                report::figures(tx, caller.workspace, about, app.universe.now()).await?.positions(measure);
        }
        Ok((found, filter))
    }
}

fn unknown(field: &'static str) -> Problem {
    Problem::invalid(field, "not one of the words of this route")
}

impl From<Row> for Recipient {
    fn from(row: Row) -> Self {
        Self {
            position: row.position,
            contact_id: row.contact_id,
            name: row.name.unwrap_or_default(),
            address: row.address,
            number_id: row.number_id,
            variant: row.variant,
            state: row.state,
            reason: row.reason,
            code: row.code,
            attempt: row.attempt,
            due_at: row.due_at,
            accepted_at: row.accepted_at,
            sent_at: row.sent_at,
            delivered_at: row.delivered_at,
            read_at: row.read_at,
            failed_at: row.failed_at,
            replied_at: row.replied_at,
            button_at: row.button_at,
            clicked_at: row.clicked_at,
            price: row.price,
        }
    }
}

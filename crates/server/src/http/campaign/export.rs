//! The people behind a figure of the report, and all of a campaign's people as a file.

use super::recipients::states;
use super::view::not_found;
use crate::app::App;
use crate::export::What;
use crate::http::caller::{Allowed, Caller, ExportContacts};
use crate::http::export::read::{self, ExportFormat};
use crate::http::extract::{Asked, At};
use crate::http::problem::Problem;
use crate::report::{self, About};
use axum::extract::State;
use axum::response::Response;
use domain::id::CampaignId;
use domain::metric::Measure;
use domain::role::Permission;
use serde::Deserialize;
use store::report::people::Filter;
use store::{Tx, campaign};
use utoipa::IntoParams;

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
    let behind = Behind { state: query.state, measure: query.measure, reason: query.reason, variant: query.variant };
    let (campaign, filter) = behind.filter(&app, &caller, &mut tx, id).await?;
    drop(tx);
    let variants = campaign.plan.variants.into_iter().map(|variant| variant.name).collect();
    let what = What::Recipients { campaign: id, variants, filter: Box::new(filter) };
    read::answer(&app, &caller, what, "recipients", query.format.unwrap_or_default()).await
}

/// Which people are asked for.
pub(super) struct Behind {
    pub state: Option<String>,
    pub measure: Option<String>,
    pub reason: Option<String>,
    pub variant: Option<u32>,
}

impl Behind {
    pub async fn filter(
        self,
        app: &App,
        caller: &Caller,
        tx: &mut Tx,
        id: CampaignId,
    ) -> Result<(campaign::Campaign, Filter), Problem> {
        let found = campaign::one(tx, caller.workspace, id).await?.ok_or_else(not_found)?;
        let states = self.state.as_deref().map(states).transpose()?.unwrap_or_default();
        let measure = self.measure.map(|word| Measure::parse(&word).ok_or_else(|| unknown("measure"))).transpose()?;
        let mut filter = Filter { states, measure, reason: self.reason, variant: self.variant, positions: None };
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

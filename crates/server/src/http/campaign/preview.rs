//! The message of a campaign as one person after the other would get it.

use super::pre_flight::Drafted;
use crate::app::App;
use crate::campaign::slice::{self, Before};
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::extract::{Asked, At};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::campaign::launch::LaunchedVariant;
use domain::campaign::message;
use domain::campaign::plan::Variant;
use domain::contact::Contact;
use domain::id::{CampaignId, ContactId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use whatsapp::message::Message;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AskPreview {
    /// The place of the variant in the plan; the first unless said.
    pub variant: Option<usize>,
    /// The person before the one to show; the first of the audience unless said.
    #[param(value_type = Option<String>, format = "uuid")]
    pub after: Option<ContactId>,
}

/// A message as one person would get it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignPreview {
    #[schema(format = "uuid")]
    pub contact_id: String,
    pub contact_name: String,
    /// Why they would get nothing; null when they would.
    #[schema(required = true)]
    pub refusal: Option<String>,
    /// The message in Meta's own shape; null when a value is missing.
    #[schema(required = true, value_type = Option<Object>)]
    pub message: Option<Value>,
    /// Its text, filled in.
    #[schema(required = true)]
    pub body: Option<String>,
    /// Blanks without a value and without a default.
    pub missing: Vec<String>,
}

impl CampaignPreview {
    pub(in crate::http) fn of(
        contact: Contact,
        refusal: Option<&str>,
        variant: &Variant,
        launched: &LaunchedVariant,
    ) -> Result<Self, Problem> {
        let message = message::values(variant, &contact).ok().map(|values| message::message(launched, &values));
        let body = message.as_ref().and_then(|message| match message {
            Message::Template(filled) => whatsapp::template::render(&launched.content.components, filled).ok()?.body,
            _ => None,
        });
        let message = message.map(serde_json::to_value).transpose().map_err(|error| Problem::internal(&error))?;
        Ok(Self {
            contact_id: contact.id.to_string(),
            refusal: refusal.map(str::to_owned),
            message,
            body,
            missing: message::missing(variant, &contact),
            contact_name: contact.name,
        })
    }
}

/// The message as the next person would get it
#[utoipa::path(get, path = "/campaigns/{id}/preview", tag = "campaigns",
    params(("id" = String, Path, format = "uuid"), AskPreview),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "The next person; null after the last", body = Option<CampaignPreview>),
        (status = 422, description = "`invalid_plan`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn preview_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<CampaignId>,
    Asked(query): Asked<AskPreview>,
) -> Result<Json<Option<CampaignPreview>>, Problem> {
    let drafted = Drafted::read(&app, &caller, id).await?;
    let slice = slice::read(&app, &drafted.planning(), query.after, Before::default(), 1).await?;
    let Some(row) = slice.rows.first() else { return Ok(Json(None)) };
    let contact = store::contact::one(&mut app.db.read().await?, caller.workspace, row.contact).await?;
    let place = query.variant.unwrap_or(0);
    let variant = drafted.campaign.plan.variants.get(place).zip(drafted.launch.variants.get(place));
    let (Some(contact), Some((variant, launched))) = (contact, variant) else {
        return Err(Problem::invalid("variant", "there is no such variant"));
    };
    Ok(Json(Some(CampaignPreview::of(contact, row.reason, variant, launched)?)))
}

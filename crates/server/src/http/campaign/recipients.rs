//! The people behind a campaign's figures, and what is decided about single ones.

use super::export::Behind;
use super::read::shown;
use super::view::{Campaign, not_found};
use crate::app::App;
use crate::campaign::step;
use crate::http::audit;
use crate::http::caller::{Allowed, LaunchCampaigns, ReadCampaigns};
use crate::http::extract::{Asked, At, Body};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::campaign::RecipientState;
use domain::id::CampaignId;
use domain::role::Permission;
use serde::{Deserialize, Serialize};
use store::campaign::people::{self, Decision, Filter, RecipientRow};
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListRecipients {
    /// One or several, with commas: `waiting`, `sending`, `uncertain`, `undecided`, `accepted`, `sent`, `failed`,
    /// `delivered`, `read`, `rejected`, `skipped`, `held_out`, `cancelled`. Each is where rows stand now.
    pub state: Option<String>,
    /// Of what was skipped the word for it, of what failed or was rejected Meta's code.
    pub reason: Option<String>,
    /// The place of the variant in the plan, from 0.
    pub variant: Option<u32>,
    /// `replied`, `button` or `clicked`.
    #[param(inline)]
    pub did: Option<Act>,
    /// Those behind a figure of the report, by its word: `delivered` then has those who read it in it.
    pub measure: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Replied,
    Button,
    Clicked,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Recipient {
    pub position: i64,
    #[schema(format = "uuid")]
    pub contact_id: String,
    /// Null for those who may not read contacts, and for somebody who was deleted.
    #[schema(required = true)]
    pub contact_name: Option<String>,
    /// The phone or user id; hidden but for its end from those who may not read contacts.
    pub address: String,
    #[schema(format = "uuid")]
    pub number_id: String,
    pub variant: i64,
    pub step: i64,
    pub state: String,
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Meta's code.
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
}

impl Recipient {
    fn of(row: RecipientRow, with_people: bool) -> Self {
        Self {
            position: row.position,
            contact_id: row.contact_id,
            contact_name: row.contact_name.filter(|_| with_people),
            address: if with_people { row.address } else { masked(&row.address) },
            number_id: row.number_id,
            variant: row.variant,
            step: row.step,
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
        }
    }
}

fn masked(address: &str) -> String {
    let hidden = address.chars().count().saturating_sub(3);
    address.chars().enumerate().map(|(place, sign)| if place < hidden { '•' } else { sign }).collect()
}

/// The recipients of a campaign
#[utoipa::path(get, path = "/campaigns/{id}/recipients", tag = "campaigns",
    params(("id" = String, Path, format = "uuid"), ListRecipients),
    security(("session" = []), ("token" = ["read_campaigns"])),
    responses((status = 200, description = "One page, in the order of the ledger", body = Page<Recipient>)))]
pub async fn list_recipients(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadCampaigns>,
    At(id): At<CampaignId>,
    Asked(query): Asked<ListRecipients>,
) -> Result<Json<Page<Recipient>>, Problem> {
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let (after, limit) = (paging.after::<i64>()?, paging.limit());
    let with_people = caller.may(Permission::ReadContacts);
    if let Some(measure) = query.measure {
        let behind =
            Behind { measure: Some(measure), state: query.state, reason: query.reason, variant: query.variant };
        let mut tx = app.db.read().await?;
        let (_, filter) = behind.filter(&app, &caller, &mut tx, id).await?;
        let after = after.unwrap_or(store::report::people::BEFORE_ALL);
        let rows = store::report::people::page(&mut tx, caller.workspace, id, &filter, after, limit + 1).await?;
        return Ok(Json(Page::of(rows, limit, |row| row.position).map(|row| Recipient::of(row, with_people))));
    }
    let did = query.did.map(|did| match did {
        Act::Replied => "replied",
        Act::Button => "button",
        Act::Clicked => "clicked",
    });
    let states = query.state.as_deref().map(states).transpose()?;
    let filter = Filter { states, reason: query.reason, variant: query.variant, did };
    let mut tx = app.db.read().await?;
    store::campaign::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let rows = people::page(&mut tx, caller.workspace, id, filter, after, limit + 1).await?;
    let page = Page::of(rows, limit, |row| row.position);
    Ok(Json(page.map(|row| Recipient::of(row, with_people))))
}

pub(super) fn states(written: &str) -> Result<Vec<RecipientState>, Problem> {
    let states = written.split(',').map(|word| {
        RecipientState::parse(word.trim()).ok_or_else(|| Problem::invalid("state", format!("`{word}` is no state")))
    });
    states.collect()
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct DecideRecipient {
    pub decision: RecipientDecision,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecipientDecision {
    /// The person may get it a second time.
    SendAgain,
    GiveUp,
}

/// Decide about an undecided message
///
/// Nobody knows whether it arrived: its request may have got lost, or all of its statuses.
#[utoipa::path(post, path = "/campaigns/{id}/recipients/{position}/decide", tag = "campaigns",
    params(("id" = String, Path, format = "uuid"), ("position" = i64, Path)), request_body = DecideRecipient,
    security(("session" = []), ("token" = ["launch_campaigns"])),
    responses((status = 200, description = "Decided", body = Campaign),
        (status = 409, description = "`nothing_to_decide`: its status has come, or somebody was quicker",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn decide_recipient(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<LaunchCampaigns>,
    At((id, position)): At<(CampaignId, i64)>,
    Body { value: asked, .. }: Body<DecideRecipient>,
) -> Result<Json<Campaign>, Problem> {
    let now = app.universe.now();
    let decision = match asked.decision {
        RecipientDecision::SendAgain => Decision::SendAgain,
        RecipientDecision::GiveUp => Decision::GiveUp,
    };
    let mut tx = app.db.write().await?;
    if decision == Decision::SendAgain {
        step::reopen(&mut tx, caller.workspace, id, now).await.map_err(super::act::problem)?;
    }
    if !people::decide(&mut tx, caller.workspace, id, position, decision, now).await? {
        let detail = "Its status has come in the meantime, or somebody else has decided.";
        return Err(Problem::conflict("nothing_to_decide", "There is nothing to decide", detail));
    }
    let campaign = shown(&mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "campaign.decided", &campaign.id).await?;
    tx.commit().await?;
    step::announce(&app, id);
    Ok(Json(campaign))
}

/// Try again what was refused for reasons that pass
///
/// As new attempts, after the pause that Meta asks for. Whoever the gate refuses by then gets nothing.
#[utoipa::path(post, path = "/campaigns/{id}/retry", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["launch_campaigns"])),
    responses((status = 200, description = "They wait again", body = Campaign),
        (status = 409, description = "`wrong_state`", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn retry_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<LaunchCampaigns>,
    At(id): At<CampaignId>,
) -> Result<Json<Campaign>, Problem> {
    let mut tx = app.db.write().await?;
    step::reopen(&mut tx, caller.workspace, id, app.universe.now()).await.map_err(super::act::problem)?;
    tx.commit().await?;
    step::retry(&app, id).await?;
    let mut tx = app.db.write().await?;
    let campaign = shown(&mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "campaign.retried", &campaign.id).await?;
    tx.commit().await?;
    step::announce(&app, id);
    Ok(Json(campaign))
}

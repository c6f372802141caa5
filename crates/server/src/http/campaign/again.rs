//! Campaigns made of others: the same once more, or a message to those of whom one hopes for more.

use super::finish::created;
use super::read::shown;
use super::view::{Campaign, name, not_found, shortened};
use crate::app::App;
use crate::campaign::step;
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ManageCampaigns};
use crate::http::extract::{At, Body};
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use crate::http::segment::create::{free_name, room};
use axum::extract::State;
use axum::response::Response;
use domain::campaign::again::{self, Before, Outcome};
use domain::campaign::{Kind, Plan};
use domain::id::{CampaignId, SegmentId};
use domain::role::Permission;
use serde::Deserialize;
use store::campaign::{self, NewCampaign, people};
use store::segment::Snapshot;
use store::{Tx, segment};
use utoipa::ToSchema;

#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct DuplicateCampaign {
    /// That of the campaign with a number behind it, unless said.
    #[serde(default)]
    pub name: Option<String>,
}

/// Duplicate a campaign
///
/// The same plan as a new draft. What had its day begins now, and does not repeat.
#[utoipa::path(post, path = "/campaigns/{id}/duplicate", tag = "campaigns", params(("id" = String, Path, format = "uuid"),
    ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    request_body = DuplicateCampaign, security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 201, description = "Created", body = Campaign)))]
pub async fn duplicate_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<CampaignId>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<Option<DuplicateCampaign>>,
) -> Result<Response, Problem> {
    let asked = asked.and_then(|asked| asked.name).as_deref().map(name).transpose()?;
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let of = held(&mut tx, &caller, id).await?;
    let name = asked.unwrap_or_else(|| format!("{} (2)", shortened(&of.name, " (2)")));
    let copy = draft(&app, &mut tx, &caller, (&of, &name), &of.plan.anew()).await?;
    created(&app, tx, &caller, once, (&copy.id, "campaign.created"), &copy).await
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct RetargetCampaign {
    pub outcome: RetargetOutcome,
    /// Of the draft and of the segment of its people; that of the campaign and the outcome unless said.
    #[serde(default)]
    pub name: Option<String>,
}

/// What became of the campaign's message.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetargetOutcome {
    NotDelivered,
    DeliveredNotRead,
    ReadNotReplied,
    /// Of a campaign with a goal.
    ClickedNotConverted,
    /// Not sent, for reasons that pass: those of this moment, as a snapshot.
    FailedRetryable,
}

impl From<RetargetOutcome> for Outcome {
    fn from(outcome: RetargetOutcome) -> Self {
        match outcome {
            RetargetOutcome::NotDelivered => Self::NotDelivered,
            RetargetOutcome::DeliveredNotRead => Self::DeliveredNotRead,
            RetargetOutcome::ReadNotReplied => Self::ReadNotReplied,
            RetargetOutcome::ClickedNotConverted => Self::ClickedNotConverted,
            RetargetOutcome::FailedRetryable => Self::FailedRetryable,
        }
    }
}

/// Write again to those of whom one hopes for more
///
/// A segment of them and a draft that goes to it. The segment is asked again when the draft leaves, so nobody is
/// reminded to read what they have read by then.
#[utoipa::path(post, path = "/campaigns/{id}/retarget", tag = "campaigns", params(("id" = String, Path, format = "uuid"),
    ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    request_body = RetargetCampaign, security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 201, description = "Created", body = Campaign),
        (status = 403, description = "`forbidden`: it takes `manage_segments` too",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`wrong_state`: nobody has launched it",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid`: without a goal nobody can have missed it",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn retarget_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<CampaignId>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<RetargetCampaign>,
) -> Result<Response, Problem> {
    caller.require(Permission::ManageSegments)?;
    let outcome = Outcome::from(asked.outcome);
    let asked = asked.name.as_deref().map(name).transpose()?;
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let of = held(&mut tx, &caller, id).await?;
    if of.launched_at.is_none() {
        return Err(super::act::problem(step::Refused::WrongState(of.state)));
    }
    let tail = format!(" · {outcome}");
    let name = asked.unwrap_or_else(|| format!("{}{tail}", shortened(&of.name, &tail)));
    let people = gather(&app, &mut tx, &caller, (&of, &name), outcome).await?;
    let copy = draft(&app, &mut tx, &caller, (&of, &name), &of.plan.anew_for(people)).await?;
    created(&app, tx, &caller, once, (&copy.id, "campaign.created"), &copy).await
}

/// A segment of those people.
async fn gather(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    (of, name): (&campaign::Campaign, &str),
    outcome: Outcome,
) -> Result<SegmentId, Problem> {
    let (now, workspace) = (app.universe.now(), caller.workspace);
    room(tx, workspace).await?;
    let id = app.universe.with_ids(|ids| SegmentId::new(ids, now));
    let name = free_name(tx, workspace, name).await?;
    let goal = of.plan.goal.as_ref().map(|goal| goal.event.as_str());
    let before = Before { id: of.id, goal, since: of.launched_at };
    match again::people(outcome, before) {
        Some(condition) => segment::create(tx, workspace, id, &name, &condition, now).await?,
        None if outcome == Outcome::FailedRetryable => {
            let codes: Vec<i64> = step::retryable_codes().map(|(code, _)| code).collect();
            let size = people::freeze(tx, workspace, of.id, id, &codes).await?;
            segment::create_snapshot(tx, workspace, Snapshot { id, name: &name, of: None, size }, now).await?;
        }
        None => return Err(Problem::invalid("outcome", "the campaign has no goal")),
    }
    audit::note(app, tx, caller, "segment.created", &id.to_string()).await?;
    Ok(id)
}

/// A series has a document of its own, of which its plan is made.
async fn held(tx: &mut Tx, caller: &Caller, id: CampaignId) -> Result<campaign::Campaign, Problem> {
    let found = campaign::one(tx, caller.workspace, id).await?;
    found.filter(|found| found.kind == Kind::Campaign).ok_or_else(not_found)
}

async fn draft(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    (of, name): (&campaign::Campaign, &str),
    plan: &Plan,
) -> Result<Campaign, Problem> {
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| CampaignId::new(ids, now));
    let (created_by, made_of) = (caller.name(), Some(of.id));
    let new = NewCampaign { id, name, kind: Kind::Campaign, plan, made_of, created_by };
    campaign::create(tx, caller.workspace, new, now).await?;
    shown(tx, caller.workspace, id).await
}

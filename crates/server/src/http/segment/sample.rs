//! Some of the people a condition names: to see whether it names the right ones.

use super::view::{AskedCondition, asked};
use crate::app::App;
use crate::http::caller::{Allowed, ReadSegments};
use crate::http::contact::view::Contact;
use crate::http::extract::Body;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::role::Permission;
use serde::Serialize;
use store::segment::ask::{self, Asked};
use utoipa::ToSchema;

const SAMPLE: u32 = 20;

#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentSample {
    /// At most 20, those who came to be known last first.
    pub people: Vec<Contact>,
}

/// See some contacts of a condition
///
/// Nothing is saved. Needs the permission `read_contacts` too.
#[utoipa::path(post, path = "/segments/sample", tag = "segments", request_body = AskedCondition,
    security(("session" = []), ("token" = ["read_segments"])),
    responses((status = 200, description = "At most 20 contacts", body = SegmentSample),
        (status = 422, description = "`invalid_condition`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn sample_condition(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadSegments>,
    Body { value: body, .. }: Body<AskedCondition>,
) -> Result<Json<SegmentSample>, Problem> {
    caller.require(Permission::ReadContacts)?;
    let mut tx = app.db.read().await?;
    let library = store::segment::library(&mut tx, caller.workspace).await?;
    let condition = asked(body, &library)?;
    let now = app.universe.now();
    let asked = Asked { workspace: caller.workspace, condition: &condition, library: &library, now };
    let ids = ask::sample(&mut tx, asked, SAMPLE).await?;
    let mut people = store::contact::by_ids(&mut tx, caller.workspace, &ids).await?;
    people.sort_by_key(|person| std::cmp::Reverse(person.id));
    Ok(Json(SegmentSample { people: people.into_iter().map(Contact::from).collect() }))
}

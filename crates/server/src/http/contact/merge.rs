//! Two contacts that are one person.

use super::view::Contact;
use crate::app::App;
use crate::consequence::Consequences;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageContacts};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::memory;
use axum::Json;
use axum::extract::State;
use domain::decide::Turn;
use domain::decide::merge::{self, NotDone};
use domain::id::ContactId;
use serde::Deserialize;
use store::world::Needs;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct MergeContacts {
    /// The one that goes into the other.
    #[schema(format = "uuid")]
    pub contact_id: String,
}

/// Merge another contact into this one
///
/// What is known here wins, what only the other knew is added. Identifiers and conversations go over; a conversation on a
/// number where this contact has one already is closed and stays readable in the timeline. `unmerge` takes it back.
#[utoipa::path(post, path = "/contacts/{id}/merge", tag = "contacts", params(("id" = String, Path, format = "uuid")),
    request_body = MergeContacts, security(("session" = []), ("token" = ["manage_contacts"])),
    responses((status = 200, description = "The contact that both are now", body = Contact)))]
pub async fn merge_contacts(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageContacts>,
    At(kept): At<ContactId>,
    Body { value: asked, .. }: Body<MergeContacts>,
) -> Result<Json<Contact>, Problem> {
    let unknown = || Problem::invalid("contact_id", "the id of another contact");
    let gone: ContactId = asked.contact_id.parse().map_err(|_| unknown())?;
    let mut tx = app.db.write().await?;
    let needs = Needs { contacts: [kept, gone].into(), ..Needs::default() };
    let mut world = memory::load(&app, &mut tx, &needs).await?;
    if world.contact(kept).is_none() {
        return Err(Problem::not_found("contact"));
    }
    let now = app.universe.now();
    let events = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        merge::by_hand(&mut turn, kept, gone, caller.as_actor()).map(|()| turn.finish())
    });
    let events = events.map_err(|why| match why {
        NotDone::Same | NotDone::Gone => unknown(),
    })?;
    let after = Consequences::of(&events);
    store::apply::apply(&mut tx, caller.workspace, now, events).await?;
    audit::note(&app, &mut tx, &caller, "contact.merged", &gone.to_string()).await?;
    tx.commit().await?;
    app.announce(after);
    let contact = world.contact(kept).cloned().ok_or_else(|| Problem::not_found("contact"))?;
    Ok(Json(contact.into()))
}

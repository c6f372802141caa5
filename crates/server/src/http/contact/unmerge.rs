//! Two contacts again that were taken for one person.

use super::view::Contact;
use crate::app::App;
use crate::consequence::Consequences;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageContacts};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::memory;
use axum::Json;
use axum::extract::State;
use domain::consent::ConsentRecord;
use domain::contact::Merge;
use domain::decide::{Turn, merge};
use domain::id::{ContactId, WorkspaceId};
use store::Tx;
use store::world::Needs;

/// Take a merge back
///
/// `id` is the contact that went into another one. Both get back what they had; what was changed since stays as it is. A
/// no that was said while they were one holds for both.
#[utoipa::path(post, path = "/contacts/{id}/unmerge", tag = "contacts", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_contacts"])),
    responses((status = 200, description = "The contact that is there again", body = Contact),
        (status = 409, description = "`not_merged`: it is a contact of its own; `merged_further`: the contact it went into \
            has itself been merged, and that has to be taken back first",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn unmerge_contact(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageContacts>,
    At(gone): At<ContactId>,
) -> Result<Json<Contact>, Problem> {
    let mut tx = app.db.write().await?;
    let merge = store::merge::standing(&mut tx, caller.workspace, gone).await?;
    let merge = match merge {
        Some(merge) => merge,
        None if store::contact::living(&mut tx, caller.workspace, gone).await?.is_some() => return Err(not_merged()),
        None => return Err(Problem::not_found("contact")),
    };
    let heard = heard(&mut tx, caller.workspace, &merge).await?;
    let needs = Needs { contacts: [merge.kept.id].into(), ..Needs::default() };
    let mut world = memory::load(&app, &mut tx, &needs).await?;
    let now = app.universe.now();
    let events = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        merge::undo(&mut turn, &merge, &heard, caller.as_actor()).map(|()| turn.finish())
    });
    let events = events.map_err(|_| merged_further())?;
    let after = Consequences::of(&events);
    store::apply::apply(&mut tx, caller.workspace, now, events).await?;
    audit::note(&app, &mut tx, &caller, "contact.unmerged", &gone.to_string()).await?;
    tx.commit().await?;
    app.announce(after);
    let contact = world.contact(gone).cloned().ok_or_else(|| Problem::not_found("contact"))?;
    Ok(Json(contact.into()))
}

/// What was heard from the kept contact and from those that stay merged into it.
async fn heard(tx: &mut Tx, workspace: WorkspaceId, merge: &Merge) -> Result<Vec<ConsentRecord>, Problem> {
    let mut staying = store::contact::family(tx, workspace, merge.kept.id).await?;
    for leaving in store::contact::family(tx, workspace, merge.gone.id).await? {
        staying.remove(&leaving);
    }
    Ok(store::consent::of_contacts(tx, workspace, &staying).await?)
}

fn not_merged() -> Problem {
    Problem::conflict("not_merged", "Not merged", "This contact is one of its own.")
}

fn merged_further() -> Problem {
    let detail = "The contact it went into has been merged into another one. Take that back first.";
    Problem::conflict("merged_further", "Merged further", detail)
}

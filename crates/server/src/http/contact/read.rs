//! One contact.

use super::view::Contact;
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{ContactId, WorkspaceId};
use store::Tx;

/// One contact
///
/// Of a contact that was merged into another, the other one.
#[utoipa::path(get, path = "/contacts/{id}", tag = "contacts", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "The contact", body = Contact)))]
pub async fn read_contact(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<ContactId>,
) -> Result<Json<Contact>, Problem> {
    let mut tx = app.db.read().await?;
    Ok(Json(living(&mut tx, caller.workspace, id).await?.into()))
}

/// Who it is now.
pub async fn living(tx: &mut Tx, workspace: WorkspaceId, id: ContactId) -> Result<domain::contact::Contact, Problem> {
    let not_found = || Problem::not_found("contact");
    let id = store::contact::living(tx, workspace, id).await?.ok_or_else(not_found)?;
    store::contact::one(tx, workspace, id).await?.ok_or_else(not_found)
}

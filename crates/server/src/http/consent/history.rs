//! How a person's consent came to be what it is.

use super::view::{ConsentHistory, ConsentRecord, ConsentStanding};
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::contact::read::living;
use crate::http::contact::timeline::names;
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::contact::Contact;
use domain::id::{ContactId, WorkspaceId};
use store::Tx;

/// A contact's consent, and every record it follows from
#[utoipa::path(get, path = "/contacts/{id}/consent", tag = "contacts", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "Present state and history", body = ConsentHistory)))]
pub async fn read_consent(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<ContactId>,
) -> Result<Json<ConsentHistory>, Problem> {
    let mut tx = app.db.read().await?;
    Ok(Json(load(&mut tx, caller.workspace, id).await?.1))
}

/// The records of contacts that were merged into this one are its own.
pub async fn load(tx: &mut Tx, workspace: WorkspaceId, id: ContactId) -> Result<(Contact, ConsentHistory), Problem> {
    let contact = living(tx, workspace, id).await?;
    let family = store::contact::family(tx, workspace, contact.id).await?;
    let names = names(tx, workspace).await?;
    let records = store::consent::of_contacts(tx, workspace, &family).await?;
    let records = records.into_iter().map(|record| ConsentRecord::of(record, &names)).collect();
    let history = ConsentHistory { standing: ConsentStanding::all(&contact.consents), records };
    Ok((contact, history))
}

//! One contact.

use super::view::Contact;
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::ContactId;

/// One contact
#[utoipa::path(get, path = "/contacts/{id}", tag = "contacts", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "The contact", body = Contact)))]
pub async fn read_contact(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<ContactId>,
) -> Result<Json<Contact>, Problem> {
    let contact = store::contact::one(&mut app.db.read().await?, caller.workspace, id).await?;
    Ok(Json(contact.ok_or_else(|| Problem::not_found("contact"))?.into()))
}

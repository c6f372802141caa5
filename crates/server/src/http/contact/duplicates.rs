//! Who may be the same person.

use super::read::living;
use super::view::Contact;
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::extract::At;
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::ContactId;

const MOST: u32 = 10;

/// Contacts that may be the same person
///
/// Others of the same name. The same phone number in another spelling never makes a second contact, so it is not asked
/// about here.
#[utoipa::path(get, path = "/contacts/{id}/duplicates", tag = "contacts",
    params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "Ten at the most", body = Page<Contact>)))]
pub async fn list_duplicates(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<ContactId>,
) -> Result<Json<Page<Contact>>, Problem> {
    let mut tx = app.db.read().await?;
    let contact = living(&mut tx, caller.workspace, id).await?;
    let namesakes = if contact.name.is_empty() {
        Vec::new()
    } else {
        store::contact::namesakes(&mut tx, caller.workspace, &contact, MOST).await?
    };
    Ok(Json(Page::whole(namesakes).map(Contact::from)))
}

//! All attributes.

use super::view::Attribute;
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::page::Page;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;

/// Attributes of contacts, in the order they were made
#[utoipa::path(get, path = "/attributes", tag = "contacts",
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "All of them", body = Page<Attribute>)))]
pub async fn list_attributes(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
) -> Result<Json<Page<Attribute>>, Problem> {
    let attributes = store::attribute::list(&mut app.db.read().await?, caller.workspace).await?;
    Ok(Json(Page::whole(attributes).map(Attribute::from)))
}

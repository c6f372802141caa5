//! Contacts by name.

use super::view::Contact;
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::extract::Asked;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListContacts {
    /// Part of a name, a phone number or a username.
    pub q: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

/// Contacts, by name
#[utoipa::path(get, path = "/contacts", tag = "contacts", params(ListContacts),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "One page", body = Page<Contact>)))]
pub async fn list_contacts(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    Asked(query): Asked<ListContacts>,
) -> Result<Json<Page<Contact>>, Problem> {
    let paging = PageQuery { cursor: query.cursor, limit: query.limit };
    let (after, limit) = (paging.after()?, paging.limit());
    let pattern = query.q.as_deref().and_then(store::search::pattern);
    let mut tx = app.db.read().await?;
    let contacts = store::contact::list(&mut tx, caller.workspace, pattern, after, limit + 1).await?;
    let page = Page::of(contacts, limit, |contact| (contact.name.clone(), contact.id));
    Ok(Json(page.map(Contact::from)))
}

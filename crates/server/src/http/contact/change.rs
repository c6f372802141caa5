//! Changing what is known of a contact.

use super::details;
use super::view::{Contact, Profile};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageContacts};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use domain::contact::Attribute;
use domain::event::Event;
use domain::id::ContactId;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeContact {
    pub name: Option<String>,
    /// BCP 47, such as `es` or `pt-BR`; empty takes it away.
    pub language: Option<String>,
    /// A name of the tz database, such as `America/Bogota`; empty leaves it to be guessed from the phone number.
    pub time_zone: Option<String>,
    /// Only the fields named here change; `null` removes one. Values of attributes must be of their kind.
    pub fields: Option<BTreeMap<String, Value>>,
    /// All labels it then has.
    pub labels: Option<Vec<String>>,
    /// All others who use the same phone.
    pub profiles: Option<Vec<Profile>>,
    pub blocked: Option<bool>,
}

/// Change a contact
#[utoipa::path(patch, path = "/contacts/{id}", tag = "contacts", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeContact, security(("session" = []), ("token" = ["manage_contacts"])),
    responses((status = 200, description = "Changed", body = Contact)))]
pub async fn change_contact(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageContacts>,
    At(id): At<ContactId>,
    Body { value: asked, .. }: Body<ChangeContact>,
) -> Result<Json<Contact>, Problem> {
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let attributes = store::attribute::list(&mut tx, caller.workspace).await?;
    let contact = store::contact::hold(&mut tx, caller.workspace, id).await?;
    let mut contact = contact.ok_or_else(|| Problem::not_found("contact"))?;
    if asked.blocked.is_some_and(|blocked| blocked != contact.blocked) {
        let action = if contact.blocked { "contact.unblocked" } else { "contact.blocked" };
        audit::note(&app, &mut tx, &caller, action, &id.to_string()).await?;
    }
    change(&mut contact, asked, &attributes)?;
    contact.updated_at = now;
    let shown = Contact::from(contact.clone());
    store::apply::apply(&mut tx, caller.workspace, now, vec![Event::ContactSaved(contact)]).await?;
    let conversations = store::conversation::of_contact(&mut tx, caller.workspace, id).await?;
    tx.commit().await?;
    let changed = conversations.into_iter().map(|conversation| LiveEvent::ConversationChanged { conversation });
    app.live.publish(changed);
    Ok(Json(shown))
}

fn change(
    contact: &mut domain::contact::Contact,
    asked: ChangeContact,
    attributes: &[Attribute],
) -> Result<(), Problem> {
    if let Some(name) = asked.name {
        contact.name = details::name(&name)?;
    }
    if let Some(language) = asked.language {
        contact.language = details::language(language)?;
    }
    if let Some(zone) = asked.time_zone {
        contact.time_zone = details::zone(zone)?;
    }
    for (field, value) in details::fields(asked.fields.unwrap_or_default(), attributes)? {
        match value {
            Some(value) => drop(contact.fields.insert(field, value)),
            None => drop(contact.fields.remove(&field)),
        }
    }
    if let Some(labels) = asked.labels {
        contact.labels = details::labels(&labels)?;
    }
    if let Some(profiles) = asked.profiles {
        contact.profiles = details::profiles(profiles)?;
    }
    contact.blocked = asked.blocked.unwrap_or(contact.blocked);
    Ok(())
}

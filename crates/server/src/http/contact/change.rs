//! Changing what is known of a contact.

use super::view::Contact;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageContacts};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use domain::event::Event;
use domain::id::ContactId;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

const MOST_FIELDS: usize = 100;
const MOST_LABELS: usize = 50;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeContact {
    pub name: Option<String>,
    /// BCP 47, such as `es` or `pt-BR`.
    pub language: Option<String>,
    /// Only the fields named here change; `null` removes one.
    pub fields: Option<BTreeMap<String, Value>>,
    /// All labels it then has.
    pub labels: Option<Vec<String>>,
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
    check_details(asked.name.as_deref(), asked.language.as_deref(), asked.fields.as_ref())?;
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let contact = store::contact::hold(&mut tx, caller.workspace, id).await?;
    let mut contact = contact.ok_or_else(|| Problem::not_found("contact"))?;
    if asked.blocked.is_some_and(|blocked| blocked != contact.blocked) {
        let action = if contact.blocked { "contact.unblocked" } else { "contact.blocked" };
        audit::note(&app, &mut tx, &caller, action, &id.to_string()).await?;
    }
    change(&mut contact, asked)?;
    contact.updated_at = now;
    let shown = Contact::from(contact.clone());
    store::apply::apply(&mut tx, caller.workspace, now, vec![Event::ContactSaved(contact)]).await?;
    let conversations = store::conversation::of_contact(&mut tx, caller.workspace, id).await?;
    tx.commit().await?;
    let changed = conversations.into_iter().map(|conversation| LiveEvent::ConversationChanged { conversation });
    app.live.publish(changed);
    Ok(Json(shown))
}

fn change(contact: &mut domain::contact::Contact, asked: ChangeContact) -> Result<(), Problem> {
    if let Some(name) = asked.name {
        name.trim().clone_into(&mut contact.name);
    }
    if let Some(language) = asked.language {
        contact.language = Some(language).filter(|language| !language.is_empty());
    }
    for (field, value) in asked.fields.unwrap_or_default() {
        if value.is_null() {
            contact.fields.remove(&field);
        } else {
            contact.fields.insert(field, value);
        }
    }
    if let Some(labels_now) = asked.labels {
        contact.labels = labels(labels_now)?;
    }
    contact.blocked = asked.blocked.unwrap_or(contact.blocked);
    Ok(())
}

pub(super) fn labels(labels: Vec<String>) -> Result<BTreeSet<String>, Problem> {
    let labels: BTreeSet<String> = labels.into_iter().map(|label| label.trim().to_owned()).collect();
    if labels.len() > MOST_LABELS || labels.iter().any(|label| label.is_empty() || label.chars().count() > 50) {
        return Err(Problem::invalid("labels", format!("at most {MOST_LABELS}, each of 1 to 50 characters")));
    }
    Ok(labels)
}

pub(super) fn check_details(
    name: Option<&str>,
    language: Option<&str>,
    fields: Option<&BTreeMap<String, Value>>,
) -> Result<(), Problem> {
    if name.is_some_and(|name| name.trim().is_empty() || name.chars().count() > 200) {
        return Err(Problem::invalid("name", "1 to 200 characters"));
    }
    if language.is_some_and(|language| language.len() > 35) {
        return Err(Problem::invalid("language", "a language tag such as es or pt-BR"));
    }
    if fields.is_some_and(|fields| fields.len() > MOST_FIELDS) {
        return Err(Problem::invalid("fields", format!("at most {MOST_FIELDS}")));
    }
    Ok(())
}

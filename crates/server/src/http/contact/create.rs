//! A contact somebody writes down before the person ever wrote.

use super::details;
use super::view::Contact;
use crate::app::App;
use crate::http::caller::{Allowed, Caller, ManageContacts};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::contact::Attribute;
use domain::contact::phone::{self, E164};
use domain::contact::{Identifier, identity};
use domain::event::Event;
use domain::id::ContactId;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateContact {
    pub name: String,
    /// With its country: `+54 9 11 5555 0101`.
    pub phone: String,
    pub language: Option<String>,
    /// A name of the tz database; guessed from the phone number when absent.
    pub time_zone: Option<String>,
    #[serde(default)]
    pub fields: BTreeMap<String, Value>,
    #[serde(default)]
    pub labels: Vec<String>,
}

/// Create a contact
#[utoipa::path(post, path = "/contacts", tag = "contacts", request_body = CreateContact,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_contacts"])),
    responses((status = 201, description = "Created", body = Contact),
        (status = 409, description = "`contact_exists`: somebody has this phone number; `contact_id` says who",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn create_contact(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageContacts>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateContact>,
) -> Result<Response, Problem> {
    let with_country = || Problem::invalid("phone", "a phone number with its country, like +54 9 11 5555 0101");
    let phone = phone::parse(&asked.phone, "").ok_or_else(with_country)?;
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    refuse_known(&mut tx, &caller, &phone).await?;
    let attributes = store::attribute::list(&mut tx, caller.workspace).await?;
    let contact = written_down(&app, asked, &phone, &attributes)?;
    let (shown, now) = (Contact::from(contact.clone()), app.universe.now());
    store::apply::apply(&mut tx, caller.workspace, now, vec![Event::ContactSaved(contact)]).await?;
    once.remember(&mut tx, StatusCode::CREATED, &shown, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

/// The same mobile may be written in two ways in some countries; both are the same person.
async fn refuse_known(tx: &mut Tx, caller: &Caller, phone: &E164) -> Result<(), Problem> {
    for key in identity::lookup_keys(&BTreeSet::from([Identifier::phone(phone)])) {
        if let Some(owner) = store::contact::owner_of(tx, caller.workspace, &key).await? {
            let detail = "Somebody with this phone number is here already.";
            let problem = Problem::conflict("contact_exists", "Known already", detail);
            return Err(problem.with("contact_id", owner.to_string()));
        }
    }
    Ok(())
}

fn written_down(
    app: &App,
    asked: CreateContact,
    phone: &E164,
    attributes: &[Attribute],
) -> Result<domain::contact::Contact, Problem> {
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| ContactId::new(ids, now));
    let fields = details::fields(asked.fields, attributes)?;
    Ok(domain::contact::Contact {
        language: details::language(asked.language.unwrap_or_default())?,
        time_zone: details::zone(asked.time_zone.unwrap_or_default())?,
        identifiers: BTreeSet::from([Identifier::phone(phone)]),
        fields: fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect(),
        labels: details::labels(&asked.labels)?,
        ..domain::contact::Contact::new(id, details::name(&asked.name)?, now)
    })
}

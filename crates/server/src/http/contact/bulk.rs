//! One change to many contacts, and its undo. It is made slice by slice (see [`crate::bulk`]); here it is asked for.

use super::details;
use super::list::{self, ContactFilter};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ManageContacts};
use crate::http::extract::{At, Body};
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::contact::bulk as domain_bulk;
use domain::id::{BulkChangeId, ContactId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Tx;
use store::bulk::{Audience, Bulk, State as StoredState};
use utoipa::ToSchema;

/// More are named by a filter.
const MOST_IDS: usize = 1_000;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeContacts {
    pub change: BulkChange,
    /// These; at most 1,000.
    pub contact_ids: Option<Vec<String>>,
    /// Everybody this names, an empty one everybody. Either this or `contact_ids`.
    pub filter: Option<ContactFilter>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BulkChange {
    AddLabel {
        label: String,
    },
    RemoveLabel {
        label: String,
    },
    /// `null` takes the value away.
    SetAttribute {
        name: String,
        value: Value,
    },
    /// Empty takes it away.
    SetLanguage {
        language: String,
    },
    Block,
    Unblock,
    /// They said no, to somebody here. `words` tell how and become the proof.
    OptOut {
        category: ConsentCategory,
        words: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentCategory {
    Marketing,
    Utility,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkState {
    Running,
    Done,
    Undoing,
    Undone,
}

/// How far a bulk change is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BulkProgress {
    #[schema(format = "uuid")]
    pub id: String,
    pub state: BulkState,
    /// Contacts that were changed so far; those that were so already do not count.
    pub changed: i64,
    /// Contacts that an undo gave back what they had; what was changed since stays.
    pub restored: i64,
    pub created_at: i64,
}

/// Change many contacts
///
/// It is done in the background; ask for its progress by its id.
#[utoipa::path(post, path = "/contacts/bulk", tag = "contacts", request_body = ChangeContacts,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_contacts"])),
    responses((status = 202, description = "Under way", body = BulkProgress)))]
pub async fn change_contacts(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageContacts>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<ChangeContacts>,
) -> Result<Response, Problem> {
    let now = app.universe.now();
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let audience = audience(&mut tx, &caller, asked.contact_ids, asked.filter).await?;
    let bulk = Bulk {
        id: app.universe.with_ids(|ids| BulkChangeId::new(ids, now)),
        change: change(&mut tx, &caller, asked.change).await?,
        audience,
        state: StoredState::Running,
        reached: String::new(),
        changed: 0,
        restored: 0,
        actor: caller.user(),
        created_at: now,
    };
    store::bulk::create(&mut tx, caller.workspace, &bulk).await?;
    audit::note(&app, &mut tx, &caller, "contacts.changed_in_bulk", &bulk.id.to_string()).await?;
    let progress = BulkProgress::from(bulk);
    once.remember(&mut tx, StatusCode::ACCEPTED, &progress, now).await?;
    tx.commit().await?;
    Ok((StatusCode::ACCEPTED, Json(progress)).into_response())
}

/// How far a bulk change is
#[utoipa::path(get, path = "/contacts/bulk/{id}", tag = "contacts", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_contacts"])),
    responses((status = 200, description = "Its progress", body = BulkProgress)))]
pub async fn read_bulk_change(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageContacts>,
    At(id): At<BulkChangeId>,
) -> Result<Json<BulkProgress>, Problem> {
    let bulk = store::bulk::one(&mut app.db.read().await?, caller.workspace, id).await?;
    Ok(Json(bulk.ok_or_else(not_found)?.into()))
}

/// Undo a bulk change
///
/// Every contact gets back what it had, unless the same thing was changed since.
#[utoipa::path(post, path = "/contacts/bulk/{id}/undo", tag = "contacts", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_contacts"])),
    responses((status = 202, description = "Being taken back, or taken back already", body = BulkProgress)))]
pub async fn undo_bulk_change(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageContacts>,
    At(id): At<BulkChangeId>,
) -> Result<(StatusCode, Json<BulkProgress>), Problem> {
    let mut tx = app.db.write().await?;
    let mut bulk = store::bulk::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    // What was not reached yet is never changed: the undo begins where the change is.
    if matches!(bulk.state, StoredState::Running | StoredState::Done) {
        bulk.state = StoredState::Undoing;
        bulk.reached = String::new();
        store::bulk::save(&mut tx, caller.workspace, &bulk).await?;
        audit::note(&app, &mut tx, &caller, "contacts.bulk_change_undone", &id.to_string()).await?;
        tx.commit().await?;
    }
    Ok((StatusCode::ACCEPTED, Json(bulk.into())))
}

async fn audience(
    tx: &mut Tx,
    caller: &Caller,
    ids: Option<Vec<String>>,
    filter: Option<ContactFilter>,
) -> Result<Audience, Problem> {
    let wrong = || Problem::invalid("contact_ids", format!("1 to {MOST_IDS} ids of contacts, or a filter"));
    match (ids, filter) {
        (None, Some(filter)) => Ok(Audience::Filter(list::filter(tx, caller.workspace, filter).await?)),
        (Some(ids), None) if (1..=MOST_IDS).contains(&ids.len()) => {
            let ids = ids.iter().map(|id| id.parse()).collect::<Result<Vec<ContactId>, _>>();
            ids.map(Audience::Contacts).map_err(|_| wrong())
        }
        _ => Err(wrong()),
    }
}

async fn change(tx: &mut Tx, caller: &Caller, asked: BulkChange) -> Result<domain_bulk::BulkChange, Problem> {
    use domain_bulk::BulkChange as Domain;
    Ok(match asked {
        BulkChange::AddLabel { label } => Domain::AddLabel { label: details::label(&label)? },
        BulkChange::RemoveLabel { label } => Domain::RemoveLabel { label: details::label(&label)? },
        BulkChange::SetAttribute { name, value } => {
            let attributes = store::attribute::list(tx, caller.workspace).await?;
            let value = details::field(&name, value, &attributes);
            Domain::SetAttribute { value: value.map_err(|why| Problem::invalid("value", why))?, name }
        }
        BulkChange::SetLanguage { language } => Domain::SetLanguage { language: details::language(language)? },
        BulkChange::Block => Domain::Block,
        BulkChange::Unblock => Domain::Unblock,
        BulkChange::OptOut { category, words } => Domain::OptOut { category: category.into(), words: proof(&words)? },
    })
}

/// The words of a record somebody writes down.
pub fn proof(words: &str) -> Result<String, Problem> {
    let words = words.trim().to_owned();
    if words.is_empty() || words.chars().count() > 1_000 {
        return Err(Problem::invalid("words", "what the person said, or how, in 1 to 1000 characters"));
    }
    Ok(words)
}

fn not_found() -> Problem {
    Problem::not_found("bulk change")
}

impl From<ConsentCategory> for domain::consent::Category {
    fn from(category: ConsentCategory) -> Self {
        match category {
            ConsentCategory::Marketing => Self::Marketing,
            ConsentCategory::Utility => Self::Utility,
        }
    }
}

impl From<domain::consent::Category> for ConsentCategory {
    fn from(category: domain::consent::Category) -> Self {
        match category {
            domain::consent::Category::Marketing => Self::Marketing,
            domain::consent::Category::Utility => Self::Utility,
        }
    }
}

impl From<Bulk> for BulkProgress {
    fn from(bulk: Bulk) -> Self {
        let state = match bulk.state {
            StoredState::Running => BulkState::Running,
            StoredState::Done => BulkState::Done,
            StoredState::Undoing => BulkState::Undoing,
            StoredState::Undone => BulkState::Undone,
        };
        let (id, created_at) = (bulk.id.to_string(), bulk.created_at.as_millis());
        Self { id, state, changed: bulk.changed, restored: bulk.restored, created_at }
    }
}

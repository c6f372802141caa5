//! The people and events that a slice of rows may be about: a fixed number of statements, whatever its size.

use crate::error::Result;
use crate::record::Json;
use crate::row::id;
use crate::sql::list;
use crate::{Tx, args};
use domain::contact::Identifier;
use domain::id::{ContactId, ImportId, WorkspaceId};
use domain::import::take_in::Known;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

crate::statements! {
    OWNERS = "SELECT DISTINCT contact_id FROM identifiers WHERE workspace_id = $1 AND value IN {list_2}";
    EVENTS = "SELECT external_id FROM events WHERE workspace_id = $1 AND external_id IN {list_2}";
    KEYS = "SELECT value, contact_id FROM import_keys WHERE workspace_id = $1 AND import_id = $3 AND value IN {list_2}";
    /// A page of people and the attribute that an import goes by.
    ATTRIBUTES = "SELECT id, fields FROM contacts WHERE workspace_id = $1 AND id > $2 AND merged_into IS NULL ORDER BY id LIMIT $3";
    FORGET_KEYS = "DELETE FROM import_keys WHERE workspace_id = $1 AND import_id = $2";
}

/// What a slice asks about.
#[derive(Debug, Default)]
pub struct Needs {
    pub identifiers: BTreeSet<Identifier>,
    pub keys: BTreeSet<String>,
    pub events: BTreeSet<String>,
}

/// Those whom any of these identifiers belongs to.
pub async fn people(tx: &mut Tx, workspace: WorkspaceId, identifiers: &[Identifier]) -> Result<Known> {
    let mut known = Known::default();
    let ids = owners(tx, workspace, identifiers).await?;
    load_contacts(tx, workspace, ids, &mut known).await?;
    Ok(known)
}

async fn owners<'a>(
    tx: &mut Tx,
    workspace: WorkspaceId,
    identifiers: impl IntoIterator<Item = &'a Identifier>,
) -> Result<BTreeSet<String>> {
    let values: BTreeSet<&str> = identifiers.into_iter().map(|identifier| identifier.value.as_str()).collect();
    if values.is_empty() {
        return Ok(BTreeSet::new());
    }
    let owners: Vec<(String,)> = tx.rows(OWNERS, args![workspace, list(values)?]).await?;
    Ok(owners.into_iter().map(|(contact,)| contact).collect())
}

pub async fn load(tx: &mut Tx, workspace: WorkspaceId, import: ImportId, needs: &Needs) -> Result<Known> {
    let mut known = Known::default();
    let mut ids = owners(tx, workspace, &needs.identifiers).await?;
    if !needs.keys.is_empty() {
        let rows: Vec<(String, String)> = tx.rows(KEYS, args![workspace, list(&needs.keys)?, import]).await?;
        for (key, contact) in rows {
            known.by_key.insert(key, id("contact", &contact)?);
            ids.insert(contact);
        }
    }
    if !needs.events.is_empty() {
        let rows: Vec<(String,)> = tx.rows(EVENTS, args![workspace, list(&needs.events)?]).await?;
        known.events.extend(rows.into_iter().map(|(event,)| event));
    }
    load_contacts(tx, workspace, ids, &mut known).await?;
    // Somebody may have been merged or removed since the keys were gathered.
    let Known { by_key, contacts, .. } = &mut known;
    by_key.retain(|_, contact| contacts.contains_key(contact));
    Ok(known)
}

/// Held until the commit, so that an agent's change is not undone by a row that was read before it.
pub(super) async fn load_contacts(
    tx: &mut Tx,
    workspace: WorkspaceId,
    ids: BTreeSet<String>,
    known: &mut Known,
) -> Result<()> {
    for contact in crate::contact::hold_all(tx, workspace, ids).await? {
        known.add(contact);
    }
    Ok(())
}

/// Gathers a page of keys; answers the last contact that was looked at, `None` at the end. Of two people with one key
/// the older keeps it.
pub async fn gather_keys(
    tx: &mut Tx,
    workspace: WorkspaceId,
    import: ImportId,
    attribute: &str,
    after: &str,
    page: u32,
) -> Result<Option<String>> {
    type Fields = Json<BTreeMap<String, Value>>;
    let rows: Vec<(String, Fields)> = tx.rows(ATTRIBUTES, args![workspace, after, page]).await?;
    let last = rows.last().map(|(contact, _)| contact.clone());
    let is_end = rows.len() < usize::try_from(page).unwrap_or(usize::MAX);
    let mut keys = Vec::new();
    for (contact, fields) in rows {
        if let Some(value) = fields.0.get(attribute) {
            keys.push((domain::import::row::key_of(value), id("contact", &contact)?));
        }
    }
    add_keys(tx, workspace, import, &keys).await?;
    Ok(last.filter(|_| !is_end))
}

pub async fn add_keys(
    tx: &mut Tx,
    workspace: WorkspaceId,
    import: ImportId,
    keys: &[(String, ContactId)],
) -> Result<()> {
    let mut seen = BTreeSet::new();
    let rows = keys.iter().filter(|(key, _)| seen.insert(key));
    let rows = rows.map(|(key, contact)| args![workspace, import, key.as_str(), *contact]).collect();
    let head = "INSERT INTO import_keys (workspace_id, import_id, value, contact_id)";
    tx.insert(head, rows, "ON CONFLICT (workspace_id, import_id, value) DO NOTHING").await.map(drop)
}

pub async fn forget_keys(tx: &mut Tx, workspace: WorkspaceId, import: ImportId) -> Result<()> {
    tx.execute(FORGET_KEYS, args![workspace, import]).await.map(drop)
}

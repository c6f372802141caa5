//! Everybody and everything, page by page in the order of their ids: what leaves as a file is never held as a whole.

use crate::error::Result;
use crate::record::Json;
use crate::row::contact_columns;
use crate::{Tx, args};
use domain::contact::Contact;
use domain::id::WorkspaceId;
use serde_json::Value;
use std::collections::BTreeMap;

crate::statements! {
    CONTACTS = concat!("SELECT ", contact_columns!(), " FROM contacts c \
         WHERE c.workspace_id = $1 AND c.id > $2 AND c.merged_into IS NULL \
         AND (CAST($3 AS TEXT) IS NULL OR lower(c.name) LIKE $3 ESCAPE '!' OR EXISTS (SELECT 1 FROM identifiers i \
            WHERE i.workspace_id = c.workspace_id AND i.contact_id = c.id AND lower(i.value) LIKE $3 ESCAPE '!')) \
         ORDER BY c.id LIMIT $4");
    EVENTS = "SELECT e.id, e.external_id, e.name, e.source, e.properties, e.at, \
         (SELECT MIN(i.value) FROM identifiers i WHERE i.workspace_id = e.workspace_id AND i.contact_id = e.contact_id AND i.kind = 'phone') AS phone \
         FROM events e WHERE e.workspace_id = $1 AND e.id > $2 AND (CAST($3 AS TEXT) IS NULL OR e.name = $3) ORDER BY e.id LIMIT $4";
}

/// People after the one with this id, whose name or identifiers fit the pattern.
pub async fn contacts(
    tx: &mut Tx,
    workspace: WorkspaceId,
    after: &str,
    pattern: Option<String>,
    page: u32,
) -> Result<Vec<Contact>> {
    crate::contact::read(tx, workspace, CONTACTS, args![workspace, after, pattern, page]).await
}

crate::record! {
    #[derive(Debug)]
    pub struct EventRow {
        pub id: String,
        pub external_id: Option<String>,
        pub name: String,
        pub source: String,
        pub properties: Json<BTreeMap<String, Value>>,
        pub at: i64,
        pub phone: Option<String>,
    }
}

/// Events after the one with this id, all or those of one name.
pub async fn events(
    tx: &mut Tx,
    workspace: WorkspaceId,
    after: &str,
    name: Option<String>,
    page: u32,
) -> Result<Vec<EventRow>> {
    tx.rows(EVENTS, args![workspace, after, name, page]).await
}

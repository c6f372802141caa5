//! Contacts as people read them: lists by filter, in any order, page by page. Changes go through `apply`, like every
//! decision.

use crate::error::Result;
use crate::row::{ContactRow, contact_columns};
use crate::sql::Arg;
use crate::{Tx, args};
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::id::{ContactId, WorkspaceId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// $2 to $8 are the filter; each is `NULL` when it is not asked for.
macro_rules! filtered {
    ($what:expr, $tail:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM contacts c WHERE c.workspace_id = $1 AND c.merged_into IS NULL \
             AND (CAST($2 AS TEXT) IS NULL OR lower(c.name) LIKE $2 ESCAPE '!' OR EXISTS (SELECT 1 FROM identifiers i \
                WHERE i.workspace_id = c.workspace_id AND i.contact_id = c.id AND lower(i.value) LIKE $2 ESCAPE '!')) \
             AND (CAST($3 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM {labels_of_c} WHERE label.value = $3)) \
             AND (CAST($4 AS TEXT) IS NULL OR c.language = $4) \
             AND (CAST($5 AS TEXT) IS NULL OR $5 = CASE WHEN c.consents -> 'marketing' -> 'said' ->> 'state' = 'opted_out' \
                    OR c.consents -> 'marketing' -> 'signalled' ->> 'state' = 'opted_out' THEN 'opted_out' \
                ELSE COALESCE(c.consents -> 'marketing' -> 'said' ->> 'state', 'unknown') END) \
             AND (CAST($6 AS TEXT) IS NULL OR c.blocked = ($6 = 'true')) \
             AND (CAST($7 AS TEXT) IS NULL OR CAST($8 AS TEXT) IS NULL AND (c.fields -> CAST($7 AS TEXT)) IS NOT NULL \
                OR CAST(c.fields -> CAST($7 AS TEXT) AS TEXT) = $8) ",
            $tail
        )
    };
}

macro_rules! page {
    ($tail:literal) => {
        filtered!(contact_columns!(), $tail)
    };
}

macro_rules! picked {
    ($condition:literal) => {
        concat!("SELECT ", contact_columns!(), " FROM contacts c WHERE c.workspace_id = $1 AND ", $condition)
    };
}

crate::statements! {
    /// Each order walks its index from the cursor and stops at the page's end.
    BY_NAME = page!("AND (lower(c.name), c.id) > (lower($9), $10) ORDER BY lower(c.name), c.id LIMIT $11");
    BY_NAME_BACKWARDS = page!("AND (CAST($9 AS TEXT) IS NULL OR (lower(c.name), c.id) < (lower($9), $10)) \
         ORDER BY lower(c.name) DESC, c.id DESC LIMIT $11");
    BY_CREATION = page!("AND (c.created_at, c.id) > ($9, $10) ORDER BY c.created_at, c.id LIMIT $11");
    BY_CREATION_BACKWARDS = page!("AND (c.created_at, c.id) < ($9, $10) ORDER BY c.created_at DESC, c.id DESC LIMIT $11");
    BY_CHANGE = page!("AND (c.updated_at, c.id) > ($9, $10) ORDER BY c.updated_at, c.id LIMIT $11");
    BY_CHANGE_BACKWARDS = page!("AND (c.updated_at, c.id) < ($9, $10) ORDER BY c.updated_at DESC, c.id DESC LIMIT $11");
    COUNT = filtered!("COUNT(*)", "");
    /// The next slice of everybody a filter names.
    SLICE = filtered!("c.id", "AND c.id > $9 ORDER BY c.id LIMIT $10");
    ONE = picked!("c.id = $2");
    BY_IDS = picked!("c.id IN {list_2} ORDER BY c.id");
    /// Held until the commit, so that two people's changes do not undo each other.
    HOLD = picked!("c.id = $2 AND c.merged_into IS NULL {for_update}");
    HOLD_ALL = picked!("c.id IN {list_2} AND c.merged_into IS NULL ORDER BY c.id {for_update}");
    IDENTIFIERS = "SELECT contact_id, kind, value FROM identifiers WHERE workspace_id = $1 AND contact_id IN {list_2}";
    OWNER_OF_IDENTIFIER = "SELECT contact_id FROM identifiers WHERE workspace_id = $1 AND value = $2 AND kind = $3";
    MERGED_INTO = "SELECT merged_into FROM contacts WHERE workspace_id = $1 AND id = $2";
    MERGED_FROM = "SELECT id FROM contacts WHERE workspace_id = $1 AND merged_into IN {list_2}";
    /// Others of the same name. Walks `contacts_by_name`.
    NAMESAKES =
        picked!("lower(c.name) = lower($2) AND c.id <> $3 AND c.merged_into IS NULL ORDER BY c.id LIMIT $4");
}

/// `None` means: whatever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// As [`crate::search::pattern`] made it.
    pub pattern: Option<String>,
    pub label: Option<String>,
    pub language: Option<String>,
    /// The state of consent to marketing, on all numbers.
    pub marketing: Option<String>,
    pub blocked: Option<bool>,
    pub attribute: Option<AttributeFilter>,
}

/// Who has a value; this one, when one is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeFilter {
    pub name: String,
    pub value: Option<serde_json::Value>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Name,
    Created,
    Updated,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Order {
    pub sort: Sort,
    pub backwards: bool,
}

/// The sort key and id of a page's last row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    Name(String, String),
    Moment(i64, String),
}

impl Order {
    pub fn place(self, contact: &Contact) -> Place {
        let id = contact.id.to_string();
        match self.sort {
            Sort::Name => Place::Name(contact.name.clone(), id),
            Sort::Created => Place::Moment(contact.created_at.as_millis(), id),
            Sort::Updated => Place::Moment(contact.updated_at.as_millis(), id),
        }
    }

    const fn statement(self) -> &'static str {
        match (self.sort, self.backwards) {
            (Sort::Name, false) => BY_NAME,
            (Sort::Name, true) => BY_NAME_BACKWARDS,
            (Sort::Created, false) => BY_CREATION,
            (Sort::Created, true) => BY_CREATION_BACKWARDS,
            (Sort::Updated, false) => BY_CHANGE,
            (Sort::Updated, true) => BY_CHANGE_BACKWARDS,
        }
    }
}

impl Filter {
    fn args(&self, workspace: WorkspaceId) -> Vec<crate::sql::Arg> {
        let (name, value) = self.attribute.as_ref().map_or((None, None), |attribute| {
            (Some(attribute.name.clone()), attribute.value.as_ref().map(ToString::to_string))
        });
        args![
            workspace,
            self.pattern.clone(),
            self.label.clone(),
            self.language.clone(),
            self.marketing.clone(),
            self.blocked.map(|blocked| blocked.to_string()),
            name,
            value
        ]
    }
}

/// `after` is the place of the last row of the page before this one.
pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    filter: &Filter,
    order: Order,
    after: Option<Place>,
    limit: u32,
) -> Result<Vec<Contact>> {
    let mut args = filter.args(workspace);
    args.extend(match (after, order.sort) {
        (Some(Place::Name(name, id)), Sort::Name) => args![name, id],
        (Some(Place::Moment(at, id)), Sort::Created | Sort::Updated) => args![at, id],
        (_, Sort::Name) if order.backwards => args![None::<String>, ""],
        (_, Sort::Name) => args!["", ""],
        _ if order.backwards => args![i64::MAX, ""],
        _ => args![i64::MIN, ""],
    });
    args.extend(args![limit]);
    read(tx, workspace, order.statement(), args).await
}

pub async fn count(tx: &mut Tx, workspace: WorkspaceId, filter: &Filter) -> Result<i64> {
    let row: Option<(i64,)> = tx.row(COUNT, filter.args(workspace)).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// The next people of a filter, in the order of their ids; `after` is empty at the beginning.
pub async fn slice(
    tx: &mut Tx,
    workspace: WorkspaceId,
    filter: &Filter,
    after: &str,
    limit: u32,
) -> Result<Vec<ContactId>> {
    let mut args = filter.args(workspace);
    args.extend(args![after, limit]);
    let rows: Vec<(String,)> = tx.rows(SLICE, args).await?;
    rows.iter().map(|(id,)| crate::row::id("contact", id)).collect()
}

/// Who this contact is now: itself, or the one it was merged into.
pub async fn living(tx: &mut Tx, workspace: WorkspaceId, mut id: ContactId) -> Result<Option<ContactId>> {
    loop {
        let row: Option<(Option<String>,)> = tx.row(MERGED_INTO, args![workspace, id]).await?;
        match row {
            None => return Ok(None),
            Some((None,)) => return Ok(Some(id)),
            Some((Some(into),)) => id = crate::row::id("contact", &into)?,
        }
    }
}

/// A contact and all that were merged into it, and into those.
pub async fn family(tx: &mut Tx, workspace: WorkspaceId, id: ContactId) -> Result<BTreeSet<ContactId>> {
    let mut family = BTreeSet::from([id]);
    let mut newest = vec![id];
    while !newest.is_empty() {
        let rows: Vec<(String,)> = tx.rows(MERGED_FROM, args![workspace, crate::sql::list(&newest)?]).await?;
        let found = rows.iter().map(|(id,)| crate::row::id("contact", id)).collect::<Result<Vec<_>>>()?;
        newest = found.into_iter().filter(|id| family.insert(*id)).collect();
    }
    Ok(family)
}

/// Others with the same name, who may be the same person.
pub async fn namesakes(tx: &mut Tx, workspace: WorkspaceId, contact: &Contact, limit: u32) -> Result<Vec<Contact>> {
    let args = args![workspace, contact.name.as_str(), contact.id, limit];
    read(tx, workspace, NAMESAKES, args).await
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: ContactId) -> Result<Option<Contact>> {
    find(tx, ONE, workspace, id).await
}

pub async fn by_ids(tx: &mut Tx, workspace: WorkspaceId, ids: &[ContactId]) -> Result<Vec<Contact>> {
    read(tx, workspace, BY_IDS, args![workspace, crate::sql::list(ids)?]).await
}

/// For a write transaction that will change it.
pub async fn hold(tx: &mut Tx, workspace: WorkspaceId, id: ContactId) -> Result<Option<Contact>> {
    find(tx, HOLD, workspace, id).await
}

/// Those of them who are there and not merged into others, for a write transaction that may change them.
pub(crate) async fn hold_all(
    tx: &mut Tx,
    workspace: WorkspaceId,
    ids: impl IntoIterator<Item = impl ToString>,
) -> Result<Vec<Contact>> {
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    read(tx, workspace, HOLD_ALL, args![workspace, crate::sql::list(ids)?]).await
}

/// A statement's contacts, with who they are known by.
pub(crate) async fn read(
    tx: &mut Tx,
    workspace: WorkspaceId,
    sql: &'static str,
    args: Vec<Arg>,
) -> Result<Vec<Contact>> {
    let rows: Vec<ContactRow> = tx.rows(sql, args).await?;
    let contacts = rows.into_iter().map(ContactRow::into_contact).collect::<Result<Vec<_>>>()?;
    with_identifiers(tx, workspace, contacts).await
}

async fn find(tx: &mut Tx, sql: &'static str, workspace: WorkspaceId, id: ContactId) -> Result<Option<Contact>> {
    let Some(row) = tx.row::<ContactRow>(sql, args![workspace, id]).await? else { return Ok(None) };
    let contacts = with_identifiers(tx, workspace, vec![row.into_contact()?]).await?;
    Ok(contacts.into_iter().next())
}

pub async fn owner_of(tx: &mut Tx, workspace: WorkspaceId, identifier: &Identifier) -> Result<Option<ContactId>> {
    let args = args![workspace, identifier.value.as_str(), identifier.kind.as_str()];
    let row: Option<(String,)> = tx.row(OWNER_OF_IDENTIFIER, args).await?;
    row.map(|(id,)| crate::row::id("contact", &id)).transpose()
}

async fn with_identifiers(tx: &mut Tx, workspace: WorkspaceId, mut contacts: Vec<Contact>) -> Result<Vec<Contact>> {
    let ids = crate::sql::list(contacts.iter().map(|contact| contact.id))?;
    let rows: Vec<(String, String, String)> = tx.rows(IDENTIFIERS, args![workspace, ids]).await?;
    let mut by_contact: BTreeMap<ContactId, Vec<Identifier>> = BTreeMap::new();
    for (contact, kind, value) in rows {
        let kind: IdentifierKind = crate::row::word("identifier kind", &kind)?;
        by_contact.entry(crate::row::id("contact", &contact)?).or_default().push(Identifier { kind, value });
    }
    for contact in &mut contacts {
        contact.identifiers.extend(by_contact.remove(&contact.id).unwrap_or_default());
    }
    Ok(contacts)
}

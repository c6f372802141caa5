//! Taking back what a slice wrote. People whom it made go, unless somebody wrote to them, wrote of them, or changed
//! them since.

use super::{Slice, known};
use crate::error::Result;
use crate::record::Json;
use crate::sql::list;
use crate::{Tx, apply, args};
use domain::contact::Contact;
use domain::event::Event;
use domain::id::{ContactId, EventId, ImportId, WorkspaceId};
use domain::import::take_in::Known;
use domain::import::undo::Change;
use domain::time::Timestamp;

crate::statements! {
    LAST_SLICE = "SELECT first_row, written_at, created, changes, events FROM import_slices \
         WHERE workspace_id = $1 AND import_id = $2 ORDER BY first_row DESC LIMIT 1";
    FORGET_SLICE = "DELETE FROM import_slices WHERE workspace_id = $1 AND import_id = $2 AND first_row = $3";
    FORGET_EVENTS = "DELETE FROM events WHERE workspace_id = $1 AND id IN {list_2}";
    UNTOUCHED = "SELECT id FROM contacts c WHERE workspace_id = $1 AND id IN {list_2} AND updated_at = $3 AND merged_into IS NULL \
         AND NOT EXISTS (SELECT 1 FROM conversations v WHERE v.workspace_id = $1 AND v.contact_id = c.id) \
         AND NOT EXISTS (SELECT 1 FROM events e WHERE e.workspace_id = $1 AND e.contact_id = c.id) {for_update}";
    FORGET_CONTACTS = "DELETE FROM contacts WHERE workspace_id = $1 AND id IN {list_2}";
    FORGET_IDENTIFIERS = "DELETE FROM identifiers WHERE workspace_id = $1 AND contact_id IN {list_2}";
    FORGET_CONSENTS = "DELETE FROM consent_records WHERE workspace_id = $1 AND contact_id IN {list_2} AND source = 'import' AND recorded_at = $3";
}

/// The slice that was written last and is not undone yet.
pub async fn last_slice(tx: &mut Tx, workspace: WorkspaceId, import: ImportId) -> Result<Option<Slice>> {
    type Written = (i64, i64, Json<Vec<ContactId>>, Json<Vec<Change>>, Json<Vec<EventId>>);
    let row: Option<Written> = tx.row(LAST_SLICE, args![workspace, import]).await?;
    Ok(row.map(|(first_row, written_at, created, changes, events)| Slice {
        first_row: first_row.unsigned_abs(),
        written_at: Timestamp(written_at),
        created: created.0,
        changes: changes.0,
        events: events.0,
    }))
}

/// What undoing a slice came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    pub removed: u64,
    pub restored: u64,
    /// Made by the import, and left because somebody has had to do with them since.
    pub kept: u64,
}

pub async fn undo(
    tx: &mut Tx,
    workspace: WorkspaceId,
    import: ImportId,
    slice: Slice,
    now: Timestamp,
) -> Result<Undone> {
    let mut done = Undone::default();
    let changed: Vec<ContactId> = slice.changes.iter().map(|change| change.contact).collect();
    let all = list(slice.created.iter().chain(&changed))?;
    tx.execute(FORGET_EVENTS, args![workspace, list(&slice.events)?]).await?;
    tx.execute(FORGET_CONSENTS, vec![workspace.into(), all, slice.written_at.into()]).await?;
    done.restored = restore(tx, workspace, &slice, &changed, now).await?;
    let made = list(&slice.created)?;
    let untouched: Vec<(String,)> = tx.rows(UNTOUCHED, vec![workspace.into(), made, slice.written_at.into()]).await?;
    let gone = list(untouched.iter().map(|(contact,)| contact))?;
    for sql in [FORGET_IDENTIFIERS, FORGET_CONTACTS] {
        tx.execute(sql, vec![workspace.into(), gone.clone()]).await?;
    }
    done.removed = untouched.len() as u64;
    done.kept = slice.created.len() as u64 - done.removed;
    let first_row = i64::try_from(slice.first_row).unwrap_or(i64::MAX);
    tx.execute(FORGET_SLICE, args![workspace, import, first_row]).await?;
    Ok(done)
}

async fn restore(
    tx: &mut Tx,
    workspace: WorkspaceId,
    slice: &Slice,
    changed: &[ContactId],
    now: Timestamp,
) -> Result<u64> {
    let mut people = Known::default();
    known::load_contacts(tx, workspace, changed.iter().map(ToString::to_string).collect(), &mut people).await?;
    let mut saved = Vec::new();
    for change in &slice.changes {
        let Some(mut contact) = people.contacts.remove(&change.contact) else { continue };
        let before: Contact = contact.clone();
        change.clone().undo(&mut contact, slice.written_at, now);
        if contact != before {
            saved.push(Event::ContactSaved(contact));
        }
    }
    let restored = saved.len() as u64;
    apply::apply(tx, workspace, now, saved).await?;
    Ok(restored)
}

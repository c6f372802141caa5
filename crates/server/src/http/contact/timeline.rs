//! Everything of one person in one list: what was said and done, what happened outside, consent, merges.

use super::read::living;
use crate::app::App;
use crate::http::caller::{Allowed, ReadContacts};
use crate::http::consent::view::ConsentRecord;
use crate::http::conversation::campaign;
use crate::http::conversation::message::{Activity, Message};
use crate::http::conversation::messages::with_reactions;
use crate::http::extract::{Asked, At};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{ContactId, ConversationId, WorkspaceId};
use domain::role::Permission;
use domain::time::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::merge::Told;
use store::thread;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineEntry {
    pub at: i64,
    #[serde(flatten)]
    pub what: TimelineItem,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TimelineItem {
    Message {
        /// Empty for a campaign's message, which stands in the thread of its number once there is one.
        conversation_id: String,
        message: Message,
    },
    /// What was done in a conversation; flows that began and ended are among it.
    Activity {
        #[schema(format = "uuid")]
        conversation_id: String,
        activity: Activity,
    },
    Event {
        event: TimelineEvent,
    },
    Consent {
        record: ConsentRecord,
    },
    Merge {
        merge: TimelineMerge,
    },
    /// A merge that was taken back.
    Unmerge {
        merge: TimelineMerge,
    },
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineEvent {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    /// `api`, `flow` or `whatsapp`.
    pub source: String,
    pub properties: Value,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineMerge {
    /// The contact that went into the other.
    #[schema(format = "uuid")]
    pub contact_id: String,
    pub name: String,
    /// By what it was known then.
    pub identifiers: Vec<super::view::Identifier>,
    /// `whatsapp`, `agent`, `api` or `import`.
    pub cause: String,
    /// Who did it, or took it back.
    #[schema(required = true)]
    pub by: Option<String>,
    /// Whether it stands and can be taken back.
    pub stands: bool,
}

/// Where a page ends: the moment of its last entry and, among those of one moment, its key.
type Place = (i64, String);

/// Everything of one person, newest first
///
/// Messages and what was done in conversations are shown to those who may read conversations.
#[utoipa::path(get, path = "/contacts/{id}/timeline", tag = "contacts",
    params(("id" = String, Path, format = "uuid"), PageQuery),
    security(("session" = []), ("token" = ["read_contacts"])),
    responses((status = 200, description = "One page", body = Page<TimelineEntry>)))]
pub async fn read_timeline(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadContacts>,
    At(id): At<ContactId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<TimelineEntry>>, Problem> {
    let limit = query.limit();
    let before: Place = query.after()?.unwrap_or((i64::MAX, String::new()));
    let mut tx = app.db.read().await?;
    let contact = living(&mut tx, caller.workspace, id).await?.id;
    let family = store::contact::family(&mut tx, caller.workspace, contact).await?;
    let mut look = Look { tx: &mut tx, workspace: caller.workspace, before, limit: limit + 1, found: Vec::new() };
    if caller.may(Permission::ReadConversations) {
        look.conversations(&family).await?;
        look.campaigns(&family).await?;
    }
    look.events(&family).await?;
    look.consents(&family).await?;
    look.merges(&family).await?;
    let mut found = look.found;
    found.sort_by_key(|(place, _)| Reverse(place.clone()));
    let page = Page::of(found, limit, |(place, _)| place.clone());
    Ok(Json(page.map(|((at, _), what)| TimelineEntry { at, what })))
}

/// What is before a place, from each source as much as a page can hold.
struct Look<'a> {
    tx: &'a mut Tx,
    workspace: WorkspaceId,
    before: Place,
    limit: u32,
    found: Vec<(Place, TimelineItem)>,
}

impl Look<'_> {
    fn keep(&mut self, place: Place, item: TimelineItem) {
        if place < self.before {
            self.found.push((place, item));
        }
    }

    async fn conversations(&mut self, family: &BTreeSet<ContactId>) -> Result<(), Problem> {
        for contact in family {
            for conversation in store::conversation::of_contact(self.tx, self.workspace, *contact).await? {
                self.thread(conversation).await?;
            }
        }
        Ok(())
    }

    async fn thread(&mut self, conversation: ConversationId) -> Result<(), Problem> {
        let (moment, key) = &self.before;
        let bound = if place_of(key).0 == *moment { Some(key.clone()) } else { id_after(*moment) };
        let bound = bound.as_deref();
        let rows = thread::messages(self.tx, self.workspace, conversation, bound, self.limit).await?;
        for message in with_reactions(self.tx, self.workspace, rows).await? {
            let (place, conversation_id) = (place_of(&message.id), conversation.to_string());
            self.keep(place, TimelineItem::Message { conversation_id, message });
        }
        let rows = thread::activities(self.tx, self.workspace, conversation, bound, self.limit).await?;
        for row in rows {
            let (activity, conversation_id) = (Activity::try_from(row)?, conversation.to_string());
            self.keep(place_of(&activity.id), TimelineItem::Activity { conversation_id, activity });
        }
        Ok(())
    }

    /// In whichever conversation they stand, or in none: people who never answered have no conversation.
    async fn campaigns(&mut self, family: &BTreeSet<ContactId>) -> Result<(), Problem> {
        let family: Vec<ContactId> = family.iter().copied().collect();
        let (moment, _) = self.before;
        let bound = id_after(moment);
        let found = campaign::messages(self.tx, self.workspace, &family, None, bound.as_deref(), self.limit).await?;
        for message in found {
            let (place, conversation_id) = (place_of(&message.id), String::new());
            self.keep(place, TimelineItem::Message { conversation_id, message });
        }
        Ok(())
    }

    async fn events(&mut self, family: &BTreeSet<ContactId>) -> Result<(), Problem> {
        let before = self.before.clone();
        for contact in family {
            let before = (before.0, before.1.as_str());
            let rows = store::event::of_contact(self.tx, self.workspace, *contact, before, self.limit).await?;
            for row in rows {
                let place = (row.at, row.id.clone());
                let (id, name, source, properties) = (row.id, row.name, row.source, row.properties.0);
                self.keep(place, TimelineItem::Event { event: TimelineEvent { id, name, source, properties } });
            }
        }
        Ok(())
    }

    async fn consents(&mut self, family: &BTreeSet<ContactId>) -> Result<(), Problem> {
        let names = names(self.tx, self.workspace).await?;
        for contact in family {
            let records = store::consent::before(self.tx, self.workspace, *contact, self.before.0, self.limit);
            for record in records.await? {
                let number = record.number.map(|number| number.to_string()).unwrap_or_default();
                let key = format!("consent {} {} {number} {}", record.category, record.source, record.state);
                let place = (record.at.as_millis(), format!("{key} {contact}"));
                self.keep(place, TimelineItem::Consent { record: ConsentRecord::of(record, &names) });
            }
        }
        Ok(())
    }

    /// Merges are few: all of them are looked at.
    async fn merges(&mut self, family: &BTreeSet<ContactId>) -> Result<(), Problem> {
        let names = names(self.tx, self.workspace).await?;
        for told in store::merge::of_contacts(self.tx, self.workspace, family.iter().copied()).await? {
            let gone = told.merge.gone.id;
            if let Some(at) = told.undone_at {
                let place = (at.as_millis(), format!("unmerge {gone}"));
                self.keep(place, TimelineItem::Unmerge { merge: TimelineMerge::of(&told, told.undone_by, &names) });
            }
            let place = (told.merge.at.as_millis(), format!("merge {gone}"));
            self.keep(place, TimelineItem::Merge { merge: TimelineMerge::of(&told, told.merge.by, &names) });
        }
        Ok(())
    }
}

/// Who is called what.
pub async fn names(tx: &mut Tx, workspace: WorkspaceId) -> Result<BTreeMap<String, String>, Problem> {
    let users = store::user::list(tx, workspace).await?;
    Ok(users.into_iter().map(|user| (user.id, user.name)).collect())
}

impl TimelineMerge {
    fn of(told: &Told, by: Option<domain::id::UserId>, names: &BTreeMap<String, String>) -> Self {
        let gone = &told.merge.gone;
        Self {
            contact_id: gone.id.to_string(),
            name: gone.name.clone(),
            identifiers: gone.identifiers.iter().cloned().map(Into::into).collect(),
            cause: told.merge.cause.as_str().to_owned(),
            by: by.and_then(|user| names.get(&user.to_string()).cloned()),
            stands: told.undone_at.is_none(),
        }
    }
}

/// Ids grow with time and hold it.
fn place_of(id: &str) -> Place {
    (moment_of(id).unwrap_or_default(), id.to_owned())
}

fn moment_of(id: &str) -> Option<i64> {
    let millis = Uuid::parse_str(id).ok()?.get_timestamp()?.to_unix();
    i64::try_from(millis.0).ok()?.checked_mul(1_000)?.checked_add(i64::from(millis.1 / 1_000_000))
}

/// Text that is greater than every id of this moment and smaller than those of the next; `None` after all moments.
fn id_after(moment: i64) -> Option<String> {
    let after = Timestamp(moment.checked_add(1)?).as_millis();
    let millis = u64::try_from(after).ok().filter(|millis| *millis < 1 << 48)?;
    Some(uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{IdSource, MessageId};

    #[test]
    fn an_id_tells_its_moment_and_stands_before_the_next() {
        let mut ids = IdSource::new(1);
        let now = Timestamp(1_790_000_000_123);
        let id = MessageId::new(&mut ids, now).to_string();
        assert_eq!(moment_of(&id), Some(now.as_millis()));
        assert!(id < id_after(now.as_millis()).unwrap());
        assert!(id > id_after(now.as_millis() - 1).unwrap());
        assert_eq!(id_after(i64::MAX), None);
    }
}

//! Series: what begins them, and where everybody in them is. Names, states and ledgers are those of campaigns.
//!
//! [`people`] shows who is where.

pub mod people;

use crate::error::Result;
use crate::record::Json;
use crate::sql::json;
use crate::{Tx, args};
use domain::id::{CampaignId, ContactId, EventId, WorkspaceId};
use domain::segment::Occurrence;
use domain::series::moment::{Origin, origin};
use domain::series::{Ending, Enrolment, Series};
use domain::time::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;

crate::statements! {
    ONE = "SELECT series.document, series.events_after, series.dates_looked_at, campaigns.launched_at FROM series JOIN campaigns \
         ON campaigns.workspace_id = series.workspace_id AND campaigns.id = series.campaign_id \
         WHERE series.workspace_id = $1 AND series.campaign_id = $2";
    CREATE = "INSERT INTO series (workspace_id, campaign_id, document, events_after, dates_looked_at) VALUES ($1, $2, $3, '', 0)";
    CHANGE = "UPDATE series SET document = $3 WHERE workspace_id = $1 AND campaign_id = $2";
    LOOKED = "UPDATE series SET events_after = $3, dates_looked_at = $4 WHERE workspace_id = $1 AND campaign_id = $2";
    DELETE = "DELETE FROM series WHERE workspace_id = $1 AND campaign_id = $2";
    ALL = "SELECT campaign_id FROM series WHERE workspace_id = $1 ORDER BY campaign_id DESC";
    RUNNING = "SELECT series.campaign_id FROM campaigns JOIN series \
         ON series.workspace_id = campaigns.workspace_id AND series.campaign_id = campaigns.id \
         WHERE campaigns.workspace_id = $1 AND campaigns.state = 'running' ORDER BY campaigns.id";
    /// Ids grow with the time of recording.
    EVENTS = "SELECT id, contact_id, properties, value, currency, at FROM events \
         WHERE workspace_id = $1 AND id > $2 AND name = $3 AND contact_id IS NOT NULL ORDER BY id LIMIT $4";
    DUE = "SELECT contact_id, occurrence, origin, next_step, due_at FROM enrolments \
         WHERE workspace_id = $1 AND campaign_id = $2 AND state = 'under_way' AND due_at <= $3 ORDER BY due_at, contact_id LIMIT $4 {for_update}";
    NEXT_DUE = "SELECT MIN(due_at) FROM enrolments WHERE workspace_id = $1 AND campaign_id = $2 AND state = 'under_way'";
    WAIT = "UPDATE enrolments SET next_step = $5, due_at = $6, origin = $7 \
         WHERE workspace_id = $1 AND campaign_id = $2 AND contact_id = $3 AND occurrence = $4";
    END = "UPDATE enrolments SET state = $5, ended_at = $6 \
         WHERE workspace_id = $1 AND campaign_id = $2 AND contact_id = $3 AND occurrence = $4";
    WITHDRAW = "UPDATE enrolments SET state = 'withdrawn', ended_at = $3 \
         WHERE workspace_id = $1 AND campaign_id = $2 AND state = 'under_way'";
    LAST_BEGAN = "SELECT contact_id, MAX(began_at) FROM enrolments \
         WHERE workspace_id = $1 AND campaign_id = $2 AND contact_id IN {list_3} GROUP BY contact_id";
    /// Steps count on over all the times that somebody was in it.
    MESSAGES = "SELECT contact_id, MAX(step) + 1 FROM recipients \
         WHERE workspace_id = $1 AND campaign_id = $2 AND contact_id IN {list_3} GROUP BY contact_id";
}

/// A series as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    pub document: Series,
    /// The last event that was looked at, by id.
    pub events_after: String,
    pub dates_looked_at: Timestamp,
    /// What happened before it was started begins nothing.
    pub started_at: Option<Timestamp>,
}

/// One person's place in it, with what tells this time from another.
#[derive(Clone, Debug)]
pub struct Place {
    pub contact: ContactId,
    pub occurrence: String,
    pub enrolment: Enrolment,
}

/// An event that may begin it.
#[derive(Clone, Debug)]
pub struct Happened {
    pub id: EventId,
    pub contact: ContactId,
    pub occurrence: Occurrence,
}

type EventRow = (String, String, Json<BTreeMap<String, Value>>, Option<i64>, Option<String>, i64);
type PlaceRow = (String, String, String, i64, i64);

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<Option<Kept>> {
    let row: Option<(Json<Series>, String, i64, Option<i64>)> = tx.row(ONE, args![workspace, id]).await?;
    Ok(row.map(|(document, events_after, looked_at, started_at)| Kept {
        document: document.0,
        events_after,
        dates_looked_at: Timestamp(looked_at),
        started_at: started_at.map(Timestamp),
    }))
}

/// The campaign of the same id is there already.
pub async fn create(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, document: &Series) -> Result<()> {
    tx.execute(CREATE, args![workspace, id, json(document)?]).await?;
    Ok(())
}

pub async fn change(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, document: &Series) -> Result<()> {
    tx.execute(CHANGE, args![workspace, id, json(document)?]).await?;
    Ok(())
}

/// Events up to this one, and dates up to this moment, have been looked at.
pub async fn looked(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CampaignId,
    events_after: &str,
    dates_looked_at: Timestamp,
) -> Result<()> {
    tx.execute(LOOKED, args![workspace, id, events_after, dates_looked_at]).await?;
    Ok(())
}

/// A draft: nobody is in it yet.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<()> {
    tx.execute(DELETE, args![workspace, id]).await?;
    Ok(())
}

/// The newest first.
pub async fn all(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<CampaignId>> {
    ids(tx.rows(ALL, args![workspace]).await?)
}

pub async fn running(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<CampaignId>> {
    ids(tx.rows(RUNNING, args![workspace]).await?)
}

fn ids(rows: Vec<(String,)>) -> Result<Vec<CampaignId>> {
    rows.into_iter().map(|(id,)| crate::row::id("campaign", &id)).collect()
}

/// The next events of this name behind `after`, an id or the beginning of one.
pub async fn events(tx: &mut Tx, workspace: WorkspaceId, name: &str, after: &str, most: u32) -> Result<Vec<Happened>> {
    let rows: Vec<EventRow> = tx.rows(EVENTS, args![workspace, after, name, most]).await?;
    let happened = |(id, contact, properties, value, currency, at): EventRow| {
        Ok(Happened {
            id: crate::row::id("event", &id)?,
            contact: crate::row::id("contact", &contact)?,
            occurrence: Occurrence {
                name: name.to_owned(),
                at: Timestamp(at),
                amount: value.zip(currency).map(|(value, currency)| domain::outside::Money { value, currency }),
                properties: properties.0,
            },
        })
    };
    rows.into_iter().map(happened).collect()
}

/// Adds those who are not in it at the moment, nor were for the same occurrence; answers how many those were.
pub async fn enrol(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CampaignId,
    places: &[Place],
    now: Timestamp,
) -> Result<u64> {
    let row = |place: &Place| {
        let Enrolment { origin, next, due_at } = place.enrolment;
        let (occurrence, origin) = (place.occurrence.as_str(), origin.to_string());
        args![workspace, id, place.contact, occurrence, origin, next, due_at, "under_way", now]
    };
    let head = "INSERT INTO enrolments (workspace_id, campaign_id, contact_id, occurrence, origin, next_step, due_at, state, began_at)";
    tx.insert(head, places.iter().map(row).collect(), "ON CONFLICT DO NOTHING").await
}

/// When these people began it last, as far as they ever did.
pub async fn last_began(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CampaignId,
    contacts: impl IntoIterator<Item = ContactId>,
) -> Result<BTreeMap<ContactId, Timestamp>> {
    let contacts = crate::sql::list(contacts)?;
    let rows: Vec<(String, i64)> = tx.rows(LAST_BEGAN, args![workspace, id, contacts]).await?;
    rows.into_iter().map(|(contact, at)| Ok((crate::row::id("contact", &contact)?, Timestamp(at)))).collect()
}

/// How many messages of it these people have in the ledger, as far as they have any.
pub async fn messages(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CampaignId,
    contacts: impl IntoIterator<Item = ContactId>,
) -> Result<BTreeMap<ContactId, u32>> {
    let rows: Vec<(String, i64)> = tx.rows(MESSAGES, args![workspace, id, crate::sql::list(contacts)?]).await?;
    let count = |(contact, count): (String, i64)| {
        Ok((crate::row::id("contact", &contact)?, crate::row::unsigned("step", count)?))
    };
    rows.into_iter().map(count).collect()
}

/// Those whose step is due, the most overdue first; held until the commit.
pub async fn due(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, now: Timestamp, most: u32) -> Result<Vec<Place>> {
    let rows: Vec<PlaceRow> = tx.rows(DUE, args![workspace, id, now, most]).await?;
    rows.into_iter().map(place).collect()
}

fn place((contact, occurrence, began, next, due_at): PlaceRow) -> Result<Place> {
    let unreadable = || crate::error::Error::unreadable("origin", format!("`{began}` is neither a day nor a moment"));
    let origin: Origin = origin(&Value::from(began.as_str())).ok_or_else(unreadable)?;
    let next = u32::try_from(next).unwrap_or(u32::MAX);
    Ok(Place {
        contact: crate::row::id("contact", &contact)?,
        occurrence,
        enrolment: Enrolment { origin, next, due_at: Timestamp(due_at) },
    })
}

pub async fn next_due(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId) -> Result<Option<Timestamp>> {
    let row: Option<(Option<i64>,)> = tx.row(NEXT_DUE, args![workspace, id]).await?;
    Ok(row.and_then(|(due_at,)| due_at).map(Timestamp))
}

/// The person waits for another step.
pub async fn wait(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, place: &Place) -> Result<()> {
    let Place { contact, occurrence, enrolment: Enrolment { origin, next, due_at } } = place;
    let args = args![workspace, id, *contact, occurrence.as_str(), *next, *due_at, origin.to_string()];
    tx.execute(WAIT, args).await?;
    Ok(())
}

/// The person's way ends.
pub async fn end(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CampaignId,
    place: &Place,
    ending: Ending,
    now: Timestamp,
) -> Result<()> {
    tx.execute(END, args![workspace, id, place.contact, place.occurrence.as_str(), ending.as_str(), now]).await?;
    Ok(())
}

/// Everybody's way ends.
pub async fn withdraw_all(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, now: Timestamp) -> Result<u64> {
    tx.execute(WITHDRAW, args![workspace, id, now]).await
}

//! Who begins a series: by an event that came since we last looked, or by a date that is near.

use crate::app::App;
use domain::contact::Contact;
use domain::id::{CampaignId, ContactId};
use domain::segment::Condition;
use domain::series::moment::{self, Origin};
use domain::series::{Series, Trigger, begin_dates, enrolment};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use std::time::Duration;
use store::segment::ask::{self, Asked};
use store::series::{self, Happened, Kept, Place};
use store::{Error, Tx};

/// Events, or people, in one look.
const PAGE: u32 = 500;
/// Ids are given before the commit: what was recorded a moment before what we have seen may have come since.
const OVERLAP: Duration = Duration::from_mins(1);
/// How often dates are looked at; who is enrolled waits there for the moment.
const LOOK_AT_DATES: Duration = Duration::from_mins(15);

/// Whether there is more to look at at once.
pub(super) async fn look(app: &App, id: CampaignId, kept: &Kept) -> Result<bool, Error> {
    match &kept.document.trigger {
        Trigger::Event { event, .. } => by_event(app, id, kept, event).await,
        Trigger::Date { .. } => by_date(app, id, kept).await,
    }
}

async fn by_event(app: &App, id: CampaignId, kept: &Kept, event: &str) -> Result<bool, Error> {
    let now = app.universe.now();
    let lately = moment::first_id(now.minus(OVERLAP));
    let start = moment::first_id(kept.started_at.unwrap_or(now));
    let mut after = kept.events_after.clone().min(lately).max(start);
    loop {
        let happened = series::events(&mut app.db.read().await?, app.workspace, event, &after, PAGE).await?;
        let Some(last) = happened.last().map(|it| it.id.to_string()) else { return Ok(false) };
        let is_all = u32::try_from(happened.len()).is_ok_and(|count| count < PAGE);
        let mut tx = app.db.write().await?;
        let places = places_of(&mut tx, app, id, &kept.document, &happened, now).await?;
        let begun = series::enrol(&mut tx, app.workspace, id, &places, now).await?;
        let is_news = last > kept.events_after;
        if is_news {
            series::looked(&mut tx, app.workspace, id, &last, kept.dates_looked_at).await?;
        }
        if begun > 0 || is_news {
            tx.commit().await?;
        }
        if is_all {
            return Ok(begun > 0);
        }
        after = last;
    }
}

async fn places_of(
    tx: &mut Tx,
    app: &App,
    id: CampaignId,
    document: &Series,
    happened: &[Happened],
    now: Timestamp,
) -> Result<Vec<Place>, Error> {
    let Trigger::Event { properties, again_after_days, .. } = &document.trigger else { return Ok(Vec::new()) };
    let fits = |it: &&Happened| {
        properties.iter().all(|property| property.test.holds(it.occurrence.properties.get(&property.name), now))
    };
    let happened: Vec<&Happened> = happened.iter().filter(fits).collect();
    let ids: Vec<ContactId> = happened.iter().map(|it| it.contact).collect();
    let contacts = store::contact::by_ids(tx, app.workspace, &ids).await?;
    let contacts: BTreeMap<ContactId, Contact> = contacts.into_iter().map(|contact| (contact.id, contact)).collect();
    let began = match again_after_days {
        Some(_) => series::last_began(tx, app.workspace, id, ids).await?,
        None => BTreeMap::new(),
    };
    let rests = |contact: &ContactId| {
        let days = Duration::from_hours(24) * again_after_days.unwrap_or_default();
        began.get(contact).is_some_and(|at| now.since(*at) < days)
    };
    let place = |it: &Happened| {
        let contact = contacts.get(&it.contact).filter(|contact| !rests(&contact.id))?;
        let zone = contact.time_zone().map(|zone| zone.name);
        let enrolment = enrolment::begin(document, Origin::Moment(it.occurrence.at), zone.as_deref(), now)?;
        // Whoever may be in it once only is in it for whatever event came first.
        let occurrence = again_after_days.map(|_| it.id.to_string()).unwrap_or_default();
        Some(Place { contact: contact.id, occurrence, enrolment })
    };
    Ok(happened.into_iter().filter_map(place).collect())
}

async fn by_date(app: &App, id: CampaignId, kept: &Kept) -> Result<bool, Error> {
    let now = app.universe.now();
    if now.since(kept.dates_looked_at) < LOOK_AT_DATES {
        return Ok(false);
    }
    let Some(condition) = begin_dates::condition(&kept.document, now) else { return Ok(false) };
    let mut after = None;
    loop {
        let contacts = near(app, &condition, after, now).await?;
        let Some(last) = contacts.last().map(|contact| contact.id) else { break };
        let places: Vec<Place> = contacts.iter().flat_map(|contact| dated(&kept.document, contact, now)).collect();
        let mut tx = app.db.write().await?;
        if series::enrol(&mut tx, app.workspace, id, &places, now).await? > 0 {
            tx.commit().await?;
        }
        after = Some(last);
    }
    let mut tx = app.db.write().await?;
    series::looked(&mut tx, app.workspace, id, &kept.events_after, now).await?;
    tx.commit().await?;
    Ok(false)
}

/// The next people whose date may be near.
async fn near(
    app: &App,
    condition: &Condition,
    after: Option<ContactId>,
    now: Timestamp,
) -> Result<Vec<Contact>, Error> {
    let mut tx = app.db.read().await?;
    let library = store::segment::library(&mut tx, app.workspace).await?;
    let asked = Asked { workspace: app.workspace, condition, library: &library, now };
    let people = ask::page(&mut tx, asked, after, PAGE).await?;
    store::contact::by_ids(&mut tx, app.workspace, &people).await
}

fn dated(document: &Series, contact: &Contact, now: Timestamp) -> Vec<Place> {
    let zone = contact.time_zone().map(|zone| zone.name);
    let origins = begin_dates::origins(document, contact, now);
    let place = |origin: Origin| {
        let enrolment = enrolment::begin(document, origin, zone.as_deref(), now)?;
        let is_near = enrolment.due_at <= now.plus(begin_dates::NEAR);
        is_near.then(|| Place { contact: contact.id, occurrence: origin.to_string(), enrolment })
    };
    origins.into_iter().filter_map(place).collect()
}

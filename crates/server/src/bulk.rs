//! Bulk changes, made and taken back slice by slice: each slice, and how far it reached, in one transaction.

use crate::app::App;
use crate::consequence::Consequences;
use crate::memory;
use domain::contact::bulk::Before;
use domain::decide::{Turn, bulk as decide};
use domain::event::Event;
use domain::id::ContactId;
use store::bulk::{self, Audience, Bulk, State};
use store::world::Needs;
use store::{Tx, contact};

/// Contacts in one transaction at the most.
const SLICE: u32 = 500;

/// Whether there was anything to do. The caller holds the timers' lease.
pub(crate) async fn run_due(app: &App) -> store::Result<bool> {
    let mut look = app.db.read().await?;
    let any = bulk::under_way(&mut look, app.workspace).await?.is_some();
    drop(look);
    if !any {
        return Ok(false);
    }
    let mut tx = app.db.write().await?;
    let Some(mut change) = bulk::under_way(&mut tx, app.workspace).await? else { return Ok(false) };
    let events = match change.state {
        State::Running => make(app, &mut tx, &mut change).await?,
        _ => take_back(app, &mut tx, &mut change).await?,
    };
    let after = Consequences::of(&events);
    store::apply::apply(&mut tx, app.workspace, app.universe.now(), events).await?;
    bulk::save(&mut tx, app.workspace, &change).await?;
    tx.commit().await?;
    app.announce(after);
    Ok(true)
}

async fn make(app: &App, tx: &mut Tx, bulk: &mut Bulk) -> store::Result<Vec<Event>> {
    let contacts = next(app, tx, bulk).await?;
    let Some(last) = contacts.last() else {
        bulk.state = State::Done;
        return Ok(Vec::new());
    };
    bulk.reached = last.to_string();
    let (change, by) = (bulk.change.clone(), bulk.actor);
    let (befores, events) = decide_for(app, tx, &contacts, |turn, contact| {
        decide::make(turn, contact, &change, by).map(|before| (contact, before))
    })
    .await?;
    bulk::remember(tx, app.workspace, bulk.id, &befores).await?;
    bulk.changed += count(befores.len());
    Ok(events)
}

async fn next(app: &App, tx: &mut Tx, bulk: &Bulk) -> store::Result<Vec<ContactId>> {
    match &bulk.audience {
        Audience::Filter(filter) => contact::slice(tx, app.workspace, filter, &bulk.reached, SLICE).await,
        Audience::Contacts(ids) => {
            let mut ids: Vec<ContactId> = ids.clone();
            ids.sort();
            ids.dedup();
            ids.retain(|id| id.to_string() > bulk.reached);
            ids.truncate(usize::try_from(SLICE).unwrap_or(usize::MAX));
            Ok(ids)
        }
    }
}

async fn take_back(app: &App, tx: &mut Tx, bulk: &mut Bulk) -> store::Result<Vec<Event>> {
    let befores: Vec<(ContactId, Before)> = bulk::befores(tx, app.workspace, bulk.id, &bulk.reached, SLICE).await?;
    let Some((last, _)) = befores.last() else {
        bulk.state = State::Undone;
        return Ok(Vec::new());
    };
    bulk.reached = last.to_string();
    let (change, by) = (bulk.change.clone(), bulk.actor);
    let contacts: Vec<ContactId> = befores.iter().map(|(contact, _)| *contact).collect();
    let mut before = befores.into_iter().map(|(_, before)| before);
    let (restored, events) = decide_for(app, tx, &contacts, |turn, contact| {
        let before = before.next()?;
        decide::take_back(turn, contact, &change, &before, by).then_some(())
    })
    .await?;
    bulk.restored += count(restored.len());
    Ok(events)
}

/// Decides for each of these people, in a world that holds them all.
async fn decide_for<T>(
    app: &App,
    tx: &mut Tx,
    contacts: &[ContactId],
    mut decide: impl FnMut(&mut Turn<'_>, ContactId) -> Option<T>,
) -> store::Result<(Vec<T>, Vec<Event>)> {
    let needs = Needs { contacts: contacts.iter().copied().collect(), ..Needs::default() };
    let mut world = memory::load(app, tx, &needs).await?;
    let now = app.universe.now();
    Ok(app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        let done = contacts.iter().filter_map(|contact| decide(&mut turn, *contact)).collect();
        (done, turn.finish())
    }))
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

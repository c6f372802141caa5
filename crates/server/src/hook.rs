//! What other systems post becomes people and events, as a door's mapping says.
//!
//! One payload is one row of an import, read and taken in by the same rules. Its event sets flows off, as one told by the
//! API does.

use crate::app::App;
use crate::consequence::Consequences;
use crate::memory;
use domain::contact::attribute::Attribute;
use domain::decide::Turn;
use domain::decide::happened::{self, Told};
use domain::id::IdSource;
use domain::import::fault::Fault;
use domain::import::payload::Payload;
use domain::import::row::{Happening, Reader, Row};
use domain::import::take_in::{self, Origin, TakenIn, lookup};
use domain::outside::EventSource;
use store::Tx;
use store::hook::{Hook, Outcome};
use store::import::known;
use store::world::Needs;

/// What became of a payload, and what follows once it is committed.
pub(crate) struct Taken {
    pub outcome: Outcome,
    pub faults: Vec<Fault>,
    pub after: Consequences,
}

/// What a payload says by this mapping, or everything that is wrong with it.
pub(crate) fn read(hook: &Hook, attributes: &[Attribute], payload: &Payload) -> Result<Row, Vec<Fault>> {
    let cells = payload.cells(&hook.paths);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    Reader { mapping: &hook.mapping, titles: &hook.paths, subject: hook.subject, attributes }.read(&cells)
}

pub(crate) async fn take_in(app: &App, tx: &mut Tx, hook: &Hook, payload: &Payload) -> store::Result<Taken> {
    let attributes = store::attribute::list(tx, app.workspace).await?;
    let mut row = match read(hook, &attributes, payload) {
        Ok(row) => row,
        Err(faults) => return Ok(Taken { outcome: Outcome::Failed, faults, after: Consequences::default() }),
    };
    if is_known(app, tx, hook, &row).await? {
        return Ok(Taken { outcome: Outcome::Known, faults: Vec::new(), after: Consequences::default() });
    }
    let (happening, phone) = (row.happening.take(), row.person.phone.clone());
    let now = app.universe.now();
    let mut known = known::people(tx, app.workspace, &lookup(&row)).await?;
    let origin = Origin::Hook(&hook.name);
    let taken =
        app.universe.with_ids(|ids| take_in::take_in(&hook.mapping, origin, &mut known, vec![(1, row)], now, ids));
    let faults = taken.faults.into_iter().map(|(_, fault)| fault).collect::<Vec<_>>();
    let mut after = Consequences::default();
    store::apply::apply(tx, app.workspace, now, taken.events).await?;
    if let (Some(happening), Some(phone)) = (happening, phone) {
        let identifiers = happened::identifiers_of(&phone).into_iter().collect();
        let mut world = memory::load(app, tx, &Needs { identifiers, reach: true, ..Needs::default() }).await?;
        let amount = happening.amount();
        let told = Told {
            external_id: happening.external_id.as_ref().map(|id| own_id(hook, &happening, id)),
            name: happening.name,
            source: EventSource::Api,
            amount,
            properties: happening.properties,
            at: happening.at.unwrap_or(now),
        };
        let events = app.universe.with_ids(|ids| {
            let mut turn = Turn::new(now, ids, &mut world);
            happened::about(&mut turn, &phone, None, told);
            turn.finish()
        });
        after = Consequences::of(&events);
        store::apply::apply(tx, app.workspace, now, events).await?;
    }
    let outcome = if faults.is_empty() { Outcome::TakenIn } else { Outcome::Failed };
    Ok(Taken { outcome, faults, after })
}

/// What would become of it; nothing is kept.
pub(crate) async fn dry_run(app: &App, tx: &mut Tx, hook: &Hook, row: Row) -> store::Result<(TakenIn, bool)> {
    let is_known = is_known(app, tx, hook, &row).await?;
    let mut known = known::people(tx, app.workspace, &lookup(&row)).await?;
    let (now, mut ids) = (app.universe.now(), IdSource::new(0));
    let origin = Origin::Hook(&hook.name);
    Ok((take_in::take_in(&hook.mapping, origin, &mut known, vec![(1, row)], now, &mut ids), is_known))
}

async fn is_known(app: &App, tx: &mut Tx, hook: &Hook, row: &Row) -> store::Result<bool> {
    let Some(happening) = &row.happening else { return Ok(false) };
    let Some(id) = &happening.external_id else { return Ok(false) };
    Ok(store::event::known(tx, app.workspace, &own_id(hook, happening, id)).await?.is_some())
}

/// Two shops count their orders alike, and one order is made, paid and sent.
fn own_id(hook: &Hook, happening: &Happening, id: &str) -> String {
    format!("{}:{}:{id}", hook.id, happening.name)
}

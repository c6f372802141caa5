//! Whoever's step is due: stopped, passed over, or a row of the ledger; and on to the next step.

use crate::app::App;
use crate::campaign::slice::{self, Planning, Step};
use domain::campaign::{Launch, State};
use domain::contact::Contact;
use domain::id::{CampaignId, ContactId};
use domain::series::enrolment::{Then, advance};
use domain::series::{Ending, Move, Series, Trigger, begin_dates};
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use store::campaign::{self, Campaign};
use store::segment::ask::{self, Asked};
use store::series::{self, Place};
use store::{Error, Tx};

/// People in one transaction.
const SLICE: u32 = 200;

/// Whether somebody else may be due.
pub(super) async fn on(app: &App, id: CampaignId, document: &Series) -> Result<bool, Error> {
    let now = app.universe.now();
    let next = series::next_due(&mut app.db.read().await?, app.workspace, id).await?;
    if next.is_none_or(|at| at > now) {
        return Ok(false);
    }
    let mut tx = app.db.write().await?;
    let held = campaign::hold(&mut tx, app.workspace, id).await?;
    let Some(mut held) = held.filter(|held| held.state == State::Running) else { return Ok(false) };
    let Some(launch) = held.launch.clone() else { return Ok(false) };
    let places = series::due(&mut tx, app.workspace, id, now, SLICE).await?;
    let known = Known::of(&mut tx, app, id, document, &places, now).await?;
    let walk = Walk { app, id, document, known, now };
    let rows = walk.move_all(&mut tx, &places, &mut held, &launch).await?;
    tx.commit().await?;
    if rows > 0 {
        crate::campaign::step::announce(app, id);
    }
    Ok(u32::try_from(places.len()).is_ok_and(|count| count == SLICE))
}

/// What has to be known of those whose step is due.
struct Known {
    contacts: BTreeMap<ContactId, Contact>,
    stopped: BTreeSet<ContactId>,
    /// How many messages of the series each has in the ledger.
    messages: BTreeMap<ContactId, u32>,
}

impl Known {
    async fn of(
        tx: &mut Tx,
        app: &App,
        id: CampaignId,
        document: &Series,
        places: &[Place],
        now: Timestamp,
    ) -> Result<Self, Error> {
        let people: Vec<ContactId> = places.iter().map(|place| place.contact).collect();
        let contacts = store::contact::by_ids(tx, app.workspace, &people).await?;
        let stopped = match &document.stop_when {
            Some(condition) => {
                let library = store::segment::library(tx, app.workspace).await?;
                let asked = Asked { workspace: app.workspace, condition, library: &library, now };
                ask::those_of(tx, asked, &people).await?
            }
            None => BTreeSet::new(),
        };
        Ok(Self {
            contacts: contacts.into_iter().map(|contact| (contact.id, contact)).collect(),
            stopped,
            messages: series::messages(tx, app.workspace, id, people).await?,
        })
    }
}

struct Walk<'a> {
    app: &'a App,
    id: CampaignId,
    document: &'a Series,
    known: Known,
    now: Timestamp,
}

impl Walk<'_> {
    /// How many rows it came to.
    async fn move_all(
        &self,
        tx: &mut Tx,
        places: &[Place],
        held: &mut Campaign,
        launch: &Launch,
    ) -> Result<usize, Error> {
        let (workspace, plan) = (self.app.workspace, held.plan.clone());
        let planning = Planning { id: self.id, plan: &plan, launch };
        let mut steps: Vec<Step<'_>> = Vec::new();
        for place in places {
            let (send, then) = self.next(place);
            if let Some((contact, variant)) = send {
                let message = self.known.messages.get(&contact.id).copied().unwrap_or_default();
                steps.push(Step { contact, variant, message });
            }
            match then {
                Then::Wait(enrolment) => {
                    let place = Place { enrolment, ..place.clone() };
                    series::wait(tx, workspace, self.id, &place).await?;
                }
                Then::End(ending) => series::end(tx, workspace, self.id, place, ending, self.now).await?,
            }
        }
        let rows = slice::steps(tx, self.app, &planning, &steps, held.planned).await?;
        slice::enter(tx, self.app, held, &rows).await?;
        campaign::save(tx, workspace, held, self.now).await?;
        Ok(rows.len())
    }

    fn next(&self, place: &Place) -> (Option<(&Contact, u32)>, Then) {
        let contact = self.known.contacts.get(&place.contact).filter(|contact| self.still_holds(contact, place));
        let Some(contact) = contact else { return (None, Then::End(Ending::Withdrawn)) };
        let zone = contact.time_zone().map(|zone| zone.name);
        let stop = self.known.stopped.contains(&contact.id);
        match advance(self.document, place.enrolment, zone.as_deref(), stop, self.now) {
            Move::Send { step, then } => (Some((contact, step)), then),
            Move::Go(then) => (None, then),
        }
    }

    /// A date that was changed begins anew by its new day, and the old one is nobody's any more.
    fn still_holds(&self, contact: &Contact, place: &Place) -> bool {
        match self.document.trigger {
            Trigger::Event { .. } => true,
            Trigger::Date { .. } => {
                begin_dates::origins(self.document, contact, self.now).contains(&place.enrolment.origin)
            }
        }
    }
}

//! A message of a campaign sent to one of the team: decided and written like any other, one person after the other, so
//! that a refusal leaves nothing behind.

use crate::act::ActError;
use crate::app::App;
use crate::consequence::Consequences;
use crate::memory;
use domain::decide::Turn;
use domain::decide::action::Actor;
use domain::decide::speak::Unsaid;
use domain::decide::trial::{self, Tester, Trial};
use domain::event::Event;
use domain::message::Message;
use store::world::Needs;

pub async fn send(app: &App, actor: Actor, trial: Trial) -> Result<Message, ActError> {
    let contacts = match &trial.tester {
        Tester::Contact(contact) => [*contact].into(),
        Tester::Phone(_) => std::collections::BTreeSet::new(),
    };
    let needs = Needs { contacts, identifiers: trial.tester.identifiers(), ..Needs::default() };
    let mut tx = app.db.write().await?;
    let mut world = memory::load(app, &mut tx, &needs).await?;
    let now = app.universe.now();
    let decided: Result<(Message, Vec<Event>), Unsaid> = app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, &mut world);
        let message = trial::run(&mut turn, actor, trial)?;
        Ok((message, turn.finish()))
    });
    let (message, events) = decided?;
    let after = Consequences::of(&events);
    store::apply::apply(&mut tx, app.workspace, now, events).await?;
    tx.commit().await?;
    app.announce(after);
    Ok(message)
}

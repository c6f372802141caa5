//! One batch, one transaction.

use super::decode::{self, Body, Item, News};
use crate::app::App;
use crate::campaign;
use crate::consequence::Consequences;
use crate::{memory, numbers};
use domain::decide::{Turn, inbound, status, template};
use domain::event::Event;
use domain::number::NumberNews;
use domain::time::Timestamp;
use domain::world::World;
use futures::FutureExt;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use store::campaign::moves::{self, Told};
use store::journal::{self, Claimed, Settled, State};
use store::price::Priced;
use store::workspace::Heard;
use store::{Error, apply, workspace};

/// What a batch did, for whoever has to be woken or told.
pub(super) struct Done {
    pub bodies: usize,
    pub after: Consequences,
}

/// Processes up to `most` of the oldest pending bodies. An error leaves everything as it was, and a panic is an error:
/// a bug must cost one body, not the worker.
pub(super) async fn process(app: &App, most: u32, ear: &mut Ear) -> Result<Done, Error> {
    let attempt = AssertUnwindSafe(attempt(app, most, ear)).catch_unwind().await;
    attempt.unwrap_or_else(|_| Err(Error::unreadable("webhook", "processing it panicked; see the log")))
}

async fn attempt(app: &App, most: u32, ear: &mut Ear) -> Result<Done, Error> {
    let mut tx = app.db.write().await?;
    // Before the claim: what is received later cannot be in it.
    let now = app.universe.now();
    let claimed = journal::claim(&mut tx, app.workspace, most).await?;
    if claimed.is_empty() {
        return Ok(Done { bodies: 0, after: Consequences::default() });
    }
    let mut items = Vec::new();
    let mut bodies: Vec<Body> =
        claimed.iter().enumerate().map(|(place, body)| decode::decode(place, &body.body, &mut items)).collect();
    let mut world = memory::load(app, &mut tx, &decode::needs(&items)).await?;
    sort(&mut items, &claimed);
    for item in &items {
        if let News::Message(received) = &item.news {
            app.wake.received.note(&received.phone_number_id);
        }
    }
    let events = decide(app, now, &mut world, &items, &mut bodies);
    let mut done = Done { bodies: claimed.len(), after: Consequences::of(&events) };
    let of_numbers: Vec<NumberNews> = bodies.iter_mut().flat_map(|body| std::mem::take(&mut body.numbers)).collect();
    done.after.numbers_changed = numbers::take_in(&mut tx, app.workspace, &world, &of_numbers).await?;
    let answers = campaign::reply::answers(&events, &world);
    apply::apply(&mut tx, app.workspace, now, events).await?;
    let told: Vec<Told> = bodies.iter_mut().flat_map(|body| std::mem::take(&mut body.told)).collect();
    moves::take_in(&mut tx, app.workspace, now, &told).await?;
    let priced: Vec<Priced> = bodies.iter_mut().flat_map(|body| std::mem::take(&mut body.priced)).collect();
    store::price::take_in(&mut tx, app.workspace, &priced).await?;
    store::campaign::reply::note(&mut tx, app.workspace, &answers, now.minus(campaign::reply::ANSWER_WITHIN)).await?;
    journal::settle(&mut tx, app.workspace, &settled(&claimed, &bodies), now).await?;
    workspace::touch_numbers(&mut tx, app.workspace, &ear.news(heard(&claimed, &bodies, now), now), now).await?;
    if std::mem::take(&mut done.after.queued) {
        tx.commit_before(|| app.wake.outbox.queued()).await?;
    } else {
        tx.commit().await?;
    }
    Ok(done)
}

/// The order of decisions is Meta's time, then arrival; in one body, its own order.
fn sort(items: &mut [Item], claimed: &[Claimed]) {
    items.sort_by_key(|item| (item.timestamp, claimed.get(item.body).map(|body| body.sequence)));
}

fn decide(app: &App, now: Timestamp, world: &mut World, items: &[Item], bodies: &mut [Body]) -> Vec<Event> {
    app.universe.with_ids(|ids| {
        let mut turn = Turn::new(now, ids, world);
        for item in items {
            if let (Err(reason), Some(body)) = (decide_one(&mut turn, &item.news), bodies.get_mut(item.body)) {
                body.park(reason.to_string());
            }
        }
        turn.finish()
    })
}

fn decide_one(turn: &mut Turn<'_>, news: &News) -> Result<(), inbound::Unusable> {
    match news {
        News::Message(received) => {
            inbound::received(turn, &received.phone_number_id, received.card.as_ref(), &received.message)
        }
        News::Echo { phone_number_id, echo } => inbound::echoed(turn, phone_number_id, echo),
        News::Preference(preference) => inbound::preferred(turn, preference),
        News::Status(reported) => {
            status::reported(turn, reported);
            Ok(())
        }
        News::Template(news) => {
            template::reported(turn, news);
            Ok(())
        }
    }
}

fn settled(claimed: &[Claimed], bodies: &[Body]) -> Vec<Settled> {
    claimed
        .iter()
        .zip(bodies)
        .map(|(claimed, body)| Settled {
            sequence: claimed.sequence,
            state: if body.park.is_some() { State::Parked } else { State::Processed },
            reason: body.park.clone(),
            summary: body.summary(),
        })
        .collect()
}

/// Remembers when numbers were noted down as heard of: once in a while is enough, unless statuses come late.
#[derive(Default)]
pub(super) struct Ear {
    noted_at: BTreeMap<String, Timestamp>,
}

/// How exactly it is told when a number was last heard of.
const ONCE_IN: Duration = Duration::from_secs(1);

impl Ear {
    fn news(&mut self, heard: Vec<Heard>, now: Timestamp) -> Vec<Heard> {
        let is_news = |heard: &Heard| {
            let noted_at = self.noted_at.get(&heard.phone_number_id);
            heard.statuses_late_until > now || noted_at.is_none_or(|at| now.since(*at) >= ONCE_IN)
        };
        let news: Vec<Heard> = heard.into_iter().filter(is_news).collect();
        self.noted_at.extend(news.iter().map(|heard| (heard.phone_number_id.clone(), now)));
        news
    }
}

/// Meta's timestamps are whole seconds.
const RESOLUTION: Duration = Duration::from_secs(1);

fn heard(claimed: &[Claimed], bodies: &[Body], now: Timestamp) -> Vec<Heard> {
    let mut late_until: BTreeMap<&str, Timestamp> = BTreeMap::new();
    for (claimed, body) in claimed.iter().zip(bodies) {
        for (number, earliest_status) in &body.heard {
            let lag = earliest_status.map_or(Duration::ZERO, |at| claimed.received_at.since(at.plus(RESOLUTION)));
            let until = late_until.entry(number).or_default();
            *until = (*until).max(now.plus(lag));
        }
    }
    let heard =
        |(number, until): (&str, Timestamp)| Heard { phone_number_id: number.to_owned(), statuses_late_until: until };
    late_until.into_iter().map(heard).collect()
}

/// Parks the body that nothing could be made of.
pub(super) async fn park_oldest(app: &App, reason: &str) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let now = app.universe.now();
    let settled: Vec<Settled> = journal::claim(&mut tx, app.workspace, 1)
        .await?
        .into_iter()
        .map(|claimed| Settled {
            sequence: claimed.sequence,
            state: State::Parked,
            reason: Some(reason.to_owned()),
            summary: String::new(),
        })
        .collect();
    journal::settle(&mut tx, app.workspace, &settled, now).await?;
    tx.commit().await
}

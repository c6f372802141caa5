//! What a launch would come to, without launching: the same slices as the planner's, judged by the same gate, counted and
//! not written.

use super::slice::{self, Before, Planning};
use super::step::Surroundings;
use crate::app::App;
use domain::campaign::{Launch, Plan, RecipientState};
use domain::contact::phone;
use domain::id::{ContactId, NumberId};
use domain::policy::TemplateCategory;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::Error;
use store::campaign::planner::Planned;

/// People that are looked at; of a larger audience the figures are those of a part, scaled up.
const MOST: u64 = 200_000;
const SLICE: u32 = 2_000;
/// Slices that are searched for one page of people.
const SEARCHED: usize = 25;

/// What it would come to.
#[derive(Clone, Debug, Default)]
pub struct Forecast {
    /// Of how many people the rest tells.
    pub seen: u64,
    pub reachable: u64,
    pub held_out: u64,
    pub reasons: BTreeMap<&'static str, u64>,
    pub by_number: BTreeMap<NumberId, u64>,
    pub by_variant: BTreeMap<u32, u64>,
    /// (country, category) of those who can be reached: what a message costs.
    pub destinations: BTreeMap<(String, TemplateCategory), u64>,
    /// When the first and the last may go.
    pub due: Option<(Timestamp, Timestamp)>,
}

impl Forecast {
    fn count(&mut self, launch: &Launch, row: &Planned) {
        self.seen += 1;
        match row.state {
            RecipientState::Skipped => *self.reasons.entry(row.reason.unwrap_or_default()).or_default() += 1,
            RecipientState::HeldOut => self.held_out += 1,
            _ => self.reach(launch, row),
        }
    }

    fn reach(&mut self, launch: &Launch, row: &Planned) {
        self.reachable += 1;
        *self.by_number.entry(row.number).or_default() += 1;
        *self.by_variant.entry(row.variant).or_default() += 1;
        let variant = usize::try_from(row.variant).ok().and_then(|place| launch.variants.get(place));
        if let Some(variant) = variant {
            *self.destinations.entry((country(&row.address), variant.category)).or_default() += 1;
        }
        let (first, last) = self.due.unwrap_or((row.due_at, row.due_at));
        self.due = Some((first.min(row.due_at), last.max(row.due_at)));
    }

    /// Of a part of the people to all of them.
    fn scale(&mut self, audience: u64) {
        if self.seen == 0 || self.seen >= audience {
            return;
        }
        let seen = self.seen;
        let scaled = |count: &mut u64| *count = count.saturating_mul(audience) / seen;
        [&mut self.reachable, &mut self.held_out].into_iter().for_each(scaled);
        self.reasons.values_mut().for_each(scaled);
        self.by_number.values_mut().chain(self.by_variant.values_mut()).for_each(scaled);
        self.destinations.values_mut().for_each(scaled);
    }
}

/// ISO 3166 alpha-2, or nothing when it cannot be told.
fn country(address: &str) -> String {
    let phone = address.strip_prefix('+').and_then(phone::E164::from_digits);
    phone.and_then(|phone| phone::country_of(&phone)).unwrap_or_default()
}

/// What a plan without faults would launch as things are.
pub fn launch(plan: &Plan, around: &Surroundings, now: Timestamp) -> Option<Launch> {
    let begins = domain::campaign::schedule::planning_begins(&plan.schedule, now).unwrap_or(now);
    Launch::of(plan, &around.numbers, &around.templates, begins)
}

pub async fn forecast(app: &App, planning: &Planning<'_>, audience: u64) -> Result<Forecast, Error> {
    let mut forecast = Forecast::default();
    let mut after = None;
    while forecast.seen < MOST {
        let before = Before { rows: i64::try_from(forecast.seen).unwrap_or(0), messages: forecast.reachable };
        let slice = slice::read(app, planning, after, before, SLICE).await?;
        slice.rows.iter().for_each(|row| forecast.count(planning.launch, row));
        match slice.last {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    forecast.scale(audience);
    Ok(forecast)
}

/// People for whom the gate, or the plan, gives this reason; `held_out` and `reachable` are such as well. With the last
/// one looked at, from whom to go on.
pub async fn people(
    app: &App,
    planning: &Planning<'_>,
    reason: &str,
    after: Option<ContactId>,
    limit: usize,
) -> Result<(Vec<Planned>, Option<ContactId>), Error> {
    let (mut found, mut after) = (Vec::new(), after);
    for _ in 0..SEARCHED {
        let slice = slice::read(app, planning, after, Before::default(), SLICE).await?;
        let Some(last) = slice.last else { return Ok((found, None)) };
        for row in slice.rows {
            let contact = row.contact;
            if is_of(&row, reason) {
                found.push(row);
            }
            if found.len() == limit {
                return Ok((found, Some(contact)));
            }
        }
        after = Some(last);
    }
    Ok((found, after))
}

fn is_of(row: &Planned, reason: &str) -> bool {
    match row.state {
        RecipientState::Skipped => row.reason == Some(reason),
        RecipientState::HeldOut => reason == RecipientState::HeldOut.as_str(),
        _ => reason == "reachable",
    }
}

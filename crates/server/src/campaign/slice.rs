//! The next people of a campaign: what is known of them, what the gate says, and the rows it comes to.
//!
//! Everything is read before the transaction that writes, which only looks whether the mark is still where it was. The
//! gate is asked again of each row when it is sent.

use crate::app::App;
use domain::campaign::gate::{self, Common, Known, Lately, Verdict};
use domain::campaign::lot::Lot;
use domain::campaign::plan::{Source, Variant};
use domain::campaign::schedule::{Turn, open_from};
use domain::campaign::{Launch, Measure, Plan, RecipientState, Tallies, message, skip};
use domain::consent::Consents;
use domain::contact::{Contact, IdentifierKind};
use domain::id::{CampaignId, ContactId};
use domain::link::Tracked;
use domain::number::Health;
use domain::policy::TemplateStatus;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use store::campaign::planner::{self, Planned};
use store::campaign::{self, Mark, claim, tally};
use store::segment::ask::{self, Asked};
use store::{Error, Tx};

const DAY: Duration = Duration::from_hours(24);

/// What planning needs of a campaign.
pub struct Planning<'a> {
    pub id: CampaignId,
    pub plan: &'a Plan,
    pub launch: &'a Launch,
}

/// What is known of a slice of people, beyond the contacts themselves.
#[derive(Default)]
struct Facts {
    written: BTreeSet<ContactId>,
    seen: BTreeSet<ContactId>,
    in_flow: BTreeSet<ContactId>,
    messages: BTreeMap<ContactId, u32>,
}

impl Facts {
    async fn of(
        tx: &mut Tx,
        app: &App,
        planning: &Planning<'_>,
        people: &[ContactId],
        now: Timestamp,
    ) -> Result<Self, Error> {
        let (audience, workspace) = (&planning.plan.audience, app.workspace);
        let mut facts = Self::default();
        if let Some(days) = audience.not_written_for_days {
            facts.written = planner::written(tx, workspace, people, now.minus(DAY * days)).await?;
        }
        if let Some(days) = audience.seen_within_days {
            facts.seen = planner::seen(tx, workspace, people, now.minus(DAY * days)).await?;
        }
        if audience.not_in_flow {
            facts.in_flow = planner::in_flow(tx, workspace, people).await?;
        }
        if let Some(cap) = planning.plan.frequency_cap {
            facts.messages = claim::counts(tx, workspace, people, now.minus(DAY * cap.days), planning.id).await?;
        }
        Ok(facts)
    }
}

/// People in the order of their ids, and the last of them.
pub struct Slice {
    pub rows: Vec<Planned>,
    pub last: Option<ContactId>,
}

/// How far the ledger is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    pub rows: i64,
    /// Of those, messages that go or went out: a day's share counts nobody who gets nothing.
    pub messages: u64,
}

/// The next `most` people after `after`, behind what is there already.
pub async fn read(
    app: &App,
    planning: &Planning<'_>,
    after: Option<ContactId>,
    before: Before,
    most: u32,
) -> Result<Slice, Error> {
    let now = app.universe.now();
    let mut tx = app.db.read().await?;
    let library = store::segment::library(&mut tx, app.workspace).await?;
    let condition = super::audience(planning.plan);
    let asked = Asked { workspace: app.workspace, condition: &condition, library: &library, now };
    let people = ask::page(&mut tx, asked, after, most).await?;
    let last = people.last().copied();
    let contacts = store::contact::by_ids(&mut tx, app.workspace, &people).await?;
    let facts = Facts::of(&mut tx, app, planning, &people, now).await?;
    let tracked = tracked(&mut tx, app, planning.id).await?;
    drop(tx);
    let judge = Judge { planning, facts: &facts, tracked: &tracked, now };
    let mut messages = before.messages;
    let rows = contacts.iter().zip(before.rows..).map(|(contact, position)| {
        let row = judge.row(contact, position, messages);
        messages += u64::from(row.state == RecipientState::Waiting);
        row
    });
    Ok(Slice { rows: rows.collect(), last })
}

/// The links of a campaign, and under which address they live.
async fn tracked(tx: &mut Tx, app: &App, campaign: CampaignId) -> Result<Tracked, Error> {
    let links = store::link::of_campaign(tx, app.workspace, campaign).await?;
    Ok(Tracked { links, public_url: app.settings.public_url.clone() })
}

/// One message of a series to one person, and how many of it came before.
pub(super) struct Step<'a> {
    pub contact: &'a Contact,
    pub variant: u32,
    pub message: u32,
}

/// The rows of steps that are due now; `before` of the series' rows are there already.
pub(super) async fn steps(
    tx: &mut Tx,
    app: &App,
    planning: &Planning<'_>,
    steps: &[Step<'_>],
    before: i64,
) -> Result<Vec<Planned>, Error> {
    let now = app.universe.now();
    let people: Vec<ContactId> = steps.iter().map(|step| step.contact.id).collect();
    let facts = Facts::of(tx, app, planning, &people, now).await?;
    let tracked = tracked(tx, app, planning.id).await?;
    let judge = Judge { planning, facts: &facts, tracked: &tracked, now };
    Ok(steps.iter().zip(before..).map(|(step, position)| judge.step(step, position)).collect())
}

/// Where a row stands, and when it may go.
#[derive(Clone, Copy)]
struct Place {
    position: i64,
    step: u32,
    variant: u32,
    due_at: Timestamp,
}

struct Judge<'a> {
    planning: &'a Planning<'a>,
    facts: &'a Facts,
    tracked: &'a Tracked,
    now: Timestamp,
}

impl Judge<'_> {
    /// So many messages of the campaign go before.
    fn row(&self, contact: &Contact, position: i64, before: u64) -> Planned {
        let Planning { id, plan, launch } = *self.planning;
        let lot = Lot::of(id, contact.id);
        let zone = contact.time_zone().map(|zone| zone.name);
        let turn = Turn {
            schedule: &plan.schedule,
            begins: launch.begins.max(self.now.minus(DAY * 365)),
            lot,
            zone: zone.as_deref(),
            before,
        };
        self.judged(contact, Place { position, step: 0, variant: lot.variant(plan), due_at: turn.due_at() })
    }

    fn step(&self, step: &Step<'_>, position: i64) -> Planned {
        let zone = step.contact.time_zone().map(|zone| zone.name);
        let window = self.planning.plan.schedule.window.as_ref();
        let due_at = window.map_or(self.now, |window| open_from(window, self.now, zone.as_deref()));
        self.judged(step.contact, Place { position, step: step.message, variant: step.variant, due_at })
    }

    fn judged(&self, contact: &Contact, place: Place) -> Planned {
        let Planning { id, plan, launch } = *self.planning;
        let lot = Lot::of(id, contact.id);
        let number = lot.number(launch.numbers.iter().map(|number| number.weight));
        let number = launch.numbers.get(usize::try_from(number).unwrap_or(0)).or_else(|| launch.numbers.first());
        let Place { position, step, variant, due_at } = place;
        let mut row = Planned {
            position,
            contact: contact.id,
            step,
            number: number.map_or_else(|| domain::id::NumberId(uuid::Uuid::nil()), |number| number.id),
            address: address(contact).unwrap_or_default(),
            variant,
            values: Vec::new(),
            state: RecipientState::Waiting,
            reason: None,
            due_at,
        };
        let zone = contact.time_zone().map(|zone| zone.name);
        match self.refusal(contact, &row, zone.as_deref()) {
            Some(reason) => (row.state, row.reason) = (RecipientState::Skipped, Some(reason)),
            None if lot.is_held_out(plan.hold_out_percent) => row.state = RecipientState::HeldOut,
            None => self.fill(&mut row, contact),
        }
        row
    }

    fn fill(&self, row: &mut Planned, contact: &Contact) {
        let values = self.variant(row.variant).map(|variant| message::values(variant, contact));
        if let Some(Ok(values)) = values {
            row.values = values;
            self.track(row);
        } else {
            (row.state, row.reason) = (RecipientState::Skipped, Some(skip::MISSING_VALUE));
        }
    }

    /// Puts the recipient's own codes where links are.
    fn track(&self, row: &mut Planned) {
        let (variant, position) = (self.variant(row.variant), u32::try_from(row.position));
        let (Some(variant), Ok(position)) = (variant, position) else { return };
        for ((blank, mapping), value) in variant.parameters.iter().zip(&mut row.values) {
            if let Source::Link(target) = &mapping.source
                && let Some(written) = self.tracked.written(blank, target, position)
            {
                *value = written;
            }
        }
    }

    fn variant(&self, place: u32) -> Option<&Variant> {
        self.planning.plan.variants.get(usize::try_from(place).ok()?)
    }

    fn refusal(&self, contact: &Contact, row: &Planned, zone: Option<&str>) -> Option<&'static str> {
        let Planning { plan, launch, .. } = *self.planning;
        let lately = Lately {
            written: self.facts.written.contains(&contact.id),
            unseen: plan.audience.seen_within_days.is_some() && !self.facts.seen.contains(&contact.id),
            in_flow: self.facts.in_flow.contains(&contact.id),
        };
        let launched = launch.variants.get(usize::try_from(row.variant).unwrap_or(0))?;
        let common = Common {
            number: row.number,
            // These may change until it is sent; then they are asked for.
            health: Health::Connected,
            template: TemplateStatus::Approved,
            category: launched.category,
            cap: plan.frequency_cap,
            window: None,
        };
        let consents: &Consents = &contact.consents;
        let messages = self.facts.messages.get(&contact.id).copied().unwrap_or_default();
        // Room under Meta's limit is asked for when it is sent: whom there is none for waits.
        let (window_expires_at, tier_room) = (None, None);
        let known = Known { consents, blocked: contact.blocked, zone, messages, window_expires_at, tier_room };
        match gate::judge(self.now, common, known) {
            Verdict::Skip(reason) => Some(reason),
            _ if row.address.is_empty() => Some(skip::NO_ADDRESS),
            _ => lately.refusal(),
        }
    }
}

/// Meta's own id of the person first, then the phone somebody typed in, then the user id of people without a number.
fn address(contact: &Contact) -> Option<String> {
    let phone = contact.identifier(IdentifierKind::WaId).or_else(|| contact.identifier(IdentifierKind::Phone));
    let phone = phone.map(|phone| format!("+{}", phone.trim_start_matches('+')));
    phone.or_else(|| contact.identifier(IdentifierKind::UserId).map(str::to_owned))
}

/// Writes a slice and moves the mark behind it. False when the campaign was stopped, or somebody else was here.
pub async fn write(app: &App, id: CampaignId, from: Mark, slice: &Slice) -> Result<bool, Error> {
    let (now, workspace) = (app.universe.now(), app.workspace);
    let mut tx = app.db.write().await?;
    let held = campaign::hold(&mut tx, workspace, id).await?;
    let is_ours = |held: &campaign::Campaign| held.state == domain::campaign::State::Running && held.planner == from;
    let Some(mut held) = held.filter(is_ours) else { return Ok(false) };
    enter(&mut tx, app, &mut held, &slice.rows).await?;
    held.planner = slice.last.map_or(Mark::None, |last| Mark::After(Some(last)));
    campaign::save(&mut tx, workspace, &held, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Rows and their counts; the caller saves the campaign.
pub(super) async fn enter(
    tx: &mut Tx,
    app: &App,
    held: &mut campaign::Campaign,
    rows: &[Planned],
) -> Result<(), Error> {
    planner::insert(tx, app.workspace, held.id, rows).await?;
    let mut tallies = Tallies::default();
    for row in rows {
        tallies.add(row.variant, Measure::State(row.state), row.reason.unwrap_or_default(), 1);
    }
    tally::bump(tx, app.workspace, held.id, &tallies).await?;
    held.planned += i64::try_from(rows.len()).unwrap_or(0);
    Ok(())
}

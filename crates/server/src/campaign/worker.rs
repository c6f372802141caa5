//! The one that works on campaigns: begins those whose time has come, writes their ledgers slice by slice, clears those
//! that were cancelled, asks people about what stays uncertain, and ends those of which nothing waits any more.
//!
//! The mark moves in the transaction of the rows it stands behind, and a transaction that finds it elsewhere than it
//! thought writes nothing: whoever is killed, and whoever takes over, neither forgets a person nor plans one twice.

use super::slice::{self, Before, Planning};
use super::{step, watch};
use crate::app::App;
use crate::live::LiveEvent;
use crate::worker::Lease;
use domain::campaign::recipient::Part;
use domain::campaign::{Kind, Measure, RecipientState, State, Tallies};
use domain::id::CampaignId;
use domain::time::Timestamp;
use std::collections::HashMap;
use std::time::Duration;
use store::Error;
use store::campaign::{self, Campaign, Mark, claim, planner, tally};
use tokio_util::sync::CancellationToken;

/// How long a lost wake-up can cost.
const POLL: Duration = Duration::from_millis(500);
/// Pause after the database refused to work.
const PAUSE: Duration = Duration::from_millis(200);
/// The first people of a campaign, so that the first message goes out at once, and the slices after that.
const FIRST_SLICE: u32 = 200;
const SLICE: u32 = 2_000;
/// Waiting rows that one transaction cancels.
const CANCEL: u32 = 10_000;
/// Browsers are told of progress no more often than people can read.
const TELL_EVERY: Duration = Duration::from_millis(400);

/// Works until cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    let lease = Lease::new(format!("campaigns:{}", app.workspace));
    let mut worker = Worker { app, lease, watched_at: HashMap::new(), told: HashMap::new() };
    while !stop.is_cancelled() {
        let pause = match worker.turn().await {
            Ok(true) => continue,
            Ok(false) => POLL,
            Err(error) => {
                tracing::error!(%error, "a campaign could not go on; trying again");
                PAUSE
            }
        };
        tokio::select! {
            () = worker.app.wake.campaigns.notified() => {}
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => {}
        }
    }
    worker.lease.release(&worker.app).await;
}

struct Worker {
    app: App,
    lease: Lease,
    watched_at: HashMap<CampaignId, Timestamp>,
    /// What browsers were told last, and when.
    told: HashMap<CampaignId, (Timestamp, Tallies)>,
}

impl Worker {
    /// Whether there is more to do at once.
    async fn turn(&mut self) -> Result<bool, Error> {
        let workspace = self.app.workspace;
        let at_work = campaign::at_work(&mut self.app.db.read().await?, workspace).await?;
        if at_work.is_empty() {
            self.told.clear();
            self.watched_at.clear();
            return Ok(false);
        }
        if !self.lease.hold(&self.app).await?.is_held() {
            return Ok(false);
        }
        let mut more = false;
        for campaign in at_work {
            more |= self.work_on(campaign).await?;
        }
        Ok(more)
    }

    async fn work_on(&mut self, campaign: Campaign) -> Result<bool, Error> {
        let (id, now) = (campaign.id, self.app.universe.now());
        let more = match campaign.state {
            State::Scheduled => self.begin(&campaign, now).await?,
            State::Running if campaign.planner.is_planning() => self.plan(&campaign).await?,
            State::Cancelled => self.clear(id).await?,
            _ => false,
        };
        if self.watched_at.get(&id).is_none_or(|at| now.since(*at) >= POLL) {
            self.watched_at.insert(id, now);
            self.look_after(&campaign, now).await?;
        }
        Ok(more)
    }

    /// What has to be looked at now and then.
    async fn look_after(&mut self, campaign: &Campaign, now: Timestamp) -> Result<(), Error> {
        let (app, id) = (&self.app, campaign.id);
        let tallies = tally::of_one(&mut app.db.read().await?, app.workspace, id).await?;
        if tallies.of(Measure::State(RecipientState::Uncertain)) > 0 {
            self.ask_about_silence(campaign, now).await?;
        }
        if campaign.state == State::Running {
            watch::look(app, campaign, &tallies, now).await?;
        }
        let is_planned = !campaign.planner.is_planning() && campaign.state != State::Scheduled;
        // A series waits for whoever comes next, until it is stopped.
        let may_end = campaign.kind == Kind::Campaign || campaign.state == State::Cancelled;
        if may_end && is_planned && campaign.state != State::Paused && !tallies.are_open() {
            self.end(id, now).await?;
        }
        let told = self.told.get(&id);
        if told.is_none_or(|(at, before)| now.since(*at) >= TELL_EVERY && *before != tallies) {
            self.told.insert(id, (now, tallies));
            self.app.live.publish([LiveEvent::CampaignChanged { id }]);
        }
        Ok(())
    }

    async fn begin(&self, campaign: &Campaign, now: Timestamp) -> Result<bool, Error> {
        if campaign.start_at.is_some_and(|at| at > now) {
            return Ok(false);
        }
        let mut tx = self.app.db.write().await?;
        let held = campaign::hold(&mut tx, self.app.workspace, campaign.id).await?;
        let Some(mut held) = held.filter(|held| held.state == State::Scheduled) else { return Ok(true) };
        held.state = State::Running;
        step::repeat(&mut tx, &self.app, &mut held, now).await?;
        campaign::save(&mut tx, self.app.workspace, &held, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// One slice.
    async fn plan(&self, campaign: &Campaign) -> Result<bool, Error> {
        let (Mark::After(after), Some(launch)) = (campaign.planner, &campaign.launch) else { return Ok(false) };
        let planning = Planning { id: campaign.id, plan: &campaign.plan, launch };
        let most = if campaign.planned == 0 { FIRST_SLICE } else { SLICE };
        let tallies = tally::of_one(&mut self.app.db.read().await?, self.app.workspace, campaign.id).await?;
        let messages = u64::try_from(tallies.planned() - tallies.of_part(Part::Skipped)).unwrap_or(0);
        let before = Before { rows: campaign.planned, messages };
        let slice = slice::read(&self.app, &planning, after, before, most).await?;
        if slice::write(&self.app, campaign.id, campaign.planner, &slice).await? {
            self.app.wake.outbox.queued();
        }
        Ok(true)
    }

    /// Writes it on the rows that wait that nobody waits for them.
    async fn clear(&self, id: CampaignId) -> Result<bool, Error> {
        let (app, workspace) = (&self.app, self.app.workspace);
        let tallies = tally::of_one(&mut app.db.read().await?, workspace, id).await?;
        if tallies.of(Measure::State(RecipientState::Waiting)) == 0 {
            return Ok(false);
        }
        let mut tx = app.db.write().await?;
        let variants = planner::cancel(&mut tx, workspace, id, CANCEL).await?;
        let mut tallies = Tallies::default();
        for variant in &variants {
            tallies.moved(*variant, (RecipientState::Waiting, ""), (RecipientState::Cancelled, ""));
        }
        tally::bump(&mut tx, workspace, id, &tallies).await?;
        tx.commit().await?;
        Ok(!variants.is_empty())
    }

    /// Silence means nothing while statuses wait in the journal, or come as late as they do at present.
    async fn ask_about_silence(&self, campaign: &Campaign, now: Timestamp) -> Result<(), Error> {
        let (id, workspace) = (campaign.id, self.app.workspace);
        let mut tx = self.app.db.write().await?;
        let unread = store::journal::next_moment(&mut tx, workspace).await?;
        let mut lag = Duration::ZERO;
        for number in campaign.launch.iter().flat_map(|launch| &launch.numbers) {
            lag = lag.max(store::outbox::status_lag(&mut tx, workspace, number.id, now).await?);
        }
        let until = unread.map_or(now, |unread| unread.min(now)).minus(lag);
        let asked = claim::ask_about_overdue(&mut tx, workspace, id, until).await?;
        if asked > 0 {
            tx.commit().await?;
            tracing::warn!(campaign = %id, count = asked, "uncertain messages wait for a person's decision");
        }
        Ok(())
    }

    async fn end(&mut self, id: CampaignId, now: Timestamp) -> Result<(), Error> {
        let (workspace, mut tx) = (self.app.workspace, self.app.db.write().await?);
        let held = campaign::hold(&mut tx, workspace, id).await?;
        let Some(mut held) = held.filter(|held| !held.planner.is_planning() && held.ended_at.is_none()) else {
            return Ok(());
        };
        if tally::of_one(&mut tx, workspace, id).await?.are_open() {
            return Ok(());
        }
        held.ended_at = Some(now);
        if held.state == State::Running {
            held.state = State::Completed;
        }
        campaign::save(&mut tx, workspace, &held, now).await?;
        tx.commit().await?;
        self.told.remove(&id);
        self.app.live.publish([LiveEvent::CampaignChanged { id }]);
        Ok(())
    }
}

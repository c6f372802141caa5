//! What people do with a campaign: launch, pause, resume, cancel, retry. Each is one short transaction: the senders look at the
//! campaign's state in the transaction of every claim, so that a pause waits for nobody.

use crate::app::App;
use crate::live::LiveEvent;
use domain::campaign::check::{Known, check};
use domain::campaign::schedule::{next_run, planning_begins};
use domain::campaign::{Halt, Launch, State};
use domain::id::{CampaignId, WorkspaceId};
use domain::segment::Fault;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use std::time::Duration;
use store::campaign::{self, Campaign, Mark, people};
use store::{Error, Tx};

/// Why a step is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("there is no such campaign")]
    NotFound,
    #[error("the plan is not right")]
    Faults(Vec<Fault>),
    /// Another step would have to come first.
    #[error("the campaign is {0}")]
    WrongState(State),
    #[error(transparent)]
    Store(#[from] Error),
}

/// What a plan speaks of, as things are.
pub struct Surroundings {
    pub numbers: Vec<domain::number::Number>,
    pub segments: domain::segment::Library,
    pub templates: Vec<domain::template::Template>,
}

impl Surroundings {
    pub async fn of(tx: &mut Tx, workspace: WorkspaceId, plan: &domain::campaign::Plan) -> Result<Self, Error> {
        let names = plan.variants.iter().map(|variant| variant.template.as_str());
        Ok(Self {
            numbers: store::workspace::numbers(tx, workspace).await?,
            segments: store::segment::library(tx, workspace).await?,
            templates: store::template::named(tx, workspace, names).await?,
        })
    }

    pub fn faults(&self, plan: &domain::campaign::Plan) -> Vec<Fault> {
        check(plan, self.known())
    }

    pub fn known(&self) -> Known<'_> {
        Known { numbers: &self.numbers, segments: &self.segments, templates: &self.templates }
    }
}

/// Fixes what is to be sent and has it begin, now or at its time.
pub async fn launch(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, now: Timestamp) -> Result<(), Refused> {
    let mut held = hold(tx, workspace, id, &[State::Draft]).await?;
    let around = Surroundings::of(tx, workspace, &held.plan).await?;
    let faults = around.faults(&held.plan);
    if !faults.is_empty() {
        return Err(Refused::Faults(faults));
    }
    let starts = planning_begins(&held.plan.schedule, now);
    let launch = Launch::of(&held.plan, &around.numbers, &around.templates, starts.unwrap_or(now));
    let Some(mut launch) = launch else {
        return Err(Refused::Faults(vec![Fault::new("variants", "a number or a template is not there any more")]));
    };
    launch.rate(&store::number::qualities(tx, workspace).await?, &around.templates);
    held.launch = Some(launch);
    // One that repeats is begun by the worker, which sets the next run up.
    let is_begun = starts.is_none() && held.plan.schedule.repeat.is_none();
    held.state = if is_begun { State::Running } else { State::Scheduled };
    (held.start_at, held.launched_at, held.planner) = (starts, Some(now), Mark::After(None));
    Ok(campaign::save(tx, workspace, &held, now).await?)
}

/// The next run of a campaign that begins, if it repeats: with the templates of the launch, to whoever is in its segments
/// by then. The repetition goes on with it, so that no run has two.
pub async fn repeat(tx: &mut Tx, app: &App, begun: &mut Campaign, now: Timestamp) -> Result<(), Error> {
    let began = begun.start_at.unwrap_or(now);
    let (next, launch) = (next_run(&begun.plan.schedule, began), begun.launch.clone());
    if let Some((schedule, launch)) = next.zip(launch) {
        let starts = planning_begins(&schedule, now).unwrap_or(now);
        let id = app.universe.with_ids(|ids| CampaignId::new(ids, now));
        let plan = domain::campaign::Plan { schedule, ..begun.plan.clone() };
        let created_by = begun.created_by.clone();
        let (name, kind, made_of) = (begun.name.as_str(), begun.kind, Some(begun.id));
        let new = campaign::NewCampaign { id, name, kind, plan: &plan, made_of, created_by };
        campaign::create(tx, app.workspace, new, now).await?;
        let run = Campaign {
            id,
            plan,
            state: State::Scheduled,
            launch: Some(Launch { begins: starts, ..launch }),
            planner: Mark::After(None),
            start_at: Some(starts),
            launched_at: Some(now),
            ..begun.clone()
        };
        campaign::save(tx, app.workspace, &run, now).await?;
    }
    begun.plan.schedule.repeat = None;
    Ok(())
}

pub async fn pause(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CampaignId,
    halt: Option<Halt>,
    now: Timestamp,
) -> Result<(), Refused> {
    let mut held = hold(tx, workspace, id, &[State::Running, State::Scheduled]).await?;
    (held.state, held.halt) = (State::Paused, halt);
    Ok(campaign::save(tx, workspace, &held, now).await?)
}

pub async fn resume(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, now: Timestamp) -> Result<(), Refused> {
    let mut held = hold(tx, workspace, id, &[State::Paused]).await?;
    if let Some(launch) = &mut held.launch {
        // Whoever resumes it has seen how things stand.
        let templates =
            store::template::named(tx, workspace, launch.variants.iter().map(|it| it.template.as_str())).await?;
        launch.rate(&store::number::qualities(tx, workspace).await?, &templates);
    }
    let is_later = held.start_at.is_some_and(|at| at > now);
    (held.state, held.halt) = (if is_later { State::Scheduled } else { State::Running }, None);
    Ok(campaign::save(tx, workspace, &held, now).await?)
}

/// Nothing more goes out from this moment on; the worker writes it on the rows that wait.
pub async fn cancel(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, now: Timestamp) -> Result<(), Refused> {
    let mut held = hold(tx, workspace, id, &[State::Running, State::Scheduled, State::Paused]).await?;
    (held.state, held.planner) = (State::Cancelled, Mark::None);
    Ok(campaign::save(tx, workspace, &held, now).await?)
}

async fn hold(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, from: &[State]) -> Result<Campaign, Refused> {
    let held = campaign::hold(tx, workspace, id).await?.ok_or(Refused::NotFound)?;
    if from.contains(&held.state) { Ok(held) } else { Err(Refused::WrongState(held.state)) }
}

/// After the commit: the worker, the senders and the browsers look again.
pub fn announce(app: &App, id: CampaignId) {
    app.wake.campaigns.notify_one();
    app.wake.outbox.queued();
    app.live.publish([LiveEvent::CampaignChanged { id }]);
}

/// Something of it is to go out again: one that is over runs once more.
pub async fn reopen(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, now: Timestamp) -> Result<(), Refused> {
    let mut held = hold(tx, workspace, id, &[State::Running, State::Paused, State::Completed]).await?;
    if held.state == State::Completed {
        (held.state, held.ended_at) = (State::Running, None);
        campaign::save(tx, workspace, &held, now).await?;
    }
    Ok(())
}

/// Rows that one transaction takes back.
const RETRY: u32 = 5_000;

/// What Meta refuses for reasons that pass, and the pause that each asks for.
pub fn retryable_codes() -> impl Iterator<Item = (i64, Duration)> {
    whatsapp::error::CODES.iter().filter_map(|code| Some((code.code, code.retry.delay(1)?)))
}

/// Takes back what was refused for reasons that pass, each code after the pause it asks for.
pub async fn retry(app: &App, id: CampaignId) -> Result<(), Error> {
    let now = app.universe.now();
    let mut by_pause: BTreeMap<Duration, Vec<i64>> = BTreeMap::new();
    for (code, pause) in retryable_codes() {
        by_pause.entry(pause).or_default().push(code);
    }
    for (pause, codes) in by_pause {
        let mut reached = Some(-1);
        while let Some(after) = reached {
            let mut tx = app.db.write().await?;
            let due = (now.plus(pause), RETRY);
            reached = people::retry(&mut tx, app.workspace, id, &codes, after, due).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

//! What campaigns send from one number: rows of their ledgers, claimed in small groups a moment ahead of their turn, so
//! that one commit serves many and a pause has little to wait for.

mod judge;
mod turn;

use super::attempt::Line;
use super::recipients::Recipients;
use crate::campaign::{callback_data, step};
use domain::campaign::row::{Fault, News};
use domain::campaign::{Halt, Launch, Plan, message};
use domain::id::CampaignId;
use domain::policy::TemplateStatus;
use domain::time::Timestamp;
use judge::judge;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use store::campaign::claim::{self, Claimed};
use store::campaign::moves::Told;
use store::campaign::{self, Campaign};
use store::tier;
use turn::Turn;
use whatsapp::client::SendError;
use whatsapp::error::{self, ApiError, ErrorClass};
use whatsapp::message::{Envelope, Recipient};

/// Attempts that Meta refused for the moment, before a row is given up.
const ATTEMPTS: u32 = 10;
/// Pause when no connection could be made.
const UNREACHABLE: Duration = Duration::from_secs(2);
/// Rows in one claim at the most.
const CLAIM: u32 = 512;
/// How far ahead of their turn rows are claimed: what a kill leaves of them is listed for a person, and what a pause
/// leaves is given back.
const AHEAD: Duration = Duration::from_millis(40);
/// How often it is looked which campaigns run, when no bell rings.
const POLL: Duration = Duration::from_millis(500);

/// A campaign that runs.
struct Run {
    id: CampaignId,
    plan: Plan,
    launch: Launch,
    /// By the place of the variant, on the number's account.
    templates: Vec<TemplateStatus>,
}

/// A row that may be sent in a moment.
pub(super) struct Ready {
    run: Arc<Run>,
    row: Claimed,
}

/// The campaigns of one number.
pub(super) struct Campaigns {
    pub recipients: Recipients,
    turns: VecDeque<Turn>,
    ready: VecDeque<Ready>,
    /// When to look again which campaigns run.
    read_at: Timestamp,
}

impl Campaigns {
    pub(super) fn new(recipients: Recipients) -> Self {
        Self { recipients, turns: VecDeque::new(), ready: VecDeque::new(), read_at: Timestamp(i64::MIN) }
    }

    /// A bell rang: something may have been planned, paused or resumed.
    pub(super) fn look_again(&mut self) {
        self.read_at = Timestamp(i64::MIN);
        self.turns.iter_mut().for_each(Turn::look_again);
    }

    pub(super) fn next(&mut self) -> Option<Ready> {
        self.ready.pop_front()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ready.is_empty()
    }

    /// When something may be due that is not claimed yet.
    pub(super) fn look_at(&self) -> Timestamp {
        self.turns.iter().map(|turn| turn.look_at).fold(self.read_at, Timestamp::min)
    }

    /// Claims what the number can send within the next moment.
    pub(super) async fn fill(&mut self, line: &Line, now: Timestamp) -> store::Result<()> {
        if now >= self.read_at {
            self.read(line, now).await?;
        }
        let per_moment =
            u64::from(line.number.messages_per_second) * u64::try_from(AHEAD.as_millis()).unwrap_or(1) / 1_000;
        let target = u32::try_from(per_moment).unwrap_or(CLAIM).clamp(1, CLAIM);
        let there = u32::try_from(self.ready.len()).unwrap_or(u32::MAX);
        if there > target / 2 {
            return Ok(());
        }
        let mut wanted = target - there;
        for _ in 0..self.turns.len() {
            let Some(mut turn) = self.turns.pop_front() else { break };
            let most = if wanted > 0 && turn.look_at <= now { turn.allowed(now, wanted) } else { 0 };
            let taken = if most > 0 { self.claim(line, &mut turn, now, most).await } else { Ok(0) };
            self.turns.push_back(turn);
            wanted = wanted.saturating_sub(taken?);
        }
        // Another one comes first the next time.
        self.turns.rotate_left(usize::from(self.turns.len() > 1));
        Ok(())
    }

    /// Which campaigns run now. What was claimed of others is given back: no request was made.
    async fn read(&mut self, line: &Line, now: Timestamp) -> store::Result<()> {
        let (app, number) = (&line.app, &line.number);
        let mut tx = app.db.read().await?;
        let running = campaign::running(&mut tx, app.workspace).await?;
        let mut turns = VecDeque::new();
        for campaign in running.into_iter().filter(|campaign| sends_from(campaign, number.id)) {
            let Campaign { id, plan, launch: Some(launch), .. } = campaign else { continue };
            let names = launch.variants.iter().map(|variant| variant.template.as_str());
            let templates = store::template::named(&mut tx, app.workspace, names).await?;
            let status = |variant: &domain::campaign::launch::LaunchedVariant| {
                let found = templates.iter().find(|template| {
                    template.account == number.waba_id
                        && template.name == variant.template
                        && template.language == variant.language
                });
                found.map_or(TemplateStatus::NotApproved, |template| template.status.for_sending())
            };
            let templates = launch.variants.iter().map(status).collect();
            let known = self.turns.iter().position(|turn| turn.run.id == id).and_then(|at| self.turns.remove(at));
            turns.push_back(Turn::of(Arc::new(Run { id, plan, launch, templates }), known, now));
        }
        (self.turns, self.read_at) = (turns, now.plus(POLL));
        let is_running = |ready: &Ready| self.turns.iter().any(|turn| turn.run.id == ready.run.id);
        let (kept, given_back) = std::mem::take(&mut self.ready).into_iter().partition(is_running);
        self.ready = kept;
        self.put_back(given_back, now).await;
        Ok(())
    }

    /// Gives everything back that was claimed and not sent.
    pub(super) async fn give_back(&mut self, now: Timestamp) {
        let ready = std::mem::take(&mut self.ready);
        self.put_back(ready, now).await;
    }

    async fn put_back(&self, ready: VecDeque<Ready>, now: Timestamp) {
        for Ready { run, row } in ready {
            let news = News::Later { due_at: now, given_back: true };
            self.recipients.enter(told(&run, &row, news), None).await;
        }
    }

    /// Takes up to `most` rows, asks the gate about each, and keeps those that may go; answers how many were taken.
    async fn claim(&mut self, line: &Line, turn: &mut Turn, now: Timestamp, most: u32) -> store::Result<u32> {
        let (app, number, run) = (&line.app, line.number.id, turn.run.clone());
        let mut tx = app.db.write().await?;
        let mut reach = tier::hold(&mut tx, app.workspace, number, now).await?;
        let due = turn.due(&mut tx, line, &reach, now, most).await?;
        if due.is_empty() {
            return Ok(0);
        }
        if run.plan.frequency_cap.is_some() {
            claim::hold_people(&mut tx, app.workspace, &due).await?;
        }
        let claimed = claim::take(&mut tx, app.workspace, run.id, &due).await?;
        if claimed.is_empty() {
            // Somebody stopped it meanwhile.
            turn.look_at = now.plus(POLL);
            return Ok(0);
        }
        let taken = u32::try_from(claimed.len()).unwrap_or(u32::MAX);
        let judged = judge(&mut tx, line, &run, &mut reach, now, claimed).await?;
        store::campaign::moves::take_in(&mut tx, app.workspace, now, &judged.refused).await?;
        tier::count(&mut tx, app.workspace, &reach, now).await?;
        tx.commit().await?;
        turn.took(now, judged.may_go.len());
        self.ready.extend(judged.may_go.into_iter().map(|row| Ready { run: run.clone(), row }));
        if let Some(halt) = judged.halt {
            pause(line, run.id, halt).await?;
            self.look_again();
        }
        Ok(taken)
    }

    /// Rows that a sender which is gone left behind: their requests may or may not have been made.
    pub(super) async fn sweep(&mut self, line: &Line) -> store::Result<()> {
        let (app, number) = (&line.app, line.number.id);
        let deadline = app.universe.now().plus(app.settings.uncertain_deadline);
        let mut tx = app.db.write().await?;
        let mut told = Vec::new();
        for campaign in campaign::at_work(&mut tx, app.workspace).await? {
            for (position, attempt) in claim::orphans(&mut tx, app.workspace, campaign.id, number).await? {
                told.push(Told { campaign: campaign.id, position, attempt, news: News::Uncertain { deadline } });
            }
        }
        if !told.is_empty() {
            campaign::moves::take_in(&mut tx, app.workspace, app.universe.now(), &told).await?;
            tx.commit().await?;
            tracing::warn!(count = told.len(), "messages of campaigns whose requests may have been made are uncertain");
        }
        Ok(())
    }
}

fn sends_from(campaign: &Campaign, number: domain::id::NumberId) -> bool {
    campaign.launch.as_ref().is_some_and(|launch| launch.numbers.iter().any(|it| it.id == number))
}

fn told(run: &Run, row: &Claimed, news: News) -> Told {
    Told { campaign: run.id, position: row.position, attempt: row.attempt, news }
}

async fn pause(line: &Line, id: CampaignId, halt: Halt) -> store::Result<()> {
    let app = &line.app;
    let mut tx = app.db.write().await?;
    match step::pause(&mut tx, app.workspace, id, Some(halt), app.universe.now()).await {
        Ok(()) => {
            tx.commit().await?;
            tracing::warn!(campaign = %id, %halt, "a campaign paused by itself");
            step::announce(app, id);
            Ok(())
        }
        Err(step::Refused::Store(error)) => Err(error),
        Err(_) => Ok(()),
    }
}

impl Line {
    /// Sends a row, and enters what became of it; answers when that was known.
    pub(super) async fn send_row(self, Ready { run, row }: Ready, recipients: Recipients) -> Timestamp {
        let place = usize::try_from(row.variant).unwrap_or(usize::MAX);
        let Some(variant) = run.launch.variants.get(place) else { return self.app.universe.now() };
        let envelope = Envelope::to(recipient(&row.address), message::message(variant, &row.values))
            .with_callback_data(callback_data(run.id, row.position, row.attempt));
        let exchange = self.app.cloud.send(&self.number.phone_number_id, &self.token, &envelope).await;
        let now = self.app.universe.now();
        let (news, trace) = match exchange.result {
            Ok(response) => (News::Accepted { wamid: response.message_id().to_owned(), at: now }, None),
            Err(error) => (self.after_row(&run, error, row.attempt, now).await, Some(exchange.trace)),
        };
        recipients.enter(told(&run, &row, news), trace).await;
        now
    }

    async fn after_row(&self, run: &Run, error: SendError, attempt: u32, now: Timestamp) -> News {
        let (http_status, error) = match error {
            SendError::NotSent { .. } => return News::Later { due_at: now.plus(UNREACHABLE), given_back: true },
            SendError::AnswerLost { .. } => {
                return News::Uncertain { deadline: now.plus(self.app.settings.uncertain_deadline) };
            }
            SendError::Refused { http_status, error, .. } => (http_status, error),
        };
        if let Some(halt) = halts(error::classify(http_status, &error)) {
            if halt == Halt::Template {
                self.app.wake.templates.notify_one();
            }
            if let Err(error) = pause(self, run.id, halt).await {
                tracing::error!(%error, campaign = %run.id, "a campaign that has to stop could not be paused");
            }
            return News::Later { due_at: now, given_back: false };
        }
        refused(http_status, &error, attempt, now)
    }
}

/// A user id has no `+`.
fn recipient(address: &str) -> Recipient {
    if address.starts_with('+') { Recipient::Phone(address.to_owned()) } else { Recipient::UserId(address.to_owned()) }
}

/// Refusals that every other message of the campaign would meet as well.
const fn halts(class: ErrorClass) -> Option<Halt> {
    match class {
        ErrorClass::TemplateMissing | ErrorClass::TemplatePaused | ErrorClass::TemplateDisabled => Some(Halt::Template),
        ErrorClass::TokenInvalid
        | ErrorClass::PermissionDenied
        | ErrorClass::AccountRestricted
        | ErrorClass::Billing
        | ErrorClass::NotRegistered => Some(Halt::Number),
        ErrorClass::SpamLimited => Some(Halt::Quality),
        _ => None,
    }
}

fn refused(http_status: u16, error: &ApiError, attempt: u32, now: Timestamp) -> News {
    match error::retry(http_status, error).delay(attempt).filter(|_| attempt < ATTEMPTS) {
        Some(delay) => News::Later { due_at: now.plus(delay), given_back: false },
        None => News::Rejected(Fault {
            reason: error::classify(http_status, error).key().to_owned(),
            code: Some(error.code),
        }),
    }
}

//! What campaigns send from one number: rows of their ledgers, claimed in small groups a moment ahead of their turn, so
//! that one commit serves many and a pause has little to wait for.

use super::attempt::Line;
use super::recipients::Recipients;
use crate::campaign::{callback_data, step};
use domain::campaign::gate::{self, Common, Known, Verdict};
use domain::campaign::row::{Fault, News};
use domain::campaign::{Halt, Launch, Plan, message, skip};
use domain::contact::{phone, time_zone};
use domain::id::CampaignId;
use domain::pace::{Bucket, NotBefore, Rate};
use domain::policy::{Reason, TemplateStatus};
use domain::time::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;
use store::campaign::claim::{self, Claimed, Person};
use store::campaign::moves::Told;
use store::campaign::{self, Campaign};
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
const DAY: Duration = Duration::from_hours(24);

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

/// Where one campaign stands on this number.
struct Turn {
    run: Arc<Run>,
    /// Nothing of it is due before.
    look_at: Timestamp,
    /// What the plan allows, when it is less than the number does.
    speed: Option<Bucket>,
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
            let speed = known.and_then(|turn| turn.speed).or_else(|| speed(&plan));
            let run = Arc::new(Run { id, plan, launch, templates });
            turns.push_back(Turn { run, look_at: now, speed });
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
        let claimed = claim::take(&mut tx, app.workspace, run.id, number, now, most).await?;
        let taken = u32::try_from(claimed.len()).unwrap_or(u32::MAX);
        if taken < most {
            let next = claim::next_due(&mut tx, app.workspace, run.id, number).await?;
            turn.look_at =
                next.unwrap_or(Timestamp(i64::MAX)).min(now.plus(POLL)).max(now.plus(Duration::from_millis(1)));
        }
        if claimed.is_empty() {
            return Ok(0);
        }
        let judged = judge(&mut tx, line, &run, now, claimed).await?;
        store::campaign::moves::take_in(&mut tx, app.workspace, now, &judged.refused).await?;
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

impl Turn {
    /// How many may be claimed now by the plan's own speed.
    fn allowed(&mut self, now: Timestamp, most: u32) -> u32 {
        let Some(speed) = &self.speed else { return most };
        let mut allowed = most;
        while let Some(NotBefore(at)) = speed.not_before(now, allowed) {
            if allowed == 1 {
                self.look_at = at;
                return 0;
            }
            allowed /= 2;
        }
        allowed
    }

    fn took(&mut self, now: Timestamp, count: usize) {
        if let Some(speed) = &mut self.speed {
            for _ in 0..count {
                let _ = speed.try_take(now, 1);
            }
        }
    }
}

/// The plan's speed, shared among its numbers.
fn speed(plan: &Plan) -> Option<Bucket> {
    let numbers = u32::try_from(plan.numbers.len()).unwrap_or(1).max(1);
    plan.schedule.per_minute.map(|per_minute| Bucket::new(Rate::per_minute((per_minute / numbers).max(1))))
}

fn sends_from(campaign: &Campaign, number: domain::id::NumberId) -> bool {
    campaign.launch.as_ref().is_some_and(|launch| launch.numbers.iter().any(|it| it.id == number))
}

fn told(run: &Run, row: &Claimed, news: News) -> Told {
    Told { campaign: run.id, position: row.position, attempt: row.attempt, news }
}

#[derive(Default)]
struct Judged {
    may_go: Vec<Claimed>,
    refused: Vec<Told>,
    halt: Option<Halt>,
}

/// Asks the gate once more about each row, as its person is now.
async fn judge(
    tx: &mut store::Tx,
    line: &Line,
    run: &Run,
    now: Timestamp,
    claimed: Vec<Claimed>,
) -> store::Result<Judged> {
    let workspace = line.app.workspace;
    let contacts: Vec<_> = claimed.iter().map(|row| row.contact).collect();
    let people = claim::people(tx, workspace, &contacts).await?;
    let counts = match run.plan.frequency_cap {
        Some(cap) => claim::counts(tx, workspace, &contacts, now.minus(DAY * cap.days), run.id).await?,
        None => std::collections::BTreeMap::new(),
    };
    let mut judged = Judged::default();
    for row in claimed {
        let messages = counts.get(&row.contact).copied().unwrap_or_default();
        match verdict(line, run, &people, now, &row, messages) {
            Verdict::Go => judged.may_go.push(row),
            Verdict::Skip(reason) => judged.refused.push(told(run, &row, News::Skipped(reason.to_owned()))),
            Verdict::NotBefore(due_at) => {
                judged.refused.push(told(run, &row, News::Later { due_at, given_back: true }));
            }
            Verdict::Halt(reason) => {
                judged.halt = Some(halt_of(reason));
                judged.refused.push(told(run, &row, News::Later { due_at: now, given_back: true }));
            }
        }
    }
    Ok(judged)
}

fn verdict(
    line: &Line,
    run: &Run,
    people: &HashMap<domain::id::ContactId, Person>,
    now: Timestamp,
    row: &Claimed,
    messages: u32,
) -> Verdict {
    let place = usize::try_from(row.variant).unwrap_or(usize::MAX);
    let (Some(person), Some(variant)) = (people.get(&row.contact), run.launch.variants.get(place)) else {
        return Verdict::Skip(skip::GONE);
    };
    if person.is_merged {
        return Verdict::Skip(skip::GONE);
    }
    let window = run.plan.schedule.window.as_ref();
    let zone = window.and_then(|_| zone(person, &row.address));
    let common = Common {
        number: line.number.id,
        health: line.number.health,
        category: variant.category,
        template: run.templates.get(place).copied().unwrap_or(TemplateStatus::NotApproved),
        cap: run.plan.frequency_cap,
        window,
    };
    let known = Known { consents: &person.consents, blocked: person.blocked, zone: zone.as_deref(), messages };
    gate::judge(now, common, known)
}

fn zone(person: &Person, address: &str) -> Option<String> {
    let guess = || time_zone::guess(&phone::E164::from_digits(address.trim_start_matches('+'))?).map(str::to_owned);
    person.time_zone.clone().or_else(guess)
}

const fn halt_of(reason: Reason) -> Halt {
    match reason {
        Reason::TemplatePaused | Reason::TemplateNotApproved => Halt::Template,
        _ => Halt::Number,
    }
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

//! The loop of one number: claim what may go, at the number's pace, and send it.

use super::attempt::{self, Line};
use super::campaign::Campaigns;
use super::ledger::Ledger;
use super::recipients::Recipients;
use crate::app::App;
use crate::live::LiveEvent;
use crate::wake::Rung;
use crate::worker::{Hold, Lease};
use domain::id::{ConversationId, MessageId, NumberId};
use domain::pace::{NotBefore, Pace, Rate, Throughput, Ticket};
use domain::policy::Reason;
use domain::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use store::outbox::{self, Claimed};
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;
use whatsapp::client::AccessToken;

/// Requests of one number under way at the most: enough for 1,000 a second over a line of half a second.
const CONCURRENT: usize = 528;
/// Of campaigns so many, so that an answer finds room at once.
const CONCURRENT_OF_CAMPAIGNS: usize = 512;
/// Messages in one claim at the most.
const CLAIM: u32 = 64;
const POLL: Duration = Duration::from_millis(500);
/// People whose pair rate is remembered; those at rest are forgotten first.
const PAIRS: usize = 200_000;
/// How often the number's token and throughput are read again.
const REFRESH: Duration = Duration::from_secs(30);

/// Where outcomes are written.
pub(super) struct Books {
    pub ledger: Ledger,
    pub recipients: Recipients,
}

/// Works until cancelled or the number is gone.
pub(super) async fn run(app: App, id: NumberId, books: Books, stop: CancellationToken) {
    let mut sender = match Sender::new(&app, id, books).await {
        Ok(Some(sender)) => sender,
        Ok(None) => return,
        Err(error) => return tracing::error!(%error, number = %id, "the number cannot send; trying again"),
    };
    while !stop.is_cancelled() {
        // Listen before looking, so that a message queued in between is not slept over.
        let outbox = app.wake.outbox.clone();
        let mut woken = std::pin::pin!(outbox.notified());
        woken.as_mut().enable();
        let pause = match sender.turn().await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, number = %id, "sending stumbled; trying again");
                POLL
            }
        };
        if pause.is_zero() {
            continue;
        }
        tokio::select! {
            () = woken => {}
            Some(ended) = sender.under_way.join_next(), if sender.waits_for_requests() => sender.ended(&ended),
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => {}
        }
    }
    sender.campaigns.give_back(app.universe.now()).await;
    sender.under_way.join_all().await;
    sender.lease.release(&app).await;
}

/// A message, and why it may not go after all.
type Judged = (Claimed, Option<Reason>);

struct Sender {
    line: Line,
    lease: Lease,
    throughput: Throughput,
    pairs: Pace<ConversationId>,
    campaigns: Campaigns,
    /// When each request was answered, or given up.
    under_way: JoinSet<(Ticket, Timestamp)>,
    /// Rows in `sending` may be there that nobody sends: a sender that is gone left them, or a claim whose commit failed.
    orphans: bool,
    /// What the bell had rung for when we last listened.
    heard: Rung,
    /// When it is worth to look into the outbox again.
    look_at: Timestamp,
    /// Messages wait there: for their time, or behind others.
    some_wait: bool,
    refresh_at: Timestamp,
    look_at_doubts_at: Timestamp,
}

impl Sender {
    /// `None` when the number is not there.
    async fn new(app: &App, id: NumberId, books: Books) -> store::Result<Option<Self>> {
        let Some((number, token)) = read(app, id).await? else { return Ok(None) };
        let throughput = Throughput::new(number.messages_per_second);
        Ok(Some(Self {
            line: Line { app: app.clone(), number: Arc::new(number), token, ledger: books.ledger },
            lease: Lease::new(format!("sending:{id}")),
            throughput,
            pairs: Pace::new(Rate::of_pair(), PAIRS),
            campaigns: Campaigns::new(books.recipients),
            under_way: JoinSet::new(),
            orphans: true,
            heard: app.wake.outbox.rung(),
            look_at: app.universe.now(),
            some_wait: false,
            refresh_at: app.universe.now().plus(REFRESH),
            look_at_doubts_at: app.universe.now(),
        }))
    }

    /// Does what can be done now; answers how long nothing will change by itself.
    async fn turn(&mut self) -> store::Result<Duration> {
        let app = self.line.app.clone();
        while let Some(ended) = self.under_way.try_join_next() {
            self.ended(&ended);
        }
        match self.lease.hold(&app).await? {
            Hold::Elsewhere => {
                self.campaigns.give_back(app.universe.now()).await;
                return Ok(POLL);
            }
            Hold::New => self.orphans = true,
            Hold::Still => {}
        }
        if self.orphans {
            // What we are sending ourselves is no orphan: it ends first.
            if !self.under_way.is_empty() {
                return Ok(POLL);
            }
            self.sweep_orphans().await?;
        }
        let now = app.universe.now();
        if now >= self.refresh_at {
            self.refresh(now).await?;
        }
        if now >= self.look_at_doubts_at {
            self.look_at_doubts(now).await?;
        }
        self.listen(now);
        let received = app.wake.received.take(&self.line.number.phone_number_id);
        self.throughput.received(now, received);
        let pause = self.send_messages(now).await?;
        Ok(pause.min(self.send_campaigns(now).await?))
    }

    /// What the outbox holds.
    async fn send_messages(&mut self, now: Timestamp) -> store::Result<Duration> {
        let room = CONCURRENT.saturating_sub(self.under_way.len());
        if room == 0 {
            return Ok(POLL);
        }
        if now < self.look_at {
            return Ok(self.look_at.since(now));
        }
        let most = match self.throughput.allowance(now, u32::try_from(room).unwrap_or(CLAIM).min(CLAIM)) {
            Ok(most) => most,
            Err(NotBefore(at)) => return Ok(at.since(now).max(Duration::from_millis(1))),
        };
        self.orphans = true;
        let (claimed, next_due) = self.claim(now, most).await?;
        self.orphans = false;
        self.some_wait = next_due.is_some();
        let is_all = u32::try_from(claimed.len()).is_ok_and(|count| count < most);
        // What is due and could not be claimed stands behind another of its conversation: a bell rings when that leaves.
        let next_due = next_due.filter(|due| *due > now).unwrap_or(Timestamp(i64::MAX));
        self.look_at = if is_all { next_due.min(now.plus(POLL)) } else { now };
        for message in claimed {
            self.dispatch(now, message).await;
        }
        Ok(self.look_at.since(now))
    }

    /// What campaigns have for this number, with what the outbox left of its throughput.
    async fn send_campaigns(&mut self, now: Timestamp) -> store::Result<Duration> {
        let mut room = CONCURRENT_OF_CAMPAIGNS.saturating_sub(self.under_way.len());
        if room == 0 {
            return Ok(POLL);
        }
        // A claim whose commit fails leaves nothing behind, or rows that nobody sends.
        self.orphans = true;
        self.campaigns.fill(&self.line, now).await?;
        self.orphans = false;
        while room > 0 && !self.campaigns.is_empty() {
            let now = self.line.app.universe.now();
            let allowed = match self.throughput.allowance(now, u32::try_from(room).unwrap_or(1)) {
                Ok(allowed) => allowed,
                Err(NotBefore(at)) => return Ok(at.since(now).max(Duration::from_millis(1))),
            };
            for _ in 0..allowed {
                let Some(ready) = self.campaigns.next() else { break };
                room = room.saturating_sub(1);
                let ticket = self.throughput.depart(now);
                let (line, recipients) = (self.line.clone(), self.campaigns.recipients.clone());
                self.under_way.spawn(async move { (ticket, line.send_row(ready, recipients).await) });
            }
        }
        if room == 0 {
            return Ok(POLL);
        }
        Ok(self.campaigns.look_at().since(now))
    }

    /// Takes note of the bell: new messages are looked for at once, and so are those that stood behind one that left.
    fn listen(&mut self, now: Timestamp) {
        let rung = self.line.app.wake.outbox.rung();
        if rung.queued != self.heard.queued || self.some_wait && rung.left != self.heard.left {
            self.look_at = now;
        }
        if rung.queued != self.heard.queued {
            self.campaigns.look_again();
        }
        self.heard = rung;
    }

    /// The end of a request changes something: there is room again, or orphans can be looked for.
    fn waits_for_requests(&self) -> bool {
        !self.under_way.is_empty() && (self.orphans || self.under_way.len() >= CONCURRENT_OF_CAMPAIGNS)
    }

    /// A request whose task panicked is nobody's any more.
    fn ended(&mut self, ended: &Result<(Ticket, Timestamp), JoinError>) {
        if let Ok((ticket, at)) = ended {
            self.throughput.answered(*ticket, *at);
        } else {
            self.throughput.lost(self.line.app.universe.now());
            self.orphans = true;
        }
    }

    /// What may go now, and when the next of those that stay is due.
    async fn claim(&self, now: Timestamp, most: u32) -> store::Result<(Vec<Judged>, Option<Timestamp>)> {
        let (app, number) = (&self.line.app, self.line.number.id);
        let mut tx = app.db.write().await?;
        let claimed = outbox::claim(&mut tx, app.workspace, number, now, most).await?;
        let claimed = attempt::judge(&mut tx, app.workspace, &self.line.number, now, claimed).await?;
        let next_due = outbox::next_due(&mut tx, app.workspace, number).await?;
        if !claimed.is_empty() {
            tx.commit().await?;
        }
        Ok((claimed, next_due))
    }

    async fn dispatch(&mut self, now: Timestamp, (claimed, refusal): Judged) {
        if let Some(reason) = refusal {
            return self.line.refuse(&claimed, reason).await;
        }
        if let Err(not_before) = self.pairs.try_take(claimed.conversation, now, 1) {
            return self.line.postpone(&claimed, not_before.0).await;
        }
        let (ticket, line) = (self.throughput.depart(now), self.line.clone());
        self.under_way.spawn(async move { (ticket, line.send(claimed).await) });
    }

    /// Requests of a sender that is gone may or may not have been made.
    async fn sweep_orphans(&mut self) -> store::Result<()> {
        let app = &self.line.app;
        let deadline = app.universe.now().plus(app.settings.uncertain_deadline);
        let mut tx = app.db.write().await?;
        let orphans = outbox::sweep_orphans(&mut tx, app.workspace, self.line.number.id, deadline).await?;
        tx.commit().await?;
        self.campaigns.sweep(&self.line).await?;
        self.orphans = false;
        if !orphans.is_empty() {
            tracing::warn!(count = orphans.len(), "messages whose requests may have been made are uncertain");
        }
        self.tell(orphans);
        Ok(())
    }

    /// Uncertain messages whose deadline has passed.
    async fn look_at_doubts(&mut self, now: Timestamp) -> store::Result<()> {
        self.look_at_doubts_at = now.plus(POLL);
        let app = &self.line.app;
        let number = self.line.number.id;
        let mut look = app.db.read().await?;
        let doubts = outbox::has_overdue(&mut look, app.workspace, number, now).await?;
        drop(look);
        if !doubts {
            return Ok(());
        }
        let mut tx = app.db.write().await?;
        let deadline = app.settings.uncertain_deadline;
        let settled = outbox::resolve_overdue(&mut tx, app.workspace, number, now, deadline).await?;
        tx.commit().await?;
        if !settled.resent.is_empty() {
            tracing::warn!(count = settled.resent.len(), "messages are sent once more by the silence rule");
        }
        if !settled.undecided.is_empty() {
            tracing::warn!(count = settled.undecided.len(), "uncertain messages wait for a person's decision");
        }
        self.tell(settled.resent);
        self.tell(settled.undecided);
        Ok(())
    }

    fn tell(&self, messages: Vec<(ConversationId, MessageId)>) {
        let events =
            messages.into_iter().map(|(conversation, message)| LiveEvent::MessageChanged { conversation, message });
        self.line.app.live.publish(events);
    }

    async fn refresh(&mut self, now: Timestamp) -> store::Result<()> {
        self.refresh_at = now.plus(REFRESH);
        if let Some((number, token)) = read(&self.line.app, self.line.number.id).await? {
            self.throughput.set(number.messages_per_second);
            self.line.number = Arc::new(number);
            self.line.token = token;
        }
        Ok(())
    }
}

async fn read(app: &App, id: NumberId) -> store::Result<Option<(domain::number::Number, AccessToken)>> {
    let mut tx = app.db.read().await?;
    let numbers = store::workspace::numbers(&mut tx, app.workspace).await?;
    let Some(number) = numbers.into_iter().find(|number| number.id == id) else { return Ok(None) };
    drop(tx);
    match crate::seal::access_token(app, id).await {
        Ok(token) => Ok(Some((number, token))),
        Err(error) => {
            tracing::error!(%error, number = %id, "the access token cannot be opened; was the sealing key changed?");
            Ok(None)
        }
    }
}

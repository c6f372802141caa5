//! The shell around the world: gives it turns, carries out its effects, wakes it when something is due.

use std::cmp;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use tokio::sync::{Notify, broadcast, mpsc, watch};
use tokio_util::sync::CancellationToken;
use whatsapp::signature::AppSecret;

use crate::clock::{Clock, Millis};
use crate::config::Config;
use crate::delivery::{Subscription, Tally};
use crate::faults::Faults;
use crate::log::{Entry, Log};
use crate::state_file::{FORMAT, Saved};
use crate::world::{Effect, Event, Live, Turn, Update, World};

/// How many due events happen in one go, before others may have their turn.
const EVENTS_AT_ONCE: usize = 256;

/// Everything that runs.
pub(crate) struct Core {
    pub config: Config,
    pub base_url: String,
    pub clock: Clock,
    pub secret: AppSecret,
    pub client: reqwest::Client,
    pub subscription: RwLock<Subscription>,
    /// Told when webhooks go elsewhere, so that what waits to be retried does not wait longer.
    pub readdressed: Notify,
    pub tally: Tally,
    pub stop: CancellationToken,
    lines: Vec<mpsc::UnboundedSender<Update>>,
    state: Mutex<State>,
    faults: RwLock<Arc<Faults>>,
    log: Mutex<Log>,
    /// Webhooks that have set out and not arrived; kept only for a state file.
    under_way: Mutex<BTreeMap<u64, Update>>,
    set_out: AtomicU64,
    live: broadcast::Sender<Live>,
    /// Goes up whenever something changed.
    changes: watch::Sender<u64>,
    wake: Notify,
}

struct State {
    world: World,
    due: BinaryHeap<Due>,
    sequence: u64,
    rng: SmallRng,
}

/// An event and when it is due; among equals, the one put off first comes first.
#[derive(PartialEq, Eq)]
struct Due {
    at: Millis,
    sequence: u64,
    event: Event,
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> cmp::Ordering {
        (other.at, other.sequence).cmp(&(self.at, self.sequence))
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A lock that a panic elsewhere does not spoil: each turn leaves the world whole.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Core {
    pub(crate) fn new(
        config: Config,
        base_url: String,
        client: reqwest::Client,
        saved: Option<Saved>,
    ) -> (Self, Vec<mpsc::UnboundedReceiver<Update>>) {
        let (start_at, seed) = saved.as_ref().map_or((config.start_at, config.seed), |s| (Some(s.now), s.seed));
        let clock = Clock::new(start_at, config.speed);
        let mut rng = SmallRng::seed_from_u64(seed);
        let mut effects = Vec::new();
        let mut turn = Turn { now: clock.now(), rng: &mut rng, effects: &mut effects };
        let mut world = World::new(&config, &base_url);
        let mut subscription = Subscription::new(config.webhook_url.clone());
        match saved {
            None => world.populate(&mut turn),
            Some(saved) => {
                let configured = subscription.app.is_some();
                subscription = saved.subscription;
                if configured {
                    // An address the configuration names is where this run is to send.
                    subscription.move_to(config.webhook_url.clone());
                }
                world.restore(&mut turn, saved.world);
                effects.extend(saved.under_way.into_iter().map(Effect::Webhook));
                effects.extend(saved.due.into_iter().map(|(at, event)| Effect::Later(at, event)));
            }
        }
        let (lines, receivers) = (0..config.delivery.connections.max(1)).map(|_| mpsc::unbounded_channel()).unzip();
        let core = Self {
            secret: AppSecret::new(&config.app_secret),
            client,
            subscription: RwLock::new(subscription),
            readdressed: Notify::new(),
            tally: Tally::default(),
            stop: CancellationToken::new(),
            lines,
            state: Mutex::new(State { world, due: BinaryHeap::new(), sequence: 0, rng }),
            faults: RwLock::new(Arc::new(config.faults.clone())),
            log: Mutex::new(Log::new(config.keep.exchanges)),
            under_way: Mutex::default(),
            set_out: AtomicU64::new(0),
            live: broadcast::Sender::new(4_096),
            changes: watch::Sender::new(0),
            wake: Notify::new(),
            config,
            base_url,
            clock,
        };
        core.carry_out(&mut locked(&core.state), &mut effects);
        (core, receivers)
    }

    /// Gives the world a turn and carries out what follows from it.
    pub(crate) fn turn<T>(&self, step: impl FnOnce(&mut World, &mut Turn<'_>) -> T) -> T {
        let mut state = locked(&self.state);
        let now = self.clock.now();
        self.catch_up(&mut state, now, usize::MAX);
        let mut effects = Vec::new();
        let State { world, rng, .. } = &mut *state;
        let mut turn = Turn { now, rng, effects: &mut effects };
        let outcome = step(world, &mut turn);
        self.carry_out(&mut state, &mut effects);
        drop(state);
        self.changed();
        outcome
    }

    /// Looks at the world as it is now.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&World) -> T) -> T {
        let mut state = locked(&self.state);
        let happened = self.catch_up(&mut state, self.clock.now(), usize::MAX);
        let seen = at(&state.world);
        drop(state);
        if happened {
            self.changed();
        }
        seen
    }

    /// Everything, to be written down. Chance goes on from a new seed, here as where it is resumed.
    pub(crate) fn save(&self) -> Saved {
        let mut state = locked(&self.state);
        let now = self.clock.now();
        self.catch_up(&mut state, now, usize::MAX);
        let seed = state.rng.random();
        state.rng = SmallRng::seed_from_u64(seed);
        let mut due: Vec<&Due> = state.due.iter().collect();
        due.sort_by_key(|due| (due.at, due.sequence));
        let due = due.into_iter().map(|due| (due.at, due.event)).collect();
        let subscription = self.subscription.read().unwrap_or_else(PoisonError::into_inner).clone();
        let under_way = locked(&self.under_way).values().cloned().collect();
        Saved { format: FORMAT, now, seed, subscription, world: state.world.save(), due, under_way }
    }

    /// Uses the dice.
    pub(crate) fn roll<T>(&self, throw: impl FnOnce(&mut SmallRng) -> T) -> T {
        throw(&mut locked(&self.state).rng)
    }

    /// When the next thing is due.
    pub(crate) fn next_due(&self) -> Option<Millis> {
        locked(&self.state).due.peek().map(|due| due.at)
    }

    /// Webhooks enter their lines under the lock of the world, so their order is that of the turns.
    fn carry_out(&self, state: &mut State, effects: &mut Vec<Effect>) {
        let earliest = state.due.peek().map(|due| due.at);
        for effect in effects.drain(..) {
            match effect {
                Effect::Webhook(update) => self.enqueue(update),
                // Nobody may be watching.
                Effect::Live(live) => drop(self.live.send(live)),
                Effect::Later(at, event) => {
                    let sequence = state.sequence;
                    state.sequence += 1;
                    state.due.push(Due { at, sequence, event });
                }
            }
        }
        let now_earliest = state.due.peek().map(|due| due.at);
        if now_earliest.is_some_and(|at| earliest.is_none_or(|before| at < before)) {
            self.wake.notify_one();
        }
    }

    fn enqueue(&self, mut update: Update) {
        update.id = self.set_out.fetch_add(1, Ordering::Relaxed);
        if !self.tally.take_in(self.config.delivery.backlog) {
            tracing::warn!(field = %update.field, "too many webhooks wait; one is given up");
            return;
        }
        if self.config.state_file.is_some() {
            locked(&self.under_way).insert(update.id, update.clone());
        }
        let line = self.lines.get(update.line as usize % self.lines.len().max(1));
        if line.is_none_or(|line| line.send(update).is_err()) {
            self.tally.give_up(1);
        }
    }

    /// These webhooks need not be remembered any more.
    pub(crate) fn arrived(&self, updates: &[u64]) {
        if self.config.state_file.is_some() {
            let mut under_way = locked(&self.under_way);
            for id in updates {
                under_way.remove(id);
            }
        }
    }

    /// Where webhooks about the account go at present.
    pub(crate) fn webhook_address(&self) -> Option<String> {
        let subscription = self.subscription.read().unwrap_or_else(PoisonError::into_inner);
        subscription.target(None).map(str::to_owned)
    }

    /// Where a webhook of this field about this number goes at present.
    pub(crate) fn webhook_target(&self, field: &str, number: Option<usize>) -> Option<String> {
        let subscription = self.subscription.read().unwrap_or_else(PoisonError::into_inner);
        subscription.target_of(field, number).map(str::to_owned)
    }

    pub(crate) fn enqueue_by_hand(&self, update: Update) {
        let _order = locked(&self.state);
        self.enqueue(update);
    }

    /// Lets what is due happen, as emulated time goes on, until the emulator stops.
    pub(crate) async fn run(self: Arc<Self>) {
        loop {
            let next = self.happen();
            let woken = self.wake.notified();
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = woken => {}
                () = self.until(next) => {}
            }
        }
    }

    async fn until(&self, next: Option<Millis>) {
        match next {
            Some(at) => self.clock.sleep_until(at).await,
            None => std::future::pending().await,
        }
    }

    /// Lets what is due happen; tells when the next thing is.
    pub(crate) fn happen(&self) -> Option<Millis> {
        let mut state = locked(&self.state);
        let happened = self.catch_up(&mut state, self.clock.now(), EVENTS_AT_ONCE);
        let next = state.due.peek().map(|due| due.at);
        drop(state);
        if happened {
            self.changed();
        }
        next
    }

    /// Lets at most so many things happen that are due: whoever comes finds that all of them have. Tells whether any did.
    fn catch_up(&self, state: &mut State, now: Millis, most: usize) -> bool {
        if state.due.peek().is_none_or(|due| due.at > now) {
            return false;
        }
        let faults = self.faults();
        let mut effects = Vec::new();
        for _ in 0..most {
            if state.due.peek().is_none_or(|due| due.at > now) {
                break;
            }
            let Some(due) = state.due.pop() else { break };
            let State { world, rng, .. } = &mut *state;
            // However late it is noticed, it happens when it was due.
            world.happen(&mut Turn { now: due.at, rng, effects: &mut effects }, due.event, &faults);
            self.carry_out(state, &mut effects);
        }
        true
    }

    pub(crate) fn faults(&self) -> Arc<Faults> {
        Arc::clone(&self.faults.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set_faults(&self, faults: Faults) {
        *self.faults.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(faults);
        self.changed();
    }

    pub(crate) fn record(&self, entry: Entry) {
        locked(&self.log).push(entry);
    }

    pub(crate) fn log<T>(&self, read: impl FnOnce(&Log) -> T) -> T {
        read(&locked(&self.log))
    }

    pub(crate) fn watch_phones(&self) -> broadcast::Receiver<Live> {
        self.live.subscribe()
    }

    pub(crate) fn changed(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

//! Where one campaign stands on one number: what of it may be taken now, and when to look again.

use super::{Line, POLL, Run};
use domain::campaign::Plan;
use domain::pace::{Bucket, NotBefore, Rate};
use domain::tier::Reach;
use domain::time::Timestamp;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use store::campaign::claim::{self, Due, Whose};
use store::tier;

/// While Meta's limit has no room: how often it is looked again, and who is counted already and may go on.
const SEEK: Duration = Duration::from_secs(30);
/// How many of their rows are found at once.
const SOUGHT: u32 = 2_000;
/// However often a bell rings meanwhile.
const SEEK_AT_MOST_EVERY: Duration = Duration::from_secs(2);

/// Where one campaign stands on this number.
pub(super) struct Turn {
    pub run: Arc<Run>,
    /// Nothing of it is due before.
    pub look_at: Timestamp,
    held: Held,
    /// What the plan allows, when it is less than the number does.
    speed: Option<Bucket>,
}

/// Meta's limit has no room for anybody new.
#[derive(Default)]
struct Held {
    /// It has none before.
    until: Timestamp,
    /// When those were looked for who need no room, and when they are again.
    sought_at: Timestamp,
    seek_at: Timestamp,
    /// Rows of theirs that were found and not taken yet.
    found: VecDeque<Due>,
}

impl Held {
    fn look_at(&self) -> Timestamp {
        if self.found.is_empty() { self.until.min(self.seek_at) } else { Timestamp::default() }
    }

    fn found(&mut self, due: Vec<Due>, now: Timestamp) {
        self.sought_at = now;
        // There may be more at once only when there were as many as were asked for.
        self.seek_at = if is_all(&due, SOUGHT) { now.plus(SEEK) } else { now };
        self.found = due.into();
    }
}

impl Turn {
    /// A campaign that runs, as it was known a moment ago.
    pub(super) fn of(run: Arc<Run>, known: Option<Self>, now: Timestamp) -> Self {
        let (held, known_speed) = known.map(|turn| (turn.held, turn.speed)).unwrap_or_default();
        let speed = known_speed.or_else(|| speed(&run.plan));
        Self { run, look_at: now.max(held.look_at()), held, speed }
    }

    /// Something happened that may have made room.
    pub(super) fn look_again(&mut self) {
        self.held.until = Timestamp::default();
        self.held.seek_at = self.held.seek_at.min(self.held.sought_at.plus(SEEK_AT_MOST_EVERY));
    }

    /// The rows that may be taken, and when to look for more. Where Meta's limit has no room, those who need none.
    pub(super) async fn due(
        &mut self,
        tx: &mut store::Tx,
        line: &Line,
        reach: &Reach,
        now: Timestamp,
        most: u32,
    ) -> store::Result<Vec<Due>> {
        let (workspace, place) = (line.app.workspace, (self.run.id, line.number.id));
        let soon = now.plus(Duration::from_millis(1));
        let standing = reach.standing(line.number.id);
        if standing.room() == Some(0) {
            let opens_at = tier::opens_at(tx, workspace, standing.limit, now).await?;
            self.held.until = opens_at.unwrap_or(now.plus(SEEK)).min(now.plus(SEEK));
            if self.held.found.is_empty() && now >= self.held.seek_at {
                self.held.found(claim::due(tx, workspace, place, now, Whose::WithoutRoom, SOUGHT).await?, now);
            }
            self.look_at = self.held.look_at().max(soon);
            let most = self.held.found.len().min(usize::try_from(most).unwrap_or(usize::MAX));
            return Ok(self.held.found.drain(..most).collect());
        }
        self.held = Held::default();
        let most = standing.room().map_or(most, |room| most.min(room));
        let due = claim::due(tx, workspace, place, now, Whose::Anybody, most).await?;
        if is_all(&due, most) {
            let next = claim::next_due(tx, workspace, place.0, place.1).await?;
            self.look_at = next.unwrap_or(Timestamp(i64::MAX)).min(now.plus(POLL)).max(soon);
        }
        Ok(due)
    }

    /// How many may be claimed now by the plan's own speed.
    pub(super) fn allowed(&mut self, now: Timestamp, most: u32) -> u32 {
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

    pub(super) fn took(&mut self, now: Timestamp, count: usize) {
        if let Some(speed) = &mut self.speed {
            for _ in 0..count {
                let _ = speed.try_take(now, 1);
            }
        }
    }
}

fn is_all(due: &[Due], most: u32) -> bool {
    u32::try_from(due.len()).is_ok_and(|count| count < most)
}

/// The plan's speed, shared among its numbers.
fn speed(plan: &Plan) -> Option<Bucket> {
    let numbers = u32::try_from(plan.numbers.len()).unwrap_or(1).max(1);
    plan.schedule.per_minute.map(|per_minute| Bucket::new(Rate::per_minute((per_minute / numbers).max(1))))
}

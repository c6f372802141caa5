//! Looks at a campaign until the last of its statuses is in the report.

use super::Seen;
use super::scene::Scene;
use crate::clock::{self, Duration, Instant, per_second};
use crate::memory::resident_mib;
use crate::serve::recado::workspace;
use domain::campaign::{Measure, RecipientState, Tallies};
use emulator::{Exchange, ExchangeKind};
use std::collections::HashSet;
use store::campaign::tally;

const LOOK: Duration = Duration::from_millis(100);
const PLANNED: &str = "SELECT planned FROM campaigns WHERE workspace_id = $1 AND id = $2";
/// The longest time without anything new.
const PATIENCE: Duration = Duration::from_mins(2);

pub async fn campaign(scene: &Scene) -> anyhow::Result<Seen> {
    let before = resident_mib(scene.server_process());
    scene.launch().await?;
    let launched = clock::now();
    let first = scene.cloud().wait_for(PATIENCE, |view| (view.accepted_count() > 0).then(clock::now)).await?;
    let mut watch = Watch { most: before, moved: launched, ..Watch::at(launched) };
    loop {
        let read = watch.look(scene).await?;
        if read >= scene.people {
            break;
        }
        anyhow::ensure!(watch.moved.elapsed() < PATIENCE, "nothing happens any more: {watch:?}");
        tokio::time::sleep(LOOK).await;
    }
    everybody_got_one(scene)?;
    let (Some(early), Some(late)) = (watch.early, watch.late) else { anyhow::bail!("it was over too soon: {watch:?}") };
    Ok(Seen {
        people: scene.people,
        first: first.duration_since(launched),
        pace: per_second(late.accepted - early.accepted, late.at.duration_since(early.at)),
        refusals: watch.refusals,
        samples: watch.samples,
        behind: watch.behind,
        settled: watch.all_accepted.unwrap_or(launched).elapsed(),
        before,
        most: watch.most,
    })
}

/// How many had been accepted when.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: Instant,
    accepted: u64,
}

#[derive(Debug)]
struct Watch {
    early: Option<Mark>,
    late: Option<Mark>,
    refusals: u64,
    samples: u64,
    seen: Option<u64>,
    behind: u64,
    all_accepted: Option<Instant>,
    /// When something last changed, and to what.
    moved: Instant,
    sum: u64,
    most: u64,
}

impl Watch {
    fn at(moved: Instant) -> Self {
        Self {
            early: None,
            late: None,
            refusals: 0,
            samples: 0,
            seen: None,
            behind: 0,
            all_accepted: None,
            moved,
            sum: 0,
            most: 0,
        }
    }

    /// How many are counted as read.
    async fn look(&mut self, scene: &Scene) -> anyhow::Result<u64> {
        let accepted = scene.cloud().wait_until(|view| Some(view.accepted_count())).await;
        let at = clock::now();
        let mut tx = scene.db.read().await?;
        let planned: Option<(i64,)> = tx.row(PLANNED, store::args![workspace(), scene.campaign]).await?;
        let tallies = tally::of_one(&mut tx, workspace(), scene.campaign).await?;
        drop(tx);
        adds_up(planned.map_or(0, |(planned,)| planned), &tallies)?;
        self.samples += 1;
        self.most = self.most.max(resident_mib(scene.server_process()));
        self.count_refusals(&scene.cloud().log(self.seen));
        let read = tallies.of(Measure::State(RecipientState::Read)).unsigned_abs();
        let mark = Mark { at, accepted };
        if accepted >= scene.people / 20 {
            self.early.get_or_insert(mark);
        }
        if accepted <= scene.people - scene.people / 20 {
            self.late = Some(mark);
        }
        if accepted >= scene.people && self.all_accepted.is_none() {
            (self.all_accepted, self.behind) = (Some(at), scene.people.saturating_sub(read));
        }
        if self.sum != accepted + read {
            (self.sum, self.moved) = (accepted + read, at);
        }
        Ok(read)
    }

    fn count_refusals(&mut self, exchanges: &[Exchange]) {
        self.seen = exchanges.last().map(|exchange| exchange.id).or(self.seen);
        let refused = |exchange: &&Exchange| {
            let answer = String::from_utf8_lossy(&exchange.answer);
            exchange.kind == ExchangeKind::Request
                && (answer.contains(r#""code":130429"#) || answer.contains(r#""code":131056"#))
        };
        self.refusals += exchanges.iter().filter(refused).count() as u64;
    }
}

/// What was planned is the sum of what became of it, in every look.
fn adds_up(planned: i64, tallies: &Tallies) -> anyhow::Result<()> {
    let sum = tallies.planned();
    anyhow::ensure!(planned == sum, "{planned} were planned, and what became of them adds up to {sum}");
    Ok(())
}

fn everybody_got_one(scene: &Scene) -> anyhow::Result<()> {
    let accepted = scene.cloud().accepted();
    let people: HashSet<&str> = accepted.iter().map(|message| message.to()).collect();
    anyhow::ensure!(
        people.len() == accepted.len() && people.len() as u64 == scene.people,
        "{} messages to {} of {} people",
        accepted.len(),
        people.len(),
        scene.people
    );
    Ok(())
}

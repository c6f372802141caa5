//! One round: the disk, and every candidate after the other at each kind of work.

use crate::candidate::{Candidate, Place, last_words};
use crate::clock::{self, Duration, per_second};
use crate::disk;
use crate::drain;
use crate::latencies::Summary;
use crate::load::ingest::ingest;
use crate::load::round_trip::round_trips;
use crate::load::sink::Sink;
use crate::serve::recado::Flow;
use crate::webhook::Webhook;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

pub const CONNECTIONS: usize = 256;
pub const IN_FLIGHT: usize = 32;

const RECEIVERS: [Candidate; 6] = [
    Candidate::Bare,
    Candidate::RecadoSqlite,
    Candidate::Pywa,
    Candidate::RecadoPostgres,
    Candidate::BusinessRs,
    Candidate::Django,
];
const BOTS: [Candidate; 4] =
    [Candidate::Forwarder, Candidate::RecadoSqlite, Candidate::Pywa, Candidate::RecadoPostgres];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Webhooks answered 200 in a second.
    Ingest,
    /// Webhooks a second until nothing was left to do.
    Processed,
    /// Milliseconds from webhook to reply, one at a time.
    AloneP50,
    AloneP99,
    /// Replies a second, many under way.
    InFlight,
}

#[derive(Debug)]
pub struct Round {
    /// F, in milliseconds.
    pub disk: Summary,
    pub figures: BTreeMap<(Measure, Candidate), f64>,
    /// What went wrong with peers.
    pub complaints: Vec<String>,
}

pub struct Bench {
    pub place: Place,
    pub webhooks: Arc<[Webhook]>,
    pub lasting: Duration,
    pub sink: Sink,
    pub cloud: SocketAddr,
    /// Measures only what has this in its label, which is the candidate's name and the kind of work.
    pub only: String,
}

impl Bench {
    /// Each round begins with another candidate, so that none is always first.
    pub async fn round(&self, number: usize) -> anyhow::Result<Round> {
        let disk = disk::measure(&self.place.folder, self.lasting.min(Duration::from_secs(2)))?;
        say(&format!("fdatasync: p50 {:.3} ms, p99 {:.3} ms", disk.p50, disk.p99));
        let mut round = Round { disk, figures: BTreeMap::new(), complaints: Vec::new() };
        for candidate in rotated(&RECEIVERS, number) {
            self.attempt(candidate, &mut round, Work::Ingest).await?;
        }
        for candidate in rotated(&BOTS, number) {
            self.attempt(candidate, &mut round, Work::Alone).await?;
            self.attempt(candidate, &mut round, Work::InFlight).await?;
        }
        Ok(round)
    }

    /// A peer that fails is told of in the report; a failure of ours ends the run.
    async fn attempt(&self, candidate: Candidate, round: &mut Round, work: Work) -> anyhow::Result<()> {
        let peer = candidate.peer();
        let label = format!("{}: {work:?}", candidate.name());
        if !label.contains(&self.only) || peer.is_some_and(|peer| self.place.missing(peer).is_some()) {
            return Ok(());
        }
        let flow = if matches!(work, Work::Ingest) { Flow::Silent } else { Flow::Echo };
        let worked = async {
            let running = self.place.start(candidate, flow, self.cloud).await?;
            let begun = clock::now();
            let figures = match work {
                Work::Ingest => self.ingest(running.address, running.database.as_deref(), candidate).await,
                Work::Alone => self.round_trips(running.address, 1).await,
                Work::InFlight => self.round_trips(running.address, IN_FLIGHT).await,
            };
            running.stop(&self.place).await?;
            say(&format!("{label} {:.2?} in {:.1?}", figures.as_ref().ok(), begun.elapsed()));
            figures
        };
        match worked.await {
            Ok(figures) => {
                round.figures.extend(figures.into_iter().map(|(measure, figure)| ((measure, candidate), figure)));
                Ok(())
            }
            Err(error) => {
                let complaint =
                    format!("{}: {error:#}\n{}", candidate.name(), last_words(&self.place.folder, candidate));
                say(&complaint);
                round.complaints.push(complaint);
                if peer.is_some() { Ok(()) } else { Err(error) }
            }
        }
    }

    async fn ingest(
        &self,
        address: SocketAddr,
        database: Option<&str>,
        candidate: Candidate,
    ) -> anyhow::Result<Vec<(Measure, f64)>> {
        let begun = clock::now();
        let ingested = ingest(address, &self.webhooks, CONNECTIONS, self.lasting).await?;
        anyhow::ensure!(
            ingested.refused == 0 || candidate.peer().is_some(),
            "{} webhooks were not answered 200",
            ingested.refused
        );
        anyhow::ensure!(ingested.accepted > 0, "not one of {} webhooks was answered 200", ingested.refused);
        let mut figures = vec![(Measure::Ingest, per_second(ingested.accepted, ingested.elapsed))];
        if let Some(database) = database {
            anyhow::ensure!(!ingested.repeated, "too few webhooks were made for so quick a server");
            drain::until_processed(database, ingested.accepted).await?;
            figures.push((Measure::Processed, per_second(ingested.accepted, begun.elapsed())));
        }
        Ok(figures)
    }

    async fn round_trips(&self, address: SocketAddr, in_flight: usize) -> anyhow::Result<Vec<(Measure, f64)>> {
        let done = round_trips(address, &self.sink, &self.webhooks, in_flight, self.lasting).await?;
        if in_flight > 1 {
            return Ok(vec![(Measure::InFlight, per_second(done.answered, done.elapsed))]);
        }
        let Some(summary) = done.latencies.summary() else { anyhow::bail!("there was no round trip") };
        Ok(vec![(Measure::AloneP50, summary.p50), (Measure::AloneP99, summary.p99)])
    }
}

#[derive(Clone, Copy, Debug)]
enum Work {
    Ingest,
    Alone,
    InFlight,
}

fn rotated<const N: usize>(candidates: &[Candidate; N], by: usize) -> impl Iterator<Item = Candidate> {
    candidates.iter().copied().cycle().skip(by % N).take(N)
}

#[expect(clippy::print_stdout, reason = "a command-line tool talks to its terminal")]
pub fn say(line: &str) {
    println!("  {line}");
}

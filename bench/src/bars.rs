//! What has to be reached, as ratios within one round.

use crate::candidate::Candidate::{self, Bare, BusinessRs, Django, Forwarder, Pywa, RecadoPostgres, RecadoSqlite};
use crate::figures::Spread;
use crate::round::Measure::{self, AloneP50, AloneP99, InFlight, Ingest, Processed};
use crate::round::Round;

pub struct Bar {
    pub what: &'static str,
    pub limit: Limit,
    ratio: Ratio,
}

#[derive(Clone, Copy, Debug)]
pub enum Limit {
    AtLeast(f64),
    AtMost(f64),
}

enum Ratio {
    /// The first figure in terms of the second.
    Of((Measure, Candidate), (Measure, Candidate)),
    /// The candidate's median round trip, in terms of P + 4 F.
    Median(Candidate),
    /// The candidate's 99th percentile, in terms of those of P + 6 F.
    Slowest(Candidate),
}

/// What became of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    Reached,
    Missed,
    NotMeasured,
}

use Limit::{AtLeast, AtMost};
use Ratio::{Median, Of, Slowest};

const fn bar(what: &'static str, ratio: Ratio, limit: Limit) -> Bar {
    Bar { what, limit, ratio }
}

const H: (Measure, Candidate) = (Ingest, Bare);
const P: (Measure, Candidate) = (InFlight, Forwarder);

pub const BARS: &[Bar] = &[
    bar("Durable ingest, SQLite / H", Of((Ingest, RecadoSqlite), H), AtLeast(0.25)),
    bar("Durable ingest, PostgreSQL / H", Of((Ingest, RecadoPostgres), H), AtLeast(0.18)),
    bar("Fully processed, SQLite / H", Of((Processed, RecadoSqlite), H), AtLeast(0.05)),
    bar("Fully processed, PostgreSQL / H", Of((Processed, RecadoPostgres), H), AtLeast(0.05)),
    bar("Durable ingest, SQLite / pywa", Of((Ingest, RecadoSqlite), (Ingest, Pywa)), AtLeast(5.0)),
    bar("Durable ingest, PostgreSQL / pywa", Of((Ingest, RecadoPostgres), (Ingest, Pywa)), AtLeast(5.0)),
    bar("Durable ingest, SQLite / django-meta-whatsapp", Of((Ingest, RecadoSqlite), (Ingest, Django)), AtLeast(50.0)),
    bar(
        "Durable ingest, PostgreSQL / django-meta-whatsapp",
        Of((Ingest, RecadoPostgres), (Ingest, Django)),
        AtLeast(50.0),
    ),
    bar(
        "Durable ingest, SQLite / whatsapp-business-rs",
        Of((Ingest, RecadoSqlite), (Ingest, BusinessRs)),
        AtLeast(1.2),
    ),
    bar("Round trip alone, p50, SQLite / (P + 4 F)", Median(RecadoSqlite), AtMost(1.0)),
    bar("Round trip alone, p50, PostgreSQL / (P + 4 F)", Median(RecadoPostgres), AtMost(1.0)),
    bar("Round trip alone, p99, SQLite / (P + 6 F)", Slowest(RecadoSqlite), AtMost(1.0)),
    bar("Round trip alone, p99, PostgreSQL / (P + 6 F)", Slowest(RecadoPostgres), AtMost(1.0)),
    bar("Round trips, 32 in flight, SQLite / P", Of((InFlight, RecadoSqlite), P), AtLeast(0.15)),
    bar("Round trips, 32 in flight, PostgreSQL / P", Of((InFlight, RecadoPostgres), P), AtLeast(0.15)),
    bar("Round trips, 32 in flight, SQLite / pywa", Of((InFlight, RecadoSqlite), (InFlight, Pywa)), AtLeast(5.0)),
    bar("Round trips, 32 in flight, PostgreSQL / pywa", Of((InFlight, RecadoPostgres), (InFlight, Pywa)), AtLeast(5.0)),
];

impl Bar {
    /// The ratio of each round in which both sides were measured.
    pub fn ratios(&self, rounds: &[Round]) -> Option<Spread> {
        Spread::of(rounds.iter().filter_map(|round| self.ratio.within(round)))
    }

    /// The median decides.
    pub fn verdict(&self, rounds: &[Round]) -> Verdict {
        match (self.ratios(rounds), self.limit) {
            (None, _) => Verdict::NotMeasured,
            (Some(ratio), AtLeast(limit)) if ratio.median >= limit => Verdict::Reached,
            (Some(ratio), AtMost(limit)) if ratio.median <= limit => Verdict::Reached,
            (Some(_), _) => Verdict::Missed,
        }
    }
}

impl Ratio {
    fn within(&self, round: &Round) -> Option<f64> {
        let figure = |measure, candidate| round.figures.get(&(measure, candidate)).copied();
        match *self {
            Of((measure, ours), (other, theirs)) => Some(figure(measure, ours)? / figure(other, theirs)?),
            Median(ours) => Some(figure(AloneP50, ours)? / (figure(AloneP50, Forwarder)? + 4.0 * round.disk.p50)),
            Slowest(ours) => Some(figure(AloneP99, ours)? / (figure(AloneP99, Forwarder)? + 6.0 * round.disk.p99)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latencies::Summary;

    fn round(figures: &[((Measure, Candidate), f64)]) -> Round {
        Round {
            disk: Summary { p50: 0.5, p99: 2.0 },
            figures: figures.iter().copied().collect(),
            complaints: Vec::new(),
        }
    }

    #[test]
    fn the_median_of_the_rounds_decides() {
        let ingest = |recado: f64| round(&[((Ingest, RecadoSqlite), recado), ((Ingest, Bare), 100.0)]);
        let bar = &BARS[0];
        assert_eq!(bar.verdict(&[ingest(10.0), ingest(26.0), ingest(90.0)]), Verdict::Reached);
        assert_eq!(bar.verdict(&[ingest(10.0), ingest(24.0), ingest(90.0)]), Verdict::Missed);
        assert_eq!(bar.verdict(&[round(&[((Ingest, Bare), 100.0)])]), Verdict::NotMeasured);
    }

    #[test]
    fn round_trips_are_held_against_the_disk_of_the_same_round() {
        let alone = |p50: f64| round(&[((AloneP50, RecadoSqlite), p50), ((AloneP50, Forwarder), 1.0)]);
        let bar = bar("", Median(RecadoSqlite), AtMost(1.0));
        assert_eq!(bar.verdict(&[alone(3.0)]), Verdict::Reached);
        assert_eq!(bar.verdict(&[alone(3.1)]), Verdict::Missed);
    }
}

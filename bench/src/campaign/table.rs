//! What the rounds gave, as Markdown, and which bars they miss. The median of the rounds decides.

use super::engine::Taken;
use crate::figures::Spread;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The least shares of the bare loop's speed.
const ENGINE_BAR: f64 = 0.40;
const LOOP_BAR: f64 = 0.04;

const HEAD: &str = "\n## Campaigns\n\nMessages a second, the median of the rounds: of a bare hyper loop over 32 connections (S), of the engine from \
launch to the last acceptance in the ledger, and of the whole loop with three statuses of each message in the report. The first message's time \
after the launch is the longest seen. Memory is that of the process, which also holds the other side.\n\n\
| engine | people | S | engine | / S | full loop | / S | first | memory before | at the most |\n|---|---|---|---|---|---|---|---|---|---|\n";

pub struct Round {
    pub engine: &'static str,
    pub people: u64,
    pub taken: Taken,
    pub peers: Vec<PeerRound>,
}

/// A peer's speed in the same round.
#[derive(Clone, Copy, Debug)]
pub struct PeerRound {
    pub name: &'static str,
    /// How many times its speed ours shall be.
    pub times: f64,
    pub rate: f64,
}

pub struct Table {
    pub text: String,
    /// Bars that are not reached.
    pub missed: Vec<String>,
}

pub fn of(rounds: &[Round]) -> Table {
    let mut table = Table { text: HEAD.to_owned(), missed: Vec::new() };
    let mut kinds: BTreeMap<(u64, &str), Vec<&Round>> = BTreeMap::new();
    for round in rounds {
        kinds.entry((round.people, round.engine)).or_default().push(round);
    }
    for ((people, engine), rounds) in &kinds {
        table.row(*people, engine, rounds);
    }
    let _ = writeln!(table.text, "\n| beside | people | a second | ours / theirs | bar | |\n|---|---|---|---|---|---|");
    for ((people, engine), rounds) in &kinds {
        table.beside(*people, engine, rounds);
    }
    table
}

impl Table {
    fn row(&mut self, people: u64, engine: &str, rounds: &[&Round]) {
        let median = |figure: fn(&Taken) -> f64| middle(rounds.iter().map(|round| figure(&round.taken)));
        let share = median(|taken| taken.engine / taken.bare);
        let whole = median(|taken| taken.whole / taken.bare);
        let first = rounds.iter().map(|round| round.taken.first).max().unwrap_or_default();
        let before = rounds.iter().map(|round| round.taken.before).max().unwrap_or_default();
        let most = rounds.iter().map(|round| round.taken.most).max().unwrap_or_default();
        let _ = writeln!(
            self.text,
            "| {engine} | {people} | {:.0} | {:.0} | {share:.2} | {:.0} | {whole:.3} | {} ms | {before} MiB | {most} MiB |",
            median(|taken| taken.bare),
            median(|taken| taken.engine),
            median(|taken| taken.whole),
            first.as_millis()
        );
        self.judge(&format!("engine / S, {engine}, {people} people"), share, ENGINE_BAR);
        self.judge(&format!("full loop / S, {engine}, {people} people"), whole, LOOP_BAR);
    }

    fn beside(&mut self, people: u64, engine: &str, rounds: &[&Round]) {
        let mut peers: BTreeMap<&str, Vec<(f64, f64, f64)>> = BTreeMap::new();
        for round in rounds {
            for PeerRound { name, times, rate } in &round.peers {
                peers.entry(name).or_default().push((*times, *rate, round.taken.engine / rate));
            }
        }
        for (name, figures) in peers {
            let rate = middle(figures.iter().map(|(_, rate, _)| *rate));
            let share = middle(figures.iter().map(|(_, _, share)| *share));
            let bar = figures.first().map_or(0.0, |(times, _, _)| *times);
            let verdict = if share >= bar { "reached" } else { "**missed**" };
            let _ = writeln!(self.text, "| {name} | {people} | {rate:.0} | {share:.1} | ≥ {bar} | {verdict} |");
            self.judge(&format!("engine on {engine} / {name}, {people} people"), share, bar);
        }
    }

    fn judge(&mut self, what: &str, share: f64, bar: f64) {
        if share < bar {
            self.missed.push(format!("{what} {share:.2} (at least {bar})"));
        }
    }
}

fn middle(figures: impl Iterator<Item = f64>) -> f64 {
    Spread::of(figures).map_or(0.0, |spread| spread.median)
}

//! `bench segments`: how long segments take to count, beside SQL that was written by hand for each of them.
//!
//! Both count on the same database through the same connection, in turns within a round; both must find the same number.

mod cases;
mod load;

use crate::clock;
use crate::figures::Spread;
use crate::postgres::Cluster;
use crate::round::say;
use cases::{CASES, Case};
use clap::Args;
use domain::segment::{Condition, Library};
use domain::time::Timestamp;
use std::fmt::Write;
use std::path::PathBuf;
use store::segment::ask::{self, Asked};
use store::{Db, Engine};

/// Monday 2026-03-30, noon: the moment of the figures, whatever the day.
const NOW: Timestamp = Timestamp(1_774_872_000_000);
/// What a segment may take, in terms of the SQL written by hand.
const LIMIT: f64 = 2.0;

#[derive(Debug, Args)]
pub struct Options {
    #[arg(long, env = "BENCH_CONTACTS", default_value_t = 1_000_000)]
    contacts: u32,
    #[arg(long, env = "BENCH_EVENTS", default_value_t = 10_000_000)]
    events: u32,
    #[arg(long, env = "BENCH_ROUNDS", default_value_t = 5)]
    rounds: usize,
    /// Where the SQLite file goes; a file that is there already is measured as it is.
    #[arg(long)]
    folder: PathBuf,
    /// A PostgreSQL on which databases may be made; SQLite alone without it.
    #[arg(long, env = "RECADO_TEST_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    /// Leaves the SQLite file where it is, for another look.
    #[arg(long)]
    keep: bool,
    /// Makes the SQLite file and measures nothing.
    #[arg(long)]
    load_only: bool,
    /// A report that the tables are added to.
    #[arg(long)]
    report: Option<PathBuf>,
}

/// Seconds of each round.
struct Figures {
    case: &'static Case,
    count: u64,
    ours: Vec<f64>,
    by_hand: Vec<f64>,
}

pub async fn run(options: Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.folder)?;
    let mut tables = String::new();
    let mut missed = 0;
    let file = options.folder.join("segments.db");
    let is_there = file.exists();
    let address = format!("sqlite:{}", file.display());
    if !is_there {
        let sqlite = Db::open(&address).await?;
        load::fill(&sqlite, options.contacts, options.events).await?;
        // Whoever closes it last carries the log over.
        sqlite.close().await;
    }
    let sqlite = Db::open(&address).await?;
    if !options.load_only {
        missed += measure(&sqlite, &options, &mut tables).await?;
    }
    sqlite.close().await;
    if !(options.keep || options.load_only) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(options.folder.join(format!("segments.db{end}")));
        }
    }
    if let Some(server) = options.postgres.as_deref().filter(|_| !options.load_only) {
        let cluster = Cluster::at(server)?;
        let url = cluster.fresh_database().await?;
        let postgres = Db::open(&url).await?;
        load::fill(&postgres, options.contacts, options.events).await?;
        load::settle(&url).await?;
        missed += measure(&postgres, &options, &mut tables).await?;
        postgres.close().await;
        cluster.settle().await?;
    }
    say(&tables);
    if let Some(report) = &options.report {
        let before = std::fs::read_to_string(report).unwrap_or_default();
        std::fs::write(report, before + &tables)?;
    }
    anyhow::ensure!(missed == 0, "{missed} segments take more than {LIMIT} times the SQL written by hand");
    Ok(())
}

/// Answers how many missed the limit.
async fn measure(db: &Db, options: &Options, tables: &mut String) -> anyhow::Result<usize> {
    let library = cases::library()?;
    let mut figures = Vec::new();
    for case in CASES {
        let condition = Condition::parse(case.condition)?;
        let faults = domain::segment::check::check(&condition, &library, None);
        anyhow::ensure!(faults.is_empty(), "{}: {faults:?}", case.name);
        figures.push((Figures { case, count: 0, ours: Vec::new(), by_hand: Vec::new() }, condition));
    }
    for round in 0..options.rounds {
        for (figures, condition) in &mut figures {
            one_round(db, round, figures, condition, &library).await?;
        }
    }
    let figures: Vec<Figures> = figures.into_iter().map(|(figures, _)| figures).collect();
    table(db.engine(), options, &figures, tables)?;
    Ok(figures.iter().filter(|figures| figures.ratio() > LIMIT).count())
}

async fn one_round(
    db: &Db,
    round: usize,
    figures: &mut Figures,
    condition: &Condition,
    library: &Library,
) -> anyhow::Result<()> {
    let asked = Asked { workspace: load::WORKSPACE, condition, library, now: NOW };
    let by_hand = figures.case.by_hand(db.engine());
    for turn in [round, round + 1] {
        let mut tx = db.read().await?;
        let before = clock::now();
        let count = if turn.is_multiple_of(2) {
            ask::count(&mut tx, asked).await?
        } else {
            let rows: Vec<(i64,)> = tx.rows(by_hand, Vec::new()).await?;
            u64::try_from(rows.first().map_or(0, |(count,)| *count))?
        };
        let seconds = before.elapsed().as_secs_f64();
        let side = if turn.is_multiple_of(2) { &mut figures.ours } else { &mut figures.by_hand };
        side.push(seconds);
        let is_first = figures.ours.len() + figures.by_hand.len() == 1;
        anyhow::ensure!(is_first || count == figures.count, "{}: {count} and {}", figures.case.name, figures.count);
        figures.count = count;
    }
    Ok(())
}

impl Figures {
    /// The median of the rounds' ratios.
    fn ratio(&self) -> f64 {
        let ratios = self.ours.iter().zip(&self.by_hand).map(|(ours, by_hand)| ours / by_hand.max(f64::EPSILON));
        Spread::of(ratios).map_or(f64::INFINITY, |spread| spread.median)
    }
}

fn table(engine: Engine, options: &Options, figures: &[Figures], tables: &mut String) -> anyhow::Result<()> {
    let Options { contacts, events, rounds, .. } = options;
    let name = if engine == Engine::Sqlite { "SQLite" } else { "PostgreSQL" };
    write!(
        tables,
        "\n## Counting segments, {name}\n\nOver {contacts} contacts with {events} events, {rounds} rounds, medians in milliseconds. \
         Each may take {LIMIT} times the SQL written by hand.\n\n\
         | segment | contacts in it | Recado | by hand | ratio | |\n|---|---|---|---|---|---|\n"
    )?;
    for figures in figures {
        let median = |side: &[f64]| Spread::of(side.iter().copied()).map_or(0.0, |spread| spread.median * 1_000.0);
        let (ours, by_hand, ratio) = (median(&figures.ours), median(&figures.by_hand), figures.ratio());
        let verdict = if ratio > LIMIT { "**missed**" } else { "reached" };
        let (name, count) = (figures.case.name, figures.count);
        writeln!(tables, "| {name} | {count} | {ours:.1} | {by_hand:.1} | {ratio:.2} | {verdict} |")?;
    }
    Ok(())
}

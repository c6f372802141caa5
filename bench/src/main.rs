//! `make bench`: Recado against bare baselines and real peers, round by round on the same machine.
//!
//! `bench run` measures and writes the report; `bench serve` is what it starts, one process a candidate; `bench import`
//! takes a large file in, `bench segments` counts people, `bench campaign` writes to them as fast as it can, and
//! `bench pace` as fast as a number may.

mod bars;
mod campaign;
mod candidate;
mod clock;
mod disk;
mod drain;
mod figures;
mod http;
mod import;
mod latencies;
mod load;
mod machine;
mod memory;
mod pace;
mod postgres;
mod report;
mod round;
mod segments;
mod serve;
mod webhook;

use clap::{Args, Parser};
use clock::Duration;
use round::{Bench, say};
use std::path::PathBuf;
use std::process::ExitCode;

/// As in `recado`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Webhooks that are made beforehand for each second. Quicker servers that remember nothing get them again; for those
/// that remember it would end the run.
const MADE_PER_SECOND: usize = 50_000;

#[derive(Parser)]
enum Command {
    /// Measures everything, and writes the report.
    Run(Options),
    /// Takes a large file in, beside bare inserts of the same rows.
    Import(import::Options),
    /// Sends a campaign, beside a bare loop that posts the same bytes.
    Campaign(campaign::Options),
    /// Sends campaigns at a number's pace, through the emulator that enforces it.
    Pace(pace::Options),
    /// Counts segments beside SQL written by hand.
    Segments(segments::Options),
    /// Serves one candidate until it is killed.
    #[command(subcommand)]
    Serve(serve::Serve),
}

#[derive(Debug, Args)]
struct Options {
    /// How long each measurement takes.
    #[arg(long, env = "BENCH_SECONDS", default_value_t = 5)]
    seconds: u16,
    #[arg(long, env = "BENCH_ROUNDS", default_value_t = 5)]
    rounds: usize,
    /// Where candidates run; this process should run elsewhere.
    #[arg(long)]
    server_core: u32,
    /// A PostgreSQL on which databases may be made.
    #[arg(long, env = "RECADO_TEST_POSTGRES", hide_env_values = true)]
    postgres: String,
    /// Where databases and logs go while measuring.
    #[arg(long)]
    folder: PathBuf,
    /// The folder of the peers' sources, and where they are installed.
    #[arg(long)]
    peers: PathBuf,
    #[arg(long)]
    installed: PathBuf,
    /// The day, for the report.
    #[arg(long)]
    date: String,
    #[arg(long)]
    report: PathBuf,
    /// Only what has this in its label ("pywa: Ingest"), for a look at one of them.
    #[arg(long, default_value = "")]
    only: String,
}

fn main() -> ExitCode {
    match carry_out(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> anyhow::Result<()> {
    let mut runtime = match command {
        // The store carries its log over beside whoever writes.
        Command::Serve(serve::Serve::Recado(_))
        | Command::Import(_)
        | Command::Campaign(_)
        | Command::Pace(_)
        | Command::Segments(_) => tokio::runtime::Builder::new_multi_thread(),
        Command::Run(_) | Command::Serve(_) => tokio::runtime::Builder::new_current_thread(),
    };
    runtime.enable_all().build()?.block_on(async {
        match command {
            Command::Run(options) => run(options).await,
            Command::Import(options) => import::run(options).await,
            Command::Campaign(options) => campaign::run(options).await,
            Command::Pace(options) => pace::run(options).await,
            Command::Segments(options) => segments::run(options).await,
            Command::Serve(serve) => serve::run(serve).await,
        }
    })
}

async fn run(options: Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.folder)?;
    let (sink, cloud) = load::sink::Sink::start().await?;
    let bench = Bench {
        place: candidate::Place {
            folder: options.folder,
            peers: options.peers,
            installed: options.installed,
            server_core: options.server_core,
            cluster: postgres::Cluster::at(&options.postgres)?,
        },
        webhooks: webhook::make(usize::from(options.seconds) * MADE_PER_SECOND)?,
        lasting: Duration::from_secs(options.seconds.into()),
        sink,
        cloud,
        only: options.only,
    };
    let mut rounds = Vec::with_capacity(options.rounds);
    for number in 0..options.rounds {
        say(&format!("round {} of {}", number + 1, options.rounds));
        rounds.push(bench.round(number).await?);
    }
    let machine = machine::describe(&bench.place, options.date, options.seconds).await?;
    std::fs::write(&options.report, report::write(&machine, &bench.place, &rounds))?;
    for line in report::verdicts(&rounds) {
        say(&line);
    }
    let missed = bars::BARS.iter().filter(|bar| bar.verdict(&rounds) != bars::Verdict::Reached).count();
    anyhow::ensure!(missed == 0, "{missed} of {} bars were not reached", bars::BARS.len());
    Ok(())
}

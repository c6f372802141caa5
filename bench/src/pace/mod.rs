//! `bench pace`: campaigns of growing size through the emulator, which enforces a number's limits.
//!
//! Recado is a process of its own, so that its memory can be seen. Looked at on the way: the pace while work remains, refusals
//! for going too fast, what the report adds up to, how far statuses are behind; at the end: that everybody got one message.

mod scene;
mod watch;

use crate::clock::Duration;
use crate::round::say;
use clap::Args;
use scene::Scene;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Options {
    /// How many people, several with commas.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    recipients: Vec<u64>,
    /// The number's limit, in messages a second: 80 or, of an upgraded number, 1,000.
    #[arg(long, default_value_t = 1_000)]
    messages_per_second: u32,
    #[arg(long)]
    folder: PathBuf,
    /// Where the figures are added.
    #[arg(long)]
    report: Option<PathBuf>,
}

/// What was seen of one campaign.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub people: u64,
    /// From the answer to the launch to the first accepted message.
    pub first: Duration,
    /// Messages a second from the first twentieth to the last.
    pub pace: f64,
    /// Answers with 130429 and 131056.
    pub refusals: u64,
    pub samples: u64,
    /// Messages whose `read` had not been counted when the last was accepted, and how long that took to end.
    pub behind: u64,
    pub settled: Duration,
    /// Memory of the server, in MiB: before the launch, and at the most.
    pub before: u64,
    pub most: u64,
}

/// How far from the limit the pace may be.
const TOLERANCE: f64 = 0.01;
const FIRST: Duration = Duration::from_secs(1);

pub async fn run(options: Options) -> anyhow::Result<()> {
    fs::create_dir_all(&options.folder)?;
    let mut all = Vec::new();
    for people in &options.recipients {
        say(&format!("pace: {people} people at {} messages a second", options.messages_per_second));
        let scene = Scene::set(&options.folder, *people, options.messages_per_second).await?;
        let seen = watch::campaign(&scene).await?;
        scene.end().await?;
        say(&format!("  {seen:?}"));
        all.push(seen);
    }
    let text = describe(&all, options.messages_per_second);
    say(&text);
    if let Some(report) = &options.report {
        fs::File::options().append(true).create(true).open(report)?.write_all(text.as_bytes())?;
    }
    let limit = f64::from(options.messages_per_second);
    for Seen { people, first, pace, refusals, .. } in all {
        anyhow::ensure!(refusals == 0, "{people} people: {refusals} refusals for going too fast");
        anyhow::ensure!((pace / limit - 1.0).abs() <= TOLERANCE, "{people} people: a pace of {pace:.1}, not {limit}");
        anyhow::ensure!(first < FIRST, "{people} people: the first message went out after {first:?}");
    }
    Ok(())
}

fn describe(all: &[Seen], limit: u32) -> String {
    let mut text = format!(
        "\n## Campaigns at a number's pace\n\nSQLite, through the emulator at {limit} messages a second, three statuses of each message coming back. \
         The pace is that between the first and the last twentieth of the messages. Refused: answers 130429 and 131056. The identity line was looked \
         at in every sample, and held. Behind: messages not yet counted as read when the last one was accepted. Memory is the server's alone.\n\n\
         | people | first message | pace | of the limit | refused | samples | behind | until all counted | memory before | at the most |\n\
         |---|---|---|---|---|---|---|---|---|---|\n"
    );
    for seen in all {
        let Seen { people, first, pace, refusals, samples, behind, settled, before, most } = seen;
        let _ = writeln!(
            text,
            "| {people} | {} ms | {pace:.1}/s | {:.2} % | {refusals} | {samples} | {behind} | {:.1} s | {before} MiB | {most} MiB |",
            first.as_millis(),
            100.0 * pace / f64::from(limit),
            settled.as_secs_f64()
        );
    }
    text
}

//! `bench campaign`: a campaign from its launch to the last acceptance, and to the last receipt, beside a bare loop that
//! posts the same bytes and the campaigns of peers, in the same run.
//!
//! The engine plans its ledger, asks the gate twice of everybody, fills in the message, sends, and has the outcome
//! durable. In the full loop each message also comes back as three statuses over the webhook.

mod bare;
mod cloud;
mod engine;
mod peers;
pub mod people;
mod table;

use crate::postgres::Cluster;
use crate::round::say;
use clap::Args;
use cloud::Cloud;
use peers::Peers;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use table::{PeerRound, Round};

#[derive(Debug, Args)]
pub struct Options {
    /// How many people, several with commas.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000])]
    recipients: Vec<u64>,
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// A PostgreSQL on which databases may be made; without it only SQLite is measured.
    #[arg(long, env = "RECADO_TEST_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    #[arg(long)]
    folder: PathBuf,
    #[command(flatten)]
    peers: Peers,
    /// Where the figures are added.
    #[arg(long)]
    report: Option<PathBuf>,
}

pub async fn run(options: Options) -> anyhow::Result<()> {
    fs::create_dir_all(&options.folder)?;
    let cluster = options.postgres.as_deref().map(Cluster::at).transpose()?;
    let mut rounds = Vec::new();
    for number in 1..=options.rounds {
        for people in &options.recipients {
            say(&format!("campaign: round {number} of {}, {people} people", options.rounds));
            let sqlite = engine::measure(&options.folder, None, *people).await?;
            rounds.push(Round {
                engine: "SQLite",
                people: *people,
                taken: sqlite,
                peers: measure_peers(&options).await?,
            });
            if let Some(cluster) = &cluster {
                let taken = engine::measure(&options.folder, Some(cluster), *people).await?;
                rounds.push(Round { engine: "PostgreSQL", people: *people, taken, peers: Vec::new() });
            }
        }
    }
    let table = table::of(&rounds);
    say(&table.text);
    if let Some(report) = &options.report {
        fs::File::options().append(true).create(true).open(report)?.write_all(table.text.as_bytes())?;
    }
    anyhow::ensure!(table.missed.is_empty(), "not reached: {}", table.missed.join(", "));
    Ok(())
}

async fn measure_peers(options: &Options) -> anyhow::Result<Vec<PeerRound>> {
    let cloud = Cloud::start(None).await?;
    options.peers.measure(cloud.address).await
}

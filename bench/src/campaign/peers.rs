//! The campaigns of others: scripts under `bench/peers`, which print how many messages a second they sent.

use super::table::PeerRound;
use anyhow::Context;
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use tokio::process::Command;

/// A peer, the share of its speed that is asked of us, and how many messages make a measurement.
const PEERS: [(&str, f64, u64); 2] = [("pywa", 15.0, 4_000), ("django-meta-whatsapp", 80.0, 1_000)];

#[derive(Debug, Args)]
pub struct Peers {
    /// The folder of the peers' sources, and where they are installed; without them nobody else is measured.
    #[arg(long, requires = "installed")]
    peers: Option<PathBuf>,
    #[arg(long)]
    installed: Option<PathBuf>,
}

impl Peers {
    pub async fn measure(&self, cloud: SocketAddr) -> anyhow::Result<Vec<PeerRound>> {
        let (Some(sources), Some(installed)) = (&self.peers, &self.installed) else { return Ok(Vec::new()) };
        let mut rounds = Vec::new();
        for (name, times, count) in PEERS {
            if installed.join(format!("{name}.error")).exists() {
                continue;
            }
            let output = Command::new(installed.join(name).join("bin/python"))
                .arg(sources.join(name).join("campaign.py"))
                .arg(format!("--count={count}"))
                .env("BENCH_CLOUD", cloud.to_string())
                .stdin(Stdio::null())
                .kill_on_drop(true)
                .output()
                .await
                .with_context(|| format!("{name} does not run"))?;
            let said = String::from_utf8_lossy(&output.stdout);
            let rate = said.lines().last().and_then(|line| line.trim().parse().ok());
            let rate = rate.with_context(|| format!("{name}: {}", String::from_utf8_lossy(&output.stderr)))?;
            rounds.push(PeerRound { name, times, rate });
        }
        Ok(rounds)
    }
}

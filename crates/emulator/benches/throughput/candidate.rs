//! A candidate is a process of its own on the last core, which says where it listens on its first line.

use std::io;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::Figures;
use crate::load;
use crate::sink::Sink;

/// The statuses that follow each message: `sent` and `delivered`.
const STATUSES: u64 = 2;

pub async fn measure_bare(lasting: Duration) -> io::Result<Figures> {
    let (mut process, address) = start(&["serve-bare"]).await?;
    let run = load::run(&address, lasting).await?;
    process.kill().await?;
    Ok(Figures { answered: run.rate(), settled: run.rate() })
}

pub async fn measure_emulator(lasting: Duration) -> io::Result<Figures> {
    let sink = Sink::start().await?;
    let (mut process, address) = start(&["serve-emulator", &sink.url()]).await?;
    let before = sink.statuses();
    let run = load::run(&address, lasting).await?;
    sink.wait_for(before + run.accepted * STATUSES).await?;
    let settled = run.rate_until_now();
    process.kill().await?;
    Ok(Figures { answered: run.rate(), settled })
}

/// What starting with a large population costs.
pub async fn population() -> io::Result<String> {
    let (_, told) = start(&["population"]).await?;
    Ok(told)
}

async fn start(arguments: &[&str]) -> io::Result<(Child, String)> {
    let last_core = std::thread::available_parallelism()?.get() - 1;
    let mut process = Command::new("taskset")
        .arg("--cpu-list")
        .arg(last_core.to_string())
        .arg(std::env::current_exe()?)
        .args(arguments)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let output = process.stdout.take().ok_or_else(|| io::Error::other("the candidate has no output"))?;
    let first = BufReader::new(output).lines().next_line().await?;
    let address = first.ok_or_else(|| io::Error::other("the candidate did not start"))?;
    Ok((process, address))
}

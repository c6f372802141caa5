//! Who is measured, and how each is started: a process of its own, on one core, with nothing left of the run before.

use crate::clock::Duration;
use crate::postgres::Cluster;
use crate::serve::recado::Flow;
use anyhow::Context;
use clap::ValueEnum;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Candidate {
    Bare,
    Forwarder,
    RecadoSqlite,
    RecadoPostgres,
    Pywa,
    Django,
    BusinessRs,
}

impl Candidate {
    pub fn name(self) -> &'static str {
        match self {
            Self::Bare => "H: bare receiver",
            Self::Forwarder => "P: bare forwarder",
            Self::RecadoSqlite => "Recado on SQLite",
            Self::RecadoPostgres => "Recado on PostgreSQL",
            Self::Pywa => "pywa",
            Self::Django => "django-meta-whatsapp",
            Self::BusinessRs => "whatsapp-business-rs",
        }
    }

    /// The folder under `bench/peers`, for those that are not ours.
    pub fn peer(self) -> Option<&'static str> {
        match self {
            Self::Pywa | Self::Django | Self::BusinessRs => Some(self.name()),
            Self::Bare | Self::Forwarder | Self::RecadoSqlite | Self::RecadoPostgres => None,
        }
    }
}

/// Where things are.
pub struct Place {
    /// Holds databases and logs; emptied before each start.
    pub folder: PathBuf,
    /// The peers' sources.
    pub peers: PathBuf,
    /// The peers as `bench/run.sh` installed them.
    pub installed: PathBuf,
    pub server_core: u32,
    pub cluster: Cluster,
}

/// A candidate at work.
pub struct Running {
    pub address: SocketAddr,
    /// Where Recado remembers.
    pub database: Option<String>,
    child: Child,
}

/// How long a start may take.
const PATIENCE: Duration = Duration::from_mins(1);
const LOOK: Duration = Duration::from_millis(20);

impl Place {
    /// Starts a candidate whose Cloud API is at `cloud`, and waits until it listens.
    pub async fn start(&self, candidate: Candidate, flow: Flow, cloud: SocketAddr) -> anyhow::Result<Running> {
        let data = self.folder.join("data");
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        fs::create_dir_all(&data)?;
        let database = match candidate {
            Candidate::RecadoSqlite => Some(format!("sqlite:{}", data.join("recado.db").display())),
            Candidate::RecadoPostgres => Some(self.cluster.fresh_database().await?),
            _ => None,
        };
        let port = free_port()?;
        let mut arguments = vec![format!("--port={port}")];
        arguments.extend(database.iter().flat_map(|url| [format!("--database={url}"), flow_argument(flow)]));
        if matches!(candidate, Candidate::Forwarder | Candidate::RecadoSqlite | Candidate::RecadoPostgres) {
            arguments.push(format!("--cloud={cloud}"));
        }
        if database.is_some() || candidate == Candidate::Django {
            arguments.push(format!("--data={}", data.display()));
        }
        let replies = candidate == Candidate::Pywa && flow == Flow::Echo;
        let log = File::create(self.folder.join(format!("{candidate:?}.log")))?;
        let child = Command::new("taskset")
            .args(["--cpu-list", &self.server_core.to_string()])
            .args(self.program(candidate)?)
            .args(arguments)
            .env("BENCH_CLOUD", cloud.to_string())
            .envs(replies.then_some(("BENCH_REPLY", "1")))
            .stdout(log.try_clone()?)
            .stderr(log)
            .stdin(Stdio::null())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .context("`taskset` does not run")?;
        let mut running = Running { address: (Ipv4Addr::LOCALHOST, port).into(), database, child };
        running.wait_until_it_listens().await.with_context(|| format!("{} does not start", candidate.name()))?;
        Ok(running)
    }

    fn program(&self, candidate: Candidate) -> anyhow::Result<Vec<PathBuf>> {
        let this = |serve: &str| Ok(vec![std::env::current_exe()?, "serve".into(), serve.into()]);
        match candidate {
            Candidate::Bare => this("bare"),
            Candidate::Forwarder => this("forwarder"),
            Candidate::RecadoSqlite | Candidate::RecadoPostgres => this("recado"),
            Candidate::Pywa => {
                let pywa = self.installed.join(candidate.name()).join("bin/pywa");
                Ok(vec![pywa, "run".into(), self.peers.join(candidate.name()).join("serve.py")])
            }
            Candidate::Django => {
                let python = self.installed.join(candidate.name()).join("bin/python");
                Ok(vec![python, self.peers.join(candidate.name()).join("serve.py")])
            }
            Candidate::BusinessRs => Ok(vec![self.installed.join(candidate.name()).join("release/peer")]),
        }
    }

    /// Why a peer could not be installed, in the installer's own words.
    pub fn missing(&self, peer: &str) -> Option<String> {
        fs::read_to_string(self.installed.join(format!("{peer}.error"))).ok()
    }
}

fn flow_argument(flow: Flow) -> String {
    format!("--flow={}", flow.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default())
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

impl Running {
    async fn wait_until_it_listens(&mut self) -> anyhow::Result<()> {
        let listens = async {
            while TcpStream::connect(self.address).await.is_err() {
                if let Some(status) = self.child.try_wait()? {
                    anyhow::bail!("it ended with {status}; its log says more");
                }
                tokio::time::sleep(LOOK).await;
            }
            Ok(())
        };
        tokio::time::timeout(PATIENCE, listens).await.context("it does not listen")?
    }

    /// Ends the process and those it started.
    pub async fn stop(mut self, place: &Place) -> anyhow::Result<()> {
        if let Some(process) = self.child.id() {
            Command::new("kill").args(["-KILL", "--", &format!("-{process}")]).status().await?;
        }
        self.child.wait().await?;
        match self.database {
            Some(url) if url.starts_with("postgres") => place.cluster.settle().await,
            _ => Ok(()),
        }
    }
}

/// The last lines a candidate wrote.
pub fn last_words(folder: &Path, candidate: Candidate) -> String {
    let log = fs::read_to_string(folder.join(format!("{candidate:?}.log"))).unwrap_or_default();
    let lines: Vec<&str> = log.lines().rev().take(5).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}

//! `bench campaign`: a campaign from its launch to the last acceptance, and to the last receipt, beside a bare loop that
//! posts the same bytes in the same run.
//!
//! The engine plans its ledger, asks the gate twice of everybody, fills in the message, sends, and has the outcome
//! durable. In the full loop each message also comes back as three statuses over the webhook.

mod bare;
mod cloud;
mod people;

use crate::clock::{self, Duration, per_second};
use crate::postgres::Cluster;
use crate::round::say;
use crate::serve::recado;
use clap::Args;
use cloud::Cloud;
use domain::campaign::recipient::Part;
use domain::campaign::{Measure, RecipientState};
use domain::id::CampaignId;
use server::app::App;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use store::campaign::tally;
use tokio_util::sync::CancellationToken;

#[derive(Debug, Args)]
pub struct Options {
    /// How many people, several with commas.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000])]
    recipients: Vec<u64>,
    /// A PostgreSQL on which databases may be made; without it only SQLite is measured.
    #[arg(long, env = "RECADO_TEST_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    #[arg(long)]
    folder: PathBuf,
    /// Where the figures are added.
    #[arg(long)]
    report: Option<PathBuf>,
}

/// The least shares of the bare loop's speed.
const ENGINE_BAR: f64 = 0.40;
const LOOP_BAR: f64 = 0.04;
const LOOK: Duration = Duration::from_millis(10);
const PATIENCE: Duration = Duration::from_mins(20);

struct Figures {
    engine: &'static str,
    people: u64,
    bare: f64,
    sent: f64,
    first: Duration,
    whole: f64,
    /// Memory of the process, in MiB: before the launch, and at the most.
    before: u64,
    most: u64,
}

pub async fn run(options: Options) -> anyhow::Result<()> {
    fs::create_dir_all(&options.folder)?;
    let cluster = options.postgres.as_deref().map(Cluster::at).transpose()?;
    let mut figures = Vec::new();
    for people in &options.recipients {
        figures.push(measure("SQLite", &options.folder, None, *people).await?);
        if let Some(cluster) = &cluster {
            figures.push(measure("PostgreSQL", &options.folder, Some(cluster), *people).await?);
        }
    }
    let text = describe(&figures);
    say(&text);
    if let Some(report) = &options.report {
        let mut out = fs::File::options().append(true).create(true).open(report)?;
        out.write_all(text.as_bytes())?;
    }
    let is_slow = |it: &&Figures| it.sent < ENGINE_BAR * it.bare || it.whole < LOOP_BAR * it.bare;
    anyhow::ensure!(
        !figures.iter().any(|it| is_slow(&it)),
        "a campaign is below {ENGINE_BAR} or {LOOP_BAR} of the bare loop"
    );
    Ok(())
}

async fn measure(
    engine: &'static str,
    folder: &Path,
    cluster: Option<&Cluster>,
    people: u64,
) -> anyhow::Result<Figures> {
    say(&format!("campaign: {people} people on {engine}"));
    let cloud = Cloud::start(None).await?;
    let (app, campaign) = stage(folder, cluster, people, &cloud).await?;
    let bare = bare::measure(&cloud, campaign, people).await?;
    let before = resident_mib();
    let begun = clock::now();
    let running = Running::start(&app);
    launch(&app, campaign).await?;
    let (first, most) = until(&app, campaign, people, Part::Accepted).await?;
    let sent = per_second(people, begun.elapsed());
    running.stop().await;
    app.db.close().await;
    let whole = full_loop(folder, cluster, people).await?;
    let _ = fs::remove_dir_all(folder.join("campaign"));
    Ok(Figures { engine, people, bare, sent, first, whole, before, most })
}

/// A business with people in it, and a campaign that may be launched.
async fn stage(
    folder: &Path,
    cluster: Option<&Cluster>,
    people: u64,
    cloud: &Cloud,
) -> anyhow::Result<(App, CampaignId)> {
    let data = folder.join("campaign");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    fs::create_dir_all(&data)?;
    let url = match cluster {
        Some(cluster) => cluster.fresh_database().await?,
        None => format!("sqlite:{}", data.join("recado.db").display()),
    };
    let app = recado::quiet(&url, &data, cloud.address).await?;
    people::bring(&app, people).await?;
    app.db.acquaint().await?;
    let campaign = people::draft(&app).await?;
    Ok((app, campaign))
}

/// The workers that a campaign needs.
struct Running {
    stop: CancellationToken,
    workers: Vec<tokio::task::JoinHandle<()>>,
}

impl Running {
    fn start(app: &App) -> Self {
        let stop = CancellationToken::new();
        let workers = vec![
            tokio::spawn(server::campaign::worker::run(app.clone(), stop.clone())),
            tokio::spawn(server::sender::run(app.clone(), stop.clone())),
        ];
        Self { stop, workers }
    }

    async fn stop(self) {
        self.stop.cancel();
        for worker in self.workers {
            let _ = worker.await;
        }
    }
}

async fn launch(app: &App, campaign: CampaignId) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    server::campaign::step::launch(&mut tx, app.workspace, campaign, app.universe.now()).await?;
    tx.commit().await?;
    server::campaign::step::announce(app, campaign);
    Ok(())
}

/// Until so many are there; when the first was, and the most memory.
async fn until(app: &App, campaign: CampaignId, people: u64, part: Part) -> anyhow::Result<(Duration, u64)> {
    let begun = clock::now();
    let (mut first, mut most) = (None, 0);
    loop {
        let tallies = tally::of_one(&mut app.db.read().await?, app.workspace, campaign).await?;
        let planned = tallies.of_part(Part::Accepted)
            + tallies.of_part(Part::Waiting)
            + tallies.of_part(Part::Uncertain)
            + tallies.of_part(Part::Rejected)
            + tallies.of_part(Part::Skipped);
        anyhow::ensure!(tallies.planned() == planned, "the ledger does not add up");
        if tallies.of_part(part) > 0 {
            first.get_or_insert_with(|| begun.elapsed());
        }
        most = most.max(resident_mib());
        if tallies.of_part(part).unsigned_abs() >= people {
            return Ok((first.unwrap_or_default(), most));
        }
        anyhow::ensure!(begun.elapsed() < PATIENCE, "the campaign does not end: {tallies:?}");
        tokio::time::sleep(LOOK).await;
    }
}

/// Messages a second until the last of three statuses of each is in the report.
async fn full_loop(folder: &Path, cluster: Option<&Cluster>, people: u64) -> anyhow::Result<f64> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let cloud = Cloud::start(Some(listener.local_addr()?)).await?;
    let (app, campaign) = stage(folder, cluster, people, &cloud).await?;
    let server = server::run::start(app.clone(), listener, None)?;
    let begun = clock::now();
    launch(&app, campaign).await?;
    loop {
        let tallies = tally::of_one(&mut app.db.read().await?, app.workspace, campaign).await?;
        if tallies.of(Measure::State(RecipientState::Read)).unsigned_abs() >= people {
            break;
        }
        anyhow::ensure!(begun.elapsed() < PATIENCE, "the statuses do not end: {tallies:?}");
        tokio::time::sleep(LOOK).await;
    }
    let whole = per_second(people, begun.elapsed());
    let counted = tally::counted(&mut app.db.read().await?, app.workspace, campaign).await?;
    let told = tally::of_one(&mut app.db.read().await?, app.workspace, campaign).await?;
    anyhow::ensure!(counted == told, "the report is not exact: {told:?} for {counted:?}");
    server.shutdown().await;
    app.db.close().await;
    Ok(whole)
}

fn resident_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kibibytes.unwrap_or_default() / 1024
}

fn describe(figures: &[Figures]) -> String {
    let mut text = "\n## Campaigns\n\nMessages a second: of a bare hyper loop over 32 connections (S), of the engine from launch to the last \
                    acceptance in the ledger, and of the whole loop with three statuses of each message in the report. \
                    The first message's time after the launch, and memory of the process, which also holds the other side.\n\n\
                    | engine | people | S | engine | share | full loop | share | first | memory before | at the most |\n\
                    |---|---|---|---|---|---|---|---|---|---|\n"
        .to_owned();
    for Figures { engine, people, bare, sent, first, whole, before, most } in figures {
        let (engine_share, loop_share) = (sent / bare, whole / bare);
        let _ = writeln!(
            text,
            "| {engine} | {people} | {bare:.0} | {sent:.0} | {engine_share:.2} | {whole:.0} | {loop_share:.2} | {} ms | {before} MiB | {most} MiB |",
            first.as_millis()
        );
    }
    text
}

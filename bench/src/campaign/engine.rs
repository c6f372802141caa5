//! Recado's own two figures: the engine from launch to the last acceptance, and the loop to the last receipt.

use super::cloud::Cloud;
use super::{bare, people};
use crate::clock::{self, Duration, per_second};
use crate::memory::resident_mib;
use crate::postgres::Cluster;
use crate::serve::recado;
use domain::campaign::recipient::Part;
use domain::campaign::{Measure, RecipientState};
use domain::id::CampaignId;
use server::app::App;
use std::fs;
use std::path::Path;
use std::process;
use store::campaign::tally;
use tokio_util::sync::CancellationToken;

const LOOK: Duration = Duration::from_millis(10);
const PATIENCE: Duration = Duration::from_mins(20);

/// Messages a second, and what else was seen on the way.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    pub bare: f64,
    pub engine: f64,
    /// From the launch to the first message.
    pub first: Duration,
    pub whole: f64,
    /// Memory of the process, in MiB: before the launch, and at the most.
    pub before: u64,
    pub most: u64,
}

/// The bare loop, the engine, the full loop, one after the other.
pub async fn measure(folder: &Path, cluster: Option<&Cluster>, people: u64) -> anyhow::Result<Taken> {
    let cloud = Cloud::start(None).await?;
    let (app, campaign) = stage(folder, cluster, people, &cloud).await?;
    let bare = bare::measure(&cloud, campaign, people).await?;
    let before = resident_mib(process::id());
    let begun = clock::now();
    let running = Running::start(&app);
    launch(&app, campaign).await?;
    let (first, most) = until(&app, campaign, people, Part::Accepted).await?;
    let engine = per_second(people, begun.elapsed());
    running.stop().await;
    app.db.close().await;
    let whole = full_loop(folder, cluster, people).await?;
    fs::remove_dir_all(folder.join("campaign"))?;
    Ok(Taken { bare, engine, first, whole, before, most })
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
    let app = recado::quiet(&url, &data, cloud.address, recado::UNPACED).await?;
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
            tokio::spawn(server::housekeeping::acquaint(app.clone(), stop.clone())),
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
        if tallies.of_part(part) > 0 {
            first.get_or_insert_with(|| begun.elapsed());
        }
        most = most.max(resident_mib(process::id()));
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

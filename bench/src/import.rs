//! `bench import`: a file of people taken in, beside bare multi-row inserts of the same rows in the same run.
//!
//! Both write contacts, identifiers and proofs of consent, as many rows a transaction, to a fresh database each. The
//! import also reads the file, understands it, looks for people who are known, and keeps what undoing takes. One row in
//! a hundred is broken.

mod bare;

use crate::clock::{self, Duration, per_second};
use crate::memory::resident_mib;
use crate::postgres::Cluster;
use crate::round::say;
use crate::serve::recado;
use anyhow::Context;
use clap::Args;
use domain::id::ImportId;
use domain::import::Subject;
use server::app::App;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use store::import::State;

#[derive(Debug, Args)]
pub struct Options {
    #[arg(long, default_value_t = 1_000_000)]
    rows: u64,
    /// A PostgreSQL on which databases may be made.
    #[arg(long, env = "RECADO_TEST_POSTGRES", hide_env_values = true)]
    postgres: String,
    #[arg(long)]
    folder: PathBuf,
    /// Where the figures are added.
    #[arg(long)]
    report: Option<PathBuf>,
}

/// The least share of the bare speed.
const BAR: f64 = 0.3;

/// What was measured of one engine.
struct Figures {
    engine: &'static str,
    bare: f64,
    import: f64,
    /// Memory of the process, in MiB: when a tenth was done, and at the most.
    early: u64,
    most: u64,
}

pub async fn run(options: Options) -> anyhow::Result<()> {
    fs::create_dir_all(&options.folder)?;
    let file = options.folder.join("people.csv");
    write_file(&file, options.rows)?;
    let cluster = Cluster::at(&options.postgres)?;
    let mut figures = Vec::new();
    for engine in ["SQLite", "PostgreSQL"] {
        say(&format!("import: {} rows on {engine}", options.rows));
        let bare = Place::fresh(engine, &options.folder, &cluster).await?;
        let bare = bare::measure(&bare.url, options.rows).await?;
        let place = Place::fresh(engine, &options.folder, &cluster).await?;
        figures.push(import(engine, &place, &file, options.rows, bare).await?);
    }
    cluster.settle().await?;
    let text = describe(&figures, options.rows);
    say(&text);
    if let Some(report) = &options.report {
        let mut out = fs::File::options().append(true).create(true).open(report)?;
        out.write_all(text.as_bytes())?;
    }
    let slow = figures.iter().find(|figures| figures.import < BAR * figures.bare);
    anyhow::ensure!(slow.is_none(), "an import is below {BAR} of bare inserts");
    Ok(())
}

/// An empty database, with our schema.
struct Place {
    url: String,
    data: PathBuf,
}

impl Place {
    async fn fresh(engine: &str, folder: &Path, cluster: &Cluster) -> anyhow::Result<Self> {
        let data = folder.join("import");
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        fs::create_dir_all(&data)?;
        let url = if engine == "SQLite" {
            format!("sqlite:{}", data.join("recado.db").display())
        } else {
            cluster.fresh_database().await?
        };
        Ok(Self { url, data })
    }
}

async fn import(engine: &'static str, place: &Place, file: &Path, rows: u64, bare: f64) -> anyhow::Result<Figures> {
    let app = recado::empty(&place.url, &place.data).await?;
    let uploaded = server::import::upload::take(&place.data, file.to_owned()).await?;
    let mut tx = app.db.write().await?;
    let brought =
        server::import::Brought { subject: Subject::Contacts, file_name: "people.csv", by: "bench".to_owned() };
    let mut import = server::import::register(&app, &mut tx, brought, uploaded).await?;
    let mapping = import.mapping.clone();
    server::import::start::<server::import::WrongState>(&mut import, mapping, app.universe.now())?;
    store::import::save(&mut tx, app.workspace, &import).await?;
    tx.commit().await?;
    let stop = tokio_util::sync::CancellationToken::new();
    let begun = clock::now();
    let worker = tokio::spawn(server::import::worker::run(app.clone(), stop.clone()));
    let (early, most) = watch(&app, import.id, rows).await?;
    let spent = begun.elapsed();
    stop.cancel();
    worker.await?;
    let good = count(&app).await?;
    anyhow::ensure!(good == rows - rows / 100, "{good} people of {rows} rows");
    app.db.close().await;
    Ok(Figures { engine, bare, import: per_second(rows, spent), early, most })
}

/// Until the last row; memory when a tenth was done, and at the most after that.
async fn watch(app: &App, id: ImportId, rows: u64) -> anyhow::Result<(u64, u64)> {
    let (mut early, mut most) = (0, 0);
    loop {
        let import = store::import::one(&mut app.db.read().await?, app.workspace, id).await?.context("no import")?;
        if import.rows_done >= rows / 10 {
            most = most.max(resident_mib(std::process::id()));
            early = if early == 0 { most } else { early };
        }
        match import.state {
            State::Running => tokio::time::sleep(Duration::from_millis(100)).await,
            State::Finished => return Ok((early, most)),
            state => anyhow::bail!("the import is {state:?}: {:?}", import.failure),
        }
    }
}

async fn count(app: &App) -> anyhow::Result<u64> {
    let row: Option<(i64,)> = app.db.read().await?.row("SELECT COUNT(*) FROM contacts", vec![]).await?;
    Ok(row.map_or(0, |(count,)| count.unsigned_abs()))
}

/// What a row is, whoever writes it.
fn phone(row: u64) -> String {
    format!("+55119{:08}", 60_000_000 + row)
}

fn write_file(path: &Path, rows: u64) -> anyhow::Result<()> {
    let mut out = BufWriter::new(fs::File::create(path)?);
    writeln!(out, "Nome,Telefone,Cidade,Pontos,Etiquetas,Aceita promoções")?;
    for row in 0..rows {
        let phone = if row % 100 == 7 { "12".to_owned() } else { phone(row) };
        writeln!(out, "Cliente {row},{phone},São Paulo,{},vip,sim", row % 1000)?;
    }
    Ok(out.flush()?)
}

fn describe(figures: &[Figures], rows: u64) -> String {
    let mut text = format!(
        "\n## Imports\n\nA CSV file of {rows} people, one row in a hundred broken, beside bare multi-row inserts of the same \
         contacts, identifiers and consents. Rows a second, and memory of the process after a tenth and at the most.\n\n\
         | engine | bare inserts | import | share | memory early | at the most |\n|---|---|---|---|---|---|\n"
    );
    for Figures { engine, bare, import, early, most } in figures {
        let share = import / bare;
        let _ = writeln!(text, "| {engine} | {bare:.0} | {import:.0} | {share:.2} | {early} MiB | {most} MiB |");
    }
    text
}

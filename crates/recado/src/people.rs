//! `recado import people.csv`: a table of people or events into the database, with a bar, and what is wrong as
//! `file:row: reason`.

use crate::{SettingArguments, start};
use anyhow::{Context, bail};
use clap::Args;
use domain::id::ImportId;
use domain::import::Subject;
use domain::import::mapping::{Existing, Mapping, MatchOn, Target};
use domain::import::take_in::Counts;
use indicatif::{ProgressBar, ProgressStyle};
use server::app::App;
use server::import::{Brought, WrongState, upload};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use store::import::{Import, RowFaults, State};
use tokio_util::sync::CancellationToken;

#[derive(Debug, Default, Args)]
pub struct PeopleArguments {
    /// The rows are events: orders, payments, visits
    #[arg(long)]
    events: bool,
    /// The name of all events, when no column gives it
    #[arg(long)]
    event_name: Option<String>,
    /// What a column is: "Sucursal=attribute:branch", "Tel=phone", "Puntos=attribute:points:number", "Nota=ignore"
    #[arg(long = "column", value_name = "TITLE=TARGET")]
    columns: Vec<String>,
    /// By what people are recognised: phone, or the name of an attribute
    #[arg(long)]
    by: Option<String>,
    /// What becomes of people who are known: update, `fill_in` or skip
    #[arg(long, value_parser = parse_existing)]
    existing: Option<Existing>,
    /// The country of phone numbers without one, such as MX
    #[arg(long)]
    country: Option<String>,
    /// A label that everybody in the file gets
    #[arg(long = "label")]
    labels: Vec<String>,
    /// Keeps all rows that were left out, with their reasons
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

/// Faulty rows that are printed.
const PRINTED: usize = 20;
const LOOK: Duration = Duration::from_millis(150);

fn parse_existing(word: &str) -> Result<Existing, String> {
    Existing::parse(word).ok_or_else(|| "update, fill_in or skip".to_owned())
}

pub fn is_table(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ["csv", "tsv", "txt", "xlsx", "xls"].contains(&ending.as_str()))
}

pub async fn run(
    files: &[PathBuf],
    arguments: PeopleArguments,
    settings: SettingArguments,
    dry_run: bool,
) -> anyhow::Result<ExitCode> {
    let config = settings.read()?;
    let mut server_settings = start::settings(&config)?;
    // A server that runs beside us has leases of its own.
    server_settings.node_name = format!("{}/import/{}", server_settings.node_name, std::process::id());
    let app =
        start::app(&config.database, &config.workspace_name, start::cloud(&config)?, server_settings, None).await?;
    let stop = CancellationToken::new();
    let worker = tokio::spawn(server::import::worker::run(app.clone(), stop.clone()));
    let mut whole = true;
    let done = async {
        for file in files {
            whole &= import(&app, file, &arguments, dry_run, &config.language).await?;
        }
        anyhow::Ok(())
    };
    let done = done.await;
    stop.cancel();
    worker.await?;
    app.db.close().await;
    done.map(|()| if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether every row was taken in.
async fn import(
    app: &App,
    file: &Path,
    arguments: &PeopleArguments,
    dry_run: bool,
    language: &str,
) -> anyhow::Result<bool> {
    let uploaded = upload::take(&app.settings.data_directory, file.to_owned()).await;
    let uploaded = uploaded.with_context(|| file.display().to_string())?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let subject = if arguments.events { Subject::Events } else { Subject::Contacts };
    let mut tx = app.db.write().await?;
    let brought = Brought { subject, file_name: &name, by: "command".to_owned() };
    let mut import = server::import::register(app, &mut tx, brought, uploaded).await?;
    let mapping = chosen(&import, arguments)?;
    say_columns(&import, &mapping)?;
    mapping.check(import.titles.len(), subject).with_context(|| file.display().to_string())?;
    if dry_run {
        server::import::check::<WrongState>(&mut import, mapping)?;
    } else {
        server::import::start::<WrongState>(&mut import, mapping, app.universe.now())?;
    }
    store::import::save(&mut tx, app.workspace, &import).await?;
    tx.commit().await?;
    app.wake.imports.notify_one();
    let import = follow(app, import.id).await?;
    finish(app, file, import, arguments, dry_run, language).await
}

async fn finish(
    app: &App,
    file: &Path,
    import: Import,
    arguments: &PeopleArguments,
    dry_run: bool,
    language: &str,
) -> anyhow::Result<bool> {
    if let Some(failure) = &import.failure {
        bail!("{}: {failure}", file.display());
    }
    let mut tx = app.db.read().await?;
    let (counts, faults) = if dry_run {
        let report = import.report.unwrap_or_default();
        (report.counts, report.faults)
    } else {
        let limit = u32::try_from(PRINTED)?;
        let faulty = store::import::faulty(&mut tx, app.workspace, import.id, 0, limit).await?;
        let faults = faulty.into_iter().map(|row| RowFaults { row: row.row, faults: row.faults });
        (import.counts, faults.collect())
    };
    drop(tx);
    report(file, counts, &faults, language)?;
    if let Some(errors) = &arguments.errors {
        keep_errors(app, import.id, errors, language).await?;
    }
    if dry_run {
        let mut tx = app.db.write().await?;
        store::import::delete(&mut tx, app.workspace, import.id).await?;
        tx.commit().await?;
    } else {
        writeln!(std::io::stdout(), "  undo it on the screen Import, or by POST /api/v1/imports/{}/undo", import.id)?;
    }
    Ok(counts.failed == 0)
}

/// What was found out, and what the command line says otherwise.
fn chosen(import: &Import, arguments: &PeopleArguments) -> anyhow::Result<Mapping> {
    let mut mapping = import.mapping.clone();
    for column in &arguments.columns {
        let (title, word) = column.split_once('=').with_context(|| format!("--column {column}: TITLE=TARGET"))?;
        let folded = domain::text::fold(title);
        let place = import.titles.iter().position(|known| domain::text::fold(known) == folded);
        let slot = place.and_then(|place| mapping.columns.get_mut(place));
        let slot = slot.with_context(|| format!("no column {title:?}; there are: {}", import.titles.join(", ")))?;
        *slot = Target::parse(word).with_context(|| format!("--column {column}: {word:?} is no target"))?;
    }
    match arguments.by.as_deref() {
        None => {}
        Some("phone") => mapping.match_on = MatchOn::Phone,
        Some(name) => mapping.match_on = MatchOn::Attribute { name: name.to_owned() },
    }
    mapping.existing = arguments.existing.unwrap_or(mapping.existing);
    if let Some(country) = &arguments.country {
        mapping.default_country = country.to_uppercase();
    }
    mapping.event_name.clone_from(&arguments.event_name);
    mapping.labels.clone_from(&arguments.labels);
    Ok(mapping)
}

fn say_columns(import: &Import, mapping: &Mapping) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: {} rows", import.file_name, import.rows_total)?;
    for (title, target) in import.titles.iter().zip(&mapping.columns) {
        writeln!(out, "  {title} → {}", target.word())?;
    }
    Ok(())
}

/// Until nobody works on it any more.
async fn follow(app: &App, id: ImportId) -> anyhow::Result<Import> {
    let style = ProgressStyle::with_template("  {bar:40} {human_pos} of {human_len} rows, {per_sec}, {eta} left")?;
    let bar = ProgressBar::new(0).with_style(style);
    loop {
        let import = store::import::one(&mut app.db.read().await?, app.workspace, id).await?;
        let import = import.context("the import was deleted")?;
        bar.set_length(import.rows_total);
        bar.set_position(import.rows_done);
        if !matches!(import.state, State::Running | State::Checking) {
            bar.finish_and_clear();
            return Ok(import);
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn report(file: &Path, counts: Counts, faults: &[RowFaults], language: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let Counts { created, updated, unchanged, skipped, failed, events, .. } = counts;
    writeln!(
        out,
        "  {created} new, {updated} updated, {unchanged} unchanged, {skipped} left alone, {failed} left out"
    )?;
    if events > 0 {
        writeln!(out, "  {events} events")?;
    }
    for row in faults.iter().take(PRINTED) {
        for fault in &row.faults {
            writeln!(out, "{}:{}: {}", file.display(), row.row, fault.sentence(language))?;
        }
    }
    if failed > PRINTED as u64 {
        writeln!(out, "  … and more; --errors FILE keeps them all")?;
    }
    Ok(())
}

async fn keep_errors(app: &App, id: ImportId, path: &Path, language: &str) -> anyhow::Result<()> {
    const PAGE: u32 = 1_000;
    let mut file = std::fs::File::create(path).with_context(|| path.display().to_string())?;
    let mut after = 0;
    loop {
        let rows = store::import::faulty(&mut app.db.read().await?, app.workspace, id, after, PAGE).await?;
        let lines = rows.iter().map(|row| {
            let reasons: Vec<String> = row.faults.iter().map(|fault| fault.sentence(language)).collect();
            let cells = row.cells.iter().map(|cell| server::export::safe(cell));
            [row.row.to_string(), reasons.join("; ")].into_iter().chain(cells).collect::<Vec<_>>()
        });
        file.write_all(&server::export::lines(after == 0, lines)?)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.row;
    }
}

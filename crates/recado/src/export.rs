//! `recado export contacts`: people or events into a file, or onto standard output.

use crate::{SettingArguments, start};
use anyhow::Context;
use clap::{Args, ValueEnum};
use server::export::{self, Lines, What};
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct ExportArguments {
    what: Exported,
    /// A .csv or .xlsx file; CSV on standard output when absent
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Only people whose name or phone has this in it
    #[arg(long, short)]
    q: Option<String>,
    /// Only events of this name
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    settings: SettingArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Exported {
    Contacts,
    Events,
}

pub async fn run(arguments: ExportArguments) -> anyhow::Result<ExitCode> {
    let config = arguments.settings.read()?;
    let settings = start::settings(&config)?;
    let app = start::app(&config.database, &config.workspace_name, start::cloud(&config)?, settings, None).await?;
    let what = match arguments.what {
        Exported::Contacts => What::Contacts { q: arguments.q },
        Exported::Events => What::Events { name: arguments.name },
    };
    let mut lines = Lines::of(&app, app.workspace, what).await?;
    let is_workbook = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    match &arguments.to {
        Some(path) if is_workbook(path) => {
            let mut book = export::workbook(lines).await?;
            let mut file = File::create(path).with_context(|| path.display().to_string())?;
            std::io::copy(&mut book, &mut file)?;
        }
        Some(path) => {
            let file = File::create(path).with_context(|| path.display().to_string())?;
            write(&mut lines, file).await?;
        }
        None => write(&mut lines, std::io::stdout()).await?,
    }
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn write(lines: &mut Lines, mut out: impl Write) -> anyhow::Result<()> {
    out.write_all(&export::lines(true, [lines.titles()])?)?;
    while let Some(page) = lines.next().await? {
        let page = page.into_iter().map(|line| line.into_iter().map(|cell| export::safe(&cell)));
        out.write_all(&export::lines(false, page)?)?;
    }
    Ok(out.flush()?)
}

//! `recado doctor`: tries everything the server depends on, says what is wrong and how to mend it.

mod database;
mod machine;
mod meta;
mod report;
mod webhook;

use crate::config::Config;
use crate::start;
use report::Report;
use std::process::ExitCode;

pub async fn run(config: anyhow::Result<Config>, webhook_url: Option<String>) -> anyhow::Result<ExitCode> {
    let mut report = Report::default();
    match config {
        Err(error) => report.wrong("configuration", &format!("{error:#}"), "docs/configuration.md lists every key."),
        Ok(config) => look(&config, webhook_url.as_deref(), &mut report).await,
    }
    report.print(&mut std::io::stdout().lock())?;
    Ok(if report.is_well() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn look(config: &Config, webhook_url: Option<&str>, report: &mut Report) {
    machine::check(config, report);
    let settings = match start::settings(config) {
        Ok(settings) => {
            report.well("configuration", "every secret is there");
            Some(settings)
        }
        Err(error) => {
            report.wrong("configuration", &format!("{error:#}"), "docs/configuration.md says where secrets belong.");
            None
        }
    };
    let db = database::check(config, report).await;
    let (Some(settings), Some(db)) = (settings, db) else { return };
    meta::check(config, &settings, &db, report).await;
    if let Some(url) = webhook_url {
        webhook::check(url, &settings, report).await;
    }
}

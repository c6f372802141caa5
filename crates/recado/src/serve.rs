//! `recado serve`: production.

use crate::config::Config;
use crate::greeting::Greeting;
use crate::shutdown::StopSignal;
use crate::{encoder, start};
use anyhow::Context;
use server::first_start::{self, Owner};
use std::process::ExitCode;
use tokio::net::TcpListener;

pub async fn run(config: Config, print_json: bool) -> anyhow::Result<ExitCode> {
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.with_context(|| format!("cannot listen on {}", config.listen))?;
    let (cloud, settings) = (start::cloud(&config)?, start::settings(&config)?);
    let encoder = encoder::load(config.encoder.as_deref(), &config.data_directory);
    let app = start::app(&config.database, &config.workspace_name, cloud, settings, encoder).await?;
    let owner = Owner {
        email: &config.owner_email,
        name: &config.owner_name,
        language: &config.language,
        must_change_password: true,
    };
    let password = first_start::ensure_owner(&app, owner).await?;
    let db = app.db.clone();
    let stop = StopSignal::listen()?;
    let running = server::run::start(app, listener, None)?;
    let title = if password.is_some() {
        "Recado is running. This password is shown once; change it after logging in."
    } else {
        "Recado is running."
    };
    Greeting::new(format!("http://{}", running.address), password).print(title, print_json)?;
    stop.received().await?;
    tracing::info!("stopping: finishing what is under way");
    running.shutdown().await;
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

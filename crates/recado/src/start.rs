//! From a configuration to an app.

use crate::config::Config;
use anyhow::Context;
use domain::intent::Encoder;
use server::app::{App, Settings};
use server::first_start;
use server::understanding::Understanding;
use server::universe::Universe;
use std::sync::Arc;
use std::time::Duration;
use store::Db;
use whatsapp::client::Client;

/// Opens the database, migrates it, and makes the workspace when it is new.
pub async fn app(
    database: &str,
    workspace_name: &str,
    cloud: Client,
    settings: Settings,
    encoder: Option<Arc<dyn Encoder>>,
) -> anyhow::Result<App> {
    let db = open(database).await?;
    let universe = Universe::real(u64::from_le_bytes(server::http::secret::random()?));
    let workspace = first_start::ensure_workspace(&db, &universe, workspace_name).await?;
    Ok(App {
        db,
        universe,
        live: server::live::Live::default(),
        wake: server::wake::Wake::default(),
        cloud,
        flows: server::memory::FlowCache::default(),
        understanding: Understanding::with_encoder(encoder),
        settings: Arc::new(settings),
        workspace,
    })
}

pub fn settings(config: &Config) -> anyhow::Result<Settings> {
    let sealing_key = config.sealing_key()?.into_inner();
    server::seal::Seal::new(&sealing_key).context("sealing_key")?;
    Ok(Settings {
        app_secret: config.app_secret()?.into_inner(),
        verify_token: config.verify_token()?.into_inner(),
        sealing_key,
        data_directory: config.data_directory.clone(),
        allowed_private_hosts: config.allowed_private_hosts.clone(),
        language_model: config.language_model()?,
        flow_settings: Arc::new(config.flow_settings.clone()),
        uncertain_deadline: Duration::from_secs(config.uncertain_deadline_seconds),
        node_name: config.node(),
        emulator: false,
        public_url: config.public_url.clone(),
        secure_cookies: config.secure_cookies,
    })
}

pub async fn open(database: &str) -> anyhow::Result<Db> {
    // The URL may hold a password, so it is not repeated here.
    Db::open(database).await.context("the database cannot be opened")
}

pub fn cloud(config: &Config) -> anyhow::Result<Client> {
    let cloud = whatsapp::client::Config {
        base_url: config.graph_url.clone(),
        version: config.graph_version.clone(),
        proxy: config.proxy.clone(),
        ..whatsapp::client::Config::default()
    };
    Client::new(cloud).context("graph_url")
}

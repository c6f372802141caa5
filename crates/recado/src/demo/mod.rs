//! `recado demo`: the server, the emulator and a living business, the example shop or a pack's, in one process.

mod history;
mod scene;
mod seed;
mod shop_stub;
mod systems;

use crate::config::{LogFormat, Secret};
use crate::greeting::Greeting;
use crate::shutdown::StopSignal;
use crate::{encoder, log, start};
use anyhow::Context;
use clap::Args;
use emulator::{Emulator, NumberConfig, Population};
use scene::Scene;
use server::app::Settings;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

const CUSTOMERS: usize = 20;
const CHATTING: usize = 6;
/// Nothing in the emulator stays silent for long.
const UNCERTAIN_DEADLINE: Duration = Duration::from_secs(15);

#[derive(Debug, Args)]
pub struct DemoArguments {
    /// Where to listen; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Keep the data here instead of forgetting it at the end
    #[arg(long)]
    data: Option<PathBuf>,
    /// Play a pack instead of the example shop: ecommerce, education, finance, health, tourism
    #[arg(long, value_name = "NAME")]
    pack: Option<String>,
    /// The folder of the sentence encoder's file
    #[arg(long, value_name = "FOLDER")]
    encoder: Option<PathBuf>,
    /// Print one line of JSON when ready
    #[arg(long)]
    print_json: bool,
    /// error, warn, info, debug
    #[arg(long, default_value = "warn")]
    log: String,
}

pub async fn run(arguments: DemoArguments) -> anyhow::Result<ExitCode> {
    log::start(&arguments.log, LogFormat::Text)?;
    let listener = TcpListener::bind(arguments.listen).await;
    let listener = listener.with_context(|| {
        format!("cannot listen on {}; name another port with --listen 127.0.0.1:0", arguments.listen)
    })?;
    let url = format!("http://{}", listener.local_addr()?);
    // Removed with everything in it when the demo ends.
    let forgotten = tempfile::tempdir()?;
    let folder = arguments.data.as_deref().unwrap_or(forgotten.path());
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;

    let scene = match &arguments.pack {
        None => Scene::shop().await?,
        Some(pack) => Scene::of_pack(pack).await?,
    };
    let emulated = Emulator::start(emulated_world(&url, &scene)?).await?;
    let settings = settings(folder, &url, emulated.handle().config(), &scene)?;
    let cloud = whatsapp::client::Config { base_url: emulated.base_url().to_owned(), ..Default::default() };
    let database = format!("sqlite:{}", folder.join("recado.db").display());
    let cloud = whatsapp::client::Client::new(cloud)?;
    let encoder = encoder::load(arguments.encoder.as_deref(), folder);
    let app = start::app(&database, &scene.business, cloud, settings, encoder).await?;
    let owner = seed::plant(&app, emulated.handle(), &scene).await?;
    let db = app.db.clone();
    let pages = emulator::control::router(emulated.handle().clone());
    let running = server::run::start(app, listener, Some(pages))?;

    let mut greeting = Greeting::new(url, owner);
    greeting.emulator_url = Some(emulated.base_url().to_owned());
    let title = format!("{} is open: twenty simulated customers, some of them writing already.", scene.business);
    let stop = StopSignal::listen()?;
    greeting.print(&title, arguments.print_json)?;
    stop.received().await?;
    running.shutdown().await;
    emulated.shutdown().await;
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

fn emulated_world(url: &str, scene: &Scene) -> anyhow::Result<emulator::Config> {
    Ok(emulator::Config {
        // Another world each time: message ids of an earlier run must not come again on kept data.
        seed: u64::from_le_bytes(server::http::secret::random()?),
        app_secret: server::http::secret::token()?,
        verify_token: server::http::secret::token()?,
        access_token: format!("EAA{}", server::http::secret::token()?.replace(['-', '_'], "x")),
        waba_name: scene.business.clone(),
        numbers: vec![NumberConfig::new("106540352242922", "+34 911 22 33 44", &scene.business)],
        templates: scene.templates.clone(),
        webhook_url: Some(format!("{url}/webhooks/whatsapp")),
        population: Population {
            count: CUSTOMERS,
            chatting: CHATTING,
            order_numbers: shop_stub::order_numbers(),
            openings: scene.openings.clone(),
            ..Population::default()
        },
        review_after: Duration::from_secs(10),
        ..emulator::Config::default()
    })
}

fn settings(folder: &Path, url: &str, emulated: &emulator::Config, scene: &Scene) -> anyhow::Result<Settings> {
    Ok(Settings {
        app_secret: Secret::new(&emulated.app_secret).into_inner(),
        verify_token: Secret::new(&emulated.verify_token).into_inner(),
        sealing_key: Secret::kept_or_made(&folder.join("sealing.key"))?.into_inner(),
        data_directory: folder.to_owned(),
        allowed_private_hosts: vec![scene.systems.to_string()],
        language_model: None,
        flow_settings: Arc::new(scene.settings.clone()),
        uncertain_deadline: UNCERTAIN_DEADLINE,
        node_name: "demo".to_owned(),
        emulator: true,
        // Nobody but this machine reaches it: its simulated customers do.
        public_url: Some(url.to_owned()),
        secure_cookies: false,
    })
}

//! Recado itself: the server crate on a database of its own, put together as `recado serve` does it.

use crate::webhook::{ACCESS_TOKEN, APP_SECRET, DISPLAY_PHONE_NUMBER, PHONE_NUMBER_ID, VERIFY_TOKEN, WABA_ID};
use anyhow::Context;
use clap::{Args, ValueEnum};
use domain::id::{FlowId, IdSource, NumberId, WorkspaceId};
use domain::time::Timestamp;
use secrecy::SecretString;
use server::app::{App, Settings};
use server::seal::seal_access_token;
use server::universe::Universe;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::Db;
use store::flow::Publication;
use store::number::NewNumber;

const SEALING_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
/// High enough that the pace of a number never holds a reply back.
pub const UNPACED: u32 = 100_000;

#[derive(Debug, Args)]
pub struct Options {
    #[arg(long)]
    port: u16,
    /// A database, `sqlite:PATH` or `postgres://…`: a fresh one, if there is to be a flow.
    #[arg(long)]
    database: String,
    /// Address of the Cloud API.
    #[arg(long)]
    cloud: SocketAddr,
    /// Founds the business; without it the database has one.
    #[arg(long)]
    flow: Option<Flow>,
    #[arg(long)]
    data: PathBuf,
}

/// What the bot does with every message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Flow {
    /// Runs, and says nothing.
    Silent,
    /// Replies with the same words.
    Echo,
}

impl Flow {
    fn document(self) -> &'static str {
        match self {
            Self::Silent => {
                "{name: Bench, language: es, triggers: [{any_message: true}], start: fin, nodes: {fin: {end: {}}}}"
            }
            Self::Echo => {
                "{name: Bench, language: es, triggers: [{any_message: true}], start: eco, \
                 nodes: {eco: {say: {text: 'Eco: {{ message.text }}'}, next: fin}, fin: {end: {}}}}"
            }
        }
    }
}

/// The one workspace of a measured server, known on both sides.
pub fn workspace() -> WorkspaceId {
    WorkspaceId::new(&mut IdSource::new(1), Timestamp(0))
}

pub(super) async fn serve(options: Options) -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::INFO).init();
    let listener = super::listen(options.port).await?;
    let app = app(&options.database, &options.data, &format!("http://{}", options.cloud)).await?;
    if let Some(flow) = options.flow {
        seed(&app, flow, UNPACED).await?;
    }
    let _server = server::run::start(app, listener, None)?;
    futures::future::pending().await
}

/// A server's insides without anything in them, and with no cloud to talk to.
pub async fn empty(database: &str, data: &Path) -> anyhow::Result<App> {
    let app = app(database, data, "http://127.0.0.1:9").await?;
    let mut tx = app.db.write().await?;
    store::workspace::create(&mut tx, app.workspace, "Bench", app.universe.now()).await?;
    tx.commit().await?;
    Ok(app)
}

/// A server's insides with a number that talks to this cloud at this pace, and nobody to talk to.
pub async fn quiet(database: &str, data: &Path, cloud: SocketAddr, messages_per_second: u32) -> anyhow::Result<App> {
    let app = app(database, data, &format!("http://{cloud}")).await?;
    seed(&app, Flow::Silent, messages_per_second).await?;
    Ok(app)
}

async fn app(database: &str, data: &Path, cloud: &str) -> anyhow::Result<App> {
    let settings = Settings {
        app_secret: SecretString::from(APP_SECRET),
        verify_token: SecretString::from(VERIFY_TOKEN),
        sealing_key: SecretString::from(SEALING_KEY),
        data_directory: data.to_owned(),
        allowed_private_hosts: Vec::new(),
        flow_settings: Arc::default(),
        uncertain_deadline: Duration::from_mins(1),
        node_name: "bench".to_owned(),
        emulator: false,
        public_url: None,
        secure_cookies: false,
        language_model: None,
    };
    let cloud = whatsapp::client::Client::new(whatsapp::client::Config {
        base_url: cloud.to_owned(),
        ..whatsapp::client::Config::default()
    })?;
    Ok(App {
        db: Db::open(database).await.context("the database does not open")?,
        universe: Universe::real(7),
        live: server::live::Live::default(),
        wake: server::wake::Wake::default(),
        cloud,
        flows: server::memory::FlowCache::default(),
        understanding: server::understanding::Understanding::default(),
        settings: Arc::new(settings),
        workspace: workspace(),
    })
}

async fn seed(app: &App, flow: Flow, messages_per_second: u32) -> anyhow::Result<()> {
    let now = app.universe.now();
    let (number, flow_id) = app.universe.with_ids(|ids| (NumberId::new(ids, now), FlowId::new(ids, now)));
    let new = NewNumber {
        id: number,
        phone_number_id: PHONE_NUMBER_ID.to_owned(),
        waba_id: WABA_ID.to_owned(),
        display_phone_number: DISPLAY_PHONE_NUMBER.to_owned(),
        verified_name: "Bench".to_owned(),
        messages_per_second,
        simulated: false,
        sealed_access_token: seal_access_token(&app.settings.sealing_key, number, ACCESS_TOKEN)?,
    };
    let mut tx = app.db.write().await?;
    store::workspace::create(&mut tx, app.workspace, "Bench", now).await?;
    store::number::create(&mut tx, app.workspace, new, now).await?;
    store::flow::create(&mut tx, app.workspace, flow_id, "Bench", flow.document(), now).await?;
    let publication = Publication { document: flow.document(), note: "", author: None };
    store::flow::publish(&mut tx, app.workspace, flow_id, publication, now).await?;
    Ok(tx.commit().await?)
}

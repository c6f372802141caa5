//! An emulator with people, a server beside it, and a campaign to all of them that waits for its launch.

use crate::campaign::people;
use crate::clock::Duration;
use crate::serve::recado::{self, workspace};
use crate::webhook::{ACCESS_TOKEN, APP_SECRET, DISPLAY_PHONE_NUMBER, PATH, PHONE_NUMBER_ID, VERIFY_TOKEN, WABA_ID};
use anyhow::Context;
use bytes::Bytes;
use domain::id::{CampaignId, TokenId, UserId};
use domain::role::Permission;
use emulator::{
    Config, DeliveryConfig, Emulator, Handle, Keep, Limits, NewCustomer, NumberConfig, Profile, Running, Tier,
};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper_util::rt::TokioIo;
use server::app::App;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use store::Db;
use store::token::NewToken;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

const TOKEN: &str = "rcd_bench_token";
const PATIENCE: Duration = Duration::from_mins(1);
const LOOK: Duration = Duration::from_millis(20);

pub struct Scene {
    pub people: u64,
    pub campaign: CampaignId,
    pub db: Db,
    folder: PathBuf,
    emulator: Running,
    server: Child,
    address: SocketAddr,
}

impl Scene {
    pub async fn set(folder: &Path, people: u64, messages_per_second: u32) -> anyhow::Result<Self> {
        let folder = folder.join("pace");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let emulator = Emulator::start(world(messages_per_second)).await?;
        for person in 0..people {
            let customer = NewCustomer::named("Cliente").with_phone(&people::phone(person));
            emulator.handle().add_customer(customer.with_profile(Profile::Silent));
        }
        let cloud = emulator.handle().base_url().trim_start_matches("http://").parse()?;
        let database = format!("sqlite:{}", folder.join("recado.db").display());
        let app = recado::quiet(&database, &folder, cloud, messages_per_second).await?;
        people::bring(&app, people).await?;
        app.db.acquaint().await?;
        let campaign = people::draft(&app).await?;
        let_in(&app).await?;
        app.db.close().await;
        let address = free_address()?;
        emulator.handle().set_webhook_url(Some(format!("http://{address}{PATH}")));
        let server = start(&folder, &database, cloud, address)?;
        listens(address).await?;
        let db = Db::open(&database).await?;
        Ok(Self { people, campaign, db, folder, emulator, server, address })
    }

    pub fn cloud(&self) -> &Handle {
        self.emulator.handle()
    }

    pub fn server_process(&self) -> u32 {
        self.server.id().unwrap_or_default()
    }

    /// Through the API, as a person's browser does it.
    pub async fn launch(&self) -> anyhow::Result<()> {
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(TcpStream::connect(self.address).await?)).await?;
        tokio::spawn(connection);
        let body = serde_json::json!({"confirm": self.people.to_string()}).to_string();
        let request = Request::post(format!("/api/v1/campaigns/{}/launch", self.campaign))
            .header(HOST, self.address.to_string())
            .header(AUTHORIZATION, format!("Bearer {TOKEN}"))
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)))?;
        let answer = sender.send_request(request).await?;
        let status = answer.status();
        let said = answer.into_body().collect().await?.to_bytes();
        anyhow::ensure!(status.is_success(), "the launch: {status} {}", String::from_utf8_lossy(&said));
        Ok(())
    }

    pub async fn end(mut self) -> anyhow::Result<()> {
        self.db.close().await;
        self.server.kill().await?;
        self.emulator.shutdown().await;
        Ok(fs::remove_dir_all(&self.folder)?)
    }
}

/// Promotions to one person are not limited, and the portfolio has the last tier.
fn world(messages_per_second: u32) -> Config {
    let promo = serde_json::json!({"name": "promo", "language": "es", "category": "MARKETING", "components": [
        {"type": "BODY", "text": people::BODY, "example": {"body_text": [["Ana"]]}}]});
    let config = Config::for_tests();
    Config {
        app_secret: APP_SECRET.to_owned(),
        verify_token: VERIFY_TOKEN.to_owned(),
        access_token: ACCESS_TOKEN.to_owned(),
        waba_id: WABA_ID.to_owned(),
        numbers: vec![NumberConfig::new(PHONE_NUMBER_ID, DISPLAY_PHONE_NUMBER, "Bench")],
        limits: Limits { messages_per_second, tier: Tier::Unlimited, ..Limits::RATES },
        delivery: DeliveryConfig { connections: 16, batch: 64, ..config.delivery },
        templates: vec![promo],
        keep: Keep { exchanges: 100_000, ..Keep::EVERYTHING },
        ..config
    }
}

async fn let_in(app: &App) -> anyhow::Result<()> {
    let now = app.universe.now();
    let (id, created_by) = app.universe.with_ids(|ids| (TokenId::new(ids, now), UserId::new(ids, now)));
    let token = NewToken {
        id,
        name: "bench",
        prefix: "rcd_bench",
        digest: server::http::secret::sha256(TOKEN.as_bytes()),
        permissions: Permission::ALL.iter().map(|permission| permission.as_str()).collect(),
        created_by,
    };
    let mut tx = app.db.write().await?;
    store::token::create(&mut tx, workspace(), token, now).await?;
    Ok(tx.commit().await?)
}

fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

fn start(folder: &Path, database: &str, cloud: SocketAddr, address: SocketAddr) -> anyhow::Result<Child> {
    let log = fs::File::create(folder.join("server.log"))?;
    let server = Command::new(std::env::current_exe()?)
        .args(["serve", "recado"])
        .arg(format!("--port={}", address.port()))
        .arg(format!("--database={database}"))
        .arg(format!("--cloud={cloud}"))
        .arg(format!("--data={}", folder.display()))
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()?;
    Ok(server)
}

async fn listens(address: SocketAddr) -> anyhow::Result<()> {
    let listens = async {
        while TcpStream::connect(address).await.is_err() {
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::time::timeout(PATIENCE, listens).await.context("the server does not listen")
}

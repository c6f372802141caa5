//! A whole stage: an emulated Cloud API, and a server on a fresh database that talks to it over real HTTP.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a test cannot go on without its stage")]

use domain::id::{FlowId, IdSource, NumberId, WorkspaceId};
use domain::time::Timestamp;
use emulator::{Config, Emulator};
use secrecy::SecretString;
use server::app::{App, Settings};
use server::seal::seal_access_token;
use server::universe::Universe;
use std::sync::Arc;
use std::time::Duration;
use store::Db;
use store::flow::Publication;
use store::number::NewNumber;

pub const SEALING_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Answers "hola" and everything else with one text; "persona" hands over.
pub const ECHO_FLOW: &str = "
name: Eco
language: es
triggers: [{any_message: true}, {keyword: persona, go_to: persona}]
start: eco
nodes:
  eco:
    say: {text: 'Eco: {{ message.text }}'}
    next: fin
  persona:
    hand_over: {note: quiere una persona, text: Te paso con una persona.}
  fin:
    end: {}
";

pub struct Stage {
    pub app: App,
    pub emulator: emulator::Running,
    pub server: server::run::Running,
    _folder: tempfile::TempDir,
}

/// Which database a test runs on.
pub enum Database {
    Sqlite,
    Postgres(String),
}

/// What a test may want otherwise.
pub struct Arrangement {
    pub universe: Universe,
    pub settings: Settings,
}

impl Stage {
    pub async fn build(database: Database, config: Config, flow: &str) -> Self {
        Self::arranged(database, config, flow, |_| {}).await
    }

    pub async fn arranged(
        database: Database,
        config: Config,
        flow: &str,
        arrange: impl FnOnce(&mut Arrangement),
    ) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = match database {
            Database::Sqlite => format!("sqlite:{}", folder.path().join("recado.db").display()),
            Database::Postgres(url) => url,
        };
        let emulator = Emulator::start(config).await.expect("the emulator starts");
        let db = Db::open(&url).await.expect("the database opens");
        let app = app(db, &emulator, folder.path().to_owned(), arrange);
        seed(&app, &emulator, flow).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let server = server::run::start(app.clone(), listener, None).expect("the server starts");
        emulator.handle().set_webhook_url(Some(format!("http://{}/webhooks/whatsapp", server.address)));
        Self { app, emulator, server, _folder: folder }
    }
}

fn app(
    db: Db,
    emulator: &emulator::Running,
    data_directory: std::path::PathBuf,
    arrange: impl FnOnce(&mut Arrangement),
) -> App {
    let config = emulator.handle().config().clone();
    let settings = Settings {
        app_secret: SecretString::from(config.app_secret),
        verify_token: SecretString::from(config.verify_token),
        sealing_key: SecretString::from(SEALING_KEY),
        data_directory,
        allowed_private_hosts: Vec::new(),
        language_model: None,
        flow_settings: Arc::default(),
        uncertain_deadline: Duration::from_secs(2),
        node_name: "test".to_owned(),
        emulator: true,
        public_url: Some("https://shop.example".to_owned()),
        secure_cookies: false,
    };
    let mut arrangement = Arrangement { universe: Universe::real(7), settings };
    arrange(&mut arrangement);
    let cloud = whatsapp::client::Client::new(whatsapp::client::Config {
        base_url: emulator.handle().base_url().to_owned(),
        timeout: Duration::from_secs(5),
        ..whatsapp::client::Config::default()
    })
    .expect("a client");
    App {
        db,
        universe: arrangement.universe,
        live: server::live::Live::default(),
        wake: server::wake::Wake::default(),
        cloud,
        flows: server::memory::FlowCache::default(),
        understanding: server::understanding::Understanding::default(),
        settings: Arc::new(arrangement.settings),
        workspace: WorkspaceId::new(&mut IdSource::new(1), Timestamp(0)),
    }
}

async fn seed(app: &App, emulator: &emulator::Running, flow: &str) {
    let now = app.universe.now();
    let mut tx = app.db.write().await.expect("a transaction");
    store::workspace::create(&mut tx, app.workspace, "Prueba", now).await.expect("a workspace");
    let config = emulator.handle().config();
    for number in &config.numbers {
        let id = app.universe.with_ids(|ids| NumberId::new(ids, now));
        let sealed = seal_access_token(&app.settings.sealing_key, id, &config.access_token).expect("sealed");
        let new = NewNumber {
            id,
            phone_number_id: number.phone_number_id.clone(),
            waba_id: config.waba_id.clone(),
            display_phone_number: number.display_phone_number.clone(),
            verified_name: number.verified_name.clone(),
            messages_per_second: 80,
            simulated: true,
            sealed_access_token: sealed,
        };
        store::number::create(&mut tx, app.workspace, new, now).await.expect("a number");
    }
    if !flow.is_empty() {
        let id = app.universe.with_ids(|ids| FlowId::new(ids, now));
        store::flow::create(&mut tx, app.workspace, id, "Eco", flow, now).await.expect("a flow");
        let publication = Publication { document: flow, note: "", author: None };
        store::flow::publish(&mut tx, app.workspace, id, publication, now).await.expect("published");
    }
    tx.commit().await.expect("committed");
}

/// `None` when no PostgreSQL is there; the test says so and passes.
pub async fn postgres() -> Option<Database> {
    #[expect(clippy::disallowed_methods, reason = "tests learn from the environment whether PostgreSQL is there")]
    let Ok(server) = std::env::var("RECADO_TEST_POSTGRES") else {
        println!("skipped: RECADO_TEST_POSTGRES is not set");
        return None;
    };
    Some(Database::Postgres(store::testing::fresh_postgres(&server).await.expect("a fresh database")))
}

/// Runs one test on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name($crate::stage::Database::Sqlite).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                if let Some(database) = $crate::stage::postgres().await {
                    super::$name(database).await;
                }
            })+
        }
    };
}

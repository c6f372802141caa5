//! The real binary, as an operator starts it, and as a power cut ends it.

use super::SEALING_KEY;
use super::database::Database;
use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// How a server is started, each time in the same way.
pub struct Launch {
    pub address: String,
    database: String,
    folder: PathBuf,
    graph_url: String,
    app_secret: String,
    uncertain_deadline: Duration,
}

/// A server that runs; dropped, it is killed.
pub struct Server {
    pub child: Child,
}

impl Launch {
    pub fn new(database: &Database, emulator: &emulator::Handle, uncertain_deadline: Duration) -> Self {
        Self {
            address: free_address(),
            database: database.url.clone(),
            folder: database.folder.path().to_owned(),
            graph_url: emulator.base_url().to_owned(),
            app_secret: emulator.config().app_secret.clone(),
            uncertain_deadline,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What all servers of this launch said on their standard error, one JSON object a line.
    pub fn log(&self) -> String {
        std::fs::read_to_string(log_file(&self.folder)).expect("a log")
    }

    /// Starts `recado serve`; returns when it says that it is ready.
    pub async fn start(&self) -> Server {
        let log = File::options().create(true).append(true).open(log_file(&self.folder)).expect("a log file");
        let mut child = Command::new(env!("CARGO_BIN_EXE_recado"))
            .args(["serve", "--print-json", "--listen", &self.address, "--database", &self.database])
            .current_dir(&self.folder)
            .env("RECADO_DATA_DIRECTORY", self.folder.join("data"))
            .env("RECADO_SEALING_KEY", SEALING_KEY)
            .env("RECADO_APP_SECRET", &self.app_secret)
            .env("RECADO_VERIFY_TOKEN", "verify")
            .env("RECADO_GRAPH_URL", &self.graph_url)
            .env("RECADO_UNCERTAIN_DEADLINE_SECONDS", self.uncertain_deadline.as_secs().to_string())
            .env("RECADO_LOG", "warn")
            .env("RECADO_LOG_FORMAT", "json")
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .expect("the binary starts");
        let out = child.stdout.take().expect("standard output");
        let line = tokio::time::timeout(PATIENCE, BufReader::new(out).lines().next_line()).await;
        let line = line.expect("it is ready in time").expect("its output can be read");
        assert!(line.is_some(), "it ended before it was ready; its log says:\n{}", self.log());
        Server { child }
    }
}

impl Server {
    /// SIGTERM, and a clean end.
    pub async fn stop(mut self) {
        let id = self.child.id().expect("it runs").to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().await.expect("kill runs");
        assert!(asked.success());
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("it stops in time");
        assert!(ended.expect("its end is seen").success(), "it ended with an error");
    }
}

fn log_file(folder: &Path) -> PathBuf {
    folder.join("server.log")
}

/// Below the ports from which connections go out, so that nobody takes it while the server is down.
fn free_address() -> String {
    static COUNT: AtomicU16 = AtomicU16::new(0);
    let start = 20_000 + (std::process::id() % 10_000) as u16;
    let ports = std::iter::from_fn(|| Some(start + COUNT.fetch_add(1, Ordering::Relaxed)));
    let mut addresses = ports.take(1_000).map(|port| format!("127.0.0.1:{port}"));
    addresses.find(|address| TcpListener::bind(address).is_ok()).expect("a free port")
}

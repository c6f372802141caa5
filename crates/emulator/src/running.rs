//! Starting and stopping.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;

use crate::config::Config;
use crate::delivery;
use crate::engine::Core;
use crate::handle::Handle;
use crate::http;
use crate::state_file::{self, StateError};
use crate::tls::{Authority, TlsError};
use crate::world::{Draft, Update};

/// A Cloud API one can run.
#[derive(Debug)]
pub struct Emulator;

/// An emulator that runs. Dropping it stops it.
pub struct Running {
    address: SocketAddr,
    handle: Handle,
    tasks: JoinSet<()>,
}

/// Why an emulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("cannot listen on {address}")]
    Listen {
        address: SocketAddr,
        #[source]
        source: io::Error,
    },
    #[error("cannot build the HTTP client for webhooks")]
    Client(#[source] reqwest::Error),
    #[error("template {name} of the configuration: {reason}")]
    Template { name: String, reason: String },
    #[error("faults of the configuration: {0}")]
    Faults(String),
    #[error("the configuration has no numbers")]
    NoNumbers,
    #[error("the state in {file} cannot be read")]
    State {
        file: PathBuf,
        #[source]
        source: StateError,
    },
    #[error(transparent)]
    Tls(#[from] TlsError),
}

impl Emulator {
    /// Starts an emulator; it runs in tasks of the present runtime.
    pub async fn start(config: Config) -> Result<Running, StartError> {
        let listening =
            TcpListener::bind(config.listen).await.and_then(|listener| Ok((listener.local_addr()?, listener)));
        let (address, listener) = listening.map_err(|source| StartError::Listen { address: config.listen, source })?;
        let tls = config.tls.as_ref().map(Authority::acceptor).transpose()?;
        let (core, receivers) = prepare(config, format!("http://{address}"))?;
        let mut tasks = JoinSet::new();
        for (line, receiver) in receivers.into_iter().enumerate() {
            tasks.spawn(delivery::run(Arc::clone(&core), line, receiver));
        }
        tasks.spawn(Arc::clone(&core).run());
        tasks.spawn(remember(Arc::clone(&core)));
        tasks.spawn(http::serve(Arc::clone(&core), listener, tls));
        Ok(Running { address, handle: Handle::new(core), tasks })
    }
}

/// The world at its beginning, before anybody can reach it.
pub(crate) fn prepare(
    config: Config,
    base_url: String,
) -> Result<(Arc<Core>, Vec<UnboundedReceiver<Update>>), StartError> {
    if config.numbers.is_empty() {
        return Err(StartError::NoNumbers);
    }
    if let Some(mistake) = config.faults.mistake() {
        return Err(StartError::Faults(mistake));
    }
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(config.delivery.timeout)
        .tcp_nodelay(true)
        .build()
        .map_err(StartError::Client)?;
    let saved = match &config.state_file {
        Some(file) => state_file::read(file).map_err(|source| StartError::State { file: file.clone(), source })?,
        None => None,
    };
    let (core, receivers) = Core::new(config, base_url, client, saved);
    add_templates(&core)?;
    Ok((Arc::new(core), receivers))
}

/// How long webhooks may still arrive when the emulator is stopped, in real time.
const LAST_MOMENT: Duration = Duration::from_secs(1);

/// How long in real time what happened may be forgotten when the process is killed.
const REMEMBERED_EVERY: Duration = Duration::from_secs(10);

/// Writes the state down now and then, and when the emulator stops.
async fn remember(core: Arc<Core>) {
    let Some(file) = core.config.state_file.clone() else { return };
    let mut changes = core.changes();
    loop {
        let stops = tokio::select! {
            () = core.stop.cancelled() => true,
            () = tokio::time::sleep(REMEMBERED_EVERY) => false,
        };
        if !stops && !changes.has_changed().unwrap_or(true) {
            continue;
        }
        changes.borrow_and_update();
        let saved = core.save();
        let to = file.clone();
        let written = tokio::task::spawn_blocking(move || state_file::write(&to, &saved)).await;
        if let Ok(Err(error)) = written {
            tracing::error!(%error, file = %file.display(), "the state could not be written");
        }
        if stops {
            return;
        }
    }
}

fn add_templates(core: &Core) -> Result<(), StartError> {
    for body in &core.config.templates {
        // Those of an emulator that is resumed are there already.
        let word = |key: &str| body.get(key).and_then(|value| value.as_str()).unwrap_or_default();
        let known = core.look(|world| world.templates.find(word("name"), word("language")).is_some());
        if known && core.config.state_file.is_some() {
            continue;
        }
        let added =
            Draft::read(body).and_then(|draft| core.turn(|world, turn| world.add_approved_template(turn, draft)));
        added.map_err(|refusal| StartError::Template {
            name: body.get("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned(),
            reason: refusal.user_message.unwrap_or(refusal.details),
        })?;
    }
    Ok(())
}

impl Running {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What takes the place of `https://graph.facebook.com`.
    pub fn base_url(&self) -> &str {
        self.handle.base_url()
    }

    /// Control over it, to be cloned freely.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Stops it, and waits until it has stopped. Webhooks under way are remembered in the state file; where there is
    /// none they get a moment to arrive, and it is told how many have not.
    pub async fn shutdown(mut self) {
        let is_remembered = self.handle.config().state_file.is_some();
        if !is_remembered && self.handle.webhooks().waiting > 0 {
            let arrived = self.handle.wait_for(LAST_MOMENT, |view| (view.webhooks().waiting == 0).then_some(()));
            if arrived.await.is_err() {
                tracing::warn!(webhooks = self.handle.webhooks().waiting, "webhooks were not delivered and are lost");
            }
        }
        self.handle.stop();
        while self.tasks.join_next().await.is_some() {}
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.stop();
    }
}

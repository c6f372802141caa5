//! The subscriber: it answers 200 and counts the statuses.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Counts what comes.
pub struct Sink {
    address: SocketAddr,
    count: Arc<watch::Sender<u64>>,
}

impl Sink {
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let count = Arc::new(watch::Sender::new(0));
        let router = Router::new().route("/webhook", post(receive)).with_state(Arc::clone(&count));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, count })
    }

    pub fn url(&self) -> String {
        format!("http://{}/webhook", self.address)
    }

    pub fn statuses(&self) -> u64 {
        *self.count.borrow()
    }

    /// Waits until so many statuses have come.
    pub async fn wait_for(&self, statuses: u64) -> io::Result<()> {
        let mut count = self.count.subscribe();
        let coming = count.wait_for(|count| *count >= statuses);
        let come = tokio::time::timeout(Duration::from_mins(2), coming).await;
        come.map(drop).map_err(|_| io::Error::other(format!("{} of {statuses} statuses came", self.statuses())))
    }
}

async fn receive(State(count): State<Arc<watch::Sender<u64>>>, body: Bytes) {
    let statuses = std::str::from_utf8(&body).map_or(0, |body| body.matches(STATUS).count());
    count.send_modify(|count| *count += statuses as u64);
}

/// Stands once in every status, and nowhere else.
const STATUS: &str = r#""statuses":["#;

//! The server of whatsapp-business-rs with a handler that counts messages.

use clap::Parser;
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use whatsapp_business_rs::Server;
use whatsapp_business_rs::server::{EventContext, Handler, IncomingMessage};

#[derive(Parser)]
struct Options {
    #[arg(long)]
    port: u16,
}

#[derive(Clone, Default)]
struct Counter {
    messages: Arc<AtomicU64>,
}

impl Handler for Counter {
    async fn handle_message(&self, _: EventContext, _: IncomingMessage) {
        self.messages.fetch_add(1, Ordering::Relaxed);
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let Options { port } = Options::parse();
    let server = Server::builder()
        .endpoint(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .route("/webhooks/whatsapp")
        .verify_payload("bench_app_secret")
        .build();
    server.serve(Counter::default()).await?;
    Ok(())
}

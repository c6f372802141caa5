//! The servers of ours that are measured. Each runs as a process of its own, on one core.

mod bare;
mod forwarder;
pub mod recado;

use clap::Subcommand;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// What to serve, on a port of the loopback interface.
#[derive(Debug, Subcommand)]
pub enum Serve {
    /// H: checks the signature and answers 200.
    Bare {
        #[arg(long)]
        port: u16,
    },
    /// P: checks the signature, reads the message, and replies through a pooled client. Remembers nothing.
    Forwarder {
        #[arg(long)]
        port: u16,
        /// Address of the Cloud API.
        #[arg(long)]
        cloud: SocketAddr,
    },
    /// Recado as `recado serve` runs it, on a fresh database with one number and one flow.
    Recado(recado::Options),
}

pub async fn run(serve: Serve) -> anyhow::Result<()> {
    match serve {
        Serve::Bare { port } => bare::serve(listen(port).await?).await,
        Serve::Forwarder { port, cloud } => forwarder::serve(listen(port).await?, cloud).await,
        Serve::Recado(options) => recado::serve(options).await,
    }
}

async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?)
}

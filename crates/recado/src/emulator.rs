//! `recado emulator`: only the emulated Cloud API, for anybody's software.

use crate::greeting::Greeting;
use crate::shutdown;
use clap::Args;
use emulator::{Config, Emulator, Population};
use std::net::SocketAddr;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct EmulatorArguments {
    /// Where to listen; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:9090")]
    listen: SocketAddr,
    /// Where webhooks go
    #[arg(long)]
    webhook_url: Option<String>,
    /// Signs the webhooks
    #[arg(long, default_value = "emulated-app-secret")]
    app_secret: String,
    #[arg(long, help = "What the subscriber expects in hub.verify_token", default_value = "emulated-verify-token")]
    verify_token: String,
    /// The access token that may do everything
    #[arg(long, default_value = "EAAemulated")]
    access_token: String,
    /// Simulated customers
    #[arg(long, default_value_t = 0)]
    customers: usize,
    /// How many of them write within the first minute
    #[arg(long, default_value_t = 0)]
    chatting: usize,
    /// Decides everything that is left to chance
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print one line of JSON when ready
    #[arg(long)]
    print_json: bool,
}

pub async fn run(arguments: EmulatorArguments) -> anyhow::Result<ExitCode> {
    let config = Config {
        listen: arguments.listen,
        seed: arguments.seed,
        app_secret: arguments.app_secret,
        verify_token: arguments.verify_token,
        access_token: arguments.access_token,
        webhook_url: arguments.webhook_url,
        population: Population { count: arguments.customers, chatting: arguments.chatting, ..Population::default() },
        ..Config::default()
    };
    let running = Emulator::start(config).await?;
    let greeting = Greeting { url: running.base_url().to_owned(), ..Greeting::default() };
    greeting.print("The emulated Cloud API is running; its phones are under /emulator.", arguments.print_json)?;
    shutdown::requested().await?;
    running.shutdown().await;
    Ok(ExitCode::SUCCESS)
}

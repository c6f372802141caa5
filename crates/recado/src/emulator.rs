//! `recado emulator`: only the emulated Cloud API, for anybody's software.

use crate::greeting::Greeting;
use crate::shutdown::StopSignal;
use anyhow::Context;
use clap::{Args, Subcommand};
use emulator::{Authority, Config, Emulator, Population};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct EmulatorArguments {
    #[command(subcommand)]
    command: Option<EmulatorCommand>,
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
    #[arg(long, value_name = "FILE", help = "Where the state is kept between runs; it is forgotten without")]
    state: Option<PathBuf>,
    /// Answer TLS as well, at the same address, as graph.facebook.com and Meta's other hosts
    #[arg(long)]
    tls: bool,
    #[command(flatten)]
    authority: AuthorityArguments,
    /// Print one line of JSON when ready
    #[arg(long)]
    print_json: bool,
}

#[derive(Debug, Subcommand)]
enum EmulatorCommand {
    /// Write down the certificate that clients have to trust for --tls
    Trust {
        #[arg(long, value_name = "FILE", help = "Where to write it, in PEM")]
        ca_out: PathBuf,
        #[command(flatten)]
        authority: AuthorityArguments,
    },
}

#[derive(Debug, Args)]
struct AuthorityArguments {
    #[arg(
        long,
        value_name = "FOLDER",
        help = "Where the emulator keeps its certificate authority [default: of this user]"
    )]
    ca_directory: Option<PathBuf>,
}

impl AuthorityArguments {
    /// The authority, the same for every run of this user.
    fn open(&self) -> anyhow::Result<Authority> {
        let of_user = || {
            let home = std::env::home_dir().unwrap_or_default();
            home.join(".local/share/recado/emulator-ca")
        };
        let folder = self.ca_directory.clone().unwrap_or_else(of_user);
        Authority::kept_in(&folder).context("no certificate authority; --ca-directory names another folder for it")
    }
}

fn trust(authority: &Authority, file: &Path) -> anyhow::Result<ExitCode> {
    std::fs::write(file, authority.certificate_pem()).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(ExitCode::SUCCESS)
}

pub async fn run(arguments: EmulatorArguments) -> anyhow::Result<ExitCode> {
    if let Some(EmulatorCommand::Trust { ca_out, authority }) = arguments.command {
        return trust(&authority.open()?, &ca_out);
    }
    let tls = if arguments.tls { Some(arguments.authority.open()?) } else { None };
    let config = Config {
        listen: arguments.listen,
        tls,
        seed: arguments.seed,
        app_secret: arguments.app_secret,
        verify_token: arguments.verify_token,
        access_token: arguments.access_token,
        webhook_url: arguments.webhook_url,
        state_file: arguments.state,
        population: Population { count: arguments.customers, chatting: arguments.chatting, ..Population::default() },
        ..Config::default()
    };
    let running = Emulator::start(config).await?;
    let greeting = Greeting { url: running.base_url().to_owned(), ..Greeting::default() };
    let stop = StopSignal::listen()?;
    greeting.print(
        "The emulated Cloud API is running. Its page shows the phones, steers everything and reads the log.",
        arguments.print_json,
    )?;
    stop.received().await?;
    running.shutdown().await;
    Ok(ExitCode::SUCCESS)
}

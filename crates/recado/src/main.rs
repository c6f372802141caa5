//! The binary: configuration, subcommands, wiring. Nothing else.

mod check;
mod config;
mod demo;
mod doctor;
mod emulator;
mod encoder;
mod export;
mod greeting;
mod import;
mod install;
mod log;
mod openapi;
mod people;
mod serve;
mod shutdown;
mod start;
mod test;

use clap::{Args, Parser, Subcommand};
use config::{Config, Flags};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Processing a webhook makes and drops hundreds of small values, which this allocator is quicker at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A company's own WhatsApp Business platform.
#[derive(Debug, Parser)]
#[command(name = "recado", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Try everything: a living example shop with simulated customers, no account, no internet
    Demo(demo::DemoArguments),
    /// Run the server
    Serve {
        #[command(flatten)]
        settings: SettingArguments,
        /// Print one line of JSON when ready
        #[arg(long)]
        print_json: bool,
    },
    /// Run only the emulated Cloud API
    Emulator(emulator::EmulatorArguments),
    /// Look at everything the server depends on, and say how to mend what is wrong
    Doctor {
        #[command(flatten)]
        settings: SettingArguments,
        #[arg(long, help = "Also try the webhook as Meta reaches it: https://example.com/webhooks/whatsapp")]
        webhook_url: Option<String>,
    },
    /// Check flow documents, and the folders of packs
    Check {
        #[arg(required = true)]
        flows: Vec<PathBuf>,
    },
    /// Play flow tests, and say what was not as expected
    Test(test::TestArguments),
    /// Take in people or events from CSV and XLSX, flows from files of Typebot, RapidPro or Glific, or a pack
    Import(import::ImportArguments),
    /// Write people or events into a file
    Export(export::ExportArguments),
    /// Print the OpenAPI document of the API
    Openapi,
}

/// The settings that are most often given on the command line; all others come from file and environment.
#[derive(Debug, Default, Args)]
struct SettingArguments {
    /// A TOML file; recado.toml of this folder unless said
    #[arg(long)]
    config: Option<PathBuf>,
    /// Where to listen, such as 127.0.0.1:8080
    #[arg(long)]
    listen: Option<String>,
    #[arg(long, help = "sqlite:PATH or postgres://USER@HOST/NAME")]
    database: Option<String>,
    /// Media and other files
    #[arg(long)]
    data_directory: Option<String>,
}

impl SettingArguments {
    fn read(self) -> anyhow::Result<Config> {
        let flags = [("listen", self.listen), ("database", self.database), ("data_directory", self.data_directory)];
        let flags: Flags = flags.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        config::read(self.config.as_deref(), &flags)
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            // The causes in one line, the way a person reads it; a backtrace would help nobody who runs the program.
            let _ = writeln!(std::io::stderr(), "recado: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(arguments) => wait_for(demo::run(arguments)),
        Command::Serve { settings, print_json } => {
            let config = settings.read()?;
            log::start(&config.log, config.log_format)?;
            wait_for(serve::run(config, print_json))
        }
        Command::Emulator(arguments) => wait_for(emulator::run(arguments)),
        Command::Doctor { settings, webhook_url } => wait_for(doctor::run(settings.read(), webhook_url)),
        Command::Check { flows } => check::run(&flows),
        Command::Test(arguments) => test::run(&arguments),
        Command::Import(arguments) => wait_for(import::run(arguments)),
        Command::Export(arguments) => wait_for(export::run(arguments)),
        Command::Openapi => openapi::run(),
    }
}

fn wait_for(work: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

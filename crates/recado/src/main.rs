//! The binary: configuration, subcommands, wiring. Nothing else.

mod openapi;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// A company's own WhatsApp Business platform.
#[derive(Debug, Parser)]
#[command(name = "recado", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the OpenAPI document of the API
    Openapi,
}

fn main() -> anyhow::Result<ExitCode> {
    match Arguments::parse().command {
        Command::Openapi => openapi::run(),
    }
}

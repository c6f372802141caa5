//! Chores of the house, run as `cargo xtask CHORE`. Nothing here ships.
//!
//! - `tidy` checks the rules a compiler cannot: who may depend on whom, lengths, banned calls, documents that tell the truth.
//! - `deny` checks licences, sources and unwanted dependencies against `deny.toml`.
//! - `encoder` fetches and converts the file of the sentence encoder, unless it is there.
//! - `regenerate` rewrites what is generated from the code; with `--check` it fails when that changed anything.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks to its terminal")]

mod deny;
mod encoder;
mod regenerate;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask tidy | deny | encoder | regenerate [--check]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = repository_root();
    let outcome = match arguments.as_slice() {
        ["tidy"] => tidy::run(&root),
        ["deny"] => deny::run(&root),
        ["encoder"] => encoder::run(&root),
        ["regenerate"] => regenerate::run(&root, regenerate::Mode::Write),
        ["regenerate", "--check"] => regenerate::run(&root, regenerate::Mode::Check),
        _ => Err(anyhow::anyhow!(USAGE)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The folder above `xtask/`, known when xtask is compiled.
fn repository_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

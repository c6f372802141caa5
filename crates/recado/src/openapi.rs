//! `recado openapi`: the API document, as `docs/openapi.json` keeps it.

use std::io::Write;
use std::process::ExitCode;

pub fn run() -> anyhow::Result<ExitCode> {
    let document = server::http::openapi().to_pretty_json()?;
    writeln!(std::io::stdout(), "{document}")?;
    Ok(ExitCode::SUCCESS)
}

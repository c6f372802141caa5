//! `recado test PATH...`: conversations written as files, played against flows in virtual time.

mod files;
mod junit;
mod report;
mod suite;

use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use suite::Suite;

/// The tests could not be run at all.
const UNUSABLE: u8 = 2;

#[derive(Debug, Args)]
pub struct TestArguments {
    /// Test files, or folders whose *.test.yaml are all played
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Fail when fewer edges of any flow are walked, in percent
    #[arg(long, value_name = "PERCENT")]
    minimum_coverage: Option<f64>,
    /// List the nodes and edges that no test walks
    #[arg(long)]
    coverage: bool,
    /// Also write the results for CI, in the format of `JUnit`
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Rewrite expectations that differ to say what happens now
    #[arg(long)]
    update: bool,
    /// Print every conversation, not only those that differ
    #[arg(long)]
    verbose: bool,
}

pub fn run(arguments: &TestArguments) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let found = files::find(&arguments.paths)?;
    if found.tests.is_empty() {
        writeln!(out, "no tests: name files, or folders with files that end in .test.yaml")?;
        return Ok(ExitCode::from(UNUSABLE));
    }
    let mut suite = Suite::play(&found);
    if arguments.update {
        suite.update(&mut out)?;
        suite = Suite::play(&found);
    }
    report::files(&suite, arguments.verbose, &mut out)?;
    report::coverage(&suite, arguments.coverage, &mut out)?;
    report::total(&suite, &mut out)?;
    if let Some(file) = &arguments.junit {
        std::fs::write(file, junit::document(&suite))?;
    }
    let minimum = arguments.minimum_coverage.unwrap_or_default();
    let bare = report::bare(&suite, minimum, &mut out)?;
    Ok(if suite.failed() + bare == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests;

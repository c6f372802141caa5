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
    /// Fail when fewer edges of the flows are walked, in percent
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
    let walked = suite.edges().percent();
    if let Some(minimum) = arguments.minimum_coverage.filter(|minimum| walked < *minimum) {
        writeln!(out, "only {walked:.1} % of the edges are walked; {minimum} % are asked for")?;
        return Ok(ExitCode::FAILURE);
    }
    Ok(if suite.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests;

//! How many messages the emulator accepts beside a bare axum handler that parses the same body and answers an id, while
//! it also sends the two statuses of each message.
//!
//! `cargo bench -p emulator --profile bench-quick`: both take turns, each a process on the last core; the load and the
//! subscriber are on the first. It fails when the emulator is slower than half of the bare handler.

mod candidate;
mod load;
mod serve;
mod sink;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

/// As in `recado`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the emulator must reach of the bare handler.
const BAR: f64 = 0.5;
const ROUNDS: usize = 5;
const LASTING: Duration = Duration::from_secs(5);

/// One measurement.
#[derive(Debug, Clone, Copy)]
struct Figures {
    /// Messages accepted a second, while the load lasts.
    answered: f64,
    /// The same over the time until the last status has come.
    settled: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime.and_then(|runtime| {
        runtime.block_on(async {
            match arguments.get(1).map(String::as_str) {
                Some("serve-bare") => serve::bare().await.map(|()| true),
                Some("serve-emulator") => {
                    serve::emulator(arguments.get(2).map(String::as_str).unwrap_or_default()).await.map(|()| true)
                }
                Some("population") => serve::population(100_000).await.map(|()| true),
                _ => compare().await,
            }
        })
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn compare() -> io::Result<bool> {
    say(&candidate::population().await?);
    let (mut answered, mut settled) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        // Whoever goes first in one round goes last in the next.
        let (bare, emulated) = if round % 2 == 0 {
            let bare = candidate::measure_bare(LASTING).await?;
            (bare, candidate::measure_emulator(LASTING).await?)
        } else {
            let emulated = candidate::measure_emulator(LASTING).await?;
            (candidate::measure_bare(LASTING).await?, emulated)
        };
        say(&format!(
            "round {}: bare {:.0}/s, emulator {:.0}/s ({:.0}/s until the last status)",
            round + 1,
            bare.answered,
            emulated.answered,
            emulated.settled
        ));
        answered.push(emulated.answered / bare.answered);
        settled.push(emulated.settled / bare.answered);
    }
    let (answered, settled) = (median(answered), median(settled));
    let reached = settled >= BAR;
    let verdict = if reached { "reached" } else { "missed" };
    say(&format!("median ratio {answered:.2}, until the last status {settled:.2}; the bar of {BAR} is {verdict}"));
    Ok(reached)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn say(line: &str) {
    // Nobody may be reading.
    drop(writeln!(io::stdout(), "{line}"));
}

//! The machine: is there room to write, and is the clock sane?

use super::report::Report;
use crate::config::Config;
use domain::time::Timestamp;
use server::universe::Universe;
use std::path::Path;
use std::process::Command;

/// 2026-01-01: a clock before this was never set.
const EARLIEST: Timestamp = Timestamp(1_767_225_600_000);
/// 2100-01-01
const LATEST: Timestamp = Timestamp(4_102_444_800_000);
const LEAST_FREE_KILOBYTES: u64 = 512 * 1024;

pub fn check(config: &Config, report: &mut Report) {
    let now = Universe::real(0).now();
    if (EARLIEST..LATEST).contains(&now) {
        report.well("clock", "plausible");
    } else {
        report.wrong("clock", "the machine's date makes no sense", "Set the clock and keep it so with NTP.");
    }
    let folder = &config.data_directory;
    match try_writing(folder) {
        Ok(()) => report.well("data directory", &format!("{} can be written", folder.display())),
        Err(error) => {
            let what = format!("{} cannot be written: {error}", folder.display());
            report.wrong("data directory", &what, "Make the folder and give it to the user who runs the server.");
        }
    }
    match free_kilobytes(folder) {
        Some(free) if free < LEAST_FREE_KILOBYTES => {
            let what = format!("{} MB are free", free / 1024);
            report.wrong(
                "disk",
                &what,
                "Make room: when the disk is full webhooks are refused, and Meta sends them later.",
            );
        }
        Some(free) => report.well("disk", &format!("{} MB are free", free / 1024)),
        None => report.well("disk", "free space is not known on this system"),
    }
}

fn try_writing(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let probe = folder.join(".doctor");
    std::fs::write(&probe, b"written")?;
    std::fs::remove_file(probe)
}

/// The standard library does not know; `df` does, the same on every Unix.
fn free_kilobytes(folder: &Path) -> Option<u64> {
    let output = Command::new("df").arg("-Pk").arg(folder).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

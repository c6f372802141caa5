//! F: what the disk asks for a promise. Appends 1 KB and waits until it is down, again and again.

use crate::clock::{self, Duration};
use crate::latencies::{Latencies, Summary};
use anyhow::Context;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// In the folder where the databases are.
pub fn measure(folder: &Path, lasting: Duration) -> anyhow::Result<Summary> {
    let path = folder.join("fdatasync");
    let mut file = File::create(&path)?;
    let kilobyte = [b'x'; 1024];
    let mut latencies = Latencies::default();
    let begun = clock::now();
    while begun.elapsed() < lasting {
        let before = clock::now();
        file.write_all(&kilobyte)?;
        file.sync_data()?;
        latencies.record(before.elapsed());
    }
    fs::remove_file(&path)?;
    latencies.summary().context("the disk was not measured")
}

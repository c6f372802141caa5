//! What the figures were taken on.

use crate::candidate::Place;
use std::fs;
use std::path::Path;
use std::process::Command;

pub struct Machine {
    pub date: String,
    pub seconds: u16,
    pub processor: String,
    pub cores: usize,
    pub memory_gib: u64,
    pub kernel: String,
    /// (what, version)
    pub versions: Vec<(&'static str, String)>,
}

pub async fn describe(place: &Place, date: String, seconds: u16) -> anyhow::Result<Machine> {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kibibytes: u64 = field(&memory, "MemTotal").trim_end_matches(" kB").parse().unwrap_or_default();
    let python = place.installed.join("pywa/bin/python");
    let mut versions = vec![
        ("Rust", version_of("rustc")),
        ("PostgreSQL", place.cluster.version().await?),
        ("Python", version_of(&python.display().to_string())),
    ];
    for (peer, file) in [("pywa", "requirements.txt"), ("django-meta-whatsapp", "requirements.txt")] {
        versions.push((peer, pinned(&place.peers.join(peer).join(file), peer, "==")));
    }
    let peer = "whatsapp-business-rs";
    versions.push((peer, pinned(&place.peers.join(peer).join("Cargo.toml"), peer, "=")));
    Ok(Machine {
        date,
        seconds,
        processor: field(&processors, "model name"),
        cores: processors.lines().filter(|line| line.starts_with("processor")).count(),
        memory_gib: kibibytes.div_ceil(1024 * 1024),
        kernel: fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim().to_owned(),
        versions,
    })
}

/// `name : value`
fn field(text: &str, name: &str) -> String {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'));
    line.unwrap_or("unknown").trim().to_owned()
}

/// `rustc 1.95.0 (…)` gives `1.95.0`.
fn version_of(program: &str) -> String {
    let text = Command::new(program).arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&text).split_whitespace().nth(1).unwrap_or("unknown").to_owned()
}

/// The version behind `name==`, `name[extra]==` or `name = "=`.
fn pinned(path: &Path, name: &str, sign: &str) -> String {
    version_in(&fs::read_to_string(path).unwrap_or_default(), name, sign)
}

fn version_in(text: &str, name: &str, sign: &str) -> String {
    let of_line = |line: &str| -> Option<String> {
        let rest = line.strip_prefix(name)?;
        let rest = rest.strip_prefix('[').map_or(Some(rest), |extras| extras.split_once(']').map(|(_, rest)| rest))?;
        let rest = rest.trim_start().strip_prefix(sign)?.trim_start_matches([' ', '=', '"']);
        rest.split(['"', ',', ' ']).next().map(str::to_owned)
    };
    text.lines().find_map(of_line).unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name() {
        assert_eq!(field("processor\t: 0\nmodel name\t: A Chip\n", "model name"), "A Chip");
        assert_eq!(field("MemTotal:   12 kB\n", "MemTotal"), "12 kB");
        assert_eq!(field("", "MemTotal"), "unknown");
    }

    #[test]
    fn versions_are_found_behind_extras_and_in_manifests() {
        assert_eq!(version_in("pywa[starlette]==4.5.0\npywa-more==1\n", "pywa", "=="), "4.5.0");
        assert_eq!(version_in("other==2\npywa==3.1 # why\n", "pywa", "=="), "3.1");
        assert_eq!(version_in("a-crate = \"=0.5.0\"\n", "a-crate", "="), "0.5.0");
        assert_eq!(version_in("pywa-more==1\n", "pywa", "=="), "unknown");
    }
}

//! How long the disk takes at present.

use std::time::{Duration, Instant};

/// A commit that takes no longer is waited for on the spot: to hand the thread over would take as long.
const BRIEF: Duration = Duration::from_millis(1);
/// How much a new commit counts against those before it: one part in so many.
const INERTIA: u32 = 8;

/// What was seen of it lately. Slow until it proves otherwise.
pub(super) struct Disk {
    recent: Duration,
}

impl Default for Disk {
    fn default() -> Self {
        Self { recent: BRIEF * 2 }
    }
}

impl Disk {
    pub(super) fn is_slow(&self) -> bool {
        self.recent > BRIEF
    }

    /// Does the work, and remembers how long it took.
    #[expect(clippy::disallowed_methods, reason = "a stopwatch, that nothing but speed depends on")]
    pub(super) fn watch<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = work();
        self.note(begun.elapsed());
        done
    }

    fn note(&mut self, took: Duration) {
        self.recent = (self.recent * (INERTIA - 1) + took) / INERTIA;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_commits_tell_a_quick_disk_from_a_slow_one() {
        let mut disk = Disk::default();
        assert!(disk.is_slow());
        for _ in 0..20 {
            disk.note(Duration::from_micros(250));
        }
        assert!(!disk.is_slow());
        for _ in 0..5 {
            disk.note(Duration::from_millis(4));
        }
        assert!(disk.is_slow());
    }
}

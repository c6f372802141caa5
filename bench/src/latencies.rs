//! How long things took. Every sample is kept: there are few enough, and percentiles are exact.

use crate::clock::Duration;

#[derive(Debug, Default)]
pub struct Latencies {
    samples: Vec<Duration>,
}

/// The two figures the bars speak of, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    pub p50: f64,
    pub p99: f64,
}

impl Latencies {
    pub fn record(&mut self, took: Duration) {
        self.samples.push(took);
    }

    pub fn extend(&mut self, other: Self) {
        self.samples.extend(other.samples);
    }

    pub fn count(&self) -> u64 {
        self.samples.len() as u64
    }

    /// `None` when nothing was measured.
    pub fn summary(mut self) -> Option<Summary> {
        self.samples.sort_unstable();
        Some(Summary { p50: self.percentile(50)?, p99: self.percentile(99)? })
    }

    /// Of sorted samples: the smallest that `percent` of all do not exceed.
    fn percentile(&self, percent: usize) -> Option<f64> {
        let rank = (self.samples.len() * percent).div_ceil(100).max(1);
        Some(self.samples.get(rank - 1)?.as_secs_f64() * 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_samples() {
        let figures = |samples: &[u64]| {
            let mut latencies = Latencies::default();
            for millis in samples {
                latencies.record(Duration::from_millis(*millis));
            }
            latencies.summary().map(|summary| (summary.p50, summary.p99))
        };
        assert_eq!(figures(&[]), None);
        assert_eq!(figures(&[7]), Some((7.0, 7.0)));
        assert_eq!(figures(&[4, 1, 3, 2]), Some((2.0, 4.0)));
        assert_eq!(figures(&(1..=200).collect::<Vec<_>>()), Some((100.0, 198.0)));
    }
}

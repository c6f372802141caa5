//! Chance that can be repeated.

use std::time::{SystemTime, UNIX_EPOCH};

pub struct Plan {
    pub seed: u64,
}

impl Plan {
    /// `RECADO_TEST_SEED`, or a new one each time.
    #[expect(clippy::disallowed_methods, reason = "a test learns its seed from the environment, or takes a new one")]
    pub fn from_environment() -> Self {
        let given = std::env::var("RECADO_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
        let new = || SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        Self { seed: given.unwrap_or_else(new) }
    }

    pub fn dice(&self) -> Dice {
        Dice { state: self.seed }
    }
}

/// `SplitMix64`.
pub struct Dice {
    state: u64,
}

impl Dice {
    fn roll(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `most - 1`.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.roll() % most.max(1) as u64).expect("below a usize")
    }

    /// So many moments out of `span`, in order.
    pub fn moments(&mut self, count: usize, span: u64) -> Vec<u64> {
        let mut moments: Vec<u64> = (0..count).map(|_| self.roll() % span).collect();
        moments.sort_unstable();
        moments
    }
}

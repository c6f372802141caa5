//! Codes: six letters name the link, ten say which recipient, sealed so that changing one gives another person's code
//! once in sixteen million tries and not by counting up.
//!
//! ```text
//! k7Qz0a 0Xb93kFwz1
//! ------ ----------
//!  key   (24 bits of proof, 32 bits of position, scrambled) in base 62
//! ```
//!
//! The seal keeps clicks honest; it guards no secret, for a code opens nothing but an address everybody may see.

use crate::id::LinkId;
use std::fmt;

const KEY: usize = 6;
const SEALED: usize = 10;
const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const POSITION_BITS: u32 = 32;
const PROOF: u64 = (1 << 24) - 1;

/// What names a link in its codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; KEY]);

/// What its codes are sealed with: drawn once, at random, and never shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub u64);

/// A code as it was read: whose it is, only its link's seed can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    pub key: Key,
    sealed: u64,
}

impl Key {
    /// From the part of the id that is drawn.
    pub fn of(id: LinkId) -> Self {
        let drawn = u64::try_from(id.0.as_u128() & u128::from(u64::MAX)).unwrap_or(0);
        Self(digits(mix(drawn)))
    }

    pub fn parse(text: &str) -> Option<Self> {
        let key: [u8; KEY] = text.as_bytes().try_into().ok()?;
        key.iter().all(u8::is_ascii_alphanumeric).then_some(Self(key))
    }
}

impl Code {
    pub fn of(key: Key, Seed(seed): Seed, position: u32) -> Self {
        let proof = proof(seed, position);
        let scrambled = u64::from(position) ^ (scramble(seed, proof));
        Self { key, sealed: proof << POSITION_BITS | scrambled }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let (key, sealed) = text.split_at_checked(KEY)?;
        if sealed.len() != SEALED {
            return None;
        }
        let add = |number: u64, letter: u8| {
            let digit = LETTERS.iter().position(|known| *known == letter)?;
            number.checked_mul(62)?.checked_add(u64::try_from(digit).ok()?)
        };
        let sealed = sealed.bytes().try_fold(0, add)?;
        Some(Self { key: Key::parse(key)?, sealed })
    }

    /// The recipient's place in the ledger; none when the code was made up.
    pub fn position(&self, Seed(seed): Seed) -> Option<u32> {
        let claimed = self.sealed >> POSITION_BITS;
        let scrambled = self.sealed & u64::from(u32::MAX);
        let position = u32::try_from(scrambled ^ scramble(seed, claimed)).ok()?;
        (proof(seed, position) == claimed).then_some(position)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(..)")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sealed: [u8; SEALED] = digits(self.sealed);
        fmt::Display::fmt(&self.key, f)?;
        sealed.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

/// The last digits of a number in base 62.
fn digits<const N: usize>(mut number: u64) -> [u8; N] {
    let mut written = [b'0'; N];
    for slot in written.iter_mut().rev() {
        let digit = usize::try_from(number % 62).unwrap_or(0);
        *slot = LETTERS.get(digit).copied().unwrap_or(b'0');
        number /= 62;
    }
    written
}

const fn proof(seed: u64, position: u32) -> u64 {
    mix(seed ^ mix(position as u64)) & PROOF
}

const fn scramble(seed: u64, proof: u64) -> u64 {
    mix(seed.rotate_left(POSITION_BITS) ^ proof) & u32::MAX as u64
}

/// The finisher of `SplitMix64`: every bit of what goes in changes half of those that come out.
const fn mix(number: u64) -> u64 {
    let z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::IdSource;
    use crate::time::Timestamp;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn key(seed: u64) -> Key {
        Key::of(LinkId::new(&mut IdSource::new(seed), Timestamp(1_800_000_000_000)))
    }

    proptest! {
        #[test]
        fn a_code_is_read_as_it_was_written(id: u64, seed: u64, position: u32) {
            let code = Code::of(key(id), Seed(seed), position);
            let text = code.to_string();
            prop_assert_eq!(text.len(), KEY + SEALED);
            prop_assert!(text.bytes().all(|letter| letter.is_ascii_alphanumeric()));
            let read = Code::parse(&text).unwrap();
            prop_assert_eq!(read, code);
            prop_assert_eq!(read.position(Seed(seed)), Some(position));
        }

        #[test]
        fn texts_that_are_no_codes_are_none(text in ".{0,24}") {
            if let Some(code) = Code::parse(&text) {
                prop_assert_eq!(code.to_string(), text);
            }
        }
    }

    #[test]
    fn a_code_that_was_changed_is_nobodys() {
        let (key, seed) = (key(7), Seed(0xC0FF_EE00_1234_5678));
        let text = Code::of(key, seed, 4_711).to_string();
        let mut found = 0;
        for place in KEY..text.len() {
            for letter in LETTERS {
                let mut changed = text.clone().into_bytes();
                changed[place] = *letter;
                let changed = Code::parse(std::str::from_utf8(&changed).unwrap());
                found += u32::from(changed.and_then(|code| code.position(seed)).is_some());
            }
        }
        // The unchanged one, once at each of its letters.
        assert_eq!(found, 10);
        assert_eq!(Code::of(key, Seed(1), 4_711).position(seed), None);
    }

    #[test]
    fn neighbours_do_not_look_alike() {
        let (key, seed) = (key(7), Seed(99));
        let codes: BTreeSet<String> = (0..10_000).map(|position| Code::of(key, seed, position).to_string()).collect();
        assert_eq!(codes.len(), 10_000);
        let starts: BTreeSet<&str> = codes.iter().map(|code| &code[KEY..KEY + 3]).collect();
        assert!(starts.len() > 5_000, "{}", starts.len());
    }
}

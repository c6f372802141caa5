//! The encoder gives the vectors that the Python package it comes from gives. Says so and passes where its file, which
//! `cargo xtask encoder` makes, is not there.
#![expect(clippy::expect_used, clippy::print_stderr, reason = "a test may")]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use nlu::intent::{Encoder, EncoderFileError, MultilingualEncoder};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/encoder/use-multilingual-3.bin");
/// A text, its pieces' numbers and its vector in ten-thousandths, 16 bits each.
const GOLDEN: &str = include_str!("encoder_vectors.tsv");

fn encoder() -> Option<MultilingualEncoder> {
    let Ok(bytes) = std::fs::read(FILE) else {
        eprintln!("not tested: {FILE} is not there; `cargo xtask encoder` makes it");
        return None;
    };
    Some(MultilingualEncoder::from_bytes(bytes).expect("the file is whole"))
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    product(a, b) / (product(a, a) * product(b, b)).sqrt()
}

#[test]
fn vectors_are_the_packages() {
    let Some(encoder) = encoder() else { return };
    for line in GOLDEN.lines() {
        let [text, numbers, vector] = line.split('\t').collect::<Vec<_>>().try_into().expect("three columns");
        let numbers: Vec<u32> = numbers.split(' ').map(|number| number.parse().expect("a number")).collect();
        assert_eq!(encoder.pieces(text), numbers, "{text}");
        let bytes = STANDARD.decode(vector).expect("base64");
        let expected: Vec<f32> =
            bytes.as_chunks::<2>().0.iter().map(|two| f32::from(i16::from_le_bytes(*two))).collect();
        let cosine = cosine(&encoder.encode(text), &expected);
        assert!(cosine > 0.9999, "{text}: {cosine}");
    }
}

#[test]
fn meanings_are_near_across_languages() {
    let Some(encoder) = encoder() else { return };
    let near = |a: &str, b: &str| cosine(&encoder.encode(a), &encoder.encode(b));
    let (same, other) =
        (near("¿a qué hora abren?", "que horas vocês abrem?"), near("¿a qué hora abren?", "quiero pagar"));
    assert!(same > 0.6 && other < 0.4, "{same} {other}");
}

#[test]
fn broken_files_are_refused() {
    let refused = |bytes: &[u8]| MultilingualEncoder::from_bytes(bytes.to_vec()).err();
    assert_eq!(refused(b""), Some(EncoderFileError::Mark));
    assert_eq!(refused(b"RCDENC\0\x01"), Some(EncoderFileError::CutOff));
    assert_eq!(refused(b"RCDENC\0\x01\xff\xff\xff\xff"), Some(EncoderFileError::CutOff));
    let Ok(bytes) = std::fs::read(FILE) else { return };
    for length in [100, 300_000, 2_000_000, bytes.len() - 1] {
        assert_eq!(refused(bytes.get(..length).expect("long enough")), Some(EncoderFileError::CutOff), "{length}");
    }
}

//! Keys as text: base64 between two lines that say what it is.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::KeyError;

const LINE: usize = 64;

/// The algorithm of RSA keys, as PKCS#8 names it: the object identifier 1.2.840.113549.1.1.1 without parameters.
const RSA: &[u8] = &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

const VERSION: &[u8] = &[0x02, 0x01, 0x00];
const SEQUENCE: u8 = 0x30;
const OCTETS: u8 = 0x04;

/// A private key as PKCS#8, which the older form of OpenSSL is wrapped into.
pub(super) fn private_key(text: &str) -> Result<Vec<u8>, KeyError> {
    if text.contains("ENCRYPTED") {
        return Err(KeyError::Encrypted);
    }
    if let Some(der) = block(text, "PRIVATE KEY") {
        return der;
    }
    let inner = block(text, "RSA PRIVATE KEY").ok_or(KeyError::NotPem)??;
    let octets = element(OCTETS, &inner);
    Ok(element(SEQUENCE, &[VERSION, RSA, &octets].concat()))
}

pub(super) fn public_key(text: &str) -> Result<Vec<u8>, KeyError> {
    block(text, "PUBLIC KEY").ok_or(KeyError::NotPem)?
}

pub(super) fn written(label: &str, der: &[u8]) -> String {
    let encoded = STANDARD.encode(der);
    let mut text = format!("-----BEGIN {label}-----\n");
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(LINE.min(rest.len()));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    let _ = writeln!(text, "-----END {label}-----");
    text
}

/// What stands between the lines of a label, if they are there.
fn block(text: &str, label: &str) -> Option<Result<Vec<u8>, KeyError>> {
    let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
    let (inside, _) = rest.split_once(&format!("-----END {label}-----"))?;
    let inside: String = inside.split_whitespace().collect();
    Some(STANDARD.decode(inside).map_err(|_| KeyError::NotPem))
}

/// An element of DER: its tag, its length, its content.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let bytes = content.len().to_be_bytes();
    let significant: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
    let mut element = vec![tag];
    match significant.as_slice() {
        [] => element.push(0),
        [short] if *short < 0x80 => element.push(*short),
        long => {
            element.push(0x80 | u8::try_from(long.len()).unwrap_or(u8::MAX));
            element.extend_from_slice(long);
        }
    }
    element.extend_from_slice(content);
    element
}

//! AES-128-GCM as flows use it: an initial vector of sixteen bytes, and for the answer the same one with all bits turned.
//!
//! `aws-lc-rs`, which does the rest of our cryptography, takes vectors of twelve bytes only; hence `aes-gcm`.

use std::fmt;

use aes_gcm::aead::Aead;
use aes_gcm::aead::consts::U16;
use aes_gcm::{AesGcm, KeyInit, aes::Aes128};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::{Answer, EndpointError};

/// The key of one exchange.
pub type AesKey = [u8; 16];

/// What each exchange begins its encryption with.
pub type InitialVector = [u8; 16];

type Cipher = AesGcm<Aes128, U16>;

/// What the answer to a request is encrypted with. It is good for that one answer.
pub struct Seal {
    key: AesKey,
    vector: InitialVector,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal([redacted])")
    }
}

impl Seal {
    pub(super) fn new(key: AesKey, vector_of_the_request: &InitialVector) -> Self {
        Self { key, vector: turned(vector_of_the_request) }
    }

    /// The body of the answer, `text/plain`.
    pub fn close(self, answer: &Answer) -> Result<String, EndpointError> {
        let json = serde_json::to_vec(answer).map_err(|_| EndpointError::CannotEncrypt)?;
        encrypt(&self.key, &self.vector, &json).map(|sealed| STANDARD.encode(sealed))
    }
}

/// Reads an answer, as the phone that asked does.
pub fn open_answer(body: &str, key: &AesKey, vector_of_the_request: &InitialVector) -> Result<Value, EndpointError> {
    let sealed = STANDARD.decode(body.trim()).map_err(|why| EndpointError::NotARequest(why.to_string()))?;
    let json = decrypt(key, &turned(vector_of_the_request), &sealed)?;
    serde_json::from_slice(&json).map_err(|why| EndpointError::NotARequest(why.to_string()))
}

pub(super) fn encrypt(key: &AesKey, vector: &InitialVector, plain: &[u8]) -> Result<Vec<u8>, EndpointError> {
    Cipher::new(key.into()).encrypt(vector.into(), plain).map_err(|_| EndpointError::CannotEncrypt)
}

pub(super) fn decrypt(key: &AesKey, vector: &InitialVector, sealed: &[u8]) -> Result<Vec<u8>, EndpointError> {
    Cipher::new(key.into()).decrypt(vector.into(), sealed).map_err(|_| EndpointError::CannotDecrypt)
}

fn turned(vector: &InitialVector) -> InitialVector {
    vector.map(|byte| !byte)
}

//! The files that a customer puts into a flow: Meta keeps them encrypted, and the flow's answer brings the keys.

use aws_lc_rs::cipher::{AES_256, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::{digest, hmac};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::{Extra, lenient};

/// How much of the mark that the file was not changed stands at its end.
const MARK: usize = 10;

/// A file as the end-point or the completed flow tells of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FlowMedia {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub media_id: Option<String>,
    /// Where the encrypted file is.
    pub cdn_url: String,
    #[serde(default)]
    pub file_name: String,
    pub encryption_metadata: EncryptionMetadata,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What opens a file, each part in base64.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncryptionMetadata {
    /// SHA-256 of the encrypted file.
    pub encrypted_hash: String,
    pub iv: String,
    pub encryption_key: String,
    pub hmac_key: String,
    /// SHA-256 of the file itself.
    pub plaintext_hash: String,
}

/// Why a file cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    #[error("the keys of the file are not what they should be")]
    BadKeys,
    /// It was changed on the way, or belongs to other keys.
    #[error("the file is not the one these keys are for")]
    Changed,
}

impl std::fmt::Debug for EncryptionMetadata {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EncryptionMetadata([redacted])")
    }
}

impl EncryptionMetadata {
    /// The file itself, from what was downloaded.
    pub fn open(&self, downloaded: &[u8]) -> Result<Vec<u8>, MediaError> {
        let vector: [u8; 16] = bytes(&self.iv)?.try_into().map_err(|_| MediaError::BadKeys)?;
        is_hash_of(downloaded, &self.encrypted_hash)?;
        let length = downloaded.len().checked_sub(MARK).ok_or(MediaError::Changed)?;
        let (encrypted, mark) = downloaded.split_at(length);
        let signed = hmac::sign(
            &hmac::Key::new(hmac::HMAC_SHA256, &bytes(&self.hmac_key)?),
            &[vector.as_slice(), encrypted].concat(),
        );
        let expected = signed.as_ref().get(..MARK).unwrap_or_default();
        if !bool::from(expected.ct_eq(mark)) {
            return Err(MediaError::Changed);
        }
        let file = decrypt(&bytes(&self.encryption_key)?, vector, encrypted)?;
        is_hash_of(&file, &self.plaintext_hash)?;
        Ok(file)
    }
}

fn decrypt(key: &[u8], vector: [u8; 16], encrypted: &[u8]) -> Result<Vec<u8>, MediaError> {
    let key = UnboundCipherKey::new(&AES_256, key).map_err(|_| MediaError::BadKeys)?;
    let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).map_err(|_| MediaError::BadKeys)?;
    let mut room = encrypted.to_vec();
    let file = key.decrypt(&mut room, DecryptionContext::Iv128(FixedLength::from(vector)));
    file.map(|file| file.to_vec()).map_err(|_| MediaError::Changed)
}

fn is_hash_of(data: &[u8], hash: &str) -> Result<(), MediaError> {
    let found = digest::digest(&digest::SHA256, data);
    if found.as_ref() == bytes(hash)?.as_slice() { Ok(()) } else { Err(MediaError::Changed) }
}

fn bytes(base64: &str) -> Result<Vec<u8>, MediaError> {
    STANDARD.decode(base64).map_err(|_| MediaError::BadKeys)
}

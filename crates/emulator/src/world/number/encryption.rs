//! The key with which phones encrypt what they send to a Flow's endpoint.

use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::world::World;

/// A public key of the business, RSA with 2048 bits.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct PublicKey {
    pub pem: String,
    key: PublicEncryptingKey,
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PublicKey")
    }
}

impl PublicKey {
    pub(crate) fn read(pem: &str) -> Result<Self, Refusal> {
        let wrong = || Refusal::of_graph("Param business_public_key must be a 2048-bit RSA public key in PEM format.");
        let start = pem.find("-----BEGIN PUBLIC KEY-----").ok_or_else(wrong)?;
        let inner = pem.get(start + "-----BEGIN PUBLIC KEY-----".len()..).unwrap_or_default();
        let (inner, _) = inner.split_once("-----END PUBLIC KEY-----").ok_or_else(wrong)?;
        // Some clients send the line breaks as the two characters `\n`.
        let letters: String = inner.replace("\\n", "").split_whitespace().collect();
        let der = STANDARD.decode(letters).map_err(|_| wrong())?;
        let key = PublicEncryptingKey::from_der(&der).map_err(|_| wrong())?;
        if key.key_size_bits() != 2_048 {
            return Err(wrong());
        }
        Ok(Self { pem: pem.to_owned(), key })
    }

    /// The same bytes for the business's eyes only.
    pub(crate) fn encrypt(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let key = OaepPublicEncryptingKey::new(self.key.clone()).ok()?;
        let mut out = vec![0; key.ciphertext_size()];
        let sealed = key.encrypt(&OAEP_SHA256_MGF1SHA256, bytes, &mut out, None).ok()?;
        Some(sealed.to_vec())
    }
}

impl TryFrom<String> for PublicKey {
    type Error = String;

    fn try_from(pem: String) -> Result<Self, String> {
        Self::read(&pem).map_err(|refusal| refusal.details)
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.pem
    }
}

impl World {
    pub(crate) fn set_public_key(&mut self, number: usize, pem: &str) -> Result<(), Refusal> {
        let key = PublicKey::read(pem)?;
        if let Some(number) = self.numbers.get_mut(number) {
            number.record.public_key = Some(key);
        }
        Ok(())
    }
}

//! The RSA key whose public half Meta holds and whose private half opens the requests of flows.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, OaepPublicEncryptingKey, PrivateDecryptingKey,
    PublicEncryptingKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::cipher::{AesKey, InitialVector, Seal, decrypt, encrypt};
use super::{EncryptedRequest, EndpointError, Request, pem};
use crate::signature::AppSecret;

/// The private key of a data end-point.
pub struct PrivateKey {
    key: OaepPrivateDecryptingKey,
    private: PrivateDecryptingKey,
}

/// The public key, which the phones have from Meta.
pub struct PublicKey(OaepPublicEncryptingKey);

/// Why there is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("this is not a key in PEM form")]
    NotPem,
    #[error("the key is encrypted; `openssl pkcs8 -topk8 -nocrypt -in KEY` gives one that is not")]
    Encrypted,
    #[error("this is not an RSA key of 2048 bits or more")]
    Unsuitable,
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey([redacted])")
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey")
    }
}

impl PrivateKey {
    /// Makes a new key of 2048 bits, the size Meta asks for.
    pub fn generate() -> Result<Self, KeyError> {
        PrivateDecryptingKey::generate(KeySize::Rsa2048).map_err(|_| KeyError::Unsuitable).and_then(Self::of)
    }

    /// Reads a key from PEM, in either of the forms OpenSSL writes.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let der = pem::private_key(text)?;
        PrivateDecryptingKey::from_pkcs8(&der).map_err(|_| KeyError::Unsuitable).and_then(Self::of)
    }

    fn of(private: PrivateDecryptingKey) -> Result<Self, KeyError> {
        let key = OaepPrivateDecryptingKey::new(private.clone()).map_err(|_| KeyError::Unsuitable)?;
        Ok(Self { key, private })
    }

    /// The key as PEM, to be kept secret.
    pub fn to_pem(&self) -> String {
        let der: Result<Pkcs8V1Der<'_>, _> = self.private.as_der();
        der.map(|der| pem::written("PRIVATE KEY", der.as_ref())).unwrap_or_default()
    }

    /// The public half as PEM, to be uploaded with `Client::set_encryption_key`.
    pub fn public_pem(&self) -> String {
        let der: Result<PublicKeyX509Der<'_>, _> = self.private.public_key().as_der();
        der.map(|der| pem::written("PUBLIC KEY", der.as_ref())).unwrap_or_default()
    }

    /// Opens a request, and gives what its answer is to be sealed with.
    pub fn open(&self, body: &[u8]) -> Result<(Request, Seal), EndpointError> {
        let EncryptedRequest { encrypted_flow_data, encrypted_aes_key, initial_vector } =
            serde_json::from_slice(body).map_err(not_a_request)?;
        let sealed_key = STANDARD.decode(encrypted_aes_key).map_err(not_a_request)?;
        let vector = STANDARD.decode(initial_vector).map_err(not_a_request)?;
        let vector = InitialVector::try_from(vector)
            .map_err(|_| EndpointError::NotARequest("the initial vector has not 16 bytes".to_owned()))?;
        let data = STANDARD.decode(encrypted_flow_data).map_err(not_a_request)?;
        let key = self.decrypt_key(&sealed_key)?;
        let json = decrypt(&key, &vector, &data)?;
        let request = serde_json::from_slice(&json).map_err(not_a_request)?;
        Ok((request, Seal::new(key, &vector)))
    }

    fn decrypt_key(&self, sealed: &[u8]) -> Result<AesKey, EndpointError> {
        let mut room = vec![0; self.key.min_output_size()];
        let key = self.key.decrypt(&OAEP_SHA256_MGF1SHA256, sealed, &mut room, None);
        key.ok().and_then(|key| AesKey::try_from(&*key).ok()).ok_or(EndpointError::CannotDecrypt)
    }
}

/// Checks the signature of a request, then opens it.
pub fn receive(
    key: &PrivateKey,
    secret: &AppSecret,
    signature: &str,
    body: &[u8],
) -> Result<(Request, Seal), EndpointError> {
    secret.verify(body, signature).map_err(|_| EndpointError::WrongSignature)?;
    key.open(body)
}

impl PublicKey {
    /// Reads a key from PEM.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let der = pem::public_key(text)?;
        let key = PublicEncryptingKey::from_der(&der).map_err(|_| KeyError::Unsuitable)?;
        OaepPublicEncryptingKey::new(key).map(Self).map_err(|_| KeyError::Unsuitable)
    }

    /// Encrypts a request as a phone does; key and vector must never be used twice.
    pub fn seal(
        &self,
        request: &Request,
        key: &AesKey,
        vector: &InitialVector,
    ) -> Result<EncryptedRequest, EndpointError> {
        let json = serde_json::to_vec(request).map_err(not_a_request)?;
        let data = encrypt(key, vector, &json)?;
        let mut room = vec![0; self.0.ciphertext_size()];
        let sealed = self.0.encrypt(&OAEP_SHA256_MGF1SHA256, key, &mut room, None);
        let sealed_key = sealed.map_err(|_| EndpointError::CannotEncrypt)?;
        Ok(EncryptedRequest {
            encrypted_flow_data: STANDARD.encode(data),
            encrypted_aes_key: STANDARD.encode(sealed_key),
            initial_vector: STANDARD.encode(vector),
        })
    }
}

fn not_a_request(why: impl fmt::Display) -> EndpointError {
    EndpointError::NotARequest(why.to_string())
}

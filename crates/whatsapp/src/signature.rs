//! Knowing that a webhook comes from Meta: the signature over its raw bytes, and the handshake when it is set up.
//!
//! ```
//! use whatsapp::signature::AppSecret;
//!
//! let secret = AppSecret::new("test_app_secret");
//! let body = br#"{"object":"whatsapp_business_account","entry":[]}"#;
//! let header = secret.sign(body);
//! assert_eq!(header, "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756");
//! assert!(secret.verify(body, &header).is_ok());
//! assert!(secret.verify(b"another body", &header).is_err());
//! ```

use std::fmt;

use aws_lc_rs::hmac;
use serde::Deserialize;
use subtle::ConstantTimeEq;

/// The header that carries the signature, in lower case.
pub const HEADER: &str = "x-hub-signature-256";

const PREFIX: &str = "sha256=";
const DIGEST_BYTES: usize = 32;

/// The secret of the app, made ready to sign and to verify many bodies.
#[derive(Clone)]
pub struct AppSecret(hmac::Key);

impl fmt::Debug for AppSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppSecret([redacted])")
    }
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Not `sha256=` and 64 hexadecimal digits.
    #[error("the signature is not of the form sha256=<64 hexadecimal digits>")]
    BadForm,
    /// The body was signed with another secret, or changed on the way.
    #[error("the signature does not belong to this body and secret")]
    Wrong,
}

impl AppSecret {
    pub fn new(secret: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()))
    }

    /// The value of the header for a body.
    pub fn sign(&self, body: &[u8]) -> String {
        let mut header = String::with_capacity(PREFIX.len() + 2 * DIGEST_BYTES);
        header.push_str(PREFIX);
        header.push_str(&hex::encode(hmac::sign(&self.0, body)));
        header
    }

    /// The `appsecret_proof` of an access token.
    ///
    /// ```
    /// use whatsapp::signature::AppSecret;
    ///
    /// let proof = AppSecret::new("test_app_secret").proof("EAAtoken");
    /// assert_eq!(proof.len(), 64);
    /// ```
    pub fn proof(&self, access_token: &str) -> String {
        hex::encode(hmac::sign(&self.0, access_token.as_bytes()))
    }

    /// Checks the header against the body exactly as it was received.
    ///
    /// Re-written JSON does not do: Meta signs the bytes, and escapes some characters in ways of its own.
    pub fn verify(&self, body: &[u8], header: &str) -> Result<(), SignatureError> {
        let digits = header.strip_prefix(PREFIX).ok_or(SignatureError::BadForm)?;
        let mut digest = [0_u8; DIGEST_BYTES];
        hex::decode_to_slice(digits, &mut digest).map_err(|_| SignatureError::BadForm)?;
        hmac::verify(&self.0, body, &digest).map_err(|_| SignatureError::Wrong)
    }
}

/// The query of the `GET` with which Meta asks whether an address is ours.
#[derive(Debug, Clone, Deserialize)]
pub struct VerificationQuery {
    #[serde(rename = "hub.mode")]
    pub mode: String,
    #[serde(rename = "hub.challenge")]
    pub challenge: String,
    #[serde(rename = "hub.verify_token")]
    pub verify_token: String,
}

impl VerificationQuery {
    /// What to answer, as plain text with status 200; without an answer, the status is 403.
    pub fn answer(&self, expected_token: &str) -> Option<&str> {
        let is_right = token_matches(expected_token, &self.verify_token) && self.mode == "subscribe";
        is_right.then_some(&self.challenge)
    }
}

/// Compares a token with the one expected, in a time that does not tell how much of it is right. An empty expected
/// token matches nothing.
pub fn token_matches(expected: &str, given: &str) -> bool {
    !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(given.as_bytes()))
}

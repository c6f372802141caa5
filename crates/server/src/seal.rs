//! Secrets at rest: AES-256-GCM under the operator's key, bound to the place they stand in, so that a sealed value
//! copied into another row does not open there.

use crate::app::App;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use domain::id::NumberId;
use secrecy::{ExposeSecret, SecretString};
use whatsapp::client::AccessToken;

/// The first byte of a sealed value says how it was sealed.
const VERSION: u8 = 1;

#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("the sealing key must be 64 hexadecimal digits (32 bytes)")]
    BadKey,
    #[error("the operating system gave no randomness")]
    NoRandomness,
    #[error("a sealed value does not open: another sealing key, another row, or damage")]
    DoesNotOpen,
    #[error("the number is not there")]
    NoNumber,
    #[error(transparent)]
    Store(#[from] store::Error),
}

pub struct Seal {
    key: LessSafeKey,
}

impl Seal {
    pub fn new(key: &SecretString) -> Result<Self, SealError> {
        let bytes = hex::decode(key.expose_secret().trim()).map_err(|_| SealError::BadKey)?;
        let key = UnboundKey::new(&AES_256_GCM, &bytes).map_err(|_| SealError::BadKey)?;
        Ok(Self { key: LessSafeKey::new(key) })
    }

    /// `place` is table, column and row id; only there does the value open again.
    pub fn seal(&self, place: &str, secret: &str) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0_u8; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| SealError::NoRandomness)?;
        let mut text = secret.as_bytes().to_vec();
        let sealed = self.key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(place.as_bytes()),
            &mut text,
        );
        sealed.map_err(|_| SealError::NoRandomness)?;
        Ok([&[VERSION], nonce.as_slice(), &text].concat())
    }

    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<SecretString, SealError> {
        let Some((&[VERSION], rest)) = sealed.split_first_chunk::<1>() else { return Err(SealError::DoesNotOpen) };
        let (nonce, text) = rest.split_first_chunk::<NONCE_LEN>().ok_or(SealError::DoesNotOpen)?;
        let mut text = text.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = self.key.open_in_place(nonce, Aad::from(place.as_bytes()), &mut text);
        let opened = opened.map_err(|_| SealError::DoesNotOpen)?;
        let text = std::str::from_utf8(opened).map_err(|_| SealError::DoesNotOpen)?;
        Ok(SecretString::from(text))
    }
}

/// Where a number's token stands.
fn access_token_place(number: NumberId) -> String {
    format!("numbers.sealed_access_token.{number}")
}

/// The token that sends for this number.
pub async fn access_token(app: &App, number: NumberId) -> Result<AccessToken, SealError> {
    let sealed = store::number::sealed_token(&mut app.db.read().await?, app.workspace, number).await?;
    let token = open_access_token(&app.settings.sealing_key, number, &sealed.ok_or(SealError::NoNumber)?)?;
    Ok(AccessToken::new(token))
}

pub fn seal_access_token(key: &SecretString, number: NumberId, token: &str) -> Result<Vec<u8>, SealError> {
    Seal::new(key)?.seal(&access_token_place(number), token)
}

pub fn open_access_token(key: &SecretString, number: NumberId, sealed: &[u8]) -> Result<String, SealError> {
    let token = Seal::new(key)?.open(&access_token_place(number), sealed)?;
    Ok(token.expose_secret().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(digit: &str) -> Seal {
        Seal::new(&SecretString::from(digit.repeat(64))).unwrap()
    }

    #[test]
    fn a_secret_opens_only_with_its_key_in_its_place() {
        let sealed = seal("a").seal("numbers.token.1", "EAAtoken").unwrap();
        assert!(!sealed.windows(8).any(|window| window == b"EAAtoken"));
        assert_eq!(seal("a").open("numbers.token.1", &sealed).unwrap().expose_secret(), "EAAtoken");
        assert!(seal("b").open("numbers.token.1", &sealed).is_err());
        assert!(seal("a").open("numbers.token.2", &sealed).is_err());
    }

    #[test]
    fn damage_is_noticed() {
        let mut sealed = seal("a").seal("place", "EAAtoken").unwrap();
        for place in [0, 5, sealed.len() - 1] {
            sealed[place] ^= 1;
            assert!(seal("a").open("place", &sealed).is_err(), "{place}");
            sealed[place] ^= 1;
        }
        for short in [0, 1, 12] {
            assert!(seal("a").open("place", &sealed[..short]).is_err());
        }
    }

    #[test]
    fn a_bad_key_is_refused() {
        for key in ["", "abc", "zz", &"a".repeat(62)] {
            assert!(matches!(Seal::new(&SecretString::from(key)), Err(SealError::BadKey)), "{key}");
        }
    }
}

//! Passwords: argon2id, off the async threads, and never more than a few at once.

use super::problem::Problem;
use super::secret;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Each check takes 19 MB and a core; a burst of log-ins queues here and does not starve the workers.
const AT_ONCE: usize = 2;
pub const SHORTEST: usize = 10;
/// Longer ones are refused, not cut.
pub const LONGEST: usize = 256;

#[derive(Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
    /// The hash of a password nobody knows, checked when the account does not exist, so that both take as long.
    decoy: Arc<str>,
}

#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error(transparent)]
    Randomness(#[from] secret::NoRandomness),
    #[error("argon2: {0}")]
    Hash(String),
    #[error("the hashing task was cancelled")]
    Cancelled,
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        Self::internal(&error)
    }
}

impl Passwords {
    pub fn new() -> Result<Self, PasswordError> {
        let decoy = hash_now(&secret::token()?)?.into();
        Ok(Self { places: Arc::new(Semaphore::new(AT_ONCE)), decoy })
    }

    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        let _place = self.places.acquire().await.map_err(|_| PasswordError::Cancelled)?;
        tokio::task::spawn_blocking(move || hash_now(&password)).await.map_err(|_| PasswordError::Cancelled)?
    }

    /// The same work whether or not there is a hash to compare with.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, PasswordError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let _place = self.places.acquire().await.map_err(|_| PasswordError::Cancelled)?;
        let task = tokio::task::spawn_blocking(move || verify_now(&password, &hash));
        Ok(task.await.map_err(|_| PasswordError::Cancelled)?? && known)
    }
}

fn hash_now(password: &str) -> Result<String, PasswordError> {
    let salt = secret::random::<16>()?;
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| PasswordError::Hash(error.to_string()))
}

fn verify_now(password: &str, hash: &str) -> Result<bool, PasswordError> {
    let hash = PasswordHash::new(hash).map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_an_account_opens() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash("correct horse".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.verify("correct horse".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("wrong horse".to_owned(), Some(hash)).await.unwrap());
        assert!(!passwords.verify("correct horse".to_owned(), None).await.unwrap());
    }
}

//! Passwords as Argon2id hashes, and the secrets of tokens.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::{App, AppError, Problem};
use tierwise_i18n::Message;

/// Short enough to be typed, long enough to be no word; NIST SP 800-63B asks for 8, we ask for 12.
const SHORTEST: usize = 12;
const LONGEST: usize = 256;
/// 19 MiB, 2 passes, 1 lane: the first choice of OWASP's Password Storage Cheat Sheet for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// What is wrong with a new password.
pub(super) fn problem(password: &str, field: &'static str) -> Option<Problem> {
    let length = password.chars().count();
    if length < SHORTEST {
        let message = Message::new("app-password-short").with("least", SHORTEST);
        return Some(Problem { field, message });
    }
    (length > LONGEST).then(|| Problem { field, message: Message::new("app-password-long").with("most", LONGEST) })
}

impl App {
    pub(super) async fn hash_password(&self, password: String) -> Result<String, AppError> {
        let salt = self.world().secret();
        self.with_argon2(move |argon2| {
            let hash = argon2.hash_password_with_salt(password.as_bytes(), salt.get(..16).unwrap_or(&salt));
            hash.map(|hash| hash.to_string()).map_err(|_| AppError::Interrupted)
        })
        .await?
    }

    /// Takes as long when there is no hash: the answer tells nothing about which accounts exist.
    pub(super) async fn verify_password(&self, password: String, hash: Option<String>) -> Result<bool, AppError> {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => NOBODY.to_owned(),
        };
        let verified = self
            .with_argon2(move |argon2| {
                let hash = PasswordHash::new(&hash);
                hash.is_ok_and(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok())
            })
            .await?;
        Ok(verified && known)
    }

    async fn with_argon2<T: Send + 'static>(
        &self,
        work: impl FnOnce(Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let _turn = self.inner.hashing.acquire().await.map_err(|_| AppError::Interrupted)?;
        let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| AppError::Interrupted)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        tokio::task::spawn_blocking(move || work(argon2)).await.map_err(|_| AppError::Interrupted)
    }
}

/// The hash of a password that nobody has, made with the same parameters.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What stands in a database for a secret.
pub(super) fn digest(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// The digest of several parts, which cannot run into each other.
pub(super) fn digest_of(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// A secret as it stands in a cookie, a link or a header.
pub(super) fn written(secret: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(secret)
}

pub(super) fn read(text: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

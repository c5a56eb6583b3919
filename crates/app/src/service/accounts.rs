//! Signing in and out, and the sessions in between.
//!
//! An answer tells nothing about which accounts exist, and nobody can lock somebody else out: failures are counted per
//! network, and per account only for devices that never signed in to it.

use std::net::IpAddr;
use std::time::Duration;

use tierwise_core::access::{Role, Roles};
use tierwise_core::{CredentialId, SessionId};
use tierwise_i18n::Language;
use tierwise_store::{Credential, Session, Subject};

use super::passwords::{self, digest, digest_of, written};
use super::{App, AppError, Caller, Problem, RunBy, Seat};
use crate::fold::folded;

/// Signed out after so much silence, and after so long in any case.
const IDLE: Duration = Duration::from_secs(12 * 3600);
const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);
/// A session's last use is noted at most once in this time.
const TOUCH_EVERY: Duration = Duration::from_secs(60);
/// Failures are counted within this window.
const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Failures of one network, of one account from one network, and of one account from all unknown devices.
const NETWORK_LIMIT: u32 = 60;
const ACCOUNT_LIMIT: u32 = 8;
const UNKNOWN_DEVICES_LIMIT: u32 = 100;
const DEVICE_LIMIT: u32 = 20;

/// A password on its way in: never shown, never logged.
#[derive(Clone)]
pub struct Password(pub String);

impl std::fmt::Debug for Password {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Password")
    }
}

#[derive(Debug)]
pub struct SignIn {
    pub email: String,
    pub password: Password,
    /// Where the request comes from.
    pub network: IpAddr,
    /// What an earlier sign-in left on this device.
    pub device: Option<String>,
    /// What the session list calls this device.
    pub device_name: String,
}

/// What a successful sign-in leaves with the browser.
#[derive(Debug)]
pub struct SignedIn {
    pub session: String,
    pub device: String,
    pub lasts: Duration,
}

impl App {
    /// # Errors
    /// `Invalid` without saying whether the address or the password is wrong; `Limited` after too many failures.
    pub async fn sign_in(&self, form: SignIn) -> Result<SignedIn, AppError> {
        let email_key = folded(&form.email);
        let found = self.store().find_credentials(&email_key).await?;
        let known_device = known_device(&found, form.device.as_deref());
        let limits = limits(&email_key, form.network, known_device.as_deref());
        for (bucket, limit) in &limits {
            if self.store().failures(bucket, self.world().now(), WINDOW).await? >= *limit {
                return Err(AppError::Limited { retry_after: WINDOW });
            }
        }
        let Some(credential) = self.check_password(found, &form.password).await? else {
            for (bucket, _) in &limits {
                self.store().count_failure(bucket, self.world().now(), WINDOW).await?;
            }
            return Err(AppError::Invalid(vec![Problem::new("", "app-sign-in-wrong")]));
        };
        self.open_session(&credential, &form.device_name).await
    }

    /// Whoever holds a session's token.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn caller_of_session(&self, token: &str) -> Result<Caller, AppError> {
        let now = self.world().now();
        let Some(secret) = passwords::read(token) else { return Ok(Caller::Anonymous) };
        let Some(session) = self.store().find_session(&digest(&secret), now).await? else { return Ok(Caller::Anonymous) };
        if session.last_seen_at.plus(IDLE) < now {
            return Ok(Caller::Anonymous);
        }
        if session.last_seen_at.plus(TOUCH_EVERY) < now {
            self.store().touch_session(session.id, now).await?;
        }
        self.caller_of(session.subject, Some((session.credential, session.id))).await
    }

    /// # Errors
    /// When nobody is signed in.
    pub async fn sign_out(&self, caller: &Caller) -> Result<(), AppError> {
        let (credential, session) = caller.signed_in()?;
        self.store().end_session(session, credential).await?;
        Ok(())
    }

    /// The caller's open sessions, the latest first.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn sessions(&self, caller: &Caller) -> Result<Vec<Session>, AppError> {
        let (credential, _) = caller.signed_in()?;
        Ok(self.store().list_sessions(credential, self.world().now()).await?)
    }

    /// # Errors
    /// `NotFound` when it is no session of the caller.
    pub async fn end_session(&self, caller: &Caller, session: SessionId) -> Result<(), AppError> {
        let (credential, _) = caller.signed_in()?;
        if self.store().end_session(session, credential).await? { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// Signs out everywhere; this session, too.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn sign_out_everywhere(&self, caller: &Caller) -> Result<(), AppError> {
        let (credential, _) = caller.signed_in()?;
        self.store().end_sessions(credential, None).await?;
        Ok(())
    }

    /// Ends all other sessions, because whoever knew the old password may hold one.
    ///
    /// # Errors
    /// `Invalid` when the old password is wrong or the new one unusable.
    pub async fn change_password(&self, caller: &Caller, old: Password, new: Password) -> Result<(), AppError> {
        let (credential, session) = caller.signed_in()?;
        super::error::all_well(passwords::problem(&new.0, "new_password").into_iter().collect())?;
        let found = self.store().find_credential(credential).await?.ok_or(AppError::NotFound)?;
        let bucket = digest_of(&[b"change", credential.uuid().as_bytes()]);
        if self.store().failures(&bucket, self.world().now(), WINDOW).await? >= ACCOUNT_LIMIT {
            return Err(AppError::Limited { retry_after: WINDOW });
        }
        if !self.verify_password(old.0, Some(found.password_hash)).await? {
            self.store().count_failure(&bucket, self.world().now(), WINDOW).await?;
            return Err(AppError::Invalid(vec![Problem::new("old_password", "app-password-wrong")]));
        }
        let hash = self.hash_password(new.0).await?;
        self.store().set_password(credential, &hash, self.world().now()).await?;
        self.store().end_sessions(credential, Some(session)).await?;
        Ok(())
    }

    /// The one-click sign-in of the demo.
    ///
    /// # Errors
    /// `NotFound` outside of the demo.
    pub async fn sign_in_to_demo(&self, email: &str, device_name: &str) -> Result<SignedIn, AppError> {
        if !self.settings().demo {
            return Err(AppError::NotFound);
        }
        let found = self.store().find_credentials(&folded(email)).await?;
        let credential = found.into_iter().next().ok_or(AppError::NotFound)?;
        self.open_session(&credential, device_name).await
    }

    pub(super) async fn open_session(&self, credential: &Credential, device_name: &str) -> Result<SignedIn, AppError> {
        let secret = self.world().secret();
        let now = self.world().now();
        let session = Session {
            id: self.world().new_id(),
            credential: credential.id,
            subject: credential.subject,
            created_at: now,
            last_seen_at: now,
            expires_at: self.world().after(LONGEST),
            device: device_name.chars().take(80).collect(),
        };
        self.store().create_session(&session, &digest(&secret)).await?;
        if let Subject::User { partner, user } = credential.subject {
            self.store().note_sign_in(partner, user, now).await?;
        }
        Ok(SignedIn { session: written(&secret), device: written(&device_secret(credential)), lasts: LONGEST })
    }

    /// The roles are read for every request: what an admin takes away is gone at once.
    pub(super) async fn caller_of(
        &self,
        subject: Subject,
        session: Option<(CredentialId, SessionId)>,
    ) -> Result<Caller, AppError> {
        match subject {
            Subject::Operator(id) => {
                let (Some(operator), Some((credential, session))) = (self.store().find_operator(id).await?, session) else {
                    return Ok(Caller::Anonymous);
                };
                let language = operator.language.parse().unwrap_or(Language::English);
                Ok(Caller::Operator { id, name: operator.name, credential, session, language })
            }
            Subject::User { partner, user } => {
                let account = self.store().find_account(partner, user).await?;
                let Some(account) = account.filter(|account| account.ended_at.is_none()) else { return Ok(Caller::Anonymous) };
                let language = account.language.parse().unwrap_or(Language::English);
                let roles = self.effective(account.roles);
                Ok(Caller::User(Seat { partner, user, name: account.email, roles, token: None, session, language }))
            }
        }
    }

    /// Every user is a default user; where a company runs the installation itself, its Global admin is the operator.
    pub(super) fn effective(&self, granted: Roles) -> Roles {
        let roles = granted.with(Role::DefaultUser);
        let runs = self.settings().run_by == RunBy::Company && granted.has(Role::GlobalAdmin);
        if runs { roles.with(Role::Operator) } else { roles }
    }

    async fn check_password(&self, found: Vec<Credential>, password: &Password) -> Result<Option<Credential>, AppError> {
        if found.is_empty() {
            self.verify_password(password.0.clone(), None).await?;
        }
        // An address may have accounts at several companies; few people have more than one.
        for credential in found {
            let hash = Some(credential.password_hash.clone());
            if self.verify_password(password.0.clone(), hash).await? {
                return Ok(Some(credential));
            }
        }
        Ok(None)
    }
}

/// The device cookie, if it was given to an owner of these accounts since the last change of the password.
fn known_device(found: &[Credential], cookie: Option<&str>) -> Option<Vec<u8>> {
    let secret = cookie.and_then(passwords::read)?;
    let known =
        found.iter().any(|credential| subtle::ConstantTimeEq::ct_eq(&device_secret(credential)[..], &secret[..]).into());
    known.then(|| secret.to_vec())
}

/// What a device of the owner can show: it needs no place in the database, and ends with the password.
fn device_secret(credential: &Credential) -> [u8; 32] {
    digest_of(&[b"device", credential.password_hash.as_bytes(), credential.id.uuid().as_bytes()])
}

/// The counters that a sign-in is subject to, with their limits.
fn limits(email_key: &str, network: IpAddr, known_device: Option<&[u8]>) -> Vec<([u8; 32], u32)> {
    let network = prefix(network);
    let email = email_key.as_bytes();
    match known_device {
        Some(device) => vec![(digest_of(&[b"device", email, device]), DEVICE_LIMIT)],
        None => vec![
            (digest_of(&[b"network", &network]), NETWORK_LIMIT),
            (digest_of(&[b"account", email, &network]), ACCOUNT_LIMIT),
            (digest_of(&[b"unknown", email]), UNKNOWN_DEVICES_LIMIT),
        ],
    }
}

/// One household or office is one network: a /64 of IPv6, an address of IPv4.
fn prefix(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => address.octets().to_vec(),
            None => address.octets().into_iter().take(8).collect(),
        },
    }
}

//! Who asks. Every use case begins with the question whether the caller may do it.

use tierwise_core::access::{Action, Role, Roles};
use tierwise_core::record::Actor;
use tierwise_core::{CredentialId, OperatorId, PartnerId, SessionId, UserId};
use tierwise_i18n::Language;

use super::AppError;

/// Who asks, as found by a session or a token.
#[derive(Debug, Clone)]
pub enum Caller {
    Anonymous,
    User(Seat),
    Operator { id: OperatorId, name: String, credential: CredentialId, session: SessionId, language: Language },
}

/// A person of a company, with the roles that hold for this request.
#[derive(Debug, Clone)]
pub struct Seat {
    pub partner: PartnerId,
    pub user: UserId,
    pub name: String,
    pub roles: Roles,
    /// For a token: what its own role allows besides.
    pub token: Option<Role>,
    /// `None` for a token.
    pub session: Option<(CredentialId, SessionId)>,
    pub language: Language,
}

impl Seat {
    /// Whether the roles, and those of the token if it is one, allow it.
    pub fn may(&self, action: Action) -> bool {
        self.roles.allow(action) && self.token.is_none_or(|role| role.may(action))
    }

    pub fn actor(&self) -> Actor {
        Actor::User(self.user)
    }
}

impl Caller {
    pub fn language(&self) -> Option<Language> {
        match self {
            Self::Anonymous => None,
            Self::User(seat) => Some(seat.language),
            Self::Operator { language, .. } => Some(*language),
        }
    }

    pub fn seat(&self) -> Option<&Seat> {
        match self {
            Self::User(seat) => Some(seat),
            Self::Anonymous | Self::Operator { .. } => None,
        }
    }

    /// Whether the caller may do it, wherever they belong.
    pub fn may(&self, action: Action) -> bool {
        match self {
            Self::Anonymous => false,
            Self::User(seat) => seat.may(action),
            Self::Operator { .. } => Role::Operator.may(action),
        }
    }

    /// The caller's seat, if they may see what the action is about. Who may not gets the answer of a missing thing.
    ///
    /// # Errors
    /// When nobody is signed in, or the caller may not see it.
    pub fn see(&self, action: Action) -> Result<&Seat, AppError> {
        match self {
            Self::Anonymous => Err(AppError::Anonymous),
            Self::User(seat) if seat.may(action) => Ok(seat),
            Self::User(_) | Self::Operator { .. } => Err(AppError::NotFound),
        }
    }

    /// The caller's seat, if they may do it: who may only see it is told so.
    ///
    /// # Errors
    /// When nobody is signed in, or the caller may not do it.
    pub fn act(&self, action: Action, seen_by: Action) -> Result<&Seat, AppError> {
        let seat = self.see(seen_by)?;
        if seat.may(action) { Ok(seat) } else { Err(AppError::Forbidden) }
    }

    /// Whoever runs the installation.
    ///
    /// # Errors
    /// When nobody is signed in, or the caller does not run the installation.
    pub fn run_installation(&self) -> Result<Actor, AppError> {
        match self {
            Self::Anonymous => Err(AppError::Anonymous),
            Self::Operator { id, .. } => Ok(Actor::Operator(*id)),
            Self::User(seat) if seat.may(Action::RunInstallation) => Ok(seat.actor()),
            Self::User(_) => Err(AppError::NotFound),
        }
    }

    /// What the caller signed in with; a token has nothing of the kind.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub fn signed_in(&self) -> Result<(CredentialId, SessionId), AppError> {
        match self {
            Self::Anonymous => Err(AppError::Anonymous),
            Self::Operator { credential, session, .. } => Ok((*credential, *session)),
            Self::User(seat) => seat.session.ok_or(AppError::NotFound),
        }
    }
}

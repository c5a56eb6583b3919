//! Everything that can go wrong in a use case, in the shape in which it is shown.

use std::time::Duration;

use tierwise_i18n::Message;
use tierwise_store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in.
    #[error("sign in first")]
    Anonymous,
    /// It does not exist, or the caller may not know that it does.
    #[error("not found")]
    NotFound,
    /// The caller may see it and may not do it.
    #[error("not allowed")]
    Forbidden,
    /// What was given cannot be used; nothing was changed.
    #[error("the input cannot be used")]
    Invalid(Vec<Problem>),
    /// It cannot be done now; nothing was changed.
    #[error("refused: {}", .0.key())]
    Refused(Message),
    /// The company has no reports before it is enrolled.
    #[error("the company is not enrolled")]
    NotEnrolled,
    /// Nobody has skills data, so there is nothing to download.
    #[error("no users with skills data")]
    NoSkillsData,
    /// Too many attempts.
    #[error("too many attempts")]
    Limited { retry_after: Duration },
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A worker of this process ended early.
    #[error("a task of this process ended early")]
    Interrupted,
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in forms and JSON; blank where the whole is meant.
    pub field: &'static str,
    pub message: Message,
}

impl Problem {
    pub fn new(field: &'static str, key: &'static str) -> Self {
        Self { field, message: Message::new(key) }
    }
}

impl AppError {
    pub fn invalid(field: &'static str, message: Message) -> Self {
        Self::Invalid(vec![Problem { field, message }])
    }

    pub fn refused(key: &'static str) -> Self {
        Self::Refused(Message::new(key))
    }
}

/// The problems of a form, gathered so that one answer names them all.
pub(super) fn all_well(problems: Vec<Problem>) -> Result<(), AppError> {
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

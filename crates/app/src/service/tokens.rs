//! Tokens of the API: made by a Global admin, with a role of their own, and never more than their maker may.

use std::time::Duration;

use tierwise_core::TokenId;
use tierwise_core::access::{Action, Role};
use tierwise_store::{ApiToken, Subject};

use super::error::all_well;
use super::passwords::{digest, read, written};
use super::{App, AppError, Caller, Problem, Seat};

/// How long a name may be.
const LONGEST_NAME: usize = 80;
/// What a token begins with, so that a leaked one is recognised.
const PREFIX: &str = "tierwise_";
/// A token's last use is noted at most once in this time.
const TOUCH_EVERY: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub struct NewToken {
    pub name: String,
    pub role: Role,
    pub days: u16,
}

/// A token is shown once.
#[derive(Debug)]
pub struct MadeToken {
    pub token: ApiToken,
    pub secret: String,
}

impl App {
    /// # Errors
    /// When the database does not answer.
    pub async fn caller_of_token(&self, text: &str) -> Result<Caller, AppError> {
        let now = self.world().now();
        let Some(secret) = text.strip_prefix(PREFIX).and_then(read) else { return Ok(Caller::Anonymous) };
        let Some(token) = self.store().find_token(&digest(&secret), now).await? else { return Ok(Caller::Anonymous) };
        if token.last_used_at.is_none_or(|used| used.plus(TOUCH_EVERY) < now) {
            self.store().touch_token(token.id, now).await?;
        }
        let maker = Subject::User { partner: token.partner, user: token.maker };
        match self.caller_of(maker, None).await? {
            Caller::User(seat) => Ok(Caller::User(Seat { token: Some(token.role), ..seat })),
            Caller::Anonymous | Caller::Operator { .. } => Ok(Caller::Anonymous),
        }
    }

    /// # Errors
    /// When the caller may not manage tokens.
    pub async fn tokens(&self, caller: &Caller) -> Result<Vec<ApiToken>, AppError> {
        let seat = caller.see(Action::ManageTokens)?;
        Ok(self.store().list_tokens(seat.partner).await?)
    }

    /// # Errors
    /// When the caller may not manage tokens, or the form cannot be used.
    pub async fn make_token(&self, caller: &Caller, form: NewToken) -> Result<MadeToken, AppError> {
        let seat = caller.see(Action::ManageTokens)?;
        let name = form.name.trim();
        let mut problems = Vec::new();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            problems.push(Problem::new("name", "app-token-name"));
        }
        if !Role::GRANTED.contains(&form.role) {
            problems.push(Problem::new("role", "app-token-role"));
        }
        if !(1..=366).contains(&form.days) {
            problems.push(Problem::new("days", "app-token-days"));
        }
        all_well(problems)?;
        let secret = self.world().secret();
        let token = ApiToken {
            id: self.world().new_id(),
            partner: seat.partner,
            maker: seat.user,
            name: name.to_owned(),
            role: form.role,
            created_at: self.world().now(),
            expires_at: Some(self.world().after(Duration::from_secs(u64::from(form.days) * 24 * 3600))),
            last_used_at: None,
        };
        self.store().create_token(&token, &digest(&secret)).await?;
        self.note(seat, "token-created").await?;
        Ok(MadeToken { token, secret: format!("{PREFIX}{}", written(&secret)) })
    }

    /// # Errors
    /// `NotFound` when it is no open token of the company.
    pub async fn end_token(&self, caller: &Caller, token: TokenId) -> Result<(), AppError> {
        let seat = caller.see(Action::ManageTokens)?;
        if !self.store().end_token(seat.partner, token, self.world().now()).await? {
            return Err(AppError::NotFound);
        }
        self.note(seat, "token-ended").await
    }
}

//! Links that work once: the first setup, an invitation, a forgotten password. Of a link only the hash is known here.

use tierwise_core::Instant;

use crate::{Store, StoreError, Subject};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub token_hash: [u8; 32],
    pub purpose: Purpose,
    /// Nobody yet, where the link makes the first account.
    pub subject: Option<Subject>,
    pub expires_at: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    Setup,
    Invitation,
    PasswordReset,
}

impl Purpose {
    const ALL: [Self; 3] = [Self::Setup, Self::Invitation, Self::PasswordReset];

    const fn code(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
        }
    }

    fn get(code: &str) -> Result<Self, StoreError> {
        let found = Self::ALL.into_iter().find(|purpose| purpose.code() == code);
        found.ok_or_else(|| StoreError::unknown("purpose"))
    }
}

impl Store {
    /// # Errors
    /// A conflict when the link exists.
    pub async fn create_link(&self, link: &Link) -> Result<(), StoreError> {
        let (partner, user, operator) = link.subject.map_or((None, None, None), Subject::columns);
        self.execute(
            "insert into link (token_hash, purpose, partner_id, user_id, operator_id, expires_at) \
             values ($1, $2, $3, $4, $5, $6)",
            &[&link.token_hash, &link.purpose.code(), &partner, &user, &operator, &link.expires_at],
        )
        .await?;
        Ok(())
    }

    /// The link, unless it was used or expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_link(&self, token_hash: &[u8; 32], now: Instant) -> Result<Option<Link>, StoreError> {
        self.find(
            "select token_hash, purpose, partner_id, user_id, operator_id, expires_at from link \
             where token_hash = $1 and expires_at > $2",
            &[token_hash, &now],
            |fields| {
                Ok(Link {
                    token_hash: fields.next()?,
                    purpose: Purpose::get(fields.next()?)?,
                    subject: Subject::find(fields)?,
                    expires_at: fields.next()?,
                })
            },
        )
        .await
    }

    /// Uses the link up. Of any number of callers at the same moment one gets `true`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_link(&self, token_hash: &[u8; 32], now: Instant) -> Result<bool, StoreError> {
        let used = self.execute("delete from link where token_hash = $1 and expires_at > $2", &[token_hash, &now]).await?;
        Ok(used > 0)
    }
}

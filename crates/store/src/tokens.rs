//! Tokens with which programs use the API. Of a token only the hash is known here.

use tierwise_core::access::Role;
use tierwise_core::{Instant, PartnerId, TokenId, UserId};

use crate::driver::Fields;
use crate::{Store, StoreError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    pub id: TokenId,
    pub partner: PartnerId,
    /// Who made it.
    pub maker: UserId,
    pub name: String,
    pub role: Role,
    pub created_at: Instant,
    pub expires_at: Option<Instant>,
    pub last_used_at: Option<Instant>,
}

impl Store {
    /// # Errors
    /// A conflict when the partner does not exist.
    pub async fn create_token(&self, token: &ApiToken, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        self.execute(
            "insert into api_token (id, partner_id, maker, name, role, created_at, expires_at, last_used_at, token_hash) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                &token.id,
                &token.partner,
                &token.maker,
                &token.name,
                &token.role.code(),
                &token.created_at,
                &token.expires_at,
                &token.last_used_at,
                token_hash,
            ],
        )
        .await?;
        Ok(())
    }

    /// The token, unless it was ended or expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_token(&self, token_hash: &[u8; 32], now: Instant) -> Result<Option<ApiToken>, StoreError> {
        self.find(
            "select id, partner_id, maker, name, role, created_at, expires_at, last_used_at from api_token \
             where token_hash = $1 and ended_at is null and (expires_at is null or expires_at > $2)",
            &[token_hash, &now],
            read,
        )
        .await
    }

    /// # Errors
    /// When the database fails.
    pub async fn touch_token(&self, token: TokenId, now: Instant) -> Result<(), StoreError> {
        self.execute("update api_token set last_used_at = $2 where id = $1", &[&token, &now]).await?;
        Ok(())
    }

    /// Those of a partner that were not ended, expired ones too; the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_tokens(&self, partner: PartnerId) -> Result<Vec<ApiToken>, StoreError> {
        self.list(
            "select id, partner_id, maker, name, role, created_at, expires_at, last_used_at from api_token \
             where partner_id = $1 and ended_at is null order by created_at desc, id desc",
            &[&partner],
            read,
        )
        .await
    }

    /// Ends a token of this partner; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_token(&self, partner: PartnerId, token: TokenId, now: Instant) -> Result<bool, StoreError> {
        let sql = "update api_token set ended_at = $3 where partner_id = $1 and id = $2 and ended_at is null";
        Ok(self.execute(sql, &[&partner, &token, &now]).await? > 0)
    }
}

fn read(fields: &mut Fields<'_>) -> Result<ApiToken, StoreError> {
    Ok(ApiToken {
        id: fields.next()?,
        partner: fields.next()?,
        maker: fields.next()?,
        name: fields.next()?,
        role: fields.next::<&str>()?.parse().map_err(|_| StoreError::unknown("role"))?,
        created_at: fields.next()?,
        expires_at: fields.next()?,
        last_used_at: fields.next()?,
    })
}

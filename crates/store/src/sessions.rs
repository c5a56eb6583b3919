//! Who is signed in, on which device. Of a session's token only the hash is known here.

use tierwise_core::{CredentialId, Instant, SessionId};

use crate::driver::Fields;
use crate::{Store, StoreError, Subject};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub credential: CredentialId,
    pub subject: Subject,
    pub created_at: Instant,
    pub last_seen_at: Instant,
    pub expires_at: Instant,
    /// The browser, as it names itself.
    pub device: String,
}

impl Store {
    /// Sessions that expired before are forgotten on the way.
    ///
    /// # Errors
    /// A conflict when the credential does not exist.
    pub async fn create_session(&self, session: &Session, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        let mut connection = self.begin_write().await?;
        connection.execute("delete from session where expires_at <= $1", &[&session.created_at]).await?;
        connection
            .execute(
                "insert into session (id, credential_id, token_hash, created_at, last_seen_at, expires_at, device) \
                 values ($1, $2, $3, $4, $5, $6, $7)",
                &[
                    &session.id,
                    &session.credential,
                    token_hash,
                    &session.created_at,
                    &session.last_seen_at,
                    &session.expires_at,
                    &session.device,
                ],
            )
            .await?;
        connection.commit().await
    }

    /// The session of a token, unless it expired or was ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_session(&self, token_hash: &[u8; 32], now: Instant) -> Result<Option<Session>, StoreError> {
        self.find(
            "select s.id, s.credential_id, c.partner_id, c.user_id, c.operator_id, s.created_at, s.last_seen_at, s.expires_at, \
             s.device from session s join credential c on c.id = s.credential_id \
             where s.token_hash = $1 and s.expires_at > $2",
            &[token_hash, &now],
            read,
        )
        .await
    }

    /// # Errors
    /// When the database fails.
    pub async fn touch_session(&self, session: SessionId, now: Instant) -> Result<(), StoreError> {
        self.execute("update session set last_seen_at = $2 where id = $1 and last_seen_at < $2", &[&session, &now]).await?;
        Ok(())
    }

    /// Those of a credential, the last seen first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_sessions(&self, credential: CredentialId, now: Instant) -> Result<Vec<Session>, StoreError> {
        self.list(
            "select s.id, s.credential_id, c.partner_id, c.user_id, c.operator_id, s.created_at, s.last_seen_at, s.expires_at, \
             s.device from session s join credential c on c.id = s.credential_id \
             where s.credential_id = $1 and s.expires_at > $2 order by s.last_seen_at desc, s.id",
            &[&credential, &now],
            read,
        )
        .await
    }

    /// Ends a session of this credential, and no one else's; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, session: SessionId, credential: CredentialId) -> Result<bool, StoreError> {
        let sql = "delete from session where id = $1 and credential_id = $2";
        Ok(self.execute(sql, &[&session, &credential]).await? > 0)
    }

    /// Ends every session of a credential but one, and counts them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_sessions(&self, credential: CredentialId, except: Option<SessionId>) -> Result<u64, StoreError> {
        match except {
            Some(kept) => {
                self.execute("delete from session where credential_id = $1 and id <> $2", &[&credential, &kept]).await
            }
            None => self.execute("delete from session where credential_id = $1", &[&credential]).await,
        }
    }
}

fn read(fields: &mut Fields<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        id: fields.next()?,
        credential: fields.next()?,
        subject: Subject::get(fields)?,
        created_at: fields.next()?,
        last_seen_at: fields.next()?,
        expires_at: fields.next()?,
        device: fields.next()?,
    })
}

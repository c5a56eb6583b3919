//! What signs somebody in: an address with the hash of a password. One address may open several accounts.

use tierwise_core::{CredentialId, Instant};

use crate::driver::{Fields, only};
use crate::{Store, StoreError, Subject};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    pub id: CredentialId,
    pub subject: Subject,
    /// In the form of the password hash itself, with its parameters.
    pub password_hash: String,
}

impl Store {
    /// # Errors
    /// A conflict when the subject has a credential.
    pub async fn create_credential(&self, credential: &Credential, email_key: &str, at: Instant) -> Result<(), StoreError> {
        let (partner, user, operator) = credential.subject.columns();
        self.execute(
            "insert into credential (id, partner_id, user_id, operator_id, email_key, password_hash, created_at, changed_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $7)",
            &[&credential.id, &partner, &user, &operator, &email_key, &credential.password_hash, &at],
        )
        .await?;
        Ok(())
    }

    /// Whether anybody can sign in to this installation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_credentials(&self) -> Result<bool, StoreError> {
        let found = self.find("select exists (select 1 from credential)", &[], only).await?;
        Ok(found.unwrap_or(false))
    }

    /// Those of an address. `email_key` is the address as it is compared.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_credentials(&self, email_key: &str) -> Result<Vec<Credential>, StoreError> {
        self.list(
            "select id, partner_id, user_id, operator_id, password_hash from credential \
             where email_key = $1 order by id",
            &[&email_key],
            read,
        )
        .await
    }

    /// # Errors
    /// When the database fails.
    pub async fn find_credential(&self, credential: CredentialId) -> Result<Option<Credential>, StoreError> {
        self.find(
            "select id, partner_id, user_id, operator_id, password_hash from credential where id = $1",
            &[&credential],
            read,
        )
        .await
    }

    /// # Errors
    /// When the database fails.
    pub async fn credential_of(&self, subject: Subject) -> Result<Option<Credential>, StoreError> {
        match subject {
            Subject::User { partner, user } => {
                self.find(
                    "select id, partner_id, user_id, operator_id, password_hash from credential \
                     where partner_id = $1 and user_id = $2",
                    &[&partner, &user],
                    read,
                )
                .await
            }
            Subject::Operator(operator) => {
                self.find(
                    "select id, partner_id, user_id, operator_id, password_hash from credential \
                     where operator_id = $1",
                    &[&operator],
                    read,
                )
                .await
            }
        }
    }

    /// # Errors
    /// A conflict when there is no such credential.
    pub async fn set_password(&self, credential: CredentialId, hash: &str, at: Instant) -> Result<(), StoreError> {
        let sql = "update credential set password_hash = $2, changed_at = $3 where id = $1";
        match self.execute(sql, &[&credential, &hash, &at]).await? {
            0 => Err(StoreError::conflict("there is no such credential")),
            _ => Ok(()),
        }
    }
}

fn read(fields: &mut Fields<'_>) -> Result<Credential, StoreError> {
    Ok(Credential { id: fields.next()?, subject: Subject::get(fields)?, password_hash: fields.next()? })
}

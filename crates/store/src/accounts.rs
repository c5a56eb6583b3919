//! Accounts of a partner's people: address, language, roles. Whoever has one is a person on record with the same id.

use tierwise_core::access::{Role, Roles};
use tierwise_core::{Instant, PartnerId, UserId};

use crate::driver::{Connection, Fields};
use crate::{Store, StoreError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub user: UserId,
    pub email: String,
    pub language: String,
    pub roles: Roles,
    pub created_at: Instant,
    pub ended_at: Option<Instant>,
    pub last_sign_in_at: Option<Instant>,
}

impl Store {
    /// The account, ended or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_account(&self, partner: PartnerId, user: UserId) -> Result<Option<Account>, StoreError> {
        let rows = self
            .list(
                "select a.user_id, a.email, a.language, a.created_at, a.ended_at, a.last_sign_in_at, g.role \
                 from account a left join role_grant g on g.partner_id = a.partner_id and g.user_id = a.user_id \
                 where a.partner_id = $1 and a.user_id = $2",
                &[&partner, &user],
                read,
            )
            .await?;
        Ok(gathered(rows).pop())
    }

    /// Every account of the partner, ended ones too, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_accounts(&self, partner: PartnerId) -> Result<Vec<Account>, StoreError> {
        let rows = self
            .list(
                "select a.user_id, a.email, a.language, a.created_at, a.ended_at, a.last_sign_in_at, g.role \
                 from account a left join role_grant g on g.partner_id = a.partner_id and g.user_id = a.user_id \
                 where a.partner_id = $1 order by a.user_id",
                &[&partner],
                read,
            )
            .await?;
        Ok(gathered(rows))
    }

    /// Not a numbered change: signing in is no change of the record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_sign_in(&self, partner: PartnerId, user: UserId, now: Instant) -> Result<(), StoreError> {
        let sql = "update account set last_sign_in_at = $3 where partner_id = $1 and user_id = $2";
        self.execute(sql, &[&partner, &user, &now]).await?;
        Ok(())
    }
}

pub(crate) async fn create(connection: &mut Connection, partner: PartnerId, account: &Account) -> Result<(), StoreError> {
    connection
        .execute(
            "insert into account (partner_id, user_id, email, language, created_at, ended_at, last_sign_in_at) \
             values ($1, $2, $3, $4, $5, $6, $7)",
            &[
                &partner,
                &account.user,
                &account.email,
                &account.language,
                &account.created_at,
                &account.ended_at,
                &account.last_sign_in_at,
            ],
        )
        .await?;
    grant(connection, partner, account.user, account.roles).await
}

pub(crate) async fn set_roles(
    connection: &mut Connection,
    partner: PartnerId,
    user: UserId,
    roles: Roles,
) -> Result<(), StoreError> {
    let sql = "delete from role_grant where partner_id = $1 and user_id = $2";
    connection.execute(sql, &[&partner, &user]).await?;
    grant(connection, partner, user, roles).await
}

async fn grant(connection: &mut Connection, partner: PartnerId, user: UserId, roles: Roles) -> Result<(), StoreError> {
    for role in roles.iter() {
        let sql = "insert into role_grant (partner_id, user_id, role) values ($1, $2, $3)";
        connection.execute(sql, &[&partner, &user, &role.code()]).await?;
    }
    Ok(())
}

/// An account comes once with each of its roles, or once without one.
fn gathered(rows: Vec<(Account, Option<Role>)>) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    for (account, role) in rows {
        if accounts.last().is_none_or(|last| last.user != account.user) {
            accounts.push(account);
        }
        if let (Some(last), Some(role)) = (accounts.last_mut(), role) {
            last.roles = last.roles.with(role);
        }
    }
    accounts
}

fn read(fields: &mut Fields<'_>) -> Result<(Account, Option<Role>), StoreError> {
    let account = Account {
        user: fields.next()?,
        email: fields.next()?,
        language: fields.next()?,
        roles: Roles::NONE,
        created_at: fields.next()?,
        ended_at: fields.next()?,
        last_sign_in_at: fields.next()?,
    };
    let role: Option<&str> = fields.next()?;
    let role = role.map(|code| code.parse().map_err(|_| StoreError::unknown("role"))).transpose()?;
    Ok((account, role))
}

//! A numbered change of one partner: everything in it becomes visible at once, or nothing of it.
//!
//! It holds the partner's counter until the commit, so numbers are in the order in which changes become visible.

use tierwise_core::access::{Role, Roles};
use tierwise_core::record::{Actor, Facts, Partner};
use tierwise_core::{BatchId, FactId, Instant, LocationId, PartnerId, UserId};

use crate::changes::actor_columns;
use crate::driver::{Connection, only};
use crate::{Account, Location, Store, StoreError, accounts, facts, imports, locations, partners};

/// What the audit says about a change.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'e> {
    pub at: Instant,
    pub actor: Actor,
    /// What was done, as a word: `import-applied`.
    pub action: &'static str,
    /// The id of the request, for finding it in the log; may be blank.
    pub request: &'e str,
}

/// Dropped without a commit it leaves nothing behind, not even its number.
#[derive(Debug)]
pub struct Write {
    connection: Connection,
    partner: PartnerId,
    action: &'static str,
    at: Instant,
    number: u64,
    batch: Option<BatchId>,
}

impl Store {
    /// Begins a change of a partner and takes its next number.
    ///
    /// # Errors
    /// A conflict when there is no such partner.
    pub async fn write(&self, partner: PartnerId, entry: Entry<'_>) -> Result<Write, StoreError> {
        let mut connection = self.begin_write().await?;
        let number = next_number(&mut connection, partner).await?;
        let (kind, actor) = actor_columns(entry.actor);
        connection
            .execute(
                "insert into change (partner_id, number, at, actor_kind, actor_id, action, request) \
                 values ($1, $2, $3, $4, $5, $6, $7)",
                &[&partner, &number, &entry.at, &kind, &actor, &entry.action, &entry.request],
            )
            .await?;
        Ok(Write { connection, partner, action: entry.action, at: entry.at, number, batch: None })
    }
}

/// The update locks the row in either database until the transaction ends.
async fn next_number(connection: &mut Connection, partner: PartnerId) -> Result<u64, StoreError> {
    let sql = "update counter set number = number + 1 where partner_id = $1 returning number";
    let number = connection.find(sql, &[&partner], only).await?;
    number.ok_or_else(|| StoreError::conflict("there is no such partner"))
}

/// Makes other changes of the partner wait without taking a number.
pub(crate) async fn lock(connection: &mut Connection, partner: PartnerId) -> Result<(), StoreError> {
    connection.execute("update counter set number = number where partner_id = $1", &[&partner]).await?;
    Ok(())
}

impl Write {
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Adds facts and ends others, as the one batch of this change.
    ///
    /// # Errors
    /// A conflict when the batch has a fact already, one is about somebody who is nobody here, or the change has another batch.
    pub async fn add(&mut self, batch: BatchId, facts: &Facts, ends: &[FactId]) -> Result<(), StoreError> {
        if self.batch != Some(batch) {
            let sql = "insert into batch (partner_id, id, kind, begun) values ($1, $2, $3, $4)";
            self.connection.execute(sql, &[&self.partner, &batch, &self.action, &self.number]).await?;
            self.name_batch(batch).await?;
        }
        facts::insert(&mut self.connection, self.partner, batch, facts).await?;
        facts::end(&mut self.connection, self.partner, batch, ends).await
    }

    /// Makes the rows of an import visible, if the attempt is still the one that may.
    ///
    /// # Errors
    /// A conflict when the import was cancelled, or another attempt or import took over.
    pub async fn publish_import(&mut self, import: BatchId, attempt: u32) -> Result<(), StoreError> {
        imports::publish(&mut self.connection, self.partner, import, attempt, self.number, self.at).await?;
        self.name_batch(import).await
    }

    /// Takes the rows of the newest applied import back.
    ///
    /// # Errors
    /// A conflict when it is not the newest that is applied, or another import is being applied.
    pub async fn undo_import(&mut self, import: BatchId) -> Result<(), StoreError> {
        imports::undo(&mut self.connection, self.partner, import, self.number, self.at).await?;
        self.name_batch(import).await
    }

    /// # Errors
    /// A conflict when the person has an account or is not on record.
    pub async fn create_account(&mut self, account: &Account) -> Result<(), StoreError> {
        accounts::create(&mut self.connection, self.partner, account).await
    }

    /// # Errors
    /// A conflict when there is no such account.
    pub async fn set_roles(&mut self, user: UserId, roles: Roles) -> Result<(), StoreError> {
        accounts::set_roles(&mut self.connection, self.partner, user, roles).await
    }

    /// Whether somebody else has a role, with an open account and a password. Asked here, where no other change of the
    /// partner is under way.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_another(&mut self, role: Role, than: UserId) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from account a \
                   join role_grant g on g.partner_id = a.partner_id and g.user_id = a.user_id \
                   join credential c on c.partner_id = a.partner_id and c.user_id = a.user_id \
                   where a.partner_id = $1 and a.user_id <> $2 and a.ended_at is null and g.role = $3)";
        let found = self.connection.find(sql, &[&self.partner, &than, &role.code()], only).await?;
        Ok(found == Some(true))
    }

    /// # Errors
    /// A conflict when there is no such account or it was ended.
    pub async fn end_account(&mut self, user: UserId, at: Instant) -> Result<(), StoreError> {
        let sql = "update account set ended_at = $3 where partner_id = $1 and user_id = $2 and ended_at is null";
        let changed = self.connection.execute(sql, &[&self.partner, &user, &at]).await?;
        self.require(changed, "there is no such account")
    }

    /// # Errors
    /// A conflict when there is no such account.
    pub async fn reopen_account(&mut self, user: UserId) -> Result<(), StoreError> {
        let sql = "update account set ended_at = null where partner_id = $1 and user_id = $2";
        let changed = self.connection.execute(sql, &[&self.partner, &user]).await?;
        self.require(changed, "there is no such account")
    }

    /// # Errors
    /// A conflict when the location exists.
    pub async fn add_location(&mut self, location: &Location) -> Result<(), StoreError> {
        locations::create(&mut self.connection, self.partner, location).await
    }

    /// # Errors
    /// A conflict when there is no such location or it was ended.
    pub async fn end_location(&mut self, location: LocationId) -> Result<(), StoreError> {
        let sql = "update location set ended_at = $3 where partner_id = $1 and id = $2 and ended_at is null";
        let changed = self.connection.execute(sql, &[&self.partner, &location, &self.at]).await?;
        self.require(changed, "there is no such location")
    }

    /// # Errors
    /// A conflict when it is another partner than that of this change, or its MPN ID is taken.
    pub async fn update_partner(&mut self, partner: &Partner) -> Result<(), StoreError> {
        self.require(u64::from(partner.id == self.partner), "a change is about one partner")?;
        partners::update(&mut self.connection, partner).await
    }

    /// # Errors
    /// When the database fails, or a statement of the change had failed: then nothing is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.connection.commit().await
    }

    async fn name_batch(&mut self, batch: BatchId) -> Result<(), StoreError> {
        let sql = "update change set batch_id = $3 where partner_id = $1 and number = $2 and batch_id is null";
        let changed = self.connection.execute(sql, &[&self.partner, &self.number, &batch]).await?;
        self.batch = Some(batch);
        self.require(changed, "a change has one batch")
    }

    fn require(&mut self, rows: u64, otherwise: &str) -> Result<(), StoreError> {
        if rows == 0 { Err(self.connection.refuse(otherwise)) } else { Ok(()) }
    }
}

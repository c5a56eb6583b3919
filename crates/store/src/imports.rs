//! Imports: an uploaded file, its rows that nobody sees until they are published, and its undoing.
//!
//! Whoever applies an import holds a lease. Who comes after an expired lease takes the next attempt, and the rows of
//! an older attempt are refused from then on.

mod rows;

use tierwise_core::{BatchId, Instant, PartnerId, UserId};

use crate::driver::{Fields, Value, only};
use crate::{Store, StoreError, facts, write};

pub(crate) use rows::{publish, undo};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Also the id of the batch of its rows.
    pub id: BatchId,
    pub uploaded_by: UserId,
    pub uploaded_at: Instant,
    pub file_name: String,
    /// In bytes.
    pub size: u64,
    pub state: ImportState,
    pub attempt: u32,
    pub rows_total: u64,
    pub rows_written: u64,
    pub lease_until: Option<Instant>,
    /// What the import would do, or did, in the words of its owner.
    pub plan: String,
    /// The number of the change that made it visible.
    pub published: Option<u64>,
    /// The number of the change that took it back.
    pub undone: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImportState {
    Previewed,
    Applying,
    Applied,
    Undone,
    Cancelled,
}

impl ImportState {
    const ALL: [Self; 5] = [Self::Previewed, Self::Applying, Self::Applied, Self::Undone, Self::Cancelled];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Previewed => "previewed",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Undone => "undone",
            Self::Cancelled => "cancelled",
        }
    }

    fn get(code: &str) -> Result<Self, StoreError> {
        let found = Self::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| StoreError::unknown("state of an import"))
    }
}

impl Store {
    /// # Errors
    /// A conflict when the import exists or whoever uploaded it is not on record.
    pub async fn create_import(&self, partner: PartnerId, import: &Import, content: &[u8]) -> Result<(), StoreError> {
        let mut connection = self.begin_write().await?;
        let sql = "insert into batch (partner_id, id, kind) values ($1, $2, 'import')";
        connection.execute(sql, &[&partner, &import.id]).await?;
        connection
            .execute(
                "insert into import (partner_id, id, uploaded_by, uploaded_at, file_name, size, state, attempt, rows_total, \
                 rows_written, lease_until, plan, published, undone) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                &[
                    &partner,
                    &import.id,
                    &import.uploaded_by,
                    &import.uploaded_at,
                    &import.file_name,
                    &import.size,
                    &import.state.code(),
                    &import.attempt,
                    &import.rows_total,
                    &import.rows_written,
                    &import.lease_until,
                    &import.plan,
                    &import.published,
                    &import.undone,
                ],
            )
            .await?;
        let sql = "insert into import_content (partner_id, import_id, content) values ($1, $2, $3)";
        connection.execute(sql, &[&partner, &import.id, &content]).await?;
        connection.commit().await
    }

    /// # Errors
    /// When the database fails.
    pub async fn find_import(&self, partner: PartnerId, import: BatchId) -> Result<Option<Import>, StoreError> {
        self.find(
            "select id, uploaded_by, uploaded_at, file_name, size, state, attempt, rows_total, rows_written, lease_until, plan, \
             published, undone from import where partner_id = $1 and id = $2",
            &[&partner, &import],
            read,
        )
        .await
    }

    /// The uploaded file, as long as it may still be needed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_content(&self, partner: PartnerId, import: BatchId) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "select content from import_content where partner_id = $1 and import_id = $2";
        self.find(sql, &[&partner, &import], only).await
    }

    /// The newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_imports(&self, partner: PartnerId) -> Result<Vec<Import>, StoreError> {
        self.list(
            "select id, uploaded_by, uploaded_at, file_name, size, state, attempt, rows_total, rows_written, lease_until, plan, \
             published, undone from import where partner_id = $1 order by uploaded_at desc, id desc",
            &[&partner],
            read,
        )
        .await
    }

    /// # Errors
    /// When the database fails.
    pub async fn set_import_plan(&self, partner: PartnerId, import: BatchId, plan: &str) -> Result<(), StoreError> {
        self.execute("update import set plan = $3 where partner_id = $1 and id = $2", &[&partner, &import, &plan]).await?;
        Ok(())
    }

    /// Takes the lease of an import and says which attempt this is. `None` when it is neither previewed nor left
    /// behind by an expired attempt, or another import of the partner is being applied. What an earlier attempt left
    /// is removed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start_import(
        &self,
        partner: PartnerId,
        import: BatchId,
        now: Instant,
        lease_until: Instant,
        rows_total: u64,
    ) -> Result<Option<u32>, StoreError> {
        let mut connection = self.begin_write().await?;
        write::lock(&mut connection, partner).await?;
        let sql = "update import set state = 'applying', attempt = attempt + 1, rows_total = $5, rows_written = 0, \
                   lease_until = $4 where partner_id = $1 and id = $2 \
                   and (state = 'previewed' or (state = 'applying' and lease_until <= $3)) \
                   and not exists (select 1 from import o where o.partner_id = $1 and o.id <> $2 and o.state = 'applying' \
                   and o.lease_until > $3) returning attempt";
        let values: &[&dyn Value] = &[&partner, &import, &now, &lease_until, &rows_total];
        let Some(attempt) = connection.find(sql, values, only).await? else { return Ok(None) };
        facts::remove_unseen(&mut connection, partner, import).await?;
        connection.commit().await?;
        Ok(Some(attempt))
    }

    /// Ends an import that is not applied yet and forgets its rows and its file; false when it is too late.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cancel_import(&self, partner: PartnerId, import: BatchId) -> Result<bool, StoreError> {
        let mut connection = self.begin_write().await?;
        let sql = "update import set state = 'cancelled', lease_until = null where partner_id = $1 and id = $2 \
                   and state in ('previewed', 'applying')";
        if connection.execute(sql, &[&partner, &import]).await? == 0 {
            return Ok(false);
        }
        facts::remove_unseen(&mut connection, partner, import).await?;
        rows::forget_content(&mut connection, partner, import).await?;
        connection.commit().await?;
        Ok(true)
    }
}

fn read(fields: &mut Fields<'_>) -> Result<Import, StoreError> {
    Ok(Import {
        id: fields.next()?,
        uploaded_by: fields.next()?,
        uploaded_at: fields.next()?,
        file_name: fields.next()?,
        size: fields.next()?,
        state: ImportState::get(fields.next()?)?,
        attempt: fields.next()?,
        rows_total: fields.next()?,
        rows_written: fields.next()?,
        lease_until: fields.next()?,
        plan: fields.next()?,
        published: fields.next()?,
        undone: fields.next()?,
    })
}
